"""The contact sheet: cards come when they are scrolled to, and every filter leaves what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import Locator, Page


def _entries(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("link"))


def _titles(page: Page) -> list[str]:
    return _entries(page).get_by_role("link").all_text_contents()


def _entry(page: Page, title: str) -> Locator:
    return _entries(page).filter(has=page.get_by_role("link", name=title, exact=True))


def _choose(page: Page, group: str, value: str | re.Pattern[str]) -> None:
    page.get_by_role("group", name=group, exact=True).get_by_role("radio", name=value).check(force=True)


def _counted(page: Page, group: str, value: str) -> int:
    """The number beside a filter's value."""
    radio = page.get_by_role("group", name=group, exact=True).get_by_role(
        "radio", name=re.compile(rf"^{re.escape(value)}\b")
    )
    (number,) = re.findall(r"(\d+)$", radio.evaluate("(input) => input.closest('label').innerText.trim()"))
    return int(number)


def _all_checked(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"^(\d+) of \1 pages checked"))).to_be_visible()


def test_every_page_of_the_navigation_is_there(desk: Desk):
    page = desk.open()
    _all_checked(page)
    pages = desk.data("site")["pages"]
    assert _titles(page) == [each["title"] for each in pages]
    assert len(pages) > 20
    _entry(page, "Quick start").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Quick start", level=1)).to_be_visible()


def test_cards_are_loaded_when_they_are_scrolled_into_view(desk: Desk):
    desk.page.set_viewport_size({"width": 1000, "height": 400})
    page = desk.open(width="500")
    _all_checked(page)
    pages = desk.data("site")["pages"]
    # Those that can be seen are asked for before all others.
    asked = [url.rpartition("page=")[2] for url in desk.watched.asked("api/cards")]
    assert asked[0] == pages[0]["key"]
    last = _entry(page, pages[-2]["title"])
    source = desk.data("cards", page=pages[-2]["key"])["images"][0]["src"]
    before = len(desk.watched.asked("/picture/"))
    assert before < len(pages)
    assert desk.watched.asked(source) == []
    expect(last.locator("img")).to_have_count(0)
    last.scroll_into_view_if_needed()
    expect(last.locator("img").first).to_have_js_property("naturalWidth", 1200)
    assert len(desk.watched.asked(source)) == 1
    assert len(desk.watched.asked("/picture/")) > before


@pytest.mark.parametrize("width", [500, 320, 160])
def test_cards_are_as_wide_as_is_said(desk: Desk, width: int):
    page = desk.open()
    page.get_by_role("radio", name=f"{width} px").check(force=True)
    image = _entry(page, "Quick start").locator("img").first
    expect(image).to_be_visible()
    box = image.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(width, abs=2)
    assert box["width"] / box["height"] == pytest.approx(1200 / 630, rel=0.01)
    assert f"width={width}" in page.url or width == 320
    page.reload()
    expect(page.get_by_role("radio", name=f"{width} px")).to_be_checked()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quick", ["Quick start"]),
        ("QUÍCK stárt", ["Quick start"]),
        ("/products/2", ["Brayer"]),
        ("{site}guide/icons.html", ["Icons"]),
        ("debugging card", ["Debugging a card"]),
    ],
)
def test_text_finds_titles_routes_and_addresses(desk: Desk, text: str, found: list[str]):
    page = desk.open()
    page.get_by_role("searchbox").fill(text.format(site=desk.site.site))
    expect(_entries(page)).to_have_count(len(found))
    assert _titles(page) == found
    page.reload()
    expect(_entries(page)).to_have_count(len(found))


