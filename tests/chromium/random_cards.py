"""Random cards, laid out by Chromium and by the engine, and made as small as shows where they differ.

    python tests/chromium/random_cards.py flex --count 500 --seed 7
    python tests/chromium/random_cards.py flex --count 200 --keep

A profile is a module of `profiles` with a function `card(random) -> Node`. `--keep` writes the cards with
Chromium's boxes to `random/<profile>.jsonl`, which the tests compare the engine with.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium.browser import Browser, chromium

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.fonts import ASSETS, FontLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_metaimage.engine.boxes import PlacedBox

#: The size of the cards in px.
SIZE: Final = (400, 300)
KEPT: Final = Path(__file__).parent / "random"
#: The natural size of every `<img>`.
PICTURE: Final = (40.0, 20.0)

_PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Inter; src: url({assets}/Inter.ttf); font-weight: 100 900 }}
@font-face {{ font-family: Inter; src: url({assets}/Inter-Italic.ttf); font-weight: 100 900; font-style: italic }}
@font-face {{ font-family: "JetBrains Mono"; src: url({assets}/JetBrainsMono.ttf); font-weight: 100 800 }}
html {{ font-family: Inter; overflow: hidden }} body {{ margin: 0 }}
#card {{ position: absolute; left: 0; top: 0; width: {width}px; height: {height}px; display: flow-root }}
</style><div id="card"></div>"""
_MEASURE = """(async cards => {
  for (const face of document.fonts) await face.load();
  const card = document.getElementById('card'), found = [];
  const picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/%3E";
  for (const html of cards) {
    card.innerHTML = html.replaceAll('src="picture"', 'src="' + picture + '"');
    for (const picture of card.querySelectorAll('img')) await picture.decode();
    const boxes = [];
    for (const element of card.querySelectorAll('*')) {
      if (['BR', 'STYLE'].includes(element.tagName) || !element.getClientRects().length) continue;
      const box = element.getBoundingClientRect();
      boxes.push([element.tagName.toLowerCase(), box.x, box.y, box.width, box.height]);
    }
    found.push(boxes);
  }
  return found;
})"""

Boxes = list[tuple[str, tuple[float, float, float, float]]]
_library = FontLibrary()


