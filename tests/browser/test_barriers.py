"""axe-core finds no barrier in any view, light or dark (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits

_AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
_TABS = ["Overview", "Platforms", "Design", "Fonts", "Tags"]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _violations(desk: Desk) -> list[str]:
    """What axe-core finds, by rule and element."""
    # Evaluated, it needs no way round the policy that forbids the page scripts of others.
    desk.page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = desk.page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    assert isinstance(found, list)
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def test_the_sheet_has_no_barrier(desk: Desk):
    page = desk.open()
    expect(page.get_by_text(re.compile(r"^(\d+) of \1 pages checked"))).to_be_visible()
    assert _violations(desk) == []
    page.get_by_role("searchbox").fill("nothing has this name")
    expect(page.get_by_text("No page matches")).to_be_visible()
    assert _violations(desk) == []


@pytest.mark.parametrize("tab", _TABS)
def test_a_page_has_no_barrier(desk: Desk, tab: str):
    page = desk.open(page="products/1.md", tab=tab.lower())
    panel = page.get_by_role("tabpanel", name=tab)
    expect(panel.get_by_role("heading").first).to_be_visible()
    if tab == "Design":
        panel.get_by_role("button", name=re.compile("^Boxes")).click()
        expect(panel.get_by_role("list", name="Boxes").get_by_role("button").first).to_be_visible()
        panel.get_by_role("textbox", name="Title").fill("Another")
        expect(panel.get_by_role("heading", name="Keep it")).to_be_visible()
    if tab == "Platforms":
        panel.get_by_role("radio", name="Both").check(force=True)
        panel.get_by_role("checkbox", name="Show what is cropped").check()
    assert _violations(desk) == []


def test_errors_and_gaps_have_no_barrier(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md")
    stage = page.get_by_role("region", name="Large image")
    expect(stage.get_by_role("img")).to_be_visible()
    edits.replace(
        "docs/opengraph-image.py",
        "    return ImageResponse(html(CARD",
        '    raise ValueError("no")\n    return ImageResponse(html(CARD',
    )
    box = stage.get_by_role("group", name="Error")
    box.get_by_text("Traceback", exact=True).click()
    assert _violations(desk) == []
    edits.mend("docs/opengraph-image.py")
    expect(stage.get_by_role("img")).to_be_visible()
    page.get_by_role("tab", name="Fonts").click()
    edits.write("docs/quickstart.md", "---\ntitle: Quick \U000f1234\n---\n# Quick start\n")
    expect(page.get_by_text("U+F1234")).to_be_visible()
    assert _violations(desk) == []


def test_the_switch_of_the_theme_has_no_barrier(desk: Desk, scheme: str):
    page = desk.open(page="products/1.md")
    expect(page.get_by_role("heading", name="Images")).to_be_visible()
    other = {"light": "Dark", "dark": "Light"}[scheme]
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("radio", name=other).check(force=True)
    assert page.evaluate(ground) != before
    assert _violations(desk) == []
    page.reload()
    expect(page.get_by_role("radio", name=other)).to_be_checked()
    assert page.evaluate(ground) != before
