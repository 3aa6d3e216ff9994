"""The machine's own fonts: where they are, which of them draws what, and that drawings know of them.

The fonts are made here, of boxes, so that nothing depends on what the machine that tests has.
"""

from __future__ import annotations

import os
import struct
from itertools import groupby
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from mkdocs_metaimage.engine.drawing import Drawing, draw
from mkdocs_metaimage.engine.elements import h
from mkdocs_metaimage.engine.text import system
from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.matching import ITALIC
from mkdocs_metaimage.engine.text.shape import shape
from mkdocs_metaimage.engine.text.style import TextStyle
from mkdocs_metaimage.engine.text.system import SystemFonts
from mkdocs_metaimage.engine.text.system.folders import font_folders

HAN = "漢字"
KANA = "かナ"
HANGUL = "한글"


def make(path, family, characters, weight=400, italic=False, version="Version 1"):
    """A font whose every glyph is a box."""
    names = {char: f"c{ord(char):x}" for char in characters}
    pen = TTGlyphPen(None)
    for move, point in (
        ("moveTo", (0, 0)),
        ("lineTo", (0, 700)),
        ("lineTo", (600, 700)),
        ("lineTo", (600, 0)),
    ):
        getattr(pen, move)(point)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    builder.setupGlyf(dict.fromkeys([".notdef", *names.values()], box))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (700, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": family, "styleName": "x", "fullName": f"{family} {weight}", "version": version}
    )
    builder.setupOS2(usWeightClass=weight, fsSelection=1 if italic else 64)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def family(text, fonts, lang="", weight=400.0, slope=0.0):
    """The families that draw a text, in order."""
    shaped = shape(text, TextStyle(("inter",), 16.0, weight, slope, lang=lang), FontLibrary((), fonts))
    assert not shaped.missing
    return [name for name, _ in groupby(run.face.face.family for run in shaped.runs)]


@pytest.fixture
def cjk(tmp_path):
    """One file of five fonts, as Noto Sans CJK is."""
    together = TTCollection()
    for way in ("JP", "KR", "SC", "TC", "HK"):
        made = make(tmp_path / "parts" / f"{way}.ttf", f"Noto Sans CJK {way}", HAN + KANA + HANGUL + "、「ㄅ")
        together.fonts.append(TTFont(made))
    (tmp_path / "fonts").mkdir()
    together.save(tmp_path / "fonts" / "all.ttc")
    make(tmp_path / "fonts" / "aaa.ttf", "Aaa Gothic", HAN + KANA + "、")
    return SystemFonts((tmp_path / "fonts",))


@pytest.mark.parametrize(
    ("lang", "text", "taken"),
    [
        ("ja", HAN, "jp"),
        ("ja-JP", HAN + "、「", "jp"),
        ("ko", HAN, "kr"),
        ("zh", HAN, "sc"),
        ("zh-CN", HAN, "sc"),
        ("zh-Hans-HK", HAN, "sc"),
        ("zh-SG", HAN, "sc"),
        ("zh-Hant", HAN, "tc"),
        ("zh-TW", HAN, "tc"),
        ("zh_TW", HAN, "tc"),
        ("zh-Hant-HK", HAN, "hk"),
        ("zh-MO", HAN, "hk"),
        ("yue", HAN, "hk"),
        ("", HAN, "sc"),
        ("", HAN + KANA, "jp"),
        ("en", KANA + HAN, "jp"),
        ("", HAN + HANGUL, "kr"),
        ("de", HAN + "ㄅ", "tc"),
        ("zh-TW", HAN + KANA, "tc"),  # what the page says counts for all of a text
    ],
)
def test_han_is_drawn_as_the_language_writes_it(cjk, lang, text, taken):
    assert family(text, cjk, lang) == [f"noto sans cjk {taken}"]


def test_without_a_font_for_the_language_another_will_do(tmp_path):
    make(tmp_path / "kr.ttf", "Noto Sans CJK KR", HAN)
    assert family(HAN, SystemFonts((tmp_path,)), "ja") == ["noto sans cjk kr"]


@pytest.mark.parametrize(
    ("families", "text", "taken"),
    [
        (("Noto Serif Hebrew", "Noto Sans Hebrew", "Aaa"), "שלום", "noto sans hebrew"),
        (("Noto Sans Arabic UI", "Noto Kufi Arabic", "Noto Sans Arabic"), "سلام", "noto sans arabic"),
        (("Zzz", "Nirmala UI"), "नमस्ते", "nirmala ui"),
        (("Kohinoor Devanagari", "Devanagari MN"), "नम", "kohinoor devanagari"),
        (("Some Serif", "Some Sans"), "ქა", "some sans"),
        (("Mono Thing Mono", "Thing"), "ქა", "thing"),
        ((".Hidden", "Thing"), "ქა", "thing"),
        (("B Face", "A Face"), "ქა", "a face"),
        (("Noto Sans Arabic", "Noto Sans Symbols2"), "⎈", "noto sans symbols2"),
    ],
)
def test_the_plainest_family_of_a_script_comes_first(tmp_path, families, text, taken):
    for number, name in enumerate(families):
        make(tmp_path / f"{number}.ttf", name, text)
    assert set(family(text, SystemFonts((tmp_path,)))) == {taken}


