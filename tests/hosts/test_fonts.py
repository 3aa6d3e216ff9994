"""Fonts of whole sites: the option, those that cards bring, the system's, and none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mkdocs_metaimage
from mkdocs_metaimage.engine.text import system
from mkdocs_metaimage.hosts.mkdocs import run
from mkdocs_metaimage.pipeline import Renderer

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.drawing import Drawing

ASSETS = Path(mkdocs_metaimage.__file__).parent / "assets"
SAMPLES = Path(__file__).parents[1] / "chromium/fonts"
MONO = (ASSETS / "JetBrainsMono.ttf").read_bytes()
TEMPLATE = (
    "<style>@font-face { font-family: Own; src: url(fonts/own.ttf) }</style>"
    "<h1 style='font-family: Own'>{{ page.title }}</h1>"
)
HOOK = """
from mkdocs_metaimage import Font, ImageResponse
def image():
    return ImageResponse("<p style='font-family: Own'>Shop</p>", fonts=[Font("fonts/own.ttf", "Own")])
"""
FACE = """
from mkdocs_metaimage import ImageResponse
def image():
    return ImageResponse('''<style>@font-face { font-family: Own; src: url("fonts/own.ttf") }</style>
        <p style='font-family: Own'>Shop</p>''')
"""


def lines(output: str, *words: str) -> list[str]:
    return [line for line in output.splitlines() if all(word in line for word in words)]


@pytest.fixture
def installed(monkeypatch):
    """Install some of the sample fonts."""

    def install(folder: Path, *names: str) -> None:
        folder.mkdir(exist_ok=True)
        for name in names:
            shutil.copy(SAMPLES / name, folder)
        fonts = system.SystemFonts((folder,))
        monkeypatch.setattr(system, "system_fonts", lambda: fonts)

    return install


# --- Characters that no font has


def test_many_pages_that_lack_a_script_are_one_line(build):
    pages = {f"docs/p{number}.md": f"# {chr(0x6F22 + number)}\n\nWords.\n" for number in range(30)}
    # Workers would see the fonts of the machine.
    site = build({**pages, "docs/th.md": "# สวัสดี\n"}, {"workers": 0})
    (han,) = lines(site.output, "WARNING", "Han.")
    assert "U+6F22" in han
    assert "and 22 more" in han
    assert "/p0/opengraph-image.png" in han
    assert "and 27 more" in han
    (thai,) = lines(site.output, "WARNING", "Thai.")
    assert "/th/opengraph-image.png: No font has ส (U+0E2A)" in thai


def test_it_is_said_of_cards_from_the_cache_too(build):
    pages = {"docs/a.md": "# 漢字\n", "docs/b.md": "# 漢\n"}
    first = lines(build(pages).output, "No font has")
    again = build(pages)
    assert lines(again.output, "No font has") == first
    assert ": 0 drawn," in again.output
    assert "漢 (U+6F22), 字 (U+5B57), Han" in first[0]


def test_strict_builds_fail_and_the_level_is_the_site_s(build):
    page = {"docs/a.md": "# 漢\n"}
    assert lines(build(page, None, "--strict", fails=True).output, "U+6F22")
    assert build(page, {"validation": {"missing_glyph": "info"}}, "--strict")
    site = build(page, {"validation": {"missing_glyph": "ignore"}}, "--strict")
    assert "U+6F22" not in site.output


# --- The system's


def test_an_installed_font_draws_what_others_lack(build, installed, tmp_path):
    page = {"docs/a.md": "# 漢字\n"}
    without = build(page)
    assert lines(without.output, "No font has")
    before, home = without.meta("og:image", "a/index.html"), without.meta("og:image")
    installed(tmp_path / "installed", "NotoSansJP-400.ttf")
    site = build(page, None, "--strict")
    assert not lines(site.output, "No font has")
    assert site.meta("og:image", "a/index.html") != before, "the card is drawn anew"
    assert site.meta("og:image") == home, "others are not"


def test_the_language_of_a_page_chooses_among_them(build, installed, tmp_path):
    installed(tmp_path / "installed", *(f"NotoSans{way}-400.ttf" for way in ("JP", "SC", "TC", "KR")))
    template = "<p style='font-size: 200px'>{{ page.title }}</p>"
    languages = ("ja", "zh-Hans", "zh-Hant", "ko", "en")
    pages = {f"docs/{lang}.md": f"---\nlang: {lang}\n---\n\n# 直\n" for lang in languages}
    site = build({**pages, "docs/opengraph-image.html": template})
    images = {
        lang: site.image(site.meta("og:image", f"{lang}/index.html")).getchannel("A").tobytes()
        for lang in languages
    }
    assert images["ja"] != images["zh-Hans"]
    assert images["en"] == images["zh-Hans"]
    assert len(set(images.values())) >= 2


def drawings(monkeypatch) -> dict[str, Drawing]:
    """What is going to be drawn, by the paths of the images."""
    found: dict[str, Drawing] = {}
    offer = Renderer.offer

    def keep(self, image):
        found[image.path] = image.content.source.drawing()
        offer(self, image)

    monkeypatch.setattr(Renderer, "offer", keep)
    return found


def test_a_card_s_language_is_its_page_s_unless_it_says_another(build, monkeypatch):
    found = drawings(monkeypatch)
    build(
        {
            "docs/ja.md": "---\nlang: ja\n---\n\n# x\n",
            "docs/opengraph-image.html": "<p>{{ page.title }}</p>",
            "docs/own/index.md": "# y\n",
            "docs/own/opengraph-image.html": "<html lang='fr'><p>{{ page.title }}</p></html>",
            "docs/icon.py": HOOK.replace('fonts=[Font("fonts/own.ttf", "Own")]', ""),
        },
        theme={"name": "mkdocs", "locale": "de"},
    )
    languages = {path: drawing.tree.attributes.get("lang") for path, drawing in found.items()}
    assert languages == {
        "opengraph-image.png": "de",
        "ja/opengraph-image.png": "ja",
        "own/opengraph-image.png": "fr",
        "icon.png": "de",
    }


# --- Those that cards bring


@pytest.mark.parametrize(
    "files",
    [
        {"docs/shop/opengraph-image.html": TEMPLATE},
        {"docs/shop/opengraph-image.py": HOOK},
        {"docs/shop/opengraph-image.py": FACE},
    ],
)
def test_fonts_are_found_beside_the_file_that_draws(build, files, monkeypatch):
    found = drawings(monkeypatch)
    site = build(
        {"docs/shop/index.md": "# Shop\n", "docs/shop/fonts/own.ttf": MONO, **files}, None, "--strict"
    )
    (font,) = found["shop/opengraph-image.png"].fonts
    assert font.family == "Own"
    url = site.meta("og:image", "shop/index.html")
    changed = build({"docs/shop/fonts/own.ttf": (ASSETS / "Inter.ttf").read_bytes(), **files})
    assert changed.meta("og:image", "shop/index.html") != url
    gone = (changed.root / "docs/shop/fonts/own.ttf").unlink
    gone()
    failed = build(files, fails=True)
    assert "fonts/own.ttf" in failed.output
    assert "shop/opengraph-image" in failed.output


def test_what_hooks_name_outside_of_the_docs_is_watched(build, tmp_path, monkeypatch, png):
    watched: list[str] = []
    close = run.Run.close

    def look(self):
        watched.extend(map(str, self.sources()))
        close(self)

    monkeypatch.setattr(run.Run, "close", look)
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    files = {
        "cards/launch.html": TEMPLATE + "<img src='dot.svg'>",
        "cards/fonts/own.ttf": MONO,
        "cards/dot.svg": dot,
        "cards/made.png": png(32, 32),
        "docs/icon.py": "def image():\n    return '../cards/made.png'\n",
    }
    build(files, {"template": "cards/launch.html"})
    named = {os.path.realpath(path) for path in watched}
    assert {str(tmp_path / f"cards/{name}") for name in ("fonts/own.ttf", "dot.svg", "made.png")} <= named


# --- The option


@pytest.mark.parametrize(
    ("fonts", "said"),
    [
        (["fonts/gone.ttf"], "gone.ttf, which is not there"),
        (["fonts"], "which is a folder"),
        (["fonts/text.ttf"], "text.ttf is not a font file"),
        ([{"path": "fonts/own.ttf", "weigth": 400}], "Did you mean `weight`?"),
        ([{"path": "fonts/own.ttf", "weight": "heavy"}], "weight"),
        ([{"path": "fonts/own.ttf", "weight": 4000}], "weight"),
        ([{"family": "Own"}], "path"),
        ([400], "a list of font files' paths"),
        ("fonts/own.ttf", "a list of font files' paths"),
    ],
)
def test_what_cannot_be_a_font_is_said(build, fonts, said):
    files = {"docs/fonts/own.ttf": MONO, "fonts/own.ttf": MONO, "fonts/text.ttf": "words"}
    site = build(files, {"fonts": fonts}, fails=True)
    assert said in " ".join(site.output.split())
    assert "fonts" in site.output


def test_a_font_of_the_option_has_a_range_of_weights(build, monkeypatch):
    found = drawings(monkeypatch)
    fonts = [{"path": "own.ttf", "family": "Own", "weight": "100 400", "style": "italic"}, "own.ttf"]
    build({"own.ttf": MONO}, {"fonts": fonts})
    first, second = found["opengraph-image.png"].fonts
    assert (first.family, first.weight, first.style) == ("Own", (100, 400), "italic")
    assert second.family is None


def test_a_changed_font_of_the_option_draws_cards_anew(build, tmp_path):
    first = build({"own.ttf": MONO}, {"fonts": ["own.ttf"]}).meta("og:image")
    (tmp_path / "own.ttf").write_bytes((ASSETS / "Inter.ttf").read_bytes())
    os.utime(tmp_path / "own.ttf", ns=(1, 1))
    again = build({}, {"fonts": ["own.ttf"]})
    assert again.meta("og:image") != first


def test_the_built_in_card_is_set_in_the_site_s_font(build, monkeypatch):
    found = drawings(monkeypatch)
    fonts = [str(SAMPLES / "NotoSansJP-400.ttf"), str(SAMPLES / "NotoSansArabic.ttf"), "own.ttf"]
    build({"own.ttf": MONO}, {"fonts": fonts}, "--strict")
    assert "font-family: &#34;jetbrains mono&#34;, sans-serif" in found["opengraph-image.png"].tree.__html__()
    build({}, None, "--strict")
    assert "font-family: sans-serif" in found["opengraph-image.png"].tree.__html__()
