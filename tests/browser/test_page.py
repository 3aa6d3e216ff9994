"""One page: what it is, which files serve it and why, its images as they are, and its tags as they are published."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from browser.serving import build
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from browser.desk import Desk
    from browser.serving import Served
    from playwright.sync_api import Locator


@pytest.fixture(scope="module")
def published(demo: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files, built for publication."""
    site = tmp_path_factory.mktemp("published")
    build(demo.root, site)
    return site


def _overview(desk: Desk, key: str) -> Locator:
    page = desk.open(page=key)
    panel = page.get_by_role("tabpanel", name="Overview")
    expect(panel.get_by_role("heading", name="Images")).to_be_visible()
    return panel


def test_it_says_what_the_page_is(desk: Desk):
    panel = _overview(desk, "products/1.md")
    page = desk.page
    expect(page.get_by_role("heading", name="Pica rule", level=1)).to_be_visible()
    expect(page.get_by_role("listitem", name="Route")).to_contain_text("/products/1")
    expect(page.get_by_role("listitem", name="Source file")).to_contain_text("docs/products/1.md")
    expect(page.get_by_role("listitem", name="Language and direction")).to_contain_text("left to right")
    expect(page.get_by_role("link", name="Open page")).to_have_attribute(
        "href", f"{desk.site.mount}products/1.html"
    )
    expect(panel.get_by_role("row", name='id "1" str')).to_be_visible()
    panel.get_by_text("Page as a hook sees it").click()
    expect(panel.get_by_text("src_path", exact=True)).to_be_visible()
    expect(panel.get_by_text("products/1.md", exact=True)).to_be_visible()


def test_the_chain_says_who_serves_what_and_why(desk: Desk):
    panel = _overview(desk, "products/1.md")
    served = panel.get_by_role("listitem").filter(has_text=re.compile("^opengraph-image"))
    expect(served).to_contain_text("docs/products/[id]/opengraph-image.py")
    expect(served).to_contain_text(
        re.compile(
            "lies in the deepest folder that serves this page and has an opengraph-image", re.IGNORECASE
        )
    )
    hidden = panel.get_by_role("listitem").filter(has_text=re.compile("^Does not serve: opengraph-image.py"))
    expect(hidden).to_contain_text("Hidden by /products/[id], which is nearer to the page")
    taken = panel.get_by_role("listitem").filter(has_text=re.compile(r"^/products/\[id\]"))
    expect(taken).to_contain_text("id took 1")
    expect(taken).to_contain_text("Serves: twitter-image.py")


def test_front_matter_and_what_is_excluded_are_named(desk: Desk):
    panel = _overview(desk, "licences.md")
    expect(panel.get_by_text("No social card").first).to_be_visible()


def test_the_images_are_measured_as_they_are_published(desk: Desk, published: Path):
    panel = _overview(desk, "products/1.md")
    page = desk.page
    images = desk.data("cards", page="products/1.md")["images"]
    assert len(images) == 7
    for image in images:
        file = (published / image["path"]).read_bytes()
        row = panel.get_by_role("row").filter(
            has=page.get_by_role("button", name=f"Show {image['id']} large", exact=True)
        )
        assert image["bytes"] == len(file)
        said = f"{len(file) / 1000:.1f} kB" if len(file) >= 1000 else f"{len(file)} B"
        expect(row.get_by_role("cell").nth(2)).to_contain_text(said)
        with Image.open(io.BytesIO(file)) as picture:
            expect(row.get_by_role("cell").nth(1)).to_have_text(picture.format or "")
            width, height = picture.size
            sizes = picture.info.get("sizes")
        wanted = ", ".join(str(side) for side, _ in sorted(sizes)) if sizes else f"{width} × {height}"
        expect(row.get_by_role("cell").nth(0)).to_have_text(wanted)
        drawn = "Not drawn" if image["id"] == "favicon" else re.compile(r"^\d[\d.]* m?s$")
        expect(row.get_by_role("cell").nth(3)).to_have_text(drawn)
        encoded = page.evaluate(
            "async (url) => Array.from(new Uint8Array(await (await fetch(url)).arrayBuffer()))", image["src"]
        )
        assert bytes(encoded) == file


