"""Write Chromium's boxes into the layout cards of the tests, as `data-box="x y width height"`.

A card is an HTML file whose first line is a comment with its size, such as `<!-- 400x300 -->`. Run
`python tools/measure_layout.py [card.html ...]` after a card was added or changed.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CARDS = ROOT / "tests" / "engine" / "layout_cards"
ASSETS = ROOT / "mkdocs_metaimage" / "assets"
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/%3E"
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--virtual-time-budget=20000",
)  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Inter; src: url({assets}/Inter.ttf); font-weight: 100 900 }}
@font-face {{ font-family: Inter; src: url({assets}/Inter-Italic.ttf); font-weight: 100 900; font-style: italic }}
@font-face {{ font-family: "JetBrains Mono"; src: url({assets}/JetBrainsMono.ttf); font-weight: 100 800 }}
@font-face {{ font-family: Emoji; src: url({assets}/NotoColorEmoji.ttf) }}
html {{ font-family: Inter, Emoji }} .measured-card {{ position: absolute; left: 0; top: 0; display: flow-root }}
</style><body style="margin: 0">{templates}<pre id="out"></pre><script>
const fonts = ['16px Inter', 'bold 16px Inter', 'italic 16px Inter', 'italic bold 16px Inter',
               '16px "JetBrains Mono"'];
async function measure() {{
  for (const font of fonts) await document.fonts.load(font);
  await document.fonts.load('16px Emoji', '😀');
  const found = {{}};
  for (const template of document.querySelectorAll('template')) {{
    const card = document.createElement('div');
    card.className = 'measured-card';
    card.style.width = template.dataset.width + 'px';
    card.style.height = template.dataset.height + 'px';
    card.append(template.content.cloneNode(true));
    document.body.append(card);
    for (const picture of card.querySelectorAll('img')) {{ picture.src = "{picture}"; await picture.decode() }}
    for (const element of card.querySelectorAll('*')) {{
      const display = getComputedStyle(element).display;
      if (['none', 'contents'].includes(display) || element.tagName == 'BR') continue;
      if (element.closest('style')) continue;
      const box = element.getBoundingClientRect();
      const numbers = [box.x, box.y, box.width, box.height].map(number => +number.toFixed(2));
      element.setAttribute('data-box', numbers.join(' '));
    }}
    for (const picture of card.querySelectorAll('img')) picture.setAttribute('src', 'picture');
    found[template.dataset.name] = card.innerHTML;
    card.remove();
  }}
  document.getElementById('out').textContent = JSON.stringify(found);
}}
measure();
</script>"""


def main(names: list[str]) -> None:
    """Measure the cards of these names, or all."""
    files = [Path(name) for name in names] or sorted(CARDS.glob("*.html"))
    templates = []
    for file in files:
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        width, height = re.findall(r"\d+", head)
        body = re.sub(r' data-box="[^"]*"', "", body)
        size = f'data-width="{width}" data-height="{height}"'
        templates.append(f'<template data-name="{file.name}" {size}>{body}</template>')
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        text = PAGE.format(assets=ASSETS.as_uri(), templates="".join(templates), picture=PICTURE)
        page.write_text(text, encoding="utf-8")
        command = [*CHROMIUM, f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        document = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = re.search(r'<pre id="out">(.+?)</pre>', document, re.DOTALL)
    if match is None:
        sys.exit("Chromium measured nothing.")
    found = json.loads(html.unescape(match[1]))
    for file in files:
        head = file.read_text(encoding="utf-8").partition("\n")[0]
        file.write_text(f"{head}\n{found[file.name].rstrip()}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
