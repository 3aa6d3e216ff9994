"""Everything is within the keyboard's reach, and the focus is where one expects it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from playwright.sync_api import Page


def _tab_to(page: Page, name: str | re.Pattern[str], role: str) -> None:
    """Press Tab until a control has the focus, which must be seen."""
    pattern = name if isinstance(name, re.Pattern) else re.compile(f"^{re.escape(name)}$")
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            continue
        snapshot = focused.aria_snapshot()
        found = re.match(r"- '?(\w+)(?: \"(.*?)\")?", snapshot)
        assert found is not None, focused.evaluate("(element) => element.outerHTML")
        if found[1] == role and pattern.search(found[2] or ""):
            _is_seen(page)
            return
    raise AssertionError(f"Tab never comes to the {role} {pattern.pattern}")


def _is_seen(page: Page) -> None:
    """The focus has an outline or a ring, on itself or on what stands for it."""
    outlined = page.evaluate(
        """() => {
            const element = document.activeElement;
            const beside = [element, element.nextElementSibling, element.parentElement, element.closest("li"), element.closest("form")];
            return beside.filter(Boolean).some((one) => {
                const style = getComputedStyle(one);
                const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return outline || style.boxShadow !== "none";
            });
        }"""
    )
    assert outlined


def test_the_first_stop_leads_past_the_bar(desk: Desk):
    page = desk.open()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_page_is_found_and_looked_through_without_a_mouse(desk: Desk):
    page = desk.open()
    box = page.get_by_role("searchbox")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("pica")
    expect(page.get_by_role("link", name="Pica rule")).to_be_visible()
    expect(page.get_by_role("link", name="Quick start")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.get_by_role("link", name="Quick start")).to_be_visible()
    page.keyboard.type("pica")
    expect(page.get_by_role("link", name="Quick start")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pica rule", level=1)).to_be_visible()
    _tab_to(page, "Overview", "tab")
    for tab in ("Platforms", "Design", "Fonts", "Tags"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=tab)).to_be_focused()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Overview")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Tags")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_role("tab", name="Overview")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel")).to_be_focused()


def test_arrows_go_through_the_sheet(desk: Desk):
    page = desk.open()
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(links.nth(3)).to_be_visible()
    _tab_to(page, re.compile("^A picture for every link"), "link")
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(links.nth(0)).to_be_focused()
    first = links.nth(0).bounding_box()
    page.keyboard.press("ArrowDown")
    below = page.locator(":focus").bounding_box()
    assert first is not None
    assert below is not None
    assert below["y"] > first["y"]
    assert abs(below["x"] - first["x"]) < 40
    page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    expect(links.last).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Licences", level=1)).to_be_visible()
    page.go_back()
    expect(links.last).to_be_focused()


def test_filters_and_widths_are_chosen_by_keys(desk: Desk):
    page = desk.open()
    expect(page.get_by_role("link", name="Quick start")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^Guide")).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Quick start")).to_have_count(0)
    expect(page.get_by_role("radio", name=re.compile("^Guide"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Pica rule")).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("^Example shop"))).to_be_focused()
    page.get_by_role("link", name="Pica rule").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Quick start")).to_be_visible()
    page.get_by_role("radio", name="320 px").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="160 px")).to_be_checked()


def test_escape_clears_the_filters_from_everywhere_on_the_sheet(desk: Desk):
    page = desk.open(section="Guide")
    quick = page.get_by_role("link", name="Quick start")
    box = page.get_by_role("searchbox")
    expect(page.get_by_role("link", name="Cards in Python")).to_be_visible()
    expect(quick).to_have_count(0)
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("Escape")
    expect(quick).to_be_visible()
    page.get_by_role("radio", name=re.compile("^Guide")).check(force=True)
    expect(quick).to_have_count(0)
    page.get_by_role("radio", name=re.compile("^Guide")).press("Escape")
    expect(quick).to_be_visible()
    page.go_back()
    expect(quick).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    expect(quick).to_have_count(0)
    page.keyboard.press("Escape")
    expect(quick).to_be_visible()
    # In a page's view it leaves the filters alone.
    desk.open(page="quickstart.md", section="Guide")
    page.keyboard.press("Escape")
    assert "section=Guide" in page.url


def test_an_arrow_leads_to_the_first_card_in_view(desk: Desk):
    page = desk.open()
    links = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(links.nth(3)).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()


def test_overlays_and_the_form_are_used_by_keys(desk: Desk):
    page = desk.open(page="products/1.md", tab="design")
    expect(page.get_by_role("region", name="Picture", exact=True).get_by_role("img")).to_be_visible()
    boxes = page.get_by_role("button", name=re.compile("^Boxes"))
    boxes.focus()
    page.keyboard.press("Space")
    expect(boxes).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("b")
    expect(boxes).to_have_attribute("aria-pressed", "false")
    title = page.get_by_role("textbox", name="Title")
    title.focus()
    page.keyboard.press("End")
    # A letter in the form is a letter, and no key of the page's.
    page.keyboard.type("b/]")
    expect(title).to_have_value("Pica ruleb/]")
    expect(boxes).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("heading", name="Pica rule", level=1)).to_be_visible()


def test_it_says_what_has_happened(desk: Desk):
    page = desk.open()
    expect(page.get_by_role("link", name="Quick start")).to_be_visible()
    page.get_by_role("searchbox").fill("pica")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^1 of \d+ pages$"))).to_have_count(1)
