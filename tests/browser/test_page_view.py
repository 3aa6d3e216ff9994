"""The view of one page: which icon stands where, what a save leaves alone, and answers that come too late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import Locator, Page, Route

_CARD = "docs/opengraph-image.py"


def _icon(name: str, size: int | None = None, convention: str = "icon", **other: Any) -> dict[str, Any]:
    kind = "image/svg+xml" if size is None else "image/png"
    box = None if size is None else [size, size]
    return {
        "id": name,
        "convention": convention,
        "type": kind,
        "size": box,
        "sizes": None,
        "media": None,
    } | other


_SVG = _icon("svg")
_DARK = _icon("dark", 32, media="(prefers-color-scheme: dark)")
_ICO = _icon("ico", 48, "favicon", type="image/x-icon", sizes="16x16 32x32 48x48")
_APPLE = _icon("apple", 180, "apple-icon")
_BROKEN = _icon("broken", error={"message": "No."})


@pytest.mark.parametrize(
    ("place", "images", "picked"),
    [
        ("forTab(images, 'light')", [], None),
        ("forTab(images, 'light')", [_APPLE], None),
        ("forTab(images, 'light')", [_ICO, _SVG], "svg"),
        ("forTab(images, 'light')", [_BROKEN, _ICO], "ico"),
        ("forTab(images, 'light')", [_DARK], None),
        ("forTab(images, 'light')", [_DARK, _SVG], "svg"),
        ("forTab(images, 'dark')", [_SVG, _DARK], "dark"),
        ("forTab(images, 'light')", [_icon("large", 512), _icon("small", 16), _icon("sharp", 32)], "sharp"),
        ("forTab(images, 'light')", [_icon("forty", 40), _ICO], "ico"),
        ("forTab(images, 'light')", [_icon("tiny", 8), _icon("small", 16)], "small"),
        ("forHomeScreen(images)", [_SVG], None),
        ("forHomeScreen(images)", [_icon("large", 512), _icon("little", 57, "apple-icon")], "little"),
        ("forHomeScreen(images)", [_icon("small", 32), _icon("large", 512)], "large"),
        ("forLauncher(images)", [_SVG], None),
        ("forLauncher(images)", [_APPLE, _ICO], "apple"),
        ("forLauncher(images)", [_APPLE, _icon("launcher", 192), _icon("large", 512)], "launcher"),
        ("forSearch(images)", [_APPLE], None),
        ("forSearch(images)", [_icon("small", 16), _ICO, _icon("large", 96)], "ico"),
    ],
)
def test_each_place_takes_the_icon_that_it_would_take(
    desk: Desk, place: str, images: Any, picked: str | None
):
    pick = desk.open().evaluate(
        f"""async ([module, images]) => {{
            const {{ forTab, forHomeScreen, forLauncher, forSearch }} = await import(module);
            return {place};
        }}""",
        [f"{desk.site.preview}assets/js/page/picking.js", images],
    )
    assert (pick["image"] and pick["image"]["id"]) == picked
    assert pick["why"].endswith(".")
    assert picked or pick["advice"], "what to add is said"


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        (
            '<meta property="og:title" content="a &lt;b&gt; &quot;c&quot; = d/&#10;e">',
            "og:title",
            'a <b> "c" = d/\ne',
        ),
        ('<link rel="icon" href="/a/b.svg?1" type="image/svg+xml" sizes="any">', "icon", "/a/b.svg?1"),
        ('<meta name="twitter:image:alt" content="مرحبا ! <x">', "twitter:image:alt", "مرحبا ! <x"),
    ],
)
def test_a_tag_that_is_coloured_is_still_the_tag(desk: Desk, tag: str, name: str, value: str):
    parts, said = desk.open().evaluate(
        """async ([module, tag]) => {
            const { tokens, meaning } = await import(module);
            return [tokens(tag), meaning(tag)];
        }""",
        [f"{desk.site.preview}assets/js/page/tag_text.js", tag],
    )
    assert "".join(part["text"] for part in parts) == tag
    assert (said["name"], said["value"]) == (name, value)


def _stage(page: Page) -> Locator:
    return page.get_by_role("region", name="Large image").locator("img")


def _repaint(edits: Edits) -> None:
    edits.replace(_CARD, "#2b2250", "#22502b")


def test_a_save_leaves_what_a_person_did(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md")
    page.get_by_text("Page as a hook sees it").click()
    copy = page.get_by_role("button", name="Copy URL of opengraph-image")
    copy.focus()
    icon = page.locator(".variant-thumb img").last
    icon.evaluate("(img) => { img.stays = true; }")
    before, top = _stage(page).get_attribute("src"), page.evaluate("scrollY")
    assert before is not None
    _repaint(edits)
    expect(_stage(page)).not_to_have_attribute("src", before)
    expect(copy).to_be_focused()
    expect(page.locator(".all-fields")).to_have_attribute("open", "")
    assert page.evaluate("scrollY") == top
    assert icon.evaluate("(img) => img.stays"), "what is the same is not loaded again"


def test_an_image_that_was_picked_stays_picked(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md")
    page.get_by_role("button", name="Show apple-icon large").click()
    large = page.get_by_role("region", name="Large image")
    expect(large.get_by_role("heading")).to_have_text("Icon for Apple devices")
    small = page.locator(".variant-thumb img").first
    before = small.get_attribute("src")
    assert before is not None
    _repaint(edits)
    expect(small).not_to_have_attribute("src", before)
    expect(large.get_by_role("heading")).to_have_text("Icon for Apple devices")


def test_brackets_go_to_the_neighbours_in_the_same_tab(desk: Desk):
    page = desk.open(page="products/1.md", tab="tags", q="/products/")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Pica rule")
    expect(
        page.get_by_role("link", name=re.compile("^Next of the [0-9]+ pages found: Brayer"))
    ).to_be_visible()
    page.keyboard.press("]")
    expect(title).to_have_text("Brayer")
    expect(page.get_by_role("tab", name="Tags")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("[")
    expect(title).to_have_text("Pica rule")
    page.get_by_role("searchbox").press("]")
    expect(title).to_have_text("Pica rule")
    assert "q=%2Fproducts%2F" in (page.get_by_role("link", name="All pages").get_attribute("href") or "")


def test_brackets_stay_among_the_pages_that_a_filter_leaves(desk: Desk):
    page = desk.open(q="ca")
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(links.first).to_be_visible()
    found = links.all_text_contents()
    every = [each["title"] for each in desk.data("site")["pages"]]
    at = next(at for at, title in enumerate(found[1:]) if every[every.index(found[at]) + 1] != title)
    links.nth(at).click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text(found[at])
    page.keyboard.press("]")
    expect(title).to_have_text(found[at + 1])
    page.keyboard.press("[")
    expect(title).to_have_text(found[at])
    # One that the filter does not leave has its neighbours in the navigation.
    desk.open(page="quickstart.md", q="pica")
    expect(title).to_have_text("Quick start")
    page.keyboard.press("]")
    expect(title).to_have_text(every[every.index("Quick start") + 1])


def test_the_language_and_direction_that_are_tried_are_told_above_the_tabs(desk: Desk):
    page = desk.open(page="quickstart.md", lang="ar")
    facts = page.get_by_role("listitem").filter(has_text="Language and direction")
    expect(facts).to_have_text("Language and direction: arright to left")
    page.get_by_role("button", name="Show the page as it is").click()
    expect(facts).to_have_text("Language and direction: enleft to right")


def test_the_gravest_findings_are_told_first(desk: Desk):
    told = [("note", "one"), ("warning", "two"), ("error", "three"), ("note", "four"), ("warning", "five")]

    def answer(route: Route) -> None:
        findings = [
            {
                "level": level,
                "code": "told",
                "platform": None,
                "image": None,
                "message": message,
                "hint": None,
            }
            for level, message in told
        ]
        route.fulfill(json={**route.fetch().json(), "findings": findings})

    desk.page.route("**/api/page?page=quickstart.md*", answer)
    page = desk.open(page="quickstart.md")
    rows = page.get_by_role("tabpanel").locator(".finding")
    expect(rows).to_have_text(
        ["Error: three", "Warning: two", "Warning: five", "Note: one", "Note: four"], use_inner_text=False
    )


@pytest.mark.parametrize("tab", ["overview", "platforms", "design", "fonts", "tags"])
def test_a_narrow_window_scrolls_in_no_second_direction(desk: Desk, edits: Edits, tab: str):
    long = "The complete and unabridged guide to everything that a maintainer may ever want to know " * 2
    edits.replace("docs/quickstart.md", "# Quick start", f"---\ntitle: {long}\n---\n# Quick start")
    desk.page.set_viewport_size({"width": 320, "height": 640})
    page = desk.open(page="quickstart.md", tab=tab)
    expect(page.get_by_role("heading", level=1)).to_have_text(long.strip())
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Next page"))).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_answer_for_a_page_that_was_left_is_dropped(desk: Desk):
    held: list[Route] = []
    desk.page.route("**/api/page?page=products%2F1.md*", lambda route: held.append(route))
    failed: list[str] = []
    desk.page.on("requestfailed", lambda request: failed.append(request.url))
    page = desk.open(page="products/1.md")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pica rule")
    page.wait_for_function("document.querySelector('.page[aria-busy]') !== null")
    page.keyboard.press("]")
    origin = page.get_by_role("region", name="Large image").get_by_text(
        "docs/products/[id]/opengraph-image.py"
    )
    expect(origin).to_be_visible()
    assert any("api/page" in url for url in failed), "the request is aborted"
    assert held
    held[0].abort()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brayer")
    assert page.locator(".page-trouble:visible").count() == 0


def test_a_tab_that_cannot_be_loaded_leaves_the_others(desk: Desk):
    page = desk.page
    page.route("**/js/fonts/index.js", lambda route: route.abort())
    desk.open(page="quickstart.md", tab="fonts")
    expect(page.get_by_role("tabpanel")).to_contain_text("Fonts could not be loaded")
    page.get_by_role("tab", name="Fonts").press("ArrowRight")
    expect(page.get_by_role("tab", name="Tags")).to_be_focused()
    expect(page.get_by_role("tabpanel")).to_contain_text("og:image")
    assert all("fonts/index.js" in complaint for complaint in desk.watched.complaints)
    desk.watched.complaints.clear()


def test_a_page_that_is_not_there_says_so(desk: Desk):
    page = desk.open(page="../../etc/passwd")
    expect(page.get_by_role("main")).to_contain_text("The site has no such page")
    expect(page.get_by_role("tab")).to_have_count(0)
    assert all("404" in complaint for complaint in desk.watched.complaints)
    desk.watched.complaints.clear()
