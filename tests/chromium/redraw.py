"""Ask Chromium for everything that the tests compare the engine with: `make chromium`.

Beside each card of `cards/`, and for each built-in one, this keeps Chromium's picture and its boxes; it
measures and paints the random cards of `random/` again and asks for the computed styles of `computed/`. It says what is
another now, and how far the engine is from it, and ends with an error where that is more than may be. The
tests read what is kept and need no Chromium. Names of cards as arguments redraw only those.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium import computed_styles, random_cards, random_paint
from chromium.browser import Browser, chromium
from chromium.goldens import CARDS, Card, Difference, Laid, all_cards, difference, joined, rmse, written

from mkdocs_metaimage.engine.boxes import Rect

ASSETS = Path(__file__).parents[2] / "mkdocs_metaimage" / "assets"

# What a card needs around it. Fonts are named by URL, for a system's variable fonts have no optical size.
AROUND = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Inter; src: url({assets}/Inter.ttf); font-weight: 100 900 }}
@font-face {{ font-family: Inter; src: url({assets}/Inter-Italic.ttf); font-weight: 100 900; font-style: italic }}
@font-face {{ font-family: "JetBrains Mono"; src: url({assets}/JetBrainsMono.ttf); font-weight: 100 800 }}
@font-face {{ font-family: "Noto Color Emoji"; src: url({assets}/NotoColorEmoji.ttf) }}
{faces}
html {{ height: 100%; font-family: {families} }} body {{ height: 100%; margin: 0 }}
</style>{card}"""
_FACE = '@font-face {{ font-family: "{}"; src: url({}); {} }}'
MEASURE = """(async () => {
  for (const face of document.fonts) await face.load();
  for (const picture of document.images) await picture.decode();
  const hides = style => style.overflow != 'visible' && style.display != 'inline';

  // What the nearest of the elements around that hides anything leaves to see of a rect.
  function seen(rect, element) {
    while (element && !hides(getComputedStyle(element))) element = element.parentElement;
    let {left, top, right, bottom} = rect;
    if (element) {
      const outer = element.getBoundingClientRect();
      const x = outer.left + element.clientLeft, y = outer.top + element.clientTop;
      left = Math.max(left, x); right = Math.min(right, x + element.clientWidth);
      top = Math.max(top, y); bottom = Math.min(bottom, y + element.clientHeight);
    }
    return [left, top, Math.max(right - left, 0), Math.max(bottom - top, 0)];
  }

  const boxes = [], lines = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType == Node.TEXT_NODE) {
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) lines.push(seen(rect, node.parentElement));
    } else if (!['BR', 'WBR'].includes(node.tagName) && !['none', 'contents'].includes(getComputedStyle(node).display)) {
      const box = node.getBoundingClientRect();
      boxes.push([node.tagName.toLowerCase(), box.x, box.y, box.width, box.height]);
    }
  }
  return {boxes, lines};
})()"""


# Chromium's pictures of one card may differ by a few pixels from run to run.
_SAME = 0.05


class Golden(NamedTuple):
    """What Chromium made of a card."""

    laid: Laid
    picture: Image.Image


def main(names: list[str]) -> None:
    """Redraw the cards of these names, or ask for all, and print how far the engine is."""
    cards = [card for card in all_cards() if not names or card.name in names]
    if not cards:
        sys.exit(f"There is no card of the name {' or '.join(names)} in {CARDS}.")
    changed = []
    with Browser(chromium(), ASSETS) as browser:
        for card in cards:
            changed += _kept(card, _drawn(browser, card))
    if not names:
        changed += (
            _removed(cards) + random_cards.measured_again() + random_paint.painted_again() + _asked_again()
        )
    print("\n".join(changed or ["What Chromium says is what it said."]))
    found = {card.name: difference(card) for card in cards}
    _print_worst(found)
    faults = [f"{name}: {fault}" for name, apart in found.items() for fault in apart.faults]
    faults += [f"{card.name}: {note}" for card in cards for note in card.notes()]
    faults += [] if names else random_cards.kept_faults() + random_paint.kept_faults()
    if faults:
        sys.exit("\n".join(["", *faults]))