def test_the_nearest_weight_and_slope_of_a_family(tmp_path):
    for weight in (300, 400, 700):
        make(tmp_path / f"{weight}.ttf", "Fam", "ქ", weight)
    make(tmp_path / "italic.ttf", "Fam", "ქ", 400, italic=True)
    library = FontLibrary((), SystemFonts((tmp_path,)))

    def name(weight, slope=0.0):
        (run,) = shape("ქ", TextStyle(("inter",), 16.0, weight, slope), library).runs
        return Path(run.face.face.name).stem

    assert [name(weight) for weight in (100, 400, 500, 600, 900)] == ["300", "400", "400", "700", "700"]
    assert name(400, ITALIC) == "italic"


def test_a_weight_without_the_character_is_passed_over(tmp_path):
    make(tmp_path / "bold.ttf", "Fam", "ქ", 700)
    make(tmp_path / "regular.ttf", "Fam", "ქა", 400)
    library = FontLibrary((), SystemFonts((tmp_path,)))
    (one, two) = shape("ქა", TextStyle(("inter",), 16.0, 700.0), library).runs
    assert [Path(run.face.face.name).stem for run in (one, two)] == ["bold", "regular"]


def test_the_systems_fonts_come_last(tmp_path):
    make(tmp_path / "inter.ttf", "Inter", "aქ")
    assert (
        shape("a", TextStyle(("inter",), 16.0), FontLibrary((), SystemFonts((tmp_path,)))).runs[0].face.size
        == 16
    )
    runs = shape("aქ", TextStyle(("inter",), 16.0), FontLibrary((), SystemFonts((tmp_path,)))).runs
    assert [Path(run.face.face.name).parent == tmp_path for run in runs] == [False, True]


def test_what_no_font_has_is_missing_still(tmp_path):
    make(tmp_path / "one.ttf", "One", "ქ")
    make(tmp_path / "last.ttf", ".LastResort", "漢")  # a sign for every character is no glyph of it
    style = TextStyle(("inter",), 16.0)
    assert shape("ქ漢", style, FontLibrary((), SystemFonts((tmp_path,)))).missing == ("漢",)
    assert shape("ქ", style, FontLibrary()).missing == ("ქ",)


def test_files_that_are_no_fonts_are_passed_over(tmp_path):
    make(tmp_path / "deep" / "er" / "good.TTF", "Good", "ქ")
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.otf").write_text("no font", encoding="utf-8")
    (tmp_path / "cut.ttf").write_bytes((tmp_path / "deep" / "er" / "good.TTF").read_bytes()[:300])
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "gone.ttf").symlink_to(tmp_path / "nowhere.ttf")
    (tmp_path / "round").symlink_to(tmp_path)
    assert list(SystemFonts((tmp_path, tmp_path / "none")).families) == ["good"]


def test_what_cannot_be_read_is_passed_over(tmp_path):
    (tmp_path / "self.ttf").symlink_to(tmp_path / "self.ttf")
    (tmp_path / "around").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "empty.ttf").touch()
    (tmp_path / "folder.ttf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.ttf")
    many = struct.pack(">4sII", b"ttcf", 0x10000, 0xFFFFFFFF)
    (tmp_path / "endless.ttc").write_bytes(many + b"\0\0\0\x0c" * 1000)
    make(tmp_path / "good.ttf", "Good", HAN)
    broken = bytearray((tmp_path / "good.ttf").read_bytes())
    broken[broken.index(b"post")] = 0xFF
    (tmp_path / "tags.ttf").write_bytes(broken)
    assert family(HAN, SystemFonts((tmp_path,))) == ["good"]


def test_a_font_that_has_been_removed_since_is_passed_over(tmp_path):
    make(tmp_path / "a.ttf", "Noto Sans JP", HAN)
    make(tmp_path / "b.ttf", "Other", HAN)
    fonts = SystemFonts((tmp_path,))
    assert len(fonts.families) == 2
    (tmp_path / "a.ttf").unlink()
    assert family(HAN, fonts, "ja") == ["other"]
    (tmp_path / "b.ttf").unlink()
    later = SystemFonts((tmp_path,))
    assert later.families == {}


def test_nothing_is_read_where_the_other_fonts_have_all(tmp_path):
    fonts = SystemFonts((tmp_path,))
    assert family("Hello → 😀 Ω\u200b\t", fonts) == ["inter", "noto color emoji", "inter"]
    assert "families" not in vars(fonts)