def test_nothing_found_says_so_and_leads_back(desk: Desk):
    page = desk.open(q="no such page at all")
    expect(page.get_by_text("No page matches “no such page at all”")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(_entry(page, "Quick start")).to_be_visible()


@pytest.mark.parametrize("value", ["Guide", "Example shop", "Reference"])
def test_a_section_leaves_its_pages(desk: Desk, value: str):
    page = desk.open()
    _all_checked(page)
    wanted = [each["title"] for each in desk.data("site")["pages"] if each["section"][:1] == [value]]
    assert _counted(page, "Section", value) == len(wanted)
    _choose(page, "Section", re.compile(f"^{value}"))
    expect(_entries(page)).to_have_count(len(wanted))
    assert _titles(page) == wanted
    page.go_back()
    expect(_entries(page)).not_to_have_count(len(wanted))


def test_a_heading_of_several_sections_is_a_list(desk: Desk):
    # At this width a row takes more cards than the shop, or the pages of the first level, have.
    page = desk.open(width="160")
    headings = page.get_by_role("main").get_by_role("heading", level=2).filter(has_not_text="Filters")
    expect(headings).to_have_text(
        [
            re.compile(r"^Pages, Guide\d+$"),
            re.compile(r"^Example shop, Reference\d+$"),
            re.compile("^Pages2$"),
        ]
    )


def test_pages_without_a_section_are_found(desk: Desk):
    page = desk.open()
    _all_checked(page)
    wanted = [each["title"] for each in desk.data("site")["pages"] if not each["section"]]
    assert _counted(page, "Section", "No section") == len(wanted)
    _choose(page, "Section", re.compile("^No section"))
    expect(_entries(page)).to_have_count(len(wanted))
    assert _titles(page) == wanted
    page.reload()
    expect(_entries(page)).to_have_count(len(wanted))


@pytest.mark.parametrize("value", ["opengraph-image", "twitter-image", "favicon", "icon", "apple-icon"])
def test_a_convention_leaves_those_that_have_it_and_shows_it(desk: Desk, value: str):
    page = desk.open()
    _all_checked(page)
    wanted = [each["title"] for each in desk.data("site")["pages"] if value in each["conventions"]]
    _choose(page, "Convention", re.compile(rf"^{value}(?: |\d|$)"))
    expect(_entries(page)).to_have_count(len(wanted))
    assert _titles(page) == wanted
    shown = _entries(page).first.get_by_role("button", pressed=True)
    expect(shown).to_have_accessible_name(re.compile(f"^Show {value}"))


def test_a_language_leaves_the_pages_in_it(desk: Desk, edits: Edits):
    edits.replace("docs/quickstart.md", "# Quick start", "---\nlang: de\n---\n# Quick start")
    page = desk.open()
    _all_checked(page)
    _choose(page, "Language", re.compile("^German"))
    expect(_entries(page)).to_have_count(1)
    assert _titles(page) == ["Quick start"]
    expect(_entries(page).get_by_role("link")).to_have_attribute("lang", "de")


def test_problems_are_counted_on_top_and_lead_to_the_pages(desk: Desk, edits: Edits):
    edits.replace("docs/quickstart.md", "# Quick start", f"---\ntitle: {'Quick ' * 30}\n---\n# Quick start")
    page = desk.open()
    _all_checked(page)
    levels: dict[str, set[str]] = {"error": set(), "warning": set(), "note": set()}
    codes: dict[str, set[str]] = {}
    for each in desk.data("site")["pages"]:
        for finding in desk.data("cards", page=each["key"])["findings"]:
            levels[finding["level"]].add(each["title"])
            codes.setdefault(finding["code"], set()).add(each["title"])
    assert levels["error"] == set()
    assert levels["warning"]
    expect(page.get_by_role("button", name="0 with errors")).to_be_visible()
    warned = page.get_by_role("button", name=f"{len(levels['warning'])} with warnings")
    expect(warned).to_have_attribute("aria-pressed", "false")
    warned.click()
    expect(warned).to_have_attribute("aria-pressed", "true")
    expect(_entries(page)).to_have_count(len(levels["warning"]))
    assert set(_titles(page)) == levels["warning"]
    warned.click()
    for code, titles in codes.items():
        _choose(page, "Problem", re.compile(f"^{code.replace('-', ' ')}"))
        expect(_entries(page)).to_have_count(len(titles))
        assert set(_titles(page)) == titles


def test_filters_work_together_and_are_cleared_at_once(desk: Desk):
    page = desk.open(section="Example shop", convention="twitter-image", q="ruler")
    _all_checked(page)
    expect(page.get_by_text("No page matches “ruler”")).to_be_visible()
    page.get_by_role("searchbox").fill("pica")
    expect(_entries(page)).to_have_count(1)
    page.get_by_role("button", name="Clear filters").first.click()
    expect(_entries(page)).to_have_count(len(desk.data("site")["pages"]))
    assert page.url == desk.site.preview


def test_another_picture_of_a_page_is_shown_large(desk: Desk):
    page = desk.open(q="Pica rule")
    entry = _entry(page, "Pica rule")
    button = entry.get_by_role("button", name=re.compile("^Show twitter-image"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    large = entry.locator("img").first
    expect(large).to_have_js_property("naturalHeight", 600)


def test_it_is_where_it_was_when_one_comes_back(desk: Desk):
    page = desk.open(width="500")
    _all_checked(page)
    entry = _entry(page, "Changelog")
    entry.scroll_into_view_if_needed()
    expect(entry.locator("img").first).to_be_visible()
    where = page.evaluate("scrollY")
    assert where > 500
    entry.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Changelog", level=1)).to_be_visible()
    page.go_back()
    expect(entry).to_be_in_viewport()
    expect(entry.get_by_role("link")).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(where, abs=5)


def test_a_filter_of_problems_in_the_address_shows_the_cards(desk: Desk, edits: Edits):
    edits.replace("docs/quickstart.md", "# Quick start", f"---\ntitle: {'Quick ' * 30}\n---\n# Quick start")
    page = desk.open(problem="warning")
    for _ in range(2):
        entry = _entries(page).filter(has=page.get_by_role("link", name="Quick Quick"))
        expect(entry.locator("img").first).to_have_js_property("naturalWidth", 1200)
        expect(entry.get_by_title(re.compile("warnings?$"))).to_be_visible()
        page.reload()
    desk.open(problem="title-cut", section="/")
    expect(entry.locator("img").first).to_have_js_property("naturalWidth", 1200)
