"""What is wrong in a user's file is told where its card would be, and goes away when it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits

_HOOK = "docs/opengraph-image.py"
_ANSWER = "    return ImageResponse(html(CARD"
_RAISES = '    raise ValueError("there is no such colour")\n'


@dataclass(frozen=True)
class Fault:
    """A fault in a file, and what is told of it.

    Attributes:
        path: The file.
        old: What it says.
        new: What it says with the fault.
        told: What is said of it.
        traceback: What the traceback says, or None where there is to be none.
        place: The first words of the line that is told, or None for none.
    """

    path: str
    old: str
    new: str
    told: str
    traceback: str | None = None
    place: str | None = None


_FAULTS = {
    "a hook that raises": Fault(
        _HOOK, _ANSWER, _RAISES + _ANSWER, "there is no such colour", "ValueError: there is no such colour", _RAISES
    ),
    "a module that raises": Fault(
        "docs/brand.py", 'INK = "#131a2e"', "INK = COLOUR", "COLOUR", "NameError: name 'COLOUR' is not defined", "INK = COLOUR"
    ),
    "code that is none": Fault(_HOOK, "def image(page, site):", "def image(page, site:", "'(' was never closed", None, "def image(page, site:"),
    "an import of nothing": Fault(_HOOK, "from brand import", "from brands import", "No module named 'brands'", None, "from brands import"),
    "an answer that is no card": Fault(_HOOK, _ANSWER, f"    return 7\n{_ANSWER}", "it returned int, which is no image"),
    "markup that cannot be laid out": Fault(_HOOK, '<div class="card">', '<div class="card"><img src="nowhere.png">', "nowhere.png"),
    "front matter that is wrong": Fault("docs/quickstart.md", "# Quick start\n", "---\nmetaimage: {template: nonesuch}\n---\n# Quick start\n", "nonesuch"),
}  # fmt: skip


def _line(desk: Desk, fault: Fault) -> int:
    lines = (desk.site.root / fault.path).read_text(encoding="utf-8").splitlines()
    return next(
        number for number, line in enumerate(lines, 1) if line.startswith((fault.place or "").rstrip("\n"))
    )


@pytest.mark.parametrize("name", _FAULTS)
def test_a_fault_is_told_in_the_place_of_the_card(desk: Desk, edits: Edits, name: str):
    fault = _FAULTS[name]
    page = desk.open(page="quickstart.md")
    stage = page.get_by_role("region", name="Large image")
    expect(stage.get_by_role("img")).to_be_visible()
    page.evaluate("window.stays = true")
    edits.replace(fault.path, fault.old, fault.new)
    box = stage.get_by_role("group", name="Error")
    expect(box).to_be_visible()
    expect(stage.get_by_role("img")).to_have_count(0)
    expect(box).to_contain_text(fault.told)
    if fault.place:
        expect(box).to_contain_text(f"{fault.path}:{_line(desk, fault)}")
    if fault.traceback:
        traceback = box.get_by_text("Traceback (most recent call last)")
        expect(traceback).not_to_be_visible()
        box.get_by_text("Traceback", exact=True).click()
        expect(traceback).to_be_visible()
        expect(traceback).to_contain_text(fault.traceback)
        expect(box).not_to_contain_text(str(desk.site.root))
    edits.mend(fault.path)
    expect(box).to_have_count(0)
    expect(stage.get_by_role("img")).to_be_visible()
    assert page.evaluate("window.stays") is True


def test_it_is_told_in_every_view(desk: Desk, edits: Edits):
    fault = _FAULTS["a hook that raises"]
    page = desk.open()
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Quick start", exact=True))
    other = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Icons", exact=True))
    expect(entry.locator("img").first).to_be_visible()
    edits.replace(fault.path, fault.old, fault.new)
    expect(entry.get_by_role("group", name="Error")).to_contain_text(fault.told)
    expect(other.get_by_role("group", name="Error")).to_have_count(0)
    errors = page.get_by_role("button", name="with errors")
    expect(errors).not_to_contain_text("0 with errors")
    entry.get_by_role("link", name="Quick start").click()
    for tab in ("Overview", "Platforms", "Design", "Fonts"):
        page.get_by_role("tab", name=tab).click()
        panel = page.get_by_role("tabpanel", name=tab)
        expect(panel.get_by_text(fault.told).first).to_be_visible()
        expect(panel.get_by_text(f"{fault.path}:{_line(desk, fault)}").first).to_be_visible()
    edits.mend(fault.path)
    for tab in ("Fonts", "Design", "Platforms", "Overview"):
        page.get_by_role("tab", name=tab).click()
        panel = page.get_by_role("tabpanel", name=tab)
        expect(panel.locator("img").first).to_be_visible()
        expect(panel.get_by_text(fault.told)).to_have_count(0)
    page.get_by_role("link", name="All pages").click()
    expect(page.get_by_role("button", name="0 with errors")).to_be_visible()
    expect(entry.locator("img").first).to_be_visible()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - metaimage:\n", "  - metaimage:\n      templat: split\n", "templat"),
        ('        primary: "#e5482d"', '        primary: "not a colour"', "not a colour"),
        ("plugins:\n", "plugins: [\n", "mkdocs.yml"),
    ],
    ids=["an unknown option", "a wrong value", "no YAML"],
)
def test_options_that_are_wrong_are_told_above_all(desk: Desk, edits: Edits, old: str, new: str, told: str):
    page = desk.open(page="quickstart.md")
    card = page.get_by_role("region", name="Large image").get_by_role("img")
    expect(card).to_be_visible()
    edits.replace("mkdocs.yml", old, new)
    notices = page.get_by_role("region", name="About the whole site")
    status = page.get_by_role("banner").get_by_role("paragraph")
    expect(notices).to_contain_text(told)
    expect(status).to_have_text("Needs mending")
    expect(card).to_be_visible()
    page.get_by_role("link", name="All pages").click()
    expect(page.get_by_role("heading", name="All cards")).to_be_visible()
    expect(notices).to_contain_text(told)
    expect(status).to_have_text("Needs mending")
    page.go_back()
    edits.mend("mkdocs.yml")
    expect(notices).to_have_count(0)
    expect(status).to_have_text("Up to date")
    expect(card).to_be_visible()
