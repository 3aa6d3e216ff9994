"""Whatever was drawn before, and by however many threads at once: a card is the same as in a fresh process."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import chain
from random import Random

import pytest
from PIL import Image

from mkdocs_metaimage.engine.cache import BoundedCache
from mkdocs_metaimage.engine.drawing import Drawing, place
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.outline import outline
from mkdocs_metaimage.engine.paint import paint
from mkdocs_metaimage.engine.pictures import Pictures

TEXTS = (
    "", "Site", "A title of some words", "A much longer title, of which the end-of-line is wherever-it-falls",
    "日本語の文章です。", "عنوان الصفحة 12", "mixed שלום text", "emoji 👩‍🚀 here", "x\u00adsoft\u00adhyphens", "AVAVA, Wa.",
)  # fmt: skip
CONTAINERS = (
    "display: flex", "display: flex; flex-direction: column; height: 100%", "display: grid; grid-template-columns: 1fr 2fr",
    "display: flex; flex-wrap: wrap; align-items: baseline", "display: inline-flex; gap: 5%", "", "display: flex; columns: 2",
    "display: grid; grid-template: auto 1fr / repeat(auto-fill, minmax(60px, 1fr)); height: 200px",
)  # fmt: skip
STYLES = (
    "", "position: relative; top: 3px; left: 5%", "position: absolute; inset: auto 0 0 auto", "margin: auto",
    "text-fit: shrink 8px; font-size: 40px; max-height: 50px", "display: -webkit-box; -webkit-line-clamp: 2; overflow: hidden",
    "white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0", "width: 40%; padding: 3%", "flex: 1 1 0",
    "aspect-ratio: 2; background: teal", "float: right; width: 30vw", "display: list-item; list-style: decimal inside",
    "letter-spacing: 2px; text-align: justify", "border: 2px dashed; transform: rotate(3deg)", "position: fixed; top: 4px",
    "font-feature-settings: 'tnum'; font-variant-caps: small-caps", "text-wrap: balance", "position: sticky; top: 90px",
    "text-decoration: underline wavy; text-shadow: 1px 1px 2px", "background: linear-gradient(red, blue); color: white",
    "position: absolute; width: 20%", "align-self: flex-end; height: 50%", "direction: rtl", "unicode-bidi: plaintext; text-align: start", "order: -1",
)  # fmt: skip
SHEET = (
    ".n::before {{ counter-increment: n; content: counter(n) '. ' attr(title) }} .q {{ quotes: '<' '>' }}"
    ".q::after {{ content: close-quote '!' }} .e:empty {{ padding: 9px }} :lang(ja) {{ font-size: 90% }}"
    "body {{ counter-reset: n {count}; font-weight: {weight} }}"
)
CLASSES = ("", "", "n", "q", "e")
PICTURE = "/p.png"


class Cards:
    """Cards of a few designs: each design comes with many texts, and changed in one thing."""

    def __init__(self, seed: int) -> None:
        self._dice = Random(seed)
        self._designs = [self._design(3) for _ in range(5)]

    def card(self) -> Drawing:
        dice = self._dice
        texts = iter(lambda: dice.choice(TEXTS), None)
        design = dice.choice(self._designs)
        holes = design.count("\0")
        for _ in range(holes):
            design = design.replace("\0", next(texts), 1)
        one = dice.randrange(6)
        lang = dice.choice(("ja", "zh-Hant", "ar")) if one == 0 else "en"
        direction = "rtl" if one == 1 else "ltr"
        width = dice.choice((200, 310)) if one == 2 else 300
        style = dice.choice(("line-height: 2", "font-size: 20px", "color: #345")) if one == 3 else ""
        sheet = SHEET.format(count=7 if one == 4 else 0, weight=800 if one == 5 else 400)
        body = f'<style>{sheet}</style><body lang="{lang}" dir="{direction}" style="{style}">{design}</body>'
        # A file of the same name may be another one in the next build.
        encoded = BytesIO()
        Image.new("RGB", dice.choice(((40, 20), (24, 60))), dice.choice(("red", "blue"))).save(encoded, "png")
        pictures = ((PICTURE, encoded.getvalue()),)
        return Drawing(
            parse(body), width, 200, pictures=pictures, system_fonts=False, debug=dice.random() < 0.1
        )

    def _design(self, depth: int) -> str:
        dice = self._dice
        inside = []
        for _ in range(dice.randint(1, 3)):
            if depth and dice.random() < 0.6:
                inside.append(self._design(depth - 1))
            else:
                tag, name, style = (
                    dice.choice(("div", "span", "b")),
                    dice.choice(CLASSES),
                    dice.choice(STYLES),
                )
                auto = dice.choice(("", "", "dir=auto"))
                inside.append(f'<{tag} class="{name}" title="t" {auto} style="{style}">\0</{tag}>')
        if dice.random() < 0.3:
            inside.insert(dice.randrange(len(inside) + 1), "\0")
        if dice.random() < 0.3:
            inside.append(f'<img src="{PICTURE}" alt="" style="{dice.choice(STYLES)}">')
        style = f"{dice.choice(CONTAINERS)}; {dice.choice(STYLES)}"
        return f'<div style="{style}">{"".join(inside)}</div>'


def drawn(drawing: Drawing) -> tuple[object, ...]:
    pictures = Pictures(dict(drawing.pictures))
    root, notes = place(drawing, pictures)
    image = paint(root, drawing.width, drawing.height, pictures, drawing.debug)
    return outline(root), [note.message for note in notes], image.mode, image.tobytes()


def forget() -> None:
    """Empty every cache of the engine."""
    rooms = [module for name, module in sys.modules.items() if name.startswith("mkdocs_metaimage.engine")]
    for value in chain.from_iterable(vars(module).values() for module in rooms):
        if isinstance(value, BoundedCache):
            value._entries.clear()
            value._weight = 0
        elif hasattr(value, "cache_clear"):
            value.cache_clear()


@pytest.fixture(scope="module", params=range(3))
def cards(request):
    """Cards, and how each is in a fresh process, in random order and several times."""
    source = Cards(request.param)
    found = []
    for drawing in (source.card() for _ in range(20)):
        forget()
        found.append((drawing, drawn(drawing)))
    forget()
    return Random(request.param).choices(found, k=48)


def test_cards_are_the_same_whatever_was_drawn_before(cards):
    for drawing, alone in cards:
        assert drawn(drawing) == alone


def test_cards_are_the_same_drawn_by_several_threads_at_once(cards):
    forget()
    with ThreadPoolExecutor(6) as threads:
        for found, (_, alone) in zip(threads.map(drawn, [card for card, _ in cards]), cards, strict=True):
            assert found == alone
