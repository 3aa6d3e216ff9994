"""Golden cards: what Chromium made of each, and how far the engine is from it."""

from __future__ import annotations

import datetime
import json
import math
import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from PIL import Image, ImageChops, ImageStat

from mkdocs_metaimage import Font, ImageResponse, Page, Site
from mkdocs_metaimage.engine.boxes import Rect
from mkdocs_metaimage.engine.drawing import Drawing, place
from mkdocs_metaimage.engine.outline import bounds, within
from mkdocs_metaimage.engine.paint import paint
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.templating import environment
from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.shape import metrics
from mkdocs_metaimage.pages import Colors, Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_metaimage.engine.boxes import PlacedBox, TextRun
    from mkdocs_metaimage.engine.css.style import Style
    from mkdocs_metaimage.engine.paint.matrix import Matrix

CARDS = Path(__file__).parent / "cards"
FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parents[2] / "mkdocs_metaimage" / "templates"

#: By how many px a box or a line of text may be elsewhere, or be larger, than in Chromium.
MOST_PX = 1.0
#: The root mean square of what the channels of the pixels, 0 to 255, may differ by.
MOST_RMSE_OF_TEXT = 4.0
MOST_RMSE_OF_SHAPES = 2.0

# What stands beside each other with no more than this between, in px, is one piece of text.
_TOUCHING = 0.6
_SIZE = re.compile(r'<meta name="size" content="(\d+)x(\d+)">')
_FONTS = re.compile(r'<meta name="fonts" content="([^"]*)">')
_EVERYWHERE = Rect(-1e6, -1e6, 2e6, 2e6)


class Laid(NamedTuple):
    """Where everything in a card is.

    Attributes:
        boxes: The tag of every element with its border box, in the order of the document.
        lines: What is seen of every line of text, cut where something else stands between.
    """

    boxes: list[tuple[str, Rect]]
    lines: list[Rect]


@dataclass(frozen=True)
class Card:
    """A card to be drawn by both.

    Attributes:
        name: What its golden files are called.
        html: The HTML.
        size: Its width and height in px.
        fitted: The classes of the elements with `text-fit`, which Chromium does not know.
        fonts: The fonts of `fonts/` that it is given, in order.
    """

    name: str
    html: str
    size: tuple[int, int]
    fitted: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of its fonts: one, or one for each weight."""
        found = [
            sorted(FONTS.glob(f"{name}.ttf")) or sorted(FONTS.glob(f"{name}-*.ttf")) for name in self.fonts
        ]
        assert all(found), f"{self.name}: {FONTS} has not all of {self.fonts}: run tools/make_test_fonts.py"
        return tuple(path for paths in found for path in paths)

    @property
    def picture(self) -> Path:
        """Chromium's picture."""
        return CARDS / f"{self.name}.png"

    @property
    def boxes(self) -> Path:
        """Chromium's boxes."""
        return CARDS / f"{self.name}.json"

    @property
    def html_for_chromium(self) -> str:
        """The HTML with the text at the size that the engine fitted it to."""
        return self.html + "".join(self._sizes())

    def _sizes(self) -> Iterator[str]:
        for name in self.fitted:
            for box in _every(self._placed):
                if name in box.classes:
                    # Only the text shrinks, not the paddings.
                    paddings = " ".join(f"{padding}px" for padding in box.padding)
                    size = f"font-size: {box.style.font_size}px; padding: {paddings}"
                    yield f"<style>.{name} {{ {size} }}</style>"

    @cached_property
    def _drawing(self) -> Drawing:
        width, height = self.size
        fonts = [Font(path) for path in self.files]
        drawing = ImageResponse(self.html, width=width, height=height, fonts=fonts).drawing()
        return replace(drawing, system_fonts=False)

    @cached_property
    def _pictures(self) -> Pictures:
        return Pictures(dict(self._drawing.pictures))

    @cached_property
    def _placed(self) -> PlacedBox:
        return place(self._drawing, self._pictures)[0]

    def notes(self) -> list[str]:
        """What the engine has to say about it."""
        return [note.message for note in place(self._drawing, self._pictures)[1]]

    def laid(self) -> Laid:
        """Where the engine puts everything."""
        boxes = [
            (box.tag, rect)
            for box, rect in _turned(self._placed)
            if box.tag not in ("", "br", "wbr", "html", _MARKER)
        ]
        return Laid(boxes, joined(_text(self._placed, FontLibrary(self._drawing.fonts), _EVERYWHERE)))

    def ellipses(self) -> list[tuple[Rect, str]]:
        """Where the engine cuts lines for `line-clamp`, and the direction of the text there."""
        fonts = FontLibrary(self._drawing.fonts)
        return [
            (_rect(run, fonts), box.style.direction)
            for box in _every(self._placed)
            if box.style.line_clamp is not None
            for line in box.lines
            for run in line.runs
            if run.shaped.text == "…"
        ]

    def drawn(self) -> Image.Image:
        """The engine's picture, on white."""
        painted = paint(self._placed, *self.size, self._pictures).convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", self.size, "white"), painted).convert("RGB")


