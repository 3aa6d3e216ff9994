"""Random cards, painted by Chromium and by the engine, and made as small as shows where they differ.

    python tests/chromium/random_paint.py borders --count 200 --seed 7 --sheet borders.png
    python tests/chromium/random_paint.py everything --count 100 --keep

The kinds are those of `profiles/painting.py`. The sheet shows the worst cards, made small: the engine's picture,
Chromium's, and what they differ by, four times over. `--keep` writes those of the cards that are as in Chromium
to `random/painted/`, with Chromium's pictures of them, which the tests compare the engine with.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium.browser import Browser, chromium
from chromium.goldens import MOST_RMSE_OF_SHAPES, MOST_RMSE_OF_TEXT, rmse
from chromium.profiles import painting

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.text.fonts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chromium.random_cards import Node

#: The size of the cards in px.
SIZE: Final = (160, 120)
#: Where cards are kept, with Chromium's pictures of them in rows.
KEPT: Final = Path(__file__).parent / "random" / "painted"
# Chromium's pictures of one card may differ by a few pixels from run to run.
_SAME: Final = 0.05
_COLUMNS: Final = 8
_ROWS: Final = 6

_PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Inter; src: url({assets}/Inter.ttf); font-weight: 100 900 }}
html {{ font-family: Inter; overflow: hidden }} body {{ margin: 0 }}
.card {{ position: absolute; width: {width}px; height: {height}px; overflow: hidden; isolation: isolate }}
</style><div id="cards"></div>"""
_SHOW = (
    """(async cards => {
  for (const face of document.fonts) await face.load();
  document.getElementById('cards').innerHTML = cards.map((html, index) =>
    `<div class="card" style="left: ${index % %d * %d}px; top: ${Math.floor(index / %d) * %d}px">${html}</div>`).join('');
})""".replace("%d", "{}")
    .replace("{", "{{")
    .replace("}", "}}")
    .replace("{{}}", "{}")
    .format(_COLUMNS, SIZE[0], _COLUMNS, SIZE[1])
)


class Painter:
    """Chromium, asked for the pictures of many cards at once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        page = _PAGE.format(assets=ASSETS.as_uri(), width=SIZE[0], height=SIZE[1])
        browser.open(page, _COLUMNS * SIZE[0], _ROWS * SIZE[1])

    def pictures(self, cards: list[str]) -> Iterator[Image.Image]:
        """The picture of each card."""
        for start in range(0, len(cards), _COLUMNS * _ROWS):
            some = cards[start : start + _COLUMNS * _ROWS]
            self._browser.run(f"({_SHOW})({json.dumps(some)})")
            yield from cut(self._browser.picture(), len(some))

    def faults(self, cards: list[Node]) -> list[float]:
        """By how much each card's picture is more unlike Chromium's than it may be."""
        texts = [card.html() for card in cards]
        return [fault(text, picture) for text, picture in zip(texts, self.pictures(texts), strict=True)]

    def smallest(self, card: Node) -> Node:
        """The smallest card that comes of this one by taking away and is still wrong."""
        while True:
            smaller = list(card.smaller())
            faults = self.faults(smaller) if smaller else []
            found = next((less for less, wrong in zip(smaller, faults, strict=True) if wrong), None)
            if found is None:
                return card
            card = found


def cut(sheet: Image.Image, count: int) -> Iterator[Image.Image]:
    """The pictures on a sheet."""
    width, height = SIZE
    for index in range(count):
        left, top = index % _COLUMNS * width, index // _COLUMNS * height
        yield sheet.crop((left, top, left + width, top + height))


def drawn(html: str) -> Image.Image:
    """The engine's picture of a card.

    Raises:
        ValueError: It has something to say about it.
    """
    # As in Chromium, the card is not the outermost box, whose background would be the picture's.
    picture, notes = render(ImageResponse(f"<div>{html}</div>", width=SIZE[0], height=SIZE[1]).drawing())
    if notes:
        raise ValueError("; ".join(note.message for note in notes))
    white = Image.new("RGBA", SIZE, "white")
    return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")


def fault(html: str, wanted: Image.Image) -> float:
    """By how much the engine's picture is more unlike Chromium's than it may be; 0 if it is not."""
    try:
        apart = rmse(drawn(html), wanted)
    except Exception as error:  # any failure is a finding
        print(f"{type(error).__name__}: {error}\n    {html}")
        return 255.0
    most = MOST_RMSE_OF_TEXT if "font-size" in html else MOST_RMSE_OF_SHAPES
    return apart if apart > most else 0.0


def kept() -> Iterator[tuple[str, str, Image.Image]]:
    """The kept cards: a name, the HTML, and Chromium's picture."""
    for path in sorted(KEPT.glob("*.json")):
        cards = json.loads(path.read_text(encoding="utf-8"))
        with Image.open(path.with_suffix(".png")) as sheet:
            pictures = list(cut(sheet.convert("RGB"), len(cards)))
        for number, (html, picture) in enumerate(zip(cards, pictures, strict=True), 1):
            yield f"{path.stem}-{number}", html, picture