@dataclass(frozen=True)
class Node:
    """An element of a random card.

    Attributes:
        style: What its `style` attribute declares.
        children: Elements and texts.
        tag: Its tag.
    """

    style: dict[str, str] = field(default_factory=dict)
    children: tuple[Node | str, ...] = ()
    tag: str = "div"

    def html(self) -> str:
        """Its HTML."""
        style = "; ".join(f"{name}: {value}" for name, value in self.style.items())
        attributes = f' style="{style}"' if style else ""
        if self.tag in ("img", "br"):
            source = ' src="picture"' if self.tag == "img" else ""
            return f"<{self.tag}{source}{attributes}>"
        inner = "".join(child if isinstance(child, str) else child.html() for child in self.children)
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>"

    def smaller(self) -> Iterator[Node]:
        """The same card with one thing less, the greatest things first."""
        for index, child in enumerate(self.children):
            yield self._with(index)
            if isinstance(child, Node) and child.children:
                yield self._with(index, *child.children)
        for index, child in enumerate(self.children):
            if isinstance(child, str):
                words = child.split()
                if len(words) > 1:
                    yield self._with(index, " ".join(words[: len(words) // 2]))
                    yield self._with(index, " ".join(words[1:]))
            else:
                for less in child.smaller():
                    yield self._with(index, less)
        for name in self.style:
            yield replace(self, style={key: value for key, value in self.style.items() if key != name})

    def _with(self, index: int, *instead: Node | str) -> Node:
        return replace(self, children=(*self.children[:index], *instead, *self.children[index + 1 :]))


def by_engine(html: str) -> Boxes:
    """The boxes that the engine makes of a card."""
    styled, notes = cascade(parse(html), *SIZE)
    if notes:
        raise ValueError("; ".join(note.message for note in notes))
    root = layout(styled, *SIZE, _library, lambda name: PICTURE)
    return [(box.tag, tuple(box.rect)) for box in _every(root) if box.tag != "br"]


def _every(box: PlacedBox) -> Iterator[PlacedBox]:
    for child in box.children:
        if child.tag:
            yield child
        yield from _every(child)


class Measurer:
    """Chromium, asked for the boxes of many cards at once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        browser.open(_PAGE.format(assets=ASSETS.as_uri(), width=SIZE[0], height=SIZE[1]), *SIZE)

    def boxes(self, cards: list[str]) -> list[Boxes]:
        """The boxes of each card."""
        found = self._browser.run(f"({_MEASURE})({json.dumps(cards)})")
        return [[(tag, tuple(rect)) for tag, *rect in boxes] for boxes in found]

    def faults(self, cards: list[Node], most: float) -> list[str]:
        """What is wrong in each card, `""` where nothing is."""
        texts = [card.html() for card in cards]
        return [fault(text, boxes, most) for text, boxes in zip(texts, self.boxes(texts), strict=True)]

    def smallest(self, card: Node, most: float) -> Node:
        """The smallest card that comes of this one by taking away and is still wrong."""
        while True:
            smaller = list(card.smaller())
            faults = self.faults(smaller, most) if smaller else []
            found = next((less for less, wrong in zip(smaller, faults, strict=True) if wrong), None)
            if found is None:
                return card
            card = found


def fault(html: str, wanted: Boxes, most: float) -> str:
    """Where the engine's boxes are not Chromium's, by more than so many px; `""` for nowhere."""
    try:
        found = by_engine(html)
    except Exception as error:  # any failure is a finding
        return f"{type(error).__name__}: {error}"
    if [tag for tag, _ in found] != [tag for tag, _ in wanted]:
        return f"elements {[tag for tag, _ in found]} for {[tag for tag, _ in wanted]}"
    wrong = [
        f"<{tag}> {index}: {_numbers(have)} for {_numbers(want)}"
        for index, ((tag, have), (_, want)) in enumerate(zip(found, wanted, strict=True))
        if any(abs(one - other) > most for one, other in zip(have, want, strict=True))
    ]
    return "\n    ".join(wrong)


def _numbers(rect: tuple[float, ...]) -> str:
    return "(" + ", ".join(f"{number:.2f}" for number in rect) + ")"


def _kind(card: Node) -> frozenset[str]:
    """What a small card is about: one of each kind is enough to look at."""
    names = {f"{name}: {value}" if name == "display" else name for name, value in card.style.items()}
    for child in card.children:
        names |= _kind(child) if isinstance(child, Node) else {"text"}
    return frozenset(names)


def main() -> None:
    """Compare, or keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("profile")
    options.add_argument("--count", type=int, default=200, help="how many cards")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument(
        "--show", type=int, default=5, help="how many kinds of fault to make small and print"
    )
    options.add_argument("--most", type=float, default=0.5, help="px that a number may differ by")
    options.add_argument("--keep", action="store_true", help="write the cards and Chromium's boxes")
    given = options.parse_args()
    make: Callable[[Random], Node] = importlib.import_module(f"chromium.profiles.{given.profile}").card
    cards = [make(Random(f"{given.profile} {given.seed} {number}")) for number in range(given.count)]
    with Browser(chromium(), ASSETS, scrollbars=True) as browser:
        measurer = Measurer(browser)
        if given.keep:
            _keep(given.profile, [card.html() for card in cards], measurer)
        else:
            _compare(cards, measurer, given.most, given.show)


def _keep(profile: str, texts: list[str], measurer: Measurer) -> None:
    rows: list[dict[str, Any]] = [
        {"html": text, "boxes": [[tag, *(round(number, 3) for number in rect)] for tag, rect in boxes]}
        for text, boxes in zip(texts, measurer.boxes(texts), strict=True)
    ]
    KEPT.mkdir(exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    (KEPT / f"{profile}.jsonl").write_text(lines, encoding="utf-8")


def measured_again() -> list[str]:
    """Ask Chromium for the boxes of the kept cards once more, and say of which profiles they are others."""
    changed = []
    with Browser(chromium(), ASSETS, scrollbars=True) as browser:
        measurer = Measurer(browser)
        for path in sorted(KEPT.glob("*.jsonl")):
            before = path.read_text(encoding="utf-8")
            texts = [json.loads(line)["html"] for line in before.splitlines()]
            _keep(path.stem, texts, measurer)
            if path.read_text(encoding="utf-8") != before:
                changed.append(f"random {path.stem}: other boxes")
    return changed


def kept_faults() -> list[str]:
    """What is wrong in the kept cards."""
    faults = []
    for path in sorted(KEPT.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            found = fault(row["html"], [(tag, tuple(rect)) for tag, *rect in row["boxes"]], most=0.5)
            if found:
                faults.append(f"random {path.stem} {number}: {found}")
    return faults


def _compare(cards: list[Node], measurer: Measurer, most: float, show: int) -> None:
    faults = measurer.faults(cards, most)
    wrong = [card for card, found in zip(cards, faults, strict=True) if found]
    print(f"{len(cards) - len(wrong)} of {len(cards)} cards are as in Chromium.")
    shown: set[frozenset[str]] = set()
    for card in wrong:
        if len(shown) >= show:
            break
        small = measurer.smallest(card, most)
        if _kind(small) in shown:
            continue
        shown.add(_kind(small))
        print(f"\n{small.html()}\n    {measurer.faults([small], most)[0]}")


if __name__ == "__main__":
    # The profiles make nodes of the module by its own name.
    importlib.import_module("chromium.random_cards").main()
