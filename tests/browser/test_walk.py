"""The whole way once, below a path and beside a theme that changes pages without loading them; under both hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hosts.built import HOST
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import Route


def test_it_is_below_the_path_of_the_site(desk: Desk):
    page = desk.page
    page.goto(f"{desk.site.origin}/__metaimage/")
    expect(page.get_by_role("heading", name="All cards")).to_be_visible()
    assert page.url == desk.site.preview
    page.goto(f"{desk.site.preview.rstrip('/')}?page=quickstart.md")
    expect(page.get_by_role("heading", name="Quick start", level=1)).to_be_visible()
    outside = {url for url in desk.watched.requests if not urlsplit(url).path.startswith(desk.site.mount)}
    assert outside == {f"{desk.site.origin}/__metaimage/"}
    assert desk.data("site")["host"]["name"] == {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}[HOST]


def test_instant_navigation_leads_into_it_and_back(desk: Desk, edits: Edits):
    edits.replace(
        "docs/quickstart.md", "# Quick start\n", "# Quick start\n\n[All that is drawn](__metaimage/)\n"
    )
    page = desk.page
    page.goto(f"{desk.site.site}quickstart.html")
    link = page.get_by_role("link", name="All that is drawn")
    # Once it is there, the host reloads no page any more.
    expect(link).to_be_visible()
    page.goto(f"{desk.site.site}changelog.html")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Quick start").first.click()
    page.wait_for_url("**/quickstart.html")
    # The theme has changed the page and not loaded it.
    assert page.evaluate("window.stays") is True
    link.click()
    expect(page.get_by_role("heading", name="All cards")).to_be_visible()
    page.get_by_role("link", name="Pica rule").click()
    expect(page.get_by_role("heading", name="Pica rule", level=1)).to_be_visible()
    page.go_back()
    page.go_back()
    page.wait_for_url("**/quickstart.html")
    page.get_by_role("link", name="Changelog").first.click()
    page.wait_for_url("**/changelog.html")
    expect(page.get_by_role("heading", name="Changelog").first).to_be_visible()
    page.goto(f"{desk.site.preview}?page=products/1.md")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open page").click()
    expect(opened.value.get_by_role("heading", name="Pica rule").first).to_be_visible()


def test_from_the_sheet_to_a_card_that_is_designed(desk: Desk, edits: Edits):
    page = desk.open()
    page.get_by_role("searchbox").fill("quick")
    page.get_by_role("link", name="Quick start").click()
    for tab in ("Platforms", "Fonts", "Tags", "Design"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
    card = page.get_by_role("region", name="Picture", exact=True).get_by_role("img")
    expect(card).to_be_visible()
    source = card.get_attribute("src") or ""
    edits.replace("docs/opengraph-image.py", "#2b2250", "#22502b")
    expect(card).not_to_have_attribute("src", source)
    edits.replace("docs/brand.py", 'INK = "#131a2e"', "INK = COLOUR")
    failed = page.get_by_role("region", name="Picture", exact=True).get_by_role("group", name="Error")
    expect(failed).to_contain_text("docs/brand.py:")
    edits.mend("docs/brand.py")
    expect(card).to_be_visible()


def test_a_page_that_is_new_comes_with_the_next_build(desk: Desk, edits: Edits):
    page = desk.open()
    expect(page.get_by_role("link", name="Quick start")).to_be_visible()
    page.evaluate("window.stays = true")
    edits.write("docs/new-page.md", "# Brand new\n\nA page that was not there.\n")
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Brand new"))
    entry.scroll_into_view_if_needed()
    expect(entry.locator("img").first).to_have_js_property("naturalWidth", 1200)
    edits.mend("docs/new-page.md")
    expect(entry).to_have_count(0)
    assert page.evaluate("window.stays") is True


def test_it_says_when_the_server_is_gone_and_when_it_builds(desk: Desk, edits: Edits):
    page = desk.open()
    bar = page.get_by_role("banner")
    expect(bar.get_by_text("Up to date")).to_be_visible()
    edits.write("docs/new-page.md", "# Brand new\n")
    expect(bar.get_by_text("Building…")).to_be_visible()
    expect(bar.get_by_text("Up to date")).to_be_visible()
    desk.watched.forgive("Failed to load resource")
    page.route("**/api/changes*", lambda route: route.abort())
    edits.write("docs/new-page.md", "# Newer\n")
    expect(bar.get_by_text("Server does not answer")).to_be_visible()
    page.unroute("**/api/changes*")
    expect(bar.get_by_text("Up to date")).to_be_visible()


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("0.0.0.0", "0.0.0.0:{port}: everybody in your network can open it"),
        ("::", "[::]:{port}: everybody in your network can open it"),
        ("", "all addresses, port {port}: everybody in your network can open it"),
        ("127.0.0.1", "127.0.0.1:{port}, and whoever can reach that address"),
    ],
    ids=["all of IPv4", "all of IPv6", "none named", "one that is forwarded"],
)
def test_it_says_who_else_can_see_it(desk: Desk, bound: str, told: str):
    def answer(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "local": False, "bound": bound})

    desk.page.route("**/api/site", answer)
    page = desk.open()
    port = desk.site.origin.rpartition(":")[2]
    notices = page.get_by_role("region", name="About the whole site")
    expect(notices).to_contain_text(f"The preview is served on {told.format(port=port)}")
    page.get_by_role("link", name="Quick start").click()
    expect(page.get_by_role("heading", name="Quick start", level=1)).to_be_visible()
    expect(notices).to_be_visible()