def _keep(kind: str, cards: list[str], pictures: list[Image.Image]) -> None:
    width, height = SIZE
    sheet = Image.new("RGB", (_COLUMNS * width, -(-len(cards) // _COLUMNS) * height), "white")
    for index, picture in enumerate(pictures):
        sheet.paste(picture, (index % _COLUMNS * width, index // _COLUMNS * height))
    KEPT.mkdir(parents=True, exist_ok=True)
    sheet.save(KEPT / f"{kind}.png", optimize=True)
    (KEPT / f"{kind}.json").write_text(
        json.dumps(cards, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _keep_right(kind: str, cards: list[str], faults: list[float], painter: Painter) -> None:
    """Keep the cards that are right, with pictures from the places that they have among these alone.

    Chromium paints in parts, and where they meet decides a few pixels.
    """
    pictures: list[Image.Image] = []
    while any(faults):
        cards = [card for card, wrong in zip(cards, faults, strict=True) if not wrong]
        pictures = list(painter.pictures(cards))
        faults = [fault(card, picture) for card, picture in zip(cards, pictures, strict=True)]
    _keep(kind, cards, pictures or list(painter.pictures(cards)))


def painted_again() -> list[str]:
    """Ask Chromium for the pictures of the kept cards once more, and say of which kinds they are others."""
    changed = []
    with Browser(chromium(), ASSETS) as browser:
        painter = Painter(browser)
        for path in sorted(KEPT.glob("*.json")):
            cards = json.loads(path.read_text(encoding="utf-8"))
            pictures = list(painter.pictures(cards))
            with Image.open(path.with_suffix(".png")) as sheet:
                before = list(cut(sheet.convert("RGB"), len(cards)))
            if any(rmse(one, other) > _SAME for one, other in zip(pictures, before, strict=True)):
                _keep(path.stem, cards, pictures)
                changed.append(f"painted {path.stem}: other pictures")
    return changed


def kept_faults() -> list[str]:
    """What is wrong in the kept cards."""
    return [
        f"painted {name}: {wrong:.2f}" for name, html, picture in kept() if (wrong := fault(html, picture))
    ]


def _save_sheet(path: str, cards: list[str], painter: Painter) -> None:
    width, height = SIZE
    sheet = Image.new("RGB", (3 * width + 20, len(cards) * (height + 6)), "gray")
    for index, (html, wanted) in enumerate(zip(cards, painter.pictures(cards), strict=True)):
        try:
            found = drawn(html)
        except Exception:  # it is printed already
            found = Image.new("RGB", SIZE, "pink")
        apart = ImageChops.difference(found, wanted).point([min(4 * value, 255) for value in range(256)] * 3)
        for column, picture in enumerate((found, wanted, ImageChops.invert(apart))):
            sheet.paste(picture, (column * (width + 10), index * (height + 6)))
    sheet.save(path)


def main() -> None:
    """Compare, or keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kind", choices=painting.KINDS)
    options.add_argument("--count", type=int, default=100, help="how many cards")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--show", type=int, default=8, help="how many faults to make small and print")
    options.add_argument("--sheet", help="where to show these as pictures")
    options.add_argument("--keep", action="store_true", help="write what is as in Chromium, for the tests")
    given = options.parse_args()
    randoms = (Random(f"{given.kind} {given.seed} {number}") for number in range(given.count))
    cards = [painting.card(random, given.kind) for random in randoms]
    with Browser(chromium(), ASSETS) as browser:
        painter = Painter(browser)
        texts = [card.html() for card in cards]
        pictures = list(painter.pictures(texts))
        faults = [fault(text, picture) for text, picture in zip(texts, pictures, strict=True)]
        print(f"{faults.count(0)} of {len(cards)} cards are as in Chromium.")
        if given.keep:
            _keep_right(given.kind, texts, faults, painter)
            return
        worst = sorted(zip(faults, range(len(cards)), strict=True), reverse=True)[: given.show]
        shown = []
        for wrong, index in worst:
            if wrong:
                small = painter.smallest(cards[index])
                html = small.html()
                print(f"\n{wrong:.1f}, made small {painter.faults([small])[0]:.1f}: {html}")
                shown.append(html)
        if given.sheet and shown:
            _save_sheet(given.sheet, shown, painter)


if __name__ == "__main__":
    # The profiles make nodes of the module by its own name.
    importlib.import_module("chromium.random_paint").main()