def all_cards() -> list[Card]:
    """The cards of the folder, and the built-in ones."""
    return [_read(path) for path in sorted(CARDS.glob("*.html"))] + _built_in()


def _read(path: Path) -> Card:
    text = path.read_text(encoding="utf-8")
    match = _SIZE.search(text)
    assert match is not None, f'{path} says no size: <meta name="size" content="300x200">'
    fonts = _FONTS.search(text)
    return Card(
        path.stem, text, (int(match[1]), int(match[2])), fonts=tuple(fonts[1].split()) if fonts else ()
    )


#: What pages say of the cards of the other built-in templates.
_OPTIONS: dict[str, dict[str, str]] = {
    "split": {},
    "big-type": {},
    "code": {
        "code": 'def greet(name: str) -> None:\n    """Say hello."""\n    print(f"Hello, {name}")  # once',
        "language": "python",
        "file": "greet.py",
    },
    "terminal": {"command": "acme build --strict", "output": "Built 42 pages in 1.3 s"},
    "gradient": {},
    "photo": {},
    "minimal": {},
    "blog": {},
    "api": {
        "signature": "greet(name: str, *, times: int = 1) -> None",
        "language": "python",
        "kind": "function",
    },
}


def _built_in() -> list[Card]:
    logo = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' height='60'%3E"
        "%3Crect width='90' height='60' rx='12' fill='%23e5482d'/%3E%3C/svg%3E"
    )
    page = Page(
        title="Getting started",
        description="Install the plugin, write one small file, and look at what is drawn for every page.",
        url="guide/start/",
        route=("guide", "start"),
        section=("Guide",),
    )
    site = Site(name="Acme Docs", url="https://docs.acme.example/", logo=logo)
    dark = Colors(primary="#f2a65a", accent="#d7263d", background="#14161f", text="#f2f4f8")
    long = (
        "How to move a documentation site with several thousand pages, translated into five languages, "
        "to another host without breaking one of its links"
    )
    pages = {
        "light": (page, site),
        "dark": (replace(page, title="What is new in version 2.0"), replace(site, colors=dark, logo=None)),
        "rtl": (
            replace(page, title="Γρήγορη εκκίνηση", description="Быстрый старт", direction="rtl", section=()),
            site,
        ),
        "long-title": (replace(page, title=long, section=("Guide", "Operations", "Hosting")), site),
        "no-description": (replace(page, title="API", description="", section=()), replace(site, url=None)),
    }
    cards = [_of_template(name, "default", page, site) for name, (page, site) in pages.items()]
    headings = (Heading(2, "Added", "added"), Heading(2, "Mended", "mended"))
    for template, card in _OPTIONS.items():
        light = replace(page, card=card, date=datetime.date(2026, 3, 5), authors=("Ada Lovelace",))
        cards.append(_of_template(template, template, light, site))
        # No two ways to break this title into lines are equally good in a typeface of one width.
        words = replace(page, title="What changed in version 2.0", headings=headings)
        cards.append(_of_template(f"{template}-dark", template, words, pages["dark"][1]))
    return cards


def _of_template(name: str, template: str, page: Page, site: Site) -> Card:
    templates = environment(jinja2.FileSystemLoader(TEMPLATES))
    templates.globals["asset"] = str
    text = templates.get_template(f"{template}.html").render(page=page, site=site)
    return Card(f"built-in-{name}", text, (1200, 630), ("title", "code", "signature"))


# --- Comparing