def _asked_again() -> list[str]:
    """Ask for the computed styles, and say whether one is another."""
    before = computed_styles.ANSWERS.read_bytes()
    computed_styles.main()
    return [] if computed_styles.ANSWERS.read_bytes() == before else ["computed: other styles"]


def _drawn(browser: Browser, card: Card) -> Golden:
    browser.open(_page(card), *card.size)
    measured = browser.run(MEASURE)
    boxes = [(tag, Rect(*rect)) for tag, *rect in measured["boxes"]]
    return Golden(Laid(boxes, joined(Rect(*rect) for rect in measured["lines"])), browser.picture())


def _page(card: Card) -> str:
    """The card with its fonts, which come after the bundled one as they do in the engine."""
    fonts = [hb.Face(hb.Blob.from_file_path(str(path))) for path in card.files]
    names = [font.get_name(16) or font.get_name(1) for font in fonts]
    faces = [
        _FACE.format(name, path.as_uri(), _ranges(font))
        for name, path, font in zip(names, card.files, fonts, strict=True)
    ]
    families = [f'"{name}"' for name in dict.fromkeys(["Inter", *names, "Noto Color Emoji"])]
    # Chromium takes its generic families from the system, whose variable fonts have no optical size.
    text = card.html_for_chromium.replace("sans-serif", "Inter")
    return AROUND.format(
        assets=ASSETS.as_uri(), faces="\n".join(faces), families=", ".join(families), card=text
    )


def _ranges(font: Any) -> str:
    """What of `@font-face` says how heavy and how wide a font can be."""
    axes = {axis.tag: axis for axis in font.axis_infos}
    heavy = int.from_bytes(bytes(font.reference_table("OS/2").data)[4:6], "big")
    weight = f"{axes['wght'].min_value} {axes['wght'].max_value}" if "wght" in axes else str(heavy)
    ranges = f"font-weight: {weight}"
    if "wdth" in axes:
        ranges += f"; font-stretch: {axes['wdth'].min_value}% {axes['wdth'].max_value}%"
    return ranges


def _kept(card: Card, golden: Golden) -> list[str]:
    """Write the golden files of a card, and say what is new in them."""
    changed = []
    text = written(golden.laid)
    if not card.boxes.exists() or card.boxes.read_text(encoding="utf-8") != text:
        changed.append(f"{card.name}: {'other' if card.boxes.exists() else 'new'} boxes")
        card.boxes.write_text(text, encoding="utf-8")
    before = None
    if card.picture.exists():
        with Image.open(card.picture) as opened:
            before = opened.convert("RGB")
    if before is None or before.size != golden.picture.size or rmse(before, golden.picture) > _SAME:
        changed.append(f"{card.name}: {'other' if before else 'new'} picture")
        golden.picture.save(card.picture, optimize=True)
    return changed


def _removed(cards: list[Card]) -> list[str]:
    """Remove the golden files of cards that are no more."""
    names = {card.name for card in cards}
    gone = [path for path in CARDS.iterdir() if path.suffix in (".png", ".json") and path.stem not in names]
    for path in gone:
        path.unlink()
    return [f"{path.stem}: removed {path.name}" for path in gone]


def _print_worst(found: dict[str, Difference]) -> None:
    worst = sorted(found.items(), key=lambda item: item[1].rank, reverse=True)[:10]
    print(f"\n{'the worst ten of ' + str(len(found)):<32}{'box px':>8}{'line px':>9}{'RMSE':>8}")
    for name, apart in worst:
        print(f"{name:<32}{apart.boxes:>8.2f}{apart.lines:>9.2f}{apart.rmse:>8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
