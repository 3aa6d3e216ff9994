"""The built-in templates, drawn for real: nothing is cut off, covered, unreadable, too heavy or undeclared."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from mkdocs_metaimage import Font, ImageResponse, Page, Site
from mkdocs_metaimage.engine.alt_text import alt_text
from mkdocs_metaimage.engine.drawing import Drawing, place
from mkdocs_metaimage.engine.encode import encode
from mkdocs_metaimage.engine.paint import paint
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.engine.safe_area import safe_area
from mkdocs_metaimage.hooks import BUILT_IN, HookLoader, Request, built_in_templates
from mkdocs_metaimage.pages import Colors, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_metaimage.engine.boxes import PlacedBox, Rect, TextRun

FONTS = Path(__file__).parent / "chromium" / "fonts"
TEMPLATES = built_in_templates()
SIZE = (1200, 630)
MOST_BYTES = 300_000
#: The least contrast ratios of text, and the sizes in px from which on it counts as large, at weight 400 and at
#: 600. That is stricter than WCAG 2.2 has it (1.4.3), for cards are looked at small.
CONTRAST, CONTRAST_OF_LARGE, LARGE, LARGE_IF_BOLD = 4.5, 3.0, 40, 25


def _svg(width: int, height: int) -> str:
    shape = f"<rect width='{width}' height='{height}' rx='9' fill='%23e5482d'/>"
    return f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{shape}</svg>"


PAGE = Page(
    title="Getting started",
    description="Install the plugin, write one small file, and look at what is drawn for every page.",
    url="guide/start/",
    route=("guide", "start"),
    src_path="guide/start.md",
    section=("Guide",),
    authors=("Ada Lovelace",),
    date=datetime.date(2026, 3, 5),
    headings=(
        Heading(1, "Getting started", "a"),
        Heading(2, "Install", "b"),
        Heading(2, "Write a card", "c"),
    ),
)
SITE = Site(name="Acme Docs", url="https://docs.acme.example/", logo=_svg(60, 60))
LONG = (
    "How to move a documentation site with several thousand pages into another host "
    "without breaking a single one of its links"
)
DARK = Colors(primary="#f2a65a", accent="#d7263d", background="#14161f", text="#f2f4f8")
OPTIONS: dict[str, dict[str, Any]] = {
    "api": {
        "signature": "Client.send(message: str, *, to: str, timeout: float = 30.0) -> Receipt  # once",
        "language": "python",
        "kind": "method",
    },
    "code": {
        "code": "async def main() -> None:\n    # Waits for the answer.\n"
        + "    await send('hello', 3)\n" * 9,
        "language": "python",
        "file": "main.py",
    },
    "terminal": {"command": "acme build --strict " * 4, "output": "Built 42 pages\n" * 5},
    "blog": {"author": "Grace Hopper and nine other people with names that are long", "avatar": "/white.png"},
    "photo": {"picture": "/white.png"},
    "split": {"picture": "/white.png"},
}


@dataclass(frozen=True)
class Case:
    """A page of a site, and the fonts that its script needs."""

    page: Page
    site: Site
    fonts: tuple[str, ...] = ()


def _of_language(locale: str, title: str, *fonts: str, direction: str = "ltr") -> Case:
    page = replace(
        PAGE, title=title, description=title, section=(title[:6],), locale=locale, direction=direction
    )
    return Case(page, SITE, fonts)


CASES = {
    "light": Case(PAGE, SITE),
    "dark": Case(PAGE, replace(SITE, colors=DARK)),
    "yellow": Case(PAGE, replace(SITE, colors=Colors(primary="#ffec3d", accent="#ffd500"))),
    "white": Case(PAGE, replace(SITE, colors=Colors(primary="#ffffff", accent="#ffffff"))),
    "black": Case(PAGE, replace(SITE, colors=replace(DARK, primary="#14151a", accent="#000000"))),
    "red": Case(PAGE, replace(SITE, colors=Colors(primary="#e5482d", accent="#1d4ed8"))),
    "middle": Case(PAGE, replace(SITE, colors=Colors(primary="#7a7a7a", accent="#00bda4"))),
    "one word": Case(replace(PAGE, title="API"), replace(SITE, logo=_svg(400, 60))),
    "long": Case(
        replace(PAGE, title=LONG, description=LONG * 4, section=("Guide", "Operations", "Hosting") * 3),
        replace(SITE, name=LONG, logo=_svg(30, 90)),
    ),
    "long word": Case(replace(PAGE, title="W" + "donaudampfschiff" * 4), replace(SITE, logo=None)),
    "bare": Case(Page(title="Configuration", url="", route=()), Site(name="Acme")),
    "nothing": Case(Page(title="A", url="", route=()), Site()),
    "rtl": _of_language("ar", "البدء السريع مع الإضافة", "NotoSansArabic", direction="rtl"),
    "ja": _of_language(
        "ja", "日本語のページを大きく描くカードの字の大きさ", "NotoSansJP-400", "NotoSansJP-700"
    ),
    "th": _of_language("th", "เริ่มต้นใช้งานปลั๊กอินสำหรับเว็บไซต์", "NotoSansThai"),
    "hi": _of_language("hi", "गोपनीयता क्यों मायने रखती है", "NotoSansDevanagari"),
    "ko": _of_language("ko", "문서의 그림을 정하는 한국어", "NotoSansKR-400", "NotoSansKR-700"),
}
IN_COLORS = ("light", "dark", "yellow", "white", "black", "red", "middle", "bare")
ALL = [(template, name, False) for template in TEMPLATES for name in CASES]
ALL += [
    (template, name, True)
    for template in OPTIONS
    for name in ("light", "dark", "white", "long", "rtl", "bare")
]
MATRIX = pytest.mark.parametrize(
    ("template", "name", "chosen"), ALL, ids=["-".join((*one[:2], "options" * one[2])) for one in ALL]
)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    Image.new("RGB", (640, 480), "white").save(folder / "white.png")
    return folder


@pytest.fixture(scope="module")
def loader(docs: Path) -> Iterator[HookLoader]:
    made = HookLoader(docs, docs)
    yield made
    made.close()


@cache
def _fonts(names: tuple[str, ...]) -> tuple[Font, ...]:
    return tuple(Font(FONTS / f"{name}.ttf") for name in names)


def _drawing(loader: HookLoader, template: str, name: str, chosen: bool, style: str = "") -> Drawing:
    case = CASES[name]
    page = replace(case.page, card=OPTIONS[template]) if chosen else case.page
    hook = loader.load(BUILT_IN / f"{template}.html", is_icon=False)
    request = Request(None, page, case.site)
    (variant,) = hook.variants(request)
    response = hook.image(request, variant)
    assert isinstance(response, ImageResponse)
    around = Surroundings(
        content_type=variant.content_type or "image/png",
        base=BUILT_IN,
        fonts=_fonts(case.fonts),
        max_bytes=MOST_BYTES,
        lang=page.locale,
    )
    drawing = response.drawing(around)
    if style:
        sheet = ImageResponse(f"<style>{style}</style>").drawing().tree
        drawing = replace(drawing, tree=replace(drawing.tree, children=(*drawing.tree.children, sheet)))
    return replace(drawing, system_fonts=False)


def _every(box: PlacedBox, clips: tuple[Rect, ...] = ()) -> Iterator[tuple[PlacedBox, tuple[Rect, ...]]]:
    """A box and all in it, each with what its ancestors and itself let through."""
    if box.style.overflow != "visible":
        clips = (*clips, box.rect)
    yield box, clips
    for child in box.children:
        yield from _every(child, clips)


def _ink(run: TextRun) -> tuple[float, float, float, float]:
    """About what the letters of a run cover: left, top, right, bottom."""
    size = run.style.font_size
    return run.x, run.baseline - 0.72 * size, run.x + run.shaped.advance, run.baseline + 0.2 * size


def _runs(root: PlacedBox) -> Iterator[tuple[PlacedBox, TextRun, tuple[Rect, ...]]]:
    """All text that is seen at all, with its box and what clips it."""
    for box, clips in _every(root):
        for line in box.lines:
            for run in line.runs:
                left, top, right, bottom = _ink(run)
                seen = all(
                    left < x + width and x < right and top < y + height and y < bottom
                    for x, y, width, height in clips
                )
                if run.shaped.text.strip() and seen:
                    yield box, run, clips


def _painted(drawing: Drawing) -> tuple[PlacedBox, Image.Image]:
    pictures = Pictures(dict(drawing.pictures))
    root, _ = place(drawing, pictures)
    return root, paint(root, *SIZE, pictures).convert("RGB")


@MATRIX
def test_everything_is_seen(loader: HookLoader, template: str, name: str, chosen: bool) -> None:
    drawing = _drawing(loader, template, name, chosen)
    pictures = Pictures(dict(drawing.pictures))
    root, notes = place(drawing, pictures)
    assert not notes
    image = paint(root, *SIZE, pictures)
    data, notes = encode(image, drawing.content_type, MOST_BYTES)
    assert not notes
    assert len(data) <= MOST_BYTES
    inks = []
    for box, run, clips in _runs(root):
        left, top, right, bottom = _ink(run)
        for x, y, width, height in clips:
            # Tracking reaches a little beyond the last letter.
            assert left >= x - 1, run.shaped.text
            assert right <= x + width + 1, run.shaped.text
            assert top >= y, run.shaped.text
            assert bottom <= y + height, run.shaped.text
        inks.append((box, run.shaped.text, (left, top, right, bottom)))
    _check_title([run for box, run, _ in _runs(root) if "title" in box.classes], name)
    for index, (box, text, one) in enumerate(inks):
        for other_box, other_text, other in inks[index + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert box is other_box or across < 1 or down < 1, (text, other_text)


def _check_title(titles: list[TextRun], name: str) -> None:
    """It is all there, and where no platform crops or covers it."""
    area = safe_area(*SIZE)
    shown = "".join(run.shaped.text for run in titles)
    assert shown
    if name != "long word":
        assert "…" not in shown
    for run in titles:
        left, top, right, bottom = _ink(run)
        assert left >= area.x - 1
        assert right <= area.x + area.width + 1
        assert top >= area.y
        assert bottom <= area.y + area.height


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("name", IN_COLORS)
def test_text_stands_out(loader: HookLoader, template: str, name: str, chosen: bool) -> None:
    if chosen and template not in OPTIONS:
        return
    root, shown = _painted(_drawing(loader, template, name, chosen))
    without_text = ".card, .card * { color: transparent !important }"
    _, behind = _painted(_drawing(loader, template, name, chosen, without_text))
    for _, run, _ in _runs(root):
        left, top, right, bottom = _ink(run)
        region = (
            int(max(left, 0)),
            int(max(top, 0)),
            int(min(right, SIZE[0])) + 1,
            int(min(bottom, SIZE[1])) + 1,
        )
        ratio = _least_contrast(shown.crop(region), behind.crop(region))
        large = LARGE_IF_BOLD if run.style.font_weight >= 600 else LARGE
        least = CONTRAST_OF_LARGE if run.style.font_size >= large else CONTRAST
        assert ratio >= least, (run.shaped.text, run.style.font_size, round(ratio, 2))


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "terminal"])
@pytest.mark.parametrize(
    ("fill", "tone", "colors"),
    [
        ("white", "light", Colors()),
        ("white", "light", DARK),
        ("white", "light", Colors(primary="#ffffff")),
        ("black", "dark", Colors()),
        ("black", "dark", DARK),
        ("black", "dark", Colors(primary="#000000", background="#14161f", text="#f2f4f8")),
    ],
)
def test_a_logo_of_one_tone_stands_out(
    loader: HookLoader, template: str, fill: str, tone: str, colors: Colors
) -> None:
    logo = _svg(60, 60).replace("%23e5482d", fill).replace("<rect", "<rect opacity='{}'")
    shown, behind = (
        _painted_of(loader, template, replace(SITE, logo=logo.format(seen), logo_tone=tone, colors=colors))
        for seen in (1, 0)
    )
    mark = ImageChops.difference(shown, behind).getbbox()
    assert mark is not None
    assert _least_contrast(shown.crop(mark), behind.crop(mark)) >= CONTRAST_OF_LARGE


def _painted_of(loader: HookLoader, template: str, site: Site) -> Image.Image:
    hook = loader.load(BUILT_IN / f"{template}.html", is_icon=False)
    request = Request(None, PAGE, site)
    response = hook.image(request, hook.variants(request)[0])
    assert isinstance(response, ImageResponse)
    drawing = response.drawing()
    pictures = Pictures(dict(drawing.pictures))
    return paint(place(drawing, pictures)[0], *SIZE, pictures).convert("RGB")


def _least_contrast(shown: Image.Image, behind: Image.Image) -> float:
    """The least contrast ratio between the colours of a text and those behind it."""
    apart = ImageChops.difference(shown, behind).convert("L")
    most = apart.getextrema()[1]
    assert isinstance(most, int)
    # What is fully covered by a letter, and not its edges.
    covered = apart.point([255 if value >= 0.9 * most else 0 for value in range(256)])
    letters, ground = shown.copy(), behind.copy()
    for picture in (letters, ground):
        picture.putalpha(covered)
    inks, grounds = (
        [
            _luminance(color)
            for _, color in picture.getcolors(covered.width * covered.height) or ()
            if color[3]
        ]  # type: ignore[index,misc,arg-type]
        for picture in (letters, ground)
    )
    lighter, darker = (
        (inks, grounds) if sum(inks) / len(inks) > sum(grounds) / len(grounds) else (grounds, inks)
    )
    return (min(lighter) + 0.05) / (max(darker) + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_LINEAR[channel] for channel in color[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_LINEAR = [
    (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in range(256)
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_options_are_declared_with_words_and_used(loader: HookLoader, template: str) -> None:
    sources = [(BUILT_IN / f"{name}.html").read_text(encoding="utf-8") for name in (template, "_base")]
    declared = dict(re.findall(r'<meta name="option" content="(\w+): ([^"]+)">', "".join(sources)))
    used = set(re.findall(r"page\.card\.(\w+)", "".join(sources)))
    assert set(declared) == used == loader.load(BUILT_IN / f"{template}.html", is_icon=False).options
    assert all(len(words) > 15 for words in declared.values())
    assert set(OPTIONS.get(template, ())) <= used


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("value", ["html", 5, False, None, ""])
def test_each_option_may_stand_alone(loader: HookLoader, template: str, value: object) -> None:
    hook = loader.load(BUILT_IN / f"{template}.html", is_icon=False)
    for option in hook.options - {"picture", "avatar"}:  # those have to name files
        request = Request(None, replace(PAGE, card={option: value}), SITE)
        if (option, value) != ("language", 5):  # nor is that a language
            hook.variants(request)


def test_lines_of_code_shrink_before_they_are_cut(loader: HookLoader) -> None:
    def shown(code: str) -> list[str]:
        page = replace(PAGE, card={"code": code, "language": "python"})
        hook = loader.load(BUILT_IN / "code.html", is_icon=False)
        request = Request(None, page, SITE)
        response = hook.image(request, hook.variants(request)[0])
        assert isinstance(response, ImageResponse)
        root, _ = place(response.drawing(), Pictures({}))
        (box,) = (box for box, _ in _every(root) if "code" in box.classes)
        return [line.text for line in box.lines]

    assert shown("one = 1\n" + "x" * 68) == ["one = 1", "x" * 68]
    assert shown("one = 1\n" + "x" * 90)[1].endswith("…")
    assert shown("one = 1\n" * 8) == ["one = 1"] * 8
    assert shown("one = 1\n" * 20) == [*["one = 1"] * 8, "…"]


def test_there_are_ten() -> None:
    assert TEMPLATES == (
        "api", "big-type", "blog", "code", "default", "gradient", "minimal", "photo", "split", "terminal",
    )  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_addresses_paths_and_marks_are_not_read_aloud(loader: HookLoader, template: str) -> None:
    plain = replace(PAGE, authors=(), date=None)
    hook = loader.load(BUILT_IN / f"{template}.html", is_icon=False)
    request = Request(None, plain, SITE)
    response = hook.image(request, hook.variants(request)[0])
    assert isinstance(response, ImageResponse)
    said = alt_text(response.drawing(), (plain.title, plain.description))
    assert said.startswith("Getting started. ")
    assert "Acme Docs" in said
    assert not re.search(r"[#/~]|acme\.|start\.", said), said


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_copy_draws_the_same(loader: HookLoader, docs: Path, template: str) -> None:
    text = (BUILT_IN / f"{template}.html").read_text(encoding="utf-8")
    copy = docs / f"my-{template}.html"
    copy.write_text(text, encoding="utf-8")
    request = Request(None, PAGE, SITE)
    hook, own = (loader.load(path, is_icon=False) for path in (BUILT_IN / f"{template}.html", copy))
    assert own.options == hook.options
    one, other = (each.image(request, each.variants(request)[0]) for each in (hook, own))
    assert isinstance(one, ImageResponse)
    assert isinstance(other, ImageResponse)
    assert one.drawing().tree == other.drawing().tree


@pytest.mark.parametrize("block", ["background", "header", "eyebrow", "title", "words", "footer"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_blocks_can_be_replaced(loader: HookLoader, docs: Path, template: str, block: str) -> None:
    mine = docs / f"{template}-with-{block}.html"
    mine.write_text(
        f'{{% extends "{template}.html" %}}{{% block {block} %}}<b>My own</b>{{% endblock %}}',
        encoding="utf-8",
    )
    request = Request(None, PAGE, SITE)
    hook = loader.load(mine, is_icon=False)
    response = hook.image(request, hook.variants(request)[0])
    assert isinstance(response, ImageResponse)
    text = repr(response.drawing().tree)
    assert text.count("My own") == 1
    assert (PAGE.title in text) == (block not in ("title", "words"))