@dataclass(frozen=True)
class Difference:
    """How far the engine is from Chromium.

    Attributes:
        boxes: What the farthest box differs by, in px.
        lines: What the farthest line of text differs by, in px.
        rmse: What the pictures differ by, 0 to 255.
        faults: What is more than may be, in words.
    """

    boxes: float
    lines: float
    rmse: float
    faults: tuple[str, ...]

    @property
    def rank(self) -> float:
        """The worst of its numbers, as a share of what is allowed."""
        return max(self.boxes / MOST_PX, self.lines / MOST_PX, self.rmse / MOST_RMSE_OF_TEXT)


def difference(card: Card) -> Difference:
    """Compare the engine with the golden files of a card."""
    golden, found = read_laid(card), card.laid()
    boxes, faults = _compare_boxes(golden.boxes, found.boxes)
    lines, more = _compare_lines(joined(_before(golden.lines, card.ellipses())), found.lines)
    faults += more
    with Image.open(card.picture) as picture:
        apart = rmse(picture.convert("RGB"), card.drawn())
    most = MOST_RMSE_OF_TEXT if golden.lines else MOST_RMSE_OF_SHAPES
    if apart > most:
        faults.append(f"the picture differs by {apart:.2f}, {most} is the most")
    return Difference(boxes, lines, apart, tuple(faults))


def _compare_boxes(golden: list[tuple[str, Rect]], found: list[tuple[str, Rect]]) -> tuple[float, list[str]]:
    wanted, there = ([tag for tag, _ in boxes] for boxes in (golden, found))
    if wanted != there:
        return float("inf"), [f"the elements are {' '.join(there)}, in Chromium {' '.join(wanted)}"]
    worst, faults = 0.0, []
    for (tag, rect), (_, other) in zip(golden, found, strict=True):
        apart = _apart(rect, other)
        worst = max(worst, apart)
        if apart > MOST_PX:
            faults.append(f"<{tag}> is at {_shown(other)}, in Chromium at {_shown(rect)}")
    return worst, faults


def _compare_lines(golden: list[Rect], found: list[Rect]) -> tuple[float, list[str]]:
    if len(golden) != len(found):
        shown = [" | ".join(_shown(rect) for rect in rects) for rects in (found, golden)]
        return float("inf"), [f"the lines of text are at {shown[0]}, in Chromium at {shown[1]}"]
    worst, faults, left = 0.0, [], list(found)
    for rect in golden:
        nearest = min(left, key=lambda other: _apart(rect, other))
        left.remove(nearest)
        apart = _apart(rect, nearest)
        worst = max(worst, apart)
        if apart > MOST_PX:
            faults.append(f"a line of text is at {_shown(nearest)}, in Chromium at {_shown(rect)}")
    return worst, faults


def _before(lines: list[Rect], ellipses: list[tuple[Rect, str]]) -> Iterator[Rect]:
    """The lines without what an ellipsis of `line-clamp` hides, which Chromium measures with them."""
    for line in lines:
        left, right = line.x, line.x + line.width
        for ellipsis, direction in ellipses:
            apart = min(line.y + line.height, ellipsis.y + ellipsis.height) <= max(line.y, ellipsis.y)
            if apart or right <= ellipsis.x or left >= ellipsis.x + ellipsis.width:
                continue
            if direction == "rtl":
                left = ellipsis.x + ellipsis.width
            else:
                right = ellipsis.x
        yield Rect(left, line.y, right - left, line.height)


def _apart(one: Rect, other: Rect) -> float:
    return max(abs(first - second) for first, second in zip(one, other, strict=True))


def _shown(rect: Rect) -> str:
    return f"{rect.x:.1f},{rect.y:.1f} {rect.width:.1f}x{rect.height:.1f}"


def rmse(one: Image.Image, other: Image.Image) -> float:
    """The root mean square of what the channels of two pictures of a size differ by."""
    apart = ImageChops.difference(one, other)
    return math.sqrt(sum(ImageStat.Stat(apart).sum2) / (3 * apart.width * apart.height))


# --- Boxes and lines


def _every(box: PlacedBox) -> Iterator[PlacedBox]:
    yield box
    for child in box.children:
        yield from _every(child)


def _turned(box: PlacedBox, matrix: Matrix | None = None) -> Iterator[tuple[PlacedBox, Rect]]:
    """Every box, and the rectangle around it where transforms take it."""
    matrix = within(box, matrix)
    yield box, bounds(box, matrix)
    for child in box.children:
        yield from _turned(child, matrix)


_MARKER = "::marker"


