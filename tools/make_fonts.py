"""Make the fonts in `mkdocs_metaimage/assets` from the npm packages they come from.

It needs npm, and fontTools with brotli: `python tools/make_fonts.py`.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).parent.parent / "mkdocs_metaimage" / "assets"
INTER = "inter-ui@4.1.1"
MONO = "@fontsource-variable/jetbrains-mono@5.3.0"
EMOJI = "@fontsource/noto-color-emoji@5.3.2"

# What a docs site of the Latin, Greek and Cyrillic worlds writes; other scripts come from the user's fonts.
COVERED = (
    (0x0020, 0x017F),  # Latin with its accents
    (0x018F, 0x0192),
    (0x01A0, 0x01B0),  # Vietnamese horns
    (0x01CD, 0x01DC),  # pinyin
    (0x01E6, 0x01E7),
    (0x01FA, 0x021B),
    (0x0259, 0x0259),
    (0x02BB, 0x02DD),  # modifiers and marks
    (0x0300, 0x031B),
    (0x0323, 0x0338),
    (0x0370, 0x04FF),  # Greek, Cyrillic
    (0x1E80, 0x1EF9),  # Vietnamese
    (0x2000, 0x20CF),  # punctuation, super- and subscripts, currencies
    (0x2100, 0x2122),
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2300, 0x23FF),  # keys
    (0x25A0, 0x25CF),  # shapes
    (0x2600, 0x27BF),  # the text forms of signs
    (0xFEFF, 0xFEFF),
    (0xFFFD, 0xFFFD),
)
# What CSS and the fonts' own defaults ask for; the stylistic alternates would double the size.
FEATURES = [
    "calt",
    "case",
    "ccmp",
    "frac",
    "dlig",
    "dnom",
    "numr",
    "ordn",
    "pnum",
    "sinf",
    "subs",
    "sups",
    "kern",
    "liga",
    "locl",
    "mark",
    "mkmk",
    "tnum",
    "zero",
]


def unpack(package: str, into: Path) -> Path:
    """Fetch an npm package and unpack it; its folder."""
    folder = into / package.replace("/", "_")
    folder.mkdir()
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def fewer_glyphs(font: TTFont) -> TTFont:
    """The font with the covered characters only, all its axes kept."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17, 25]
    options.notdef_outline = True
    options.hinting = False
    options.glyph_names = False
    options.passthrough_tables = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in COVERED for c in range(first, last + 1)])
    subsetter.subset(font)
    return font


def call(font: TTFont, family: str) -> None:
    """Give a font the family name that styles and SVG pictures use."""
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family


def merged(paths: list[Path]) -> TTFont:
    """One variable font from the unicode-range pieces of one, which share their axes and metrics.

    The layout rules are the first piece's; HVAR goes, since gvar's phantom points hold the same widths.
    """
    base = TTFont(paths[0])
    for number, path in enumerate(paths[1:], 1):
        _add_glyphs(base, TTFont(path), f"p{number}.")
    del base["HVAR"]
    base["maxp"].recalc(base)
    # The order of glyphs is read from several tables: writing and reading again settles them all.
    buffer = io.BytesIO()
    base["post"].formatType = 3.0
    base.save(buffer)
    buffer.seek(0)
    return TTFont(buffer)


def _add_glyphs(base: TTFont, piece: TTFont, prefix: str) -> None:
    """Add the glyphs of characters that `base` has not, and the parts that they are composed of."""
    mapped: dict[int, str] = base.getBestCmap()
    glyf: Any = piece["glyf"]
    wanted = {code: name for code, name in piece.getBestCmap().items() if code not in mapped}
    names = dict.fromkeys(wanted.values())
    for name in list(names):
        names.update(dict.fromkeys(_parts(glyf, name)))
    order = base.getGlyphOrder()
    for name in names:
        glyph = glyf[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.glyphName = prefix + part.glyphName
        base["glyf"].glyphs[prefix + name] = glyph
        base["hmtx"].metrics[prefix + name] = piece["hmtx"].metrics[name]
        base["gvar"].variations[prefix + name] = piece["gvar"].variations.get(name, [])
        order.append(prefix + name)
    base.setGlyphOrder(order)
    base["glyf"].glyphOrder = order
    for table in base["cmap"].tables:
        if table.isUnicode():
            fits = {c: prefix + n for c, n in wanted.items() if table.format == 12 or c < 0x10000}
            table.cmap.update(fits)


def _parts(glyf: Any, name: str) -> list[str]:
    glyph = glyf[name]
    if not glyph.isComposite():
        return []
    parts = [part.glyphName for part in glyph.components]
    return parts + [inner for part in parts for inner in _parts(glyf, part)]


def save(font: TTFont, name: str, licence: Path, licence_name: str) -> None:
    """Write a font as TTF, and its licence beside it."""
    font.flavor = None
    font["head"].modified = font["head"].created  # the same bytes on every run
    font.recalcTimestamp = False
    font.save(ASSETS / name)
    (ASSETS / licence_name).write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{name}: {(ASSETS / name).stat().st_size / 1024:.0f} KiB, {len(font.getBestCmap())} characters")


def main() -> None:
    """Make them all."""
    ASSETS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        inter, mono, emoji = (unpack(package, Path(folder)) for package in (INTER, MONO, EMOJI))
        for style in ("", "-Italic"):
            font = TTFont(inter / "variable" / f"InterVariable{style}.woff2")
            call(font, "Inter")
            save(fewer_glyphs(font), f"Inter{style}.ttf", inter / "LICENSE.txt", "Inter-OFL.txt")
        pieces = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext")
        paths = [mono / "files" / f"jetbrains-mono-{piece}-wght-normal.woff2" for piece in pieces]
        save(fewer_glyphs(merged(paths)), "JetBrainsMono.ttf", mono / "LICENSE", "JetBrainsMono-OFL.txt")
        font = TTFont(emoji / "files" / "noto-color-emoji-emoji-400-normal.woff2")
        del font["SVG "]
        save(font, "NotoColorEmoji.ttf", emoji / "LICENSE", "NotoColorEmoji-OFL.txt")


if __name__ == "__main__":
    main()
