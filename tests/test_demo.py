"""The documentation is a real site: it is built strictly, and every page is looked at."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from mkdocs_metaimage.conventions import CONVENTIONS
from mkdocs_metaimage.hosts.mkdocs.options import ColorOptions, MetaImageOptions, ValidationOptions

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "demo_docs/docs"
SITE_URL = "https://example.org/mkdocs-metaimage/"
PAGES = sorted(path.relative_to(DOCS).with_suffix(".html").as_posix() for path in DOCS.rglob("*.md"))
#: How many cards a page has where it is not one.
CARDS = {"licences.html": 0, "products/1.html": 2, "products/2.html": 2}


def _build(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(
        [*command, "--config-file", "demo_docs/mkdocs.yml"],
        cwd=root,
        env={**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "site"
    done = _build(REPOSITORY, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return folder


@cache
def _generated() -> Any:
    spec = importlib.util.spec_from_file_location("generated", REPOSITORY / "demo_docs/hooks/generated.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _head(site: Path, page: str) -> Tag:
    head = _parsed(site / page).head
    assert head is not None
    return head


def _contents(site: Path, page: str, name: str) -> list[str]:
    found = _head(site, page).find_all("meta", attrs={"property": name})
    found += _head(site, page).find_all("meta", attrs={"name": name})
    return [str(tag["content"]) for tag in found]


def _local(site: Path, url: str) -> Path:
    """The file that the absolute URL, or the one from the host's root, of an image of the site leads to."""
    parts = urlsplit(url)
    assert parts.netloc in ("", "example.org"), url
    assert len(parts.query) == 16, url
    assert int(parts.query, 16) >= 0
    return site / unquote(parts.path).removeprefix("/mkdocs-metaimage/")


def _opened(file: Path) -> Image.Image:
    image = Image.open(io.BytesIO(file.read_bytes()))
    image.load()
    return image


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_card(site: Path, page: str) -> None:
    urls = _contents(site, page, "og:image")
    assert len(urls) == CARDS.get(page, 1)
    sizes = zip(
        _contents(site, page, "og:image:width"), _contents(site, page, "og:image:height"), strict=True
    )
    types = _contents(site, page, "og:image:type")
    for url, (width, height), content_type in zip(urls, sizes, types, strict=True):
        assert url.startswith(SITE_URL)
        image = _opened(_local(site, url))
        assert (str(image.width), str(image.height)) == (width, height) == ("1200", "630")
        assert content_type == "image/png" == Image.MIME[str(image.format)]
        assert _local(site, url).stat().st_size <= 300_000
    assert all(_contents(site, page, "og:image:alt"))


@pytest.mark.parametrize("page", PAGES)
def test_tags_are_there_once(site: Path, page: str) -> None:
    expected = 0 if page == "licences.html" else 1
    for name in ("og:title", "og:url", "og:type", "og:site_name", "twitter:card", "twitter:title"):
        assert len(_contents(site, page, name)) == expected, name
    if expected:
        assert _contents(site, page, "twitter:card") == ["summary_large_image"]
        (canonical,) = _head(site, page).find_all("link", rel="canonical")
        assert _contents(site, page, "og:url") == [canonical["href"]]


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_icons_are_the_sites_own(site: Path, page: str) -> None:
    links = _head(site, page).find_all("link", rel=["icon", "shortcut", "apple-touch-icon"])
    sizes = [(link["rel"][0], link["sizes"]) for link in links]
    assert sizes == [
        ("icon", "16x16 32x32 48x48"),
        ("icon", "48x48"),
        ("icon", "72x72"),
        ("apple-touch-icon", "180x180"),
    ]
    for link in links:
        assert _opened(_local(site, str(link["href"]))).size[0] in (48, 72, 180)


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_their_own_images_from_disk(site: Path, page: str) -> None:
    pictures = _parsed(site / page).select(".own-images img")
    assert len(pictures) == CARDS.get(page, 1) + 4
    for picture in pictures:
        path = unquote(urlsplit(str(picture["src"])).path)
        assert not path.startswith("/")
        assert (site / page).parent.joinpath(path).is_file(), path


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_another_server(site: Path, page: str) -> None:
    soup = _parsed(site / page)
    asked = [tag.get("src") for tag in soup.find_all(["script", "img", "iframe"])]
    asked += [
        tag["href"] for tag in soup.find_all("link") if tag["rel"] not in (["canonical"], ["prev"], ["next"])
    ]
    assert not [url for url in asked if url and urlsplit(str(url)).netloc]


