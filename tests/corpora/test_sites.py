"""Whole documentation sites: every page has its card, and nothing but heads is changed.

Run by `make corpora`, with METAIMAGE_CORPORA naming a folder of sites, each with a `mkdocs.yml` and `docs`.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import jinja2
import pytest
import yaml
from bs4 import BeautifulSoup, SoupStrainer
from PIL import Image

import mkdocs_metaimage
from mkdocs_metaimage import ImageResponse, Page, Site
from mkdocs_metaimage.engine.drawing import place
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.templating import environment

pytestmark = pytest.mark.corpora

CORPORA = Path(os.environ.get("METAIMAGE_CORPORA", ""))
SITES = (
    sorted(path.parent.name for path in CORPORA.glob("*/mkdocs.yml"))
    if os.environ.get("METAIMAGE_CORPORA")
    else []
)
# The folders of pages in languages other than English.
_LANGUAGES = ("ar", "bn", "de", "fa", "he", "hi", "ja", "ko", "ru", "zh", "zh-Hant")


def _build(name: str, folder: Path, plugins: list[str]) -> Path:
    corpus = CORPORA.absolute() / name
    folder.mkdir()
    config = {"INHERIT": str(corpus / "mkdocs.yml"), "docs_dir": str(corpus / "docs"), "plugins": plugins}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-f",
        str(folder / "mkdocs.yml"),
        "-d",
        str(folder / "site"),
    ]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 0, result.stderr
    print(result.stderr)
    return folder / "site"


@pytest.fixture(scope="module", params=SITES)
def sites(request, tmp_path_factory):
    """A site built with the plugin, the same built without, and the URL of the site."""
    folder = tmp_path_factory.mktemp(request.param)
    url = yaml.safe_load((CORPORA / request.param / "mkdocs.yml").read_text())["site_url"]
    with_it = _build(request.param, folder / "with", ["metaimage"])
    return with_it, _build(request.param, folder / "without", []), url


def _pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_has_its_own_card(sites):
    site, _, site_url = sites
    pictures: dict[bytes, str] = {}
    assert len(_pages(site)) > 100
    for page in _pages(site):
        head = BeautifulSoup(page.read_text(), "html.parser", parse_only=SoupStrainer("meta"))
        metas: dict[str, list[str]] = {}
        for tag in head.find_all("meta"):
            metas.setdefault(tag.get("property") or tag.get("name"), []).append(tag.get("content"))
        (url,), (title,) = metas["og:image"], metas["og:title"]
        data = (site / unquote(url.removeprefix(site_url).partition("?")[0])).read_bytes()
        image = Image.open(io.BytesIO(data))
        image.load()
        assert (image.format, image.size) == ("PNG", (1200, 630)), page
        assert len(data) <= 300_000, (page, len(data))
        assert title[:300] in metas["og:image:alt"][0], page
        assert pictures.setdefault(data, title) == title, (page, title, pictures[data])


def test_no_text_leaves_its_box_and_no_character_is_lost_in_silence(sites):
    site, _, _ = sites
    folder = Path(mkdocs_metaimage.__file__).parent / "templates"
    template = environment(jinja2.FileSystemLoader(folder)).get_template("default.html")
    for page in _pages(site):
        head = BeautifulSoup(page.read_text(), "html.parser", parse_only=SoupStrainer("meta"))
        metas = {tag.get("property") or tag.get("name"): tag.get("content") for tag in head.find_all("meta")}
        language = page.relative_to(site).parts[0]
        words = Page(
            title=metas["og:title"],
            description=metas.get("og:description", ""),
            locale=language if language in _LANGUAGES else "en",
            direction="rtl" if language in ("ar", "fa", "he") else "ltr",
            url="",
            route=(),
        )
        drawing = ImageResponse(
            template.render(page=words, site=Site(name="Site", url="https://x.y/"))
        ).drawing()
        root, notes = place(drawing, Pictures({}))
        told = {char for note in notes if note.kind == "missing_glyph" for char in "".join(note.items)}
        for box in _boxes(root):
            for line in box.lines:
                x, y, width, height = line.rect
                assert box.rect.x - 0.02 <= x, page
                assert x + width <= box.rect.x + box.rect.width + 0.02, page
                assert box.rect.y - 0.02 <= y, page
                assert y + height <= box.rect.y + box.rect.height + 0.02, page
                lost = {char for run in line.runs for char in "".join(run.shaped.missing)}
                assert {char for char in lost if unicodedata.category(char) != "Cf"} <= told, page


def _boxes(box):
    yield box
    for child in box.children:
        yield from _boxes(child)


def test_only_heads_are_changed(sites):
    site, plain, _ = sites
    for page in plain.rglob("*"):
        if not page.is_file():
            continue
        one, two = page.read_bytes(), (site / page.relative_to(plain)).read_bytes()
        if page.suffix != ".html":
            assert one == two or page.suffix == ".gz", page
            continue
        plain_head, _, rest = one.decode().partition("</head>")
        head, _, same = two.decode().partition("</head>")
        assert same == rest, page
        lines, plain_lines = head.splitlines(keepends=True), plain_head.splitlines(keepends=True)
        added = [
            line for line in lines if line.lstrip().startswith(("<meta property=", '<meta name="twitter:'))
        ]
        assert added or page.name == "404.html"
        assert [line for line in lines if line not in added] == plain_lines, page
