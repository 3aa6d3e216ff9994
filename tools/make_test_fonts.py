"""Make the fonts of the golden cards, `tests/chromium/fonts`: only the characters that the cards write.

It needs npm, and fontTools with brotli: `python tools/make_test_fonts.py`. Run it when a card writes
something new, and `make chromium` after it.
"""

from __future__ import annotations

import html
import json
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from make_fonts import call, unpack

CHROMIUM = Path(__file__).parent.parent / "tests" / "chromium"
FONTS = CHROMIUM / "fonts"
# What the cards do not write but draw: what a line is cut with, and the hyphens.
ALWAYS = "… \u00a0\u00ad\u2010-"


@dataclass(frozen=True)
class Source:
    """Where a font comes from.

    Attributes:
        family: Its name, as the cards call it.
        package: An npm package.
        files: The files in it that hold the characters, variable fonts.
        weights: The weights of the static fonts to make of it; none to leave it variable.
        limits: Axes with the range of them to keep.
        features: The OpenType features to keep; by default all.
        shaped: Whether to keep, of its hundreds of ligatures, only those that the cards' words have.
    """

    family: str
    package: str
    files: tuple[str, ...]
    weights: tuple[int, ...] = ()
    limits: tuple[tuple[str, int, int], ...] = ()
    features: tuple[str, ...] = ("*",)
    shaped: bool = False

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.family.replace(" ", "")


def _noto(script: str, shaped: bool = False) -> Source:
    """A font of a script, variable."""
    name = f"noto-sans-{script}"
    file = f"files/{name}-{script}-wght-normal.woff2"
    return Source(f"Noto Sans {script.title()}", f"@fontsource-variable/{name}@5.3.0", (file,), shaped=shaped)


def _cjk(language: str, latin: bool) -> Source:
    """A font of a hundred pieces: those that the characters need are put together."""
    name = f"noto-sans-{language}"
    names = ["[*]", "latin"] if latin else ["[*]"]
    files = tuple(f"files/{name}-{piece}-wght-normal.woff2" for piece in names)
    package = f"@fontsource-variable/{name}@5.3.1"
    return Source(
        f"Noto Sans {language.upper()}", package, files, (400, 700), ("halt", "kern", "locl", "ccmp")
    )


