"""Real builds, one after the other: what changed is drawn, and nothing else."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hosts.built import HOST
from PIL import Image

from mkdocs_metaimage import static_images
from mkdocs_metaimage.engine.text import system

SAMPLES = Path(__file__).parents[1] / "chromium/fonts"
INTER, OTHER = SAMPLES / "NotoSansJP-400.ttf", SAMPLES / "NotoSansArabic.ttf"
PAGES = {f"docs/{name}.md": f"# {name.title()}\n\nOf {name}.\n" for name in ("apple", "berry", "cherry")}
OWN = '<meta name="size" content="200x100"><p>{{ page.title }}</p>'


def drawn(site) -> int:
    match = re.search(r"(\d+) cards?: (\d+) drawn, (\d+) from cache", site.output)
    assert match, site.output
    return int(match[2])


def rebuild(path: Path, content: bytes) -> None:
    """Put another content of this length into a file, with the times of the first."""
    before = path.stat()
    assert len(content) == before.st_size
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_nothing_changed(build):
    first = build(PAGES)
    assert drawn(first) == 4
    alts = [first.meta("og:image:alt", f"{name}/index.html") for name in ("apple", "berry")]
    again = build(PAGES)
    assert drawn(again) == 0
    assert [again.meta("og:image:alt", f"{name}/index.html") for name in ("apple", "berry")] == alts
    assert again.published == first.published


def test_another_title_draws_one_card_and_the_old_one_none(build):
    build(PAGES)
    assert drawn(build({**PAGES, "docs/apple.md": "# Apples\n\nOf apple.\n"})) == 1
    assert drawn(build(PAGES)) == 0


def test_what_is_not_shown_draws_nothing(build):
    build(PAGES)
    assert drawn(build({**PAGES, "docs/apple.md": "# Apple\n\nOf apple.\n\n## More\n\nText.\n"})) == 0


@pytest.mark.parametrize("part", ["_included", "_imported", "_extended"])
def test_a_part_of_a_template_draws_the_cards_that_have_it(build, part):
    files = {
        **PAGES,
        "docs/opengraph-image.html": '{% extends "_extended.html" %}{% import "_imported.html" as made %}'
        '{% block body %}{% include "_included.html" %}{{ made.line(page.title) }}{% endblock %}',
        "docs/_extended.html": '<meta name="size" content="200x100"><p>1</p>{% block body %}{% endblock %}',
        "docs/_imported.html": "{% macro line(text) %}<p>2 {{ text }}</p>{% endmacro %}",
        "docs/_included.html": "<p>3</p>",
        "docs/other/opengraph-image.html": OWN,
        "docs/other/date.md": "# Date\n",
    }
    assert drawn(build(files)) == 5
    assert drawn(build(files)) == 0
    name = f"docs/{part}.html"
    assert drawn(build({**files, name: files[name].replace("<p>", "<p>New ")})) == 4


def test_a_template_that_front_matter_names(build):
    files = {
        **PAGES,
        "docs/apple.md": "---\nmetaimage: {template: mine.html}\n---\n# A\n",
        "docs/mine.html": OWN,
    }
    build(files)
    assert drawn(build({**files, "docs/mine.html": OWN.replace("<p>", "<p>New ")})) == 1


@pytest.mark.parametrize("name", ["asset('one.png')", "'one.png'"])
def test_a_picture_of_the_same_length_and_time(build, name):
    one, two = (picture(color) for color in ("red", "blue"))
    card = OWN + f'<img src="{{{{ {name} }}}}">'
    files = {**PAGES, "docs/opengraph-image.html": card, "docs/other/opengraph-image.html": OWN}
    files |= {"docs/other/date.md": "# Date\n", "docs/one.png": one}
    site = build(files)
    # Times tell nothing of what was just written.
    os.utime(site.root / "docs/one.png", (1_000_000_000, 1_000_000_000))
    del files["docs/one.png"]
    assert drawn(build(files)) == 0
    rebuild(site.root / "docs/one.png", two)
    after = build(files)
    assert drawn(after) == 4
    seen = {color for _, color in after.image(after.meta("og:image")).convert("RGBA").getcolors()}
    assert (0, 0, 255, 255) in seen
    assert (255, 0, 0, 255) not in seen
    rebuild(site.root / "docs/one.png", one)
    assert drawn(build(files)) == 0


def picture(color: str) -> bytes:
    """A picture of one colour, of as many bytes as that of another."""
    buffer = io.BytesIO()
    Image.new("RGB", (60, 60), color).save(buffer, "BMP")
    Image.open(buffer).save(buffer := io.BytesIO(), "PNG", compress_level=0)
    return buffer.getvalue()


def fonts() -> tuple[bytes, bytes]:
    """Two fonts of one length."""
    one, two = INTER.read_bytes(), OTHER.read_bytes()
    length = max(len(one), len(two))
    return one.ljust(length, b"\0"), two.ljust(length, b"\0")


def test_a_font_of_a_rule_of_the_same_length_and_time(build):
    one, two = fonts()
    rule = '<style>@font-face { font-family: Own; src: url("own.ttf") } p { font-family: Own }</style>'
    files = {"docs/opengraph-image.html": rule + OWN, "docs/own.ttf": one, **PAGES}
    site = build(files)
    del files["docs/own.ttf"]
    assert drawn(build(files)) == 0
    rebuild(site.root / "docs/own.ttf", two)
    assert drawn(build(files)) == 4


def test_a_font_of_the_option_of_the_same_length_and_time(build):
    one, two = fonts()
    files: dict = {"own.ttf": one, **PAGES}
    options = {"fonts": [{"path": "own.ttf", "family": "Own"}]}
    site = build(files, options)
    del files["own.ttf"]
    assert drawn(build(files, options)) == 0
    rebuild(site.root / "own.ttf", two)
    assert drawn(build(files, options)) == 4


def test_a_font_that_was_not_there_before(build):
    faces = 'src: url("mine.ttf"), url("own.ttf")'
    rule = f"<style>@font-face {{ font-family: Own; {faces} }} p {{ font-family: Own }}</style>"
    files = {"docs/opengraph-image.html": rule + OWN, "docs/own.ttf": INTER.read_bytes(), **PAGES}
    build(files)
    assert drawn(build(files)) == 0
    assert drawn(build({**files, "docs/mine.ttf": OTHER.read_bytes()})) == 4


def test_a_helper_module_draws_what_it_changes(build):
    hook = (
        "from mkdocs_metaimage import ImageResponse\nfrom words import said\nsize = (200, 100)\n"
        "def image(page):\n    return ImageResponse(f'<p>{said()} {page.title}</p>')\n"
    )
    module = "def said():\n    return 'One'\n"
    files = {
        **PAGES, "docs/opengraph-image.py": hook, "docs/words.py": module,
        "docs/other/opengraph-image.html": OWN, "docs/other/date.md": "# Date\n",
    }  # fmt: skip
    build(files)
    assert drawn(build({**files, "docs/words.py": module + "\n\ndef unused():\n    return 2\n"})) == 0
    assert drawn(build({**files, "docs/words.py": module.replace("One", "Two")})) == 4


@pytest.mark.parametrize(
    ("option", "value", "count"),
    [
        ("colors", {"primary": "#aa0000"}, 4),
        ("max_bytes", 100_000, 4),
        ("debug", True, 4),
        ("logo", "mark.svg", 4),
        ("template", "minimal", 4),
        ("allow_remote", True, 0),
        ("base_url", "https://preview.acme.dev/", 0),
    ],
)
def test_an_option_draws_what_it_changes(build, option, value, count):
    mark = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='{}'/></svg>"
    files = {**PAGES, "mark.svg": mark.format("red")}
    build(files)
    assert drawn(build(files, {option: value})) == count
    assert drawn(build(files, {option: value})) == 0
    if option == "logo":
        assert drawn(build({**files, "mark.svg": mark.format("tan")}, {option: value})) == 4
    assert drawn(build(files)) == 0


def test_a_card_of_all_pages_is_drawn_when_there_is_another(build):
    listing = '<meta name="size" content="200x100"><p>{{ site.pages | map(attribute="title") | join(", ") }}</p>{{ page.url }}'
    files = {**PAGES, "docs/opengraph-image.html": OWN, "docs/apple/opengraph-image.html": listing}
    build(files)
    assert drawn(build(files)) == 0
    assert drawn(build({**files, "docs/date.md": "# Date\n"})) == 2


def test_a_date_draws_the_card_that_shows_it(build):
    card = OWN + "<p>{{ page.date | date if page.date }}</p>"
    dated = "---\ndate: 2026-05-{}\n---\n# Apple\n"
    files = {**PAGES, "docs/opengraph-image.html": card, "docs/apple.md": dated.format("01")}
    build(files)
    assert drawn(build({**files, "docs/apple.md": dated.format("02")})) == 1


def test_installed_fonts_draw_anew_what_needs_them(build, tmp_path, monkeypatch):
    files = {**PAGES, "docs/han.md": "# 漢字\n"}
    folder = tmp_path / "installed"
    folder.mkdir()

    def look() -> None:
        found = system.SystemFonts((folder,))
        monkeypatch.setattr(system, "system_fonts", lambda: found)

    look()
    assert drawn(build(files)) == 5
    assert drawn(build(files)) == 0
    shutil.copy(INTER, folder)
    look()
    assert drawn(build(files)) == 1
    look()
    assert drawn(build(files)) == 0
    (folder / INTER.name).unlink()
    look()
    assert drawn(build(files)) == 0


def test_bytes_that_a_function_returns_are_decoded_once(build, png, monkeypatch):
    hook = "from pathlib import Path\ndef image(page):\n    return Path(__file__).with_name('made.bin').read_bytes()\n"
    files = {**PAGES, "docs/opengraph-image.py": hook, "docs/made.bin": png(1200, 630)}
    first = build(files)
    with monkeypatch.context() as patch:
        patch.setattr(static_images, "identify", lambda *_: pytest.fail("it is decoded"))
        again = build(files)
    names = ("og:image", "og:image:type", "og:image:width", "og:image:height")
    assert [again.meta(name) for name in names] == [first.meta(name) for name in names]
    other = build({**files, "docs/made.bin": png(600, 315, "JPEG")})
    assert (other.meta("og:image:type"), other.meta("og:image:width")) == ("image/jpeg", "600")
    build({**files, "docs/made.bin": png(1200, 630)[:-30]}, fails=True)


def test_a_build_that_fails_keeps_what_it_found(build):
    broken = {**PAGES, "docs/cherry.md": "---\nmetaimage: {image: none.png}\n---\n# Cherry\n"}
    site = build(broken, fails=True)
    before = (site.root / ".cache/plugin/metaimage/plans").read_bytes()
    assert b"Apple" in before
    build(broken, fails=True)
    assert (site.root / ".cache/plugin/metaimage/plans").read_bytes() == before


def test_a_damaged_memo_is_no_memo(build):
    site = build(PAGES)
    memo = site.root / ".cache/plugin/metaimage/plans"
    whole = memo.read_bytes()
    for damaged in (b"", whole[:100], whole.replace(b"Apple", b"Ample"), b"\0" * 99, whole + b"}"):
        memo.write_bytes(damaged)
        again = build(PAGES)
        assert drawn(again) == 0
        assert again.meta("og:image:alt", "apple/index.html").startswith("Apple")
        assert memo.read_bytes() == whole


def test_a_lost_picture_is_drawn_from_the_memo(build):
    site = build(PAGES)
    url = site.meta("og:image")
    (entry, *_) = (site.root / ".cache/plugin/metaimage/images").iterdir()
    entry.unlink()
    again = build(PAGES)
    assert drawn(again) == 1
    assert again.meta("og:image") == url
    assert again.image(url).size == (1200, 630)


def test_a_build_that_draws_nothing_imports_nothing_that_draws(build, png):
    heavy = "PIL.Image uharfbuzz resvg_py uniseg bidi asyncio ssl mkdocs_metaimage.engine.css.cascade"
    files = {**PAGES, "docs/icon.png": png(32, 32), "mark.png": png(64, 64)}
    site = build(files, {"logo": "mark.png"})
    # By processes alone, so that the engine of both is the one that is there now.
    shutil.rmtree(site.root / ".cache")
    program = (
        f"import json, sys\nfrom {HOST}.__main__ import cli\n"
        "cli(['build', '-f', 'mkdocs.yml'], standalone_mode=False)\n"
        f"print(json.dumps([name for name in {heavy.split()} if name in sys.modules]))"
    )
    for drawn in ("4 drawn, 0", "0 drawn, 4"):
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=site.root, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        assert f"{drawn} from cache" in run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == []


class TestEdits:
    """Whatever is edited, a build with the cache gives the files that one without it gives."""

    CARDS = (
        OWN,
        OWN + "<img src='one.png'>",
        OWN + "<img src=\"{{ asset(page.meta.picture or 'it\\'s.png') }}\">",
        OWN + "<div style='background: url({{ asset(\"one.png\") }}) 0 0 / 20px; height: 20px'></div>",
        OWN
        + "<style>@font-face { font-family: Own; src: url(two.ttf), url(own.ttf) } p { font: 20px Own }</style>",
        '{% include ["_near.html", "_far.html"] ignore missing %}' + OWN,
        '{% for page in site.pages %}{{ page.title }}{% endfor %}<meta name="size" content="200x100">',
    )
    TITLES = ("Apple", "漢字", "A & B", "Apfel 🍏")

    def edit(self, root: Path, random: Random) -> None:
        """Write, change or delete a file of a site."""
        folder = root / random.choice(("docs", "docs/guide"))
        page = f"---\npicture: {random.choice(('one.png', 'guide/one.png'))}\n---\n# {random.choice(self.TITLES)}\n"
        name, content = random.choice(
            [
                (random.choice(("index.md", "new.md")), page.encode()),
                ("opengraph-image.html", random.choice(self.CARDS).encode()),
                (random.choice(("one.png", "it's.png")), picture(random.choice(("red", "blue")))),
                (random.choice(("own.ttf", "two.ttf")), random.choice((INTER, OTHER)).read_bytes()),
                (random.choice(("_near.html", "_far.html")), random.choice((b"<p>1</p>", b"<p>2</p>"))),
            ]
        )
        path = folder / name
        if (
            name in ("new.md", "two.ttf", "_near.html", "_far.html")
            and path.exists()
            and random.random() < 0.5
        ):
            path.unlink()
            return
        path.write_bytes(content)
        # No time tells anything.
        os.utime(path, (1_000_000_000, 1_000_000_000))

    @pytest.mark.parametrize("seed", [1, 2])
    def test_the_cache_has_no_say(self, build, tmp_path, seed):
        random = Random(seed)
        (tmp_path / "docs/guide").mkdir(parents=True)
        for folder in (tmp_path / "docs", tmp_path / "docs/guide"):
            (folder / "index.md").write_text("# Home\n")
            for name in ("one.png", "it's.png"):
                (folder / name).write_bytes(picture("red"))
            shutil.copy(INTER, folder / "own.ttf")
        options = {"workers": 0, "logo": "docs/guide/one.png"}
        for _ in range(10):
            for _ in range(random.choice((1, 2))):
                self.edit(tmp_path, random)
            warm, cold = (
                content(build({"docs/index.md": None}, {**options, "cache_dir": cache}))
                for cache in ("kept", "new")
            )
            shutil.rmtree(tmp_path / "new")
            assert warm == cold


def content(site) -> dict[str, bytes]:
    """What is in the files of a site; nothing of those that say when it was built."""
    dated = re.compile(rb"Build Date UTC[^\n]*")
    names = (name for name in site.published if not name.startswith("sitemap"))
    return {name: dated.sub(b"", (site.folder / name).read_bytes()) for name in names}