def _text(
    box: PlacedBox,
    fonts: FontLibrary,
    clip: Rect,
    item: Rect = _EVERYWHERE,
    matrix: Matrix | None = None,
) -> Iterator[Rect]:
    """The places of the text in a box, as high as its font, without what its ancestors hide."""
    matrix = within(box, matrix)
    if box.style.overflow != "visible" and not box.fragments:
        clip = _padding_box(box)
    if box.style.display == "list-item":
        item = box.rect
    # The marker of a list item is no text of the document, be it outside of it or a box of its own in it.
    markers = [child.style for child in box.children if child.tag == _MARKER]
    for line in box.lines if box.tag != _MARKER else ():
        runs = [
            run
            for run in line.runs
            if item.x < run.x + run.shaped.advance
            and run.x < item.x + item.width
            and run.style not in markers
        ]
        if box.style.text_align == "justify":
            runs = _without_gaps(runs)
        rects = [rect for run in runs for rect in _run(run, fonts, box.style, clip)]
        seen = [_seen(rect, clip) for rect in rects]
        yield from seen if matrix is None else map(matrix.bounds, seen)
    for child in box.children:
        yield from _text(child, fonts, clip, item, matrix)


def _without_gaps(runs: list[TextRun]) -> list[TextRun]:
    """The words of a justified line, each a run, made to reach to the next one if the space between is theirs."""
    return [
        replace(run, shaped=replace(run.shaped, advance=after.x - run.x))
        if after.style is run.style or (run.shaped.direction == "ltr" and run.shaped.text.endswith(" "))
        else run
        for run, after in pairwise(runs)
    ] + runs[-1:]


def _run(run: TextRun, fonts: FontLibrary, style: Style, clip: Rect) -> Iterator[Rect]:
    rect = _rect(run, fonts)
    if run.shaped.text == "…":
        # Chromium measures what `text-overflow` cut off as if it were there, and has no box for the ellipsis.
        if style.line_clamp is not None:
            return
        left, right = rect.x, rect.x + rect.width
        left, right = (clip.x, right) if style.direction == "rtl" else (left, clip.x + clip.width)
        rect = Rect(left, rect.y, right - left, rect.height)
    yield rect


def _rect(run: TextRun, fonts: FontLibrary) -> Rect:
    """A run as high as its font."""
    font = metrics(run.style.text, fonts)
    return Rect(run.x, run.baseline - font.ascent, run.shaped.advance, font.ascent + font.descent)


def _padding_box(box: PlacedBox) -> Rect:
    x, y, width, height = box.rect
    border = box.border
    return Rect(
        x + border.left,
        y + border.top,
        width - border.left - border.right,
        height - border.top - border.bottom,
    )


def _seen(rect: Rect, clip: Rect) -> Rect:
    left, top = max(rect.x, clip.x), max(rect.y, clip.y)
    right = min(rect.x + rect.width, clip.x + clip.width)
    bottom = min(rect.y + rect.height, clip.y + clip.height)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def joined(rects: Iterable[Rect]) -> list[Rect]:
    """The rects with those made one that touch side by side: how text is cut into runs does not matter."""
    rows: list[Rect] = []
    for rect in sorted(rect for rect in rects if rect.width > 0.01 and rect.height > 0.01):
        for index, other in enumerate(rows):
            level = abs(rect.y - other.y) < _TOUCHING and abs(rect.height - other.height) < _TOUCHING
            if level and rect.x - other.x - other.width < _TOUCHING:
                right = max(rect.x + rect.width, other.x + other.width)
                rows[index] = Rect(other.x, other.y, right - other.x, other.height)
                break
        else:
            rows.append(rect)
    return rows


def read_laid(card: Card) -> Laid:
    """What Chromium measured."""
    found = json.loads(card.boxes.read_text(encoding="utf-8"))
    return Laid(
        [(tag, Rect(*rect)) for tag, *rect in found["boxes"]], [Rect(*rect) for rect in found["lines"]]
    )


def written(laid: Laid) -> str:
    """The text of a golden file of boxes, a box a line."""
    boxes = ",\n  ".join(json.dumps([tag, *_rounded(rect)]) for tag, rect in laid.boxes)
    lines = ",\n  ".join(json.dumps(_rounded(rect)) for rect in laid.lines)
    return f'{{"boxes": [\n  {boxes}\n],\n"lines": [\n  {lines}\n]}}\n'


def _rounded(rect: Rect) -> list[float]:
    return [round(number, 2) for number in rect]
