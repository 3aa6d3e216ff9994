"""The design tab: what lies over a picture fits it, what is tried is written nowhere, templates can be chosen from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import FloatRect, Locator


def _tab(desk: Desk, key: str = "products/1.md") -> Locator:
    page = desk.open(page=key, tab="design")
    panel = page.get_by_role("tabpanel", name="Design")
    expect(_picture(panel)).to_be_visible()
    return panel


def _picture(panel: Locator) -> Locator:
    return panel.get_by_role("region", name="Picture", exact=True).get_by_role("img")


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box is not None
    return box


def _drawn(shape: Locator) -> list[float]:
    """Where a shape is on the screen: x, y, width and height without its stroke."""
    drawn: list[float] = shape.evaluate(
        """(shape) => {
            const box = shape.getBBox();
            const { a, d, e, f } = shape.getScreenCTM();
            return [a * box.x + e, d * box.y + f, a * box.width, d * box.height];
        }"""
    )
    return drawn


def _placed(rect: dict[str, Any], picture: FloatRect, size: dict[str, Any]) -> list[float]:
    """Where a rectangle of a picture is on the screen."""
    scale = picture["width"] / size["width"]
    return [
        picture["x"] + rect["x"] * scale,
        picture["y"] + rect["y"] * scale,
        rect["width"] * scale,
        rect["height"] * scale,
    ]


@pytest.mark.parametrize("width", ["Fit", "100 %", "320 px"])
def test_boxes_lie_where_they_are_in_the_picture(desk: Desk, width: str):
    panel = _tab(desk)
    panel.get_by_role("radio", name=width).check(force=True)
    button = panel.get_by_role("button", name=re.compile("^Boxes"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    measured = desk.data("boxes", page="products/1.md", image="opengraph-image-0")
    rects = panel.locator("svg rect[data-box]")
    expect(rects).to_have_count(len(measured["boxes"]))
    expect(panel.get_by_role("list", name="Boxes").get_by_role("button")).to_have_count(
        len(measured["boxes"])
    )
    picture = _box(_picture(panel))
    for index, box in enumerate(measured["boxes"]):
        shown = _drawn(rects.nth(index))
        assert shown == pytest.approx(_placed(box, picture, measured), abs=1)


def test_baselines_and_the_safe_area_fit_too(desk: Desk):
    panel = _tab(desk)
    panel.get_by_role("button", name=re.compile("^Baselines")).click()
    panel.get_by_role("button", name=re.compile("^Safe area")).click()
    measured = desk.data("boxes", page="products/1.md", image="opengraph-image-0")
    lines = panel.locator("svg .design-baselines path")
    expect(lines).to_have_count(len(measured["lines"]))
    picture = _box(_picture(panel))
    scale = picture["height"] / measured["height"]
    for index, line in enumerate(measured["lines"]):
        x, y, width, height = _drawn(lines.nth(index))
        wanted = [
            picture["x"] + line["x"] * scale,
            picture["y"] + line["baseline"] * scale,
            line["width"] * scale,
        ]
        assert [x, y + height, width] == pytest.approx(wanted, abs=1)
    safe = _drawn(panel.locator("svg .design-safe rect"))
    assert safe == pytest.approx(_placed(measured["safe"], picture, measured), abs=1)
    for name in ("X", "Square"):
        button = panel.get_by_role("button", name=re.compile(f"^{name}"))
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    desk.page.reload()
    expect(panel.get_by_role("button", name=re.compile("^Safe area"))).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_box_is_named_where_it_is_pointed_at(desk: Desk):
    panel = _tab(desk)
    panel.get_by_role("button", name=re.compile("^Boxes")).click()
    first = panel.get_by_role("list", name="Boxes").get_by_role("button").first
    expect(first).to_be_visible()
    first.focus()
    desk.page.keyboard.press("ArrowDown")
    second = panel.get_by_role("list", name="Boxes").get_by_role("button").nth(1)
    expect(second).to_be_focused()
    named = second.locator("code").text_content() or ""
    expect(panel.get_by_role("region", name="Picture", exact=True).locator("strong")).to_have_text(named)


def test_what_is_tried_shows_and_is_written_nowhere(desk: Desk):
    source = (desk.site.docs / "quickstart.md").read_bytes()
    panel = _tab(desk, "quickstart.md")
    before = _picture(panel).get_attribute("src") or ""
    panel.get_by_role("textbox", name="Title").fill("Another title")
    expect(_picture(panel)).not_to_have_attribute("src", before)
    expect(panel.get_by_text("Trying", exact=True).first).to_be_visible()
    for control, value in (("Description", "Other words."), ("Language", "ar")):
        shown = _picture(panel).get_attribute("src") or ""
        panel.get_by_label(control, exact=True).fill(value)
        if control == "Description":
            expect(_picture(panel)).not_to_have_attribute("src", shown)
    panel.get_by_role("radio", name="Right to left").check(force=True)
    page = desk.page
    page.wait_for_url("**dir=rtl**")
    details = desk.data(
        "page", page="quickstart.md", title="Another title", description="Other words.", lang="ar", dir="rtl"
    )["details"]
    assert [details[name] for name in ("title", "description", "locale", "direction")] == [
        "Another title",
        "Other words.",
        "ar",
        "rtl",
    ]
    page.get_by_role("tab", name="Tags").click()
    expect(page.get_by_text('<meta property="og:title" content="Another title">')).to_be_visible()
    page.get_by_role("tab", name="Design").click()
    panel.get_by_role("button", name="Reset").click()
    expect(_picture(panel)).to_have_attribute("src", before)
    assert (desk.site.docs / "quickstart.md").read_bytes() == source


def test_a_direction_turns_a_card(desk: Desk):
    panel = _tab(desk, "quickstart.md")
    panel.get_by_role("combobox", name="Template").select_option("default")
    page = desk.page
    page.wait_for_url("**template=default**")
    left = _picture(panel).get_attribute("src") or ""
    panel.get_by_role("radio", name="Right to left").check(force=True)
    expect(_picture(panel)).not_to_have_attribute("src", left)


def test_samples_fill_the_form(desk: Desk):
    panel = _tab(desk, "quickstart.md")
    for name in ("Very long", "Japanese", "Arabic", "Emoji"):
        before = _picture(panel).get_attribute("src") or ""
        panel.get_by_role("button", name=name).click()
        expect(_picture(panel)).not_to_have_attribute("src", before)
    expect(panel.get_by_role("textbox", name="Title")).to_have_value(re.compile("🚀"))


def test_every_template_is_shown_and_its_lines_choose_it(desk: Desk, edits: Edits):
    panel = _tab(desk, "quickstart.md")
    names = [each["name"] for each in desk.data("site")["templates"]]
    gallery = panel.get_by_role("region", name="Built-in templates")
    gallery.scroll_into_view_if_needed()
    cards = gallery.get_by_role("listitem").filter(has=desk.page.get_by_role("heading", level=3))
    expect(cards).to_have_count(len(names))
    assert len(names) >= 8
    sources: dict[str, str] = {}
    for name in names:
        card = cards.filter(has=desk.page.get_by_role("heading", name=name, exact=True))
        card.scroll_into_view_if_needed()
        image = card.locator("img").first
        expect(image).to_have_js_property("naturalWidth", 1200)
        sources[name] = image.get_attribute("src") or ""
    assert len(set(sources.values())) == len(names)
    text = (desk.site.docs / "quickstart.md").read_text(encoding="utf-8")
    for name in ("split", "terminal"):
        card = cards.filter(has=desk.page.get_by_role("heading", name=name, exact=True))
        card.get_by_text("How to choose it").click()
        lines = card.get_by_label("For this page, in its front matter").text_content() or ""
        fence = "" if lines.lstrip().startswith("---") else "---\n"
        edits.write("docs/quickstart.md", f"{fence}{lines.strip()}\n{fence}{text}")
        expect(_picture(panel)).to_have_attribute("src", sources[name])
        option = card.get_by_label("For the site, in its config file").text_content() or ""
        assert _option(yaml.safe_load(option)) == name


def _option(config: dict[str, Any]) -> str:
    """The template that lines of a config file choose."""
    (plugin,) = (entry["metaimage"] for entry in config["plugins"] if "metaimage" in entry)
    return str(plugin["template"])


def test_a_template_is_tried_by_its_button(desk: Desk):
    panel = _tab(desk, "quickstart.md")
    before = _picture(panel).get_attribute("src") or ""
    gallery = panel.get_by_role("region", name="Built-in templates")
    gallery.scroll_into_view_if_needed()
    gallery.get_by_role("button", name="Try terminal").click()
    expect(_picture(panel)).not_to_have_attribute("src", before)
    expect(panel.get_by_role("combobox", name="Template")).to_have_value("terminal")
    expect(panel.get_by_role("heading", name="Keep it")).to_be_visible()
