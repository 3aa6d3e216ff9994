"""Ask Chromium for computed styles: `python tests/chromium/computed_styles.py`.

Reads the cases beside it in `computed/` and keeps Chromium's answers in `computed/answers.json`, which
`tests/engine/test_css_against_chromium.py` compares the engine with:

- `declarations.txt`: each line is the style of a `<div>` in a `<div>` with a font size of 20px;
- `colors.txt`: each line is a colour, drawn on a canvas;
- `documents.txt`: each line is a document, whose element with the id `x` is looked at;
- `markup.txt`: each line is the content of a body, read and written by Chromium; `⏎` is a line break.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium.browser import Browser, chromium

ASSETS = Path(__file__).parents[2] / "mkdocs_metaimage" / "assets"
CASES: Final = Path(__file__).parent / "computed"
ANSWERS: Final = CASES / "answers.json"
#: The size of the picture in px.
SIZE: Final = (1200, 630)
AROUND: Final = "<div style='font-size: 20px; color: rgb(1, 2, 3)'><div id=x style='{}'></div></div>"

_FACE = f"@font-face {{ font-family: Inter; src: url({ASSETS.as_uri()}/Inter.ttf); font-weight: 100 900 }}"
_PAGE = f"<!doctype html><meta charset=utf-8><style>{_FACE}</style><iframe width=1200 height=630 style='border: 0'></iframe>"
_ASK = """(async (declarations, documents, colors, markup) => {
  const frame = document.querySelector('iframe');
  const answers = {base: {}, declarations: {}, documents: {}, colors: {}, markup: {}};
  const around = "<!doctype html><meta charset=utf-8><style>FACE html { font-family: Inter } body { margin: 0 }</style>";

  async function show(text) {
    const loaded = new Promise(done => frame.onload = done);
    frame.srcdoc = around + text;
    await loaded;
    const inner = frame.contentDocument;
    for (const face of inner.fonts) await face.load().catch(() => null);
    // Percentages stay what they are where nothing is laid out.
    inner.body.style.display = 'none';
    return inner.getElementById('x');
  }

  function styleOf(element) {
    const style = frame.contentWindow.getComputedStyle(element), found = {};
    for (const name of NAMES) {
      const value = style.getPropertyValue(name);
      if (value) found[name] = value;
    }
    return found;
  }

  const element = await show("AROUND");
  answers.base = styleOf(element);
  for (const text of declarations) {
    element.setAttribute('style', text);
    answers.declarations[text] = styleOf(element);
  }
  for (const text of documents) answers.documents[text] = styleOf(await show(text));
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  for (const color of colors) {
    answers.colors[color] = null;
    if (!CSS.supports('color', color)) continue;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    answers.colors[color] = [...canvas.getImageData(0, 0, 1, 1).data];
  }
  for (const text of markup) {
    answers.markup[text] = new DOMParser().parseFromString('<body>' + text, 'text/html').body.innerHTML;
  }
  return answers;
})"""
#: The names that Chromium has for some of the engine's properties.
CHROMIUM_NAMES: Final = {"line-clamp": "-webkit-line-clamp", "overflow": "overflow-x"}


def cases(name: str) -> list[str]:
    """The lines of a file of cases, without empty ones and remarks."""
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line.strip() and not line.startswith("// ")]


def main() -> None:
    """Ask Chromium, and keep what it says."""
    from mkdocs_metaimage.engine.css.properties import PROPERTIES

    names = sorted({CHROMIUM_NAMES.get(name, name) for name in PROPERTIES} - {"text-fit"})
    script = (
        _ASK.replace("FACE", _FACE).replace("AROUND", AROUND.format("")).replace("NAMES", json.dumps(names))
    )
    with Browser(chromium(), ASSETS) as browser:
        browser.open(_PAGE, *SIZE)
        kinds = ("declarations", "documents", "colors", "markup")
        answers = browser.run(f"{script}({', '.join(json.dumps(cases(kind)) for kind in kinds)})")
    for kind in kinds[:2]:
        answers[kind] = {case: _apart(style, answers["base"]) for case, style in answers[kind].items()}
    ANSWERS.write_text(_written(answers), encoding="utf-8")


def _apart(style: dict[str, str], base: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in style.items() if value != base[name]}


def _written(answers: dict[str, Any]) -> str:
    """As JSON, a line for each case."""
    parts = []
    for kind, entries in answers.items():
        lines = ",\n".join(
            f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in entries.items()
        )
        parts.append(f"{json.dumps(kind)}: {{\n{lines}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