def test_every_local_picture_and_link_leads_somewhere(site: Path) -> None:
    for page in PAGES:
        for tag in _parsed(site / page).select("article img[src], article a[href]"):
            parts = urlsplit(str(tag.get("src") or tag["href"]))
            if not parts.netloc and parts.path and not parts.path.startswith("/"):
                assert (site / page).parent.joinpath(unquote(parts.path)).exists(), (page, parts.path)


def test_each_part_of_the_site_has_cards_of_its_own(site: Path) -> None:
    """Cards of a section differ from page to page, and from those of other sections."""
    urls = [url for page in PAGES for url in _contents(site, page, "og:image")]
    drawn = {_local(site, url).read_bytes() for url in urls}
    assert len(drawn) == len(urls)


def test_x_gets_the_card_made_for_it(site: Path) -> None:
    (url,) = _contents(site, "products/1.html", "twitter:image")
    assert _opened(_local(site, url)).size == (1200, 600)
    assert _contents(site, "quickstart.html", "twitter:image") == _contents(
        site, "quickstart.html", "og:image"
    )


def test_the_front_matter_has_its_say(site: Path) -> None:
    assert _contents(site, "guide/front-matter.html", "og:title") == ["What a page says of itself"]
    (url,) = _contents(site, "changelog.html", "og:image")
    assert _local(site, url) == site / "assets/card.png"


def test_what_makes_images_is_not_published(site: Path) -> None:
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not [path for path in published if path.endswith((".py", ".alt.txt", ".md"))]
    assert not [path for path in published if "[" in path or "(" in path]
    assert "products/products.json" in published
    assert {path for path in published if path.endswith(".html")} == {*PAGES, "404.html"}


def test_the_addresses_that_the_docs_name_exist(site: Path) -> None:
    rows = _parsed(site / "how-it-works.html").select(
        "#where-images-are ~ .md-typeset__table tr, #where-images-are ~ table tr"
    )
    addresses = [cells[1].get_text() for row in rows if (cells := row.find_all("td"))]
    assert len(addresses) == 3
    assert all((site / address).is_file() for address in addresses)


def test_no_page_shows_the_mark_of_a_file_in_place_of_the_file(site: Path) -> None:
    # A formatter of Python in Markdown writes such a mark anew, `--8 < --`, and nothing fills that in.
    shown = {page: "".join(_parsed(site / page).get_text().split()) for page in PAGES}
    assert [page for page, text in shown.items() if "--8<--" in text] == []


def test_the_error_that_the_docs_quote_is_the_one_that_comes(tmp_path: Path) -> None:
    shutil.copytree(
        REPOSITORY / "demo_docs", tmp_path / "demo_docs", ignore=shutil.ignore_patterns("site", ".cache")
    )
    shutil.copy(REPOSITORY / "CHANGELOG.md", tmp_path)
    (tmp_path / "demo_docs/docs/products/4.md").write_text("# A tool that is not in the catalogue\n")
    done = _build(tmp_path, tmp_path / "site")
    assert done.returncode != 0
    said = re.sub(r"^ *[~^]+\n", "", done.stderr, flags=re.MULTILINE)
    quoted = re.search(
        r"```text\n(ERROR .*?)```", (DOCS / "guide/errors.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert quoted is not None
    assert re.sub(r"^ERROR -", "", quoted[1]).split() == said.partition("ERROR   -")[2].split()


def test_the_demo_uses_every_convention() -> None:
    names = {path.name.partition(".")[0] for path in DOCS.rglob("*") if path.is_file()}
    assert {convention.name for convention in CONVENTIONS} <= names


def test_the_css_page_has_every_property(site: Path) -> None:
    page = _parsed(site / "reference/css/properties.html")
    shown = {code.get_text() for code in page.select("td:first-child code")}
    hook = _generated()
    assert hook.shown_properties() <= shown
    assert {"grid-template-columns", "text-wrap", "margin", "font-family", "border-radius"} <= shown
    text = page.get_text()
    for name in ("repeat()", "@font-face", "balance", "fr", "oklch()"):
        assert name in text


def test_what_the_docs_say_of_css_is_asked_of_the_engine() -> None:
    hook = _generated()
    assert hook._knows("width: calc(1px + 2em)")
    assert not hook._knows("width: 3parsec")
    assert hook._takes("opacity") == "percentages, numbers"
    assert "`text-wrap" not in hook._missing()


def test_the_options_page_has_every_option(site: Path) -> None:
    page = _parsed(site / "reference/options.html")
    shown = {code.get_text() for code in page.select("td:first-child code")}
    for source in (MetaImageOptions, ColorOptions, ValidationOptions):
        assert {name for name, _ in source._schema} <= shown