def test_folders_of_linux():
    home = Path("/home/ann")
    assert font_folders("linux", {}, home) == (
        home / ".fonts",
        home / ".local/share/fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )
    found = font_folders("linux", {"XDG_DATA_HOME": "/data", "XDG_DATA_DIRS": "/one:relative:/two"}, home)
    assert found[1:4] == (Path("/data/fonts"), Path("/one/fonts"), Path("/two/fonts"))


def test_folders_of_macos_and_windows():
    home = Path("/Users/ann")
    assert font_folders("darwin", {}, home) == (
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        home / "Library/Fonts",
    )
    places = {"WINDIR": "D:/Win", "LOCALAPPDATA": "D:/Local"}
    assert font_folders("win32", places, home) == (
        Path("D:/Win/Fonts"),
        Path("D:/Local/Microsoft/Windows/Fonts"),
    )


# --- Drawings


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with the fonts of a folder; calling it looks anew, as after installing one."""
    folder = tmp_path / "machine"
    folder.mkdir()

    def look():
        known = SystemFonts((folder,))
        monkeypatch.setattr(system, "system_fonts", lambda: known)

    look()
    return folder, look


def test_a_digest_changes_with_the_fonts_that_have_a_part_in_it(machine):
    folder, look = machine
    georgian, plain = Drawing(h("p", None, "ქ"), 90, 60), Drawing(h("p", None, "é 😀 →"), 90, 60)
    before = georgian.digest(), plain.digest()
    make(folder / "thai.ttf", "Thai", "ก")
    look()
    assert (georgian.digest(), plain.digest()) == before  # it has nothing of theirs
    make(folder / "a.ttf", "Georgian", "ქ")
    look()
    with_one = georgian.digest()
    assert with_one != before[0]
    assert plain.digest() == before[1]
    make(folder / "a.ttf", "Georgian", "ქ", version="Version 2")
    look()
    assert georgian.digest() not in (with_one, before[0])


def test_where_a_font_lies_has_no_say_in_a_digest(machine):
    folder, look = machine
    made = make(folder / "a.ttf", "Georgian", "ქ")
    look()
    drawing = Drawing(h("p", None, "ქ"), 90, 60)
    before = drawing.digest()
    made.rename(folder / "other-name.otf")
    os.utime(folder / "other-name.otf", (1, 1))
    look()
    assert drawing.digest() == before


@pytest.mark.parametrize("text", ["\ue000", "\U000f0001", "ქ"])
def test_characters_that_python_escapes_count_as_well(machine, text):
    folder, look = machine
    drawing = Drawing(h("p", None, text), 90, 60)
    before = drawing.digest()
    make(folder / "a.ttf", "Icons", text)
    look()
    assert drawing.digest() != before


def test_system_fonts_can_be_switched_off(machine):
    folder, look = machine
    make(folder / "a.ttf", "Georgian", "ქ")
    look()
    on, off = (Drawing(h("p", None, "ქ"), 90, 60, system_fonts=there) for there in (True, False))
    assert on.digest() != off.digest()
    assert draw(on).notes == ()
    assert [note.kind for note in draw(off).notes] == ["missing_glyph"]
    assert draw(on).data != draw(off).data


def test_a_font_that_is_installed_is_found_at_the_next_drawing(tmp_path, monkeypatch):
    monkeypatch.setattr(system.library, "_QUIET", -1.0)
    monkeypatch.setattr(system.library, "font_folders", lambda: (tmp_path,))
    known = system.library._Known()
    first = known.fonts()
    assert known.fonts() is first
    assert first.families == {}
    assert known.fonts() is first
    make(tmp_path / "a.ttf", "Georgian", "ქ")
    os.utime(tmp_path, (5, 5))
    second = known.fonts()
    assert second is not first
    assert list(second.families) == ["georgian"]


def test_an_emoji_that_is_to_be_text_is_drawn_by_a_font_without_colours(tmp_path):
    make(tmp_path / "signs.ttf", "Signs", "☕☎")
    fonts = SystemFonts((tmp_path,))
    assert family("☕\ufe0e", fonts) == ["signs"]
    assert family("☎\ufe0f", fonts) == family("☕", fonts) == ["noto color emoji"]
    # Where no font has it so, its coloured form is better than none.
    assert family("☺\ufe0e", fonts) == ["noto color emoji"]
    assert family("☕\ufe0e", None) == ["noto color emoji"]
    style = TextStyle(("inter",), 16.0, emoji="text")
    shaped = shape("☕", style, FontLibrary((), fonts))
    assert [run.face.face.family for run in shaped.runs] == ["signs"]
    assert family("☕", fonts) == ["noto color emoji"], "the style has its own choice"


def test_a_drawing_knows_of_the_text_forms_of_emoji(machine):
    folder, look = machine
    plain, textual = Drawing(h("p", None, "☕"), 90, 60), Drawing(h("p", None, "☕\ufe0e"), 90, 60)
    before = plain.digest(), textual.digest()
    make(folder / "signs.ttf", "Signs", "☕☎")
    look()
    assert plain.digest() == before[0]
    assert textual.digest() != before[1]
