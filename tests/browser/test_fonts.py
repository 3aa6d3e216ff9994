"""The fonts tab: which fonts draw which characters, and which characters none has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits

_BOLD_AND_CODE = '<div style="font-family: JetBrains Mono">code</div><b>Bold</b> <span>שלום</span>'


def test_fonts_are_named_with_what_they_draw(desk: Desk):
    page = desk.open(page="products/1.md", tab="fonts")
    table = page.get_by_role("table", name="Fonts of opengraph-image-0")
    expect(table.get_by_role("row")).to_have_count(
        1 + len(desk.data("fonts", page="products/1.md", image="opengraph-image-0")["fonts"])
    )
    row = table.get_by_role("row", name="Inter Extra bold 800")
    expect(row).to_contain_text("Bundled")
    expect(row).to_contain_text("mkdocs_metaimage/assets/Inter.ttf")
    expect(row).to_contain_text("8 characters")
    expect(row).to_contain_text("P a c e i l r u")
    expect(page.get_by_role("tabpanel")).to_contain_text("Every character has a glyph.")
    expect(page.get_by_role("tabpanel")).to_contain_text("favicon: a file, shown as it is, without fonts.")


def test_a_missing_character_is_named(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md", tab="fonts")
    panel = page.get_by_role("tabpanel", name="Fonts")
    expect(panel.get_by_role("table", name="Fonts of opengraph-image")).to_be_visible()
    # No font has a character of the area that Unicode leaves to everybody.
    edits.replace(
        "docs/quickstart.md",
        "# Quick start",
        "---\ntitle: Quick \\U000F1234 start\n---\n# Quick start".replace("\\U000F1234", "\U000f1234"),
    )
    expect(panel.get_by_text("1 character without a glyph")).to_be_visible()
    expect(panel.get_by_text("U+F1234")).to_be_visible()
    expect(panel.get_by_role("button", name="Copy lines")).to_be_visible()
    edits.mend("docs/quickstart.md")
    expect(panel.get_by_text("U+F1234")).to_have_count(0)


def test_a_font_of_the_card_is_told_from_a_bundled_one(desk: Desk, edits: Edits):
    edits.write("docs/quickstart/opengraph-image.html", _BOLD_AND_CODE)
    page = desk.open(page="quickstart.md", tab="fonts")
    table = page.get_by_role("table", name="Fonts of opengraph-image")
    expect(table.get_by_role("row", name="JetBrains Mono")).to_contain_text("c d e o")