def test_a_variant_is_shown_large(desk: Desk):
    panel = _overview(desk, "products/1.md")
    stage = panel.get_by_role("region", name="Large image")
    expect(stage.get_by_role("img")).to_have_accessible_name("Twelve points to the pica")
    panel.get_by_role("button", name="Show twitter-image large").click()
    expect(stage.get_by_role("img")).to_have_accessible_name("A product of the example shop, with its price")
    expect(stage.get_by_role("img")).to_have_js_property("naturalHeight", 600)
    stage.get_by_role("radio", name="Actual size").check(force=True)
    box = stage.get_by_role("img").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (1200, 600)


@pytest.mark.parametrize("key", ["index.md", "products/1.md", "guide/icons.md", "licences.md"])
def test_the_tags_are_those_of_the_published_page(desk: Desk, published: Path, key: str):
    page = desk.open(page=key, tab="tags")
    panel = page.get_by_role("tabpanel", name="Tags")
    expect(panel.get_by_role("heading", name="Tags of this page")).to_be_visible()
    shown = [
        text for text in panel.locator("code").all_text_contents() if text.startswith(("<meta", "<link"))
    ]
    html = (published / key.replace(".md", ".html")).read_text(encoding="utf-8")
    assert len(shown) > 2
    for tag in shown:
        assert tag in html
    # The page has icons of the theme too, which ours take the place of.
    assert _social_and_icons(html.partition("</head>")[0]) == _social_and_icons("".join(shown))


def _social_and_icons(html: str) -> list[str]:
    head = BeautifulSoup(html, "html.parser")
    found = head.find_all("meta", property=re.compile("^og:"))
    found += head.find_all("meta", attrs={"name": re.compile("^twitter:")})
    return sorted(map(str, found + head.find_all("link", rel=["icon", "apple-touch-icon"])))


def test_the_tags_are_copied(desk: Desk):
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desk.open(page="products/1.md", tab="tags")
    tags = desk.data("page", page="products/1.md")["tags"]
    button = page.get_by_role("button", name="Copy all")
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(tags)
    page.get_by_role("button", name=re.compile(r"^Copy\b.* og:title$")).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    title = '<meta property="og:title" content="Pica rule">'
    page.wait_for_function("async (text) => await navigator.clipboard.readText() === text", arg=title)
    expect(button).to_have_text("Copy all")


def test_the_icons_are_where_they_are_seen(desk: Desk):
    panel = _overview(desk, "products/1.md")
    icons = {image["id"]: image["src"] for image in desk.data("cards", page="products/1.md")["images"]}
    for name, image in {
        "Browser tab, light": "favicon",
        "Browser tab, dark": "favicon",
        "Bookmark": "favicon",
        "iOS home screen": "apple-icon",
        "Android, round mask": "apple-icon",
    }.items():
        figure = panel.get_by_role("figure", name=re.compile(f"^{name} "))
        shown = figure.locator(f'img[src="{icons[image]}"]').first
        expect(shown).to_be_visible()
        expect(shown).not_to_have_js_property("naturalWidth", 0)
    round_ = panel.get_by_role("figure", name=re.compile("^Android, round mask ")).locator("img").first
    # Of a round one no more than the middle of an edge is seen.
    round_.scroll_into_view_if_needed()
    box = round_.bounding_box()
    assert box is not None
    assert round_.evaluate(_SEEN_AT, [box["x"] + box["width"] / 2, box["y"] + 2]) is True
    assert round_.evaluate(_SEEN_AT, [box["x"] + 2, box["y"] + 2]) is False


_SEEN_AT = "(img, [x, y]) => document.elementFromPoint(x, y) === img"


def test_one_goes_from_page_to_page(desk: Desk):
    page = desk.open(page="products/1.md", tab="tags")
    page.get_by_role("link", name="Next page: Brayer").click()
    expect(page.get_by_role("heading", name="Brayer", level=1)).to_be_visible()
    expect(page.get_by_role("tab", name="Tags")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("[")
    expect(page.get_by_role("heading", name="Pica rule", level=1)).to_be_visible()
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="Brayer", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Example shop").click()
    expect(page.get_by_role("heading", name="All cards")).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("^Example shop"))).to_be_checked()


def test_a_page_that_is_not_there_says_so(desk: Desk):
    page = desk.page
    desk.watched.forgive("404")
    desk.open(page="nowhere.md")
    expect(page.get_by_role("group", name="Error")).to_contain_text("no such page")
    page.get_by_role("link", name="All pages").click()
    expect(page.get_by_role("heading", name="All cards")).to_be_visible()