SOURCES = (
    _cjk("jp", latin=True),
    _cjk("kr", latin=True),
    _cjk("sc", latin=False),
    _cjk("tc", latin=False),
    _noto("arabic"),
    _noto("hebrew"),
    _noto("devanagari", shaped=True),
    _noto("thai"),
    # "Source" is a reserved name: what is made of such a font is called otherwise.
    Source(
        "Sample Serif",
        "source-serif@4.5.1",
        ("VAR/SourceSerif4Variable-Roman.ttf",),
        limits=(("wght", 400, 700), ("opsz", 20, 60)),
        features=("liga", "smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "zero"),
    ),
    Source(
        "Archivo",
        "@fontsource-variable/archivo@5.3.0",
        ("files/archivo-latin-standard-normal.woff2",),
        features=("kern", "liga", "tnum"),
    ),
)


def written(name: str) -> str:
    """The text of all the cards that name a font, and what else it is drawn with."""
    texts = [ALWAYS]
    for card in sorted((CHROMIUM / "cards").glob("*.html")):
        text = card.read_text(encoding="utf-8")
        fonts = re.search(r'<meta name="fonts" content="([^"]*)">', text)
        if fonts and name in fonts[1].split():
            body = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
            texts += [body, body.upper(), body.lower(), unicodedata.normalize("NFKD", body)]
    return " ".join(texts)


def characters_of(text: str) -> set[int]:
    """What a font needs for a text."""
    return {ord(char) for char in text if char.isprintable() or char == "\u00ad"}


def fewer(font: TTFont, text: str, source: Source) -> TTFont:
    """The font with what a text needs only."""
    options = subset.Options()
    options.layout_features = list(source.features)
    options.layout_closure = not source.shaped
    options.name_IDs = [0, 1, 2, 13, 14, 16]
    options.notdef_outline = True
    options.hinting = False
    options.glyph_names = False
    options.drop_tables += ["STAT", "gasp", "DSIG", "meta", "vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters_of(text), gids=_shaped(font, text) if source.shaped else ())
    subsetter.subset(font)
    return font


def _shaped(font: TTFont, text: str) -> set[int]:
    """The glyphs that the words of a text are drawn with."""
    font.flavor = None
    buffer = BytesIO()
    font.save(buffer)
    shaper = hb.Font(hb.Face(buffer.getvalue()))
    found: set[int] = set()
    for word in set(text.split()):
        # A line may be cut within a word.
        for end in range(1, len(word) + 1):
            shaping = hb.Buffer()
            shaping.add_str(word[:end])
            shaping.guess_segment_properties()
            hb.shape(shaper, shaping)
            found.update(glyph.codepoint for glyph in shaping.glyph_infos)
    return found


def made(source: Source, folder: Path, text: str) -> dict[str, TTFont]:
    """The fonts of a source by the names of their files."""
    pieces = [folder / file for file in source.files if "*" not in file]
    for pattern in (file for file in source.files if "*" in file):
        pieces += _pieces(folder, pattern, characters_of(text) - covered(pieces))
    if not source.weights:
        limits = {axis: (low, high) for axis, low, high in source.limits}
        font = instantiateVariableFont(fewer(TTFont(pieces[0]), text, source), limits)
        call(font, source.family)
        return {source.name: font}
    fonts = {}
    for weight in source.weights:
        font = _merged([_static(piece, text, weight, source) for piece in pieces])
        call(font, source.family)
        font["OS/2"].usWeightClass = weight
        font["OS/2"].fsSelection = 0xA0 if weight >= 700 else 0xC0
        font["head"].macStyle = int(weight >= 700)
        fonts[f"{source.name}-{weight}"] = font
    return fonts


def covered(files: list[Path]) -> set[int]:
    """The characters that these files have."""
    return {code for file in files for code in TTFont(file).getBestCmap()}


def _pieces(folder: Path, pattern: str, characters: set[int]) -> list[Path]:
    """The pieces of a font that hold the characters, by the ranges that its package says."""
    ranges: dict[str, str] = json.loads((folder / "unicode.json").read_text(encoding="utf-8"))
    found = []
    for key, text in ranges.items():
        held: set[int] = set()
        for part in text.removeprefix("U+").split(",U+"):
            first, _, last = part.partition("-")
            held.update(range(int(first, 16), int(last or first, 16) + 1))
        if key.startswith("[") and held & characters:
            found.append(folder / pattern.replace("[*]", key.strip("[]")))
    return found


def _static(file: Path, text: str, weight: int, source: Source) -> bytes:
    """A piece of a font at a weight, as the bytes of a font file."""
    font = TTFont(file, recalcTimestamp=False)
    font = instantiateVariableFont(fewer(font, text, source), {"wght": weight})
    font.flavor = None
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _merged(pieces: list[bytes]) -> TTFont:
    """One font of several, which share their metrics."""
    if len(pieces) == 1:
        return TTFont(BytesIO(pieces[0]))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.ttf") for number in range(len(pieces))]
        for path, piece in zip(paths, pieces, strict=True):
            path.write_bytes(piece)
        font: TTFont = Merger().merge([str(path) for path in paths])
    return font


def box() -> TTFont:
    """The font whose letters are squares of an em: where text lies is seen, and how wide it is, known."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "nothing", "box"])
    shown = [*range(0x21, 0x7F), *range(0xA1, 0x100), 0x2010, 0x2026]
    builder.setupCharacterMap(
        {0x20: "space", 0xA0: "space", 0x200B: "nothing", **dict.fromkeys(shown, "box")}
    )
    builder.setupGlyf({".notdef": _square(), "space": _square(0), "nothing": _square(0), "box": _square()})
    widths = {".notdef": 1000, "space": 1000, "nothing": 0, "box": 1000}
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular", "licenseDescription": "MIT"})
    builder.setupOS2(
        version=4,
        sTypoAscender=800,
        sTypoDescender=-200,
        sTypoLineGap=0,
        usWinAscent=800,
        usWinDescent=200,
        sxHeight=800,
        sCapHeight=800,
        fsSelection=0xC0,
    )
    builder.setupPost(underlinePosition=-100, underlineThickness=50, keepGlyphNames=False)
    return builder.font


def _square(size: int = 1000) -> Any:
    pen = TTGlyphPen(None)
    if size:
        pen.moveTo((0, -200))
        for point in ((0, size - 200), (size, size - 200), (size, -200)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def save(font: TTFont, name: str) -> None:
    """Write a font, the same bytes on every run."""
    font.flavor = None
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0
    font.save(FONTS / f"{name}.ttf")
    size = (FONTS / f"{name}.ttf").stat().st_size / 1024
    print(f"{name}: {size:.0f} KiB, {len(font.getBestCmap())} characters")


def main() -> None:
    """Make them all, and the file of their licences."""
    FONTS.mkdir(exist_ok=True)
    save(box(), "Box")
    notices = ["Box.ttf is of this project and under its licence."]
    licence = ""
    with tempfile.TemporaryDirectory() as temporary:
        for source in SOURCES:
            folder = unpack(source.package, Path(temporary))
            for name, font in made(source, folder, written(source.name)).items():
                save(font, name)
            licence = _licence(folder)
            notices.append(f"{source.name}, of {source.package}: {font['name'].getDebugName(0)}")
    text = "\n".join(
        [*notices, "", "All but the first are subsets, under the licence that follows.", "", licence]
    )
    (FONTS / "OFL.txt").write_text(text, encoding="utf-8")


def _licence(folder: Path) -> str:
    """The text of the Open Font License, without whose it is."""
    text = next(folder.glob("LICENSE*")).read_text(encoding="utf-8")
    return text[text.index("This Font Software is licensed") :]


if __name__ == "__main__":
    main()
