"""What each platform shows of a link: its crop, its cuts, what it lacks, in light and dark."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import Locator

_LAYOUTS = {
    "X": ["Large card", "Summary card"],
    "Facebook": ["Large card"],
    "LinkedIn": ["Large card"],
    "Slack": ["Large picture"],
    "Discord": ["Large picture"],
    "WhatsApp": ["Wide", "Square"],
    "Telegram": ["Large picture"],
    "Mastodon": ["Large card"],
    "Bluesky": ["Card"],
    "iMessage": ["Large picture"],
}
_LONG = "A title that goes on " * 20
_FAULTY = """\
---
title: {title}
description: {description}
metaimage: {metaimage}
---
# Faulty
"""


def _tab(desk: Desk, key: str) -> Locator:
    page = desk.open(page=key, tab="platforms")
    panel = page.get_by_role("tabpanel", name="Platforms")
    expect(panel.get_by_role("region", name="iMessage")).to_be_visible()
    return panel


def _figure(panel: Locator, platform: str, layout: str) -> Locator:
    return panel.get_by_role("region", name=platform, exact=True).get_by_role(
        "figure", name=re.compile(f"^{layout} ")
    )


def _previews(desk: Desk, key: str) -> Iterator[dict[str, Any]]:
    names = {each["id"]: each["name"] for each in desk.data("site")["platforms"]}
    for preview in desk.data("page", page=key)["previews"]:
        yield {**preview, "platform": names[preview["platform"]]}


def test_all_layouts_are_there(desk: Desk):
    panel = _tab(desk, "products/1.md")
    for platform, layouts in _LAYOUTS.items():
        for layout in layouts:
            figure = _figure(panel, platform, layout)
            expect(figure).to_be_visible()
            expect(figure.locator("img").first).not_to_have_js_property("naturalWidth", 0)
            expect(figure).to_contain_text("Pica rule")
    for platform in _LAYOUTS:
        active = panel.get_by_role("region", name=platform, exact=True).get_by_role(
            "figure", name=re.compile("What this page gets")
        )
        expect(active).to_have_count(1)
    expect(panel.get_by_role("navigation", name="Platforms").get_by_role("link")).to_have_count(len(_LAYOUTS))


def test_they_are_light_and_dark(desk: Desk):
    panel = _tab(desk, "products/1.md")
    ground = "(figure) => getComputedStyle(figure.querySelector('[data-scheme]')).backgroundColor"

    def luminances() -> list[float]:
        colors = [
            _figure(panel, platform, layouts[0]).evaluate(ground) for platform, layouts in _LAYOUTS.items()
        ]
        return [sum(map(float, re.findall(r"[\d.]+", color)[:3])) / 765 for color in colors]

    assert min(luminances()) > 0.75
    panel.get_by_role("radio", name="Dark").check(force=True)
    expect(panel.locator("[data-scheme=light].mock")).to_have_count(0)
    assert max(luminances()) < 0.35
    panel.get_by_role("radio", name="Both").check(force=True)
    expect(panel.locator("[data-scheme=light].mock").first).to_be_visible()
    expect(panel.locator("[data-scheme=dark].mock").first).to_be_visible()
    desk.page.reload()
    expect(panel.get_by_role("radio", name="Both")).to_be_checked()


def test_pictures_are_cropped_as_is_said(desk: Desk):
    panel = _tab(desk, "products/1.md")
    measured = 0
    images = {image["id"]: image["src"] for image in desk.data("cards", page="products/1.md")["images"]}
    for preview in _previews(desk, "products/1.md"):
        figure = _figure(panel, preview["platform"], preview["name"])
        picture = figure.locator(f'img[src="{images[preview["image"]]}"]').first
        picture.scroll_into_view_if_needed()
        frame = picture.locator("xpath=..").bounding_box()
        whole = picture.bounding_box()
        assert frame is not None
        assert whole is not None
        crop = preview["crop"] or {"x": 0, "y": 0, "width": 1, "height": 1}
        natural = picture.evaluate("(img) => img.naturalWidth / img.naturalHeight")
        where = (preview["platform"], preview["layout"])
        wanted = preview["ratio"] or natural * crop["width"] / crop["height"]
        assert frame["width"] / frame["height"] == pytest.approx(wanted, rel=0.03), where
        assert whole["width"] / whole["height"] == pytest.approx(natural, rel=0.03), where
        assert frame["width"] / whole["width"] == pytest.approx(crop["width"], abs=0.03), where
        assert (frame["x"] - whole["x"]) / whole["width"] == pytest.approx(crop["x"], abs=0.02), where
        assert (frame["y"] - whole["y"]) / whole["height"] == pytest.approx(crop["y"], abs=0.02), where
        if preview["layout"] in ("summary", "square"):
            assert crop["width"] < 0.6, where
        measured += 1
    assert measured >= 12
    panel.get_by_role("checkbox", name="Show what is cropped").check()
    expect(_figure(panel, "X", "Summary card")).to_contain_text("cuts 50 % of the picture (left, right)")
    expect(_figure(panel, "WhatsApp", "Square")).to_contain_text("cuts 48 % of the picture (left, right)")


def test_texts_are_cut_where_the_platform_cuts_them(desk: Desk, edits: Edits):
    edits.write("docs/quickstart.md", _FAULTY.format(title=_LONG, description=_LONG, metaimage="{}"))
    panel = _tab(desk, "quickstart.md")
    for platform, most in {"X": 70, "Facebook": 88, "LinkedIn": 100, "WhatsApp": 65, "Discord": 256}.items():
        figure = _figure(panel, platform, _LAYOUTS[platform][0])
        cut = figure.get_by_text(re.compile("^A title that goes on .*…$")).first
        expect(cut).to_be_visible()
        shown = cut.text_content() or ""
        assert most - 20 < len(shown) <= most
        expect(figure).to_contain_text("The title has 419 characters and is cut after")
    slack = _figure(panel, "Slack", "Large picture")
    expect(slack.get_by_text(_LONG.strip()).first).to_be_visible()


def _noise() -> bytes:
    """A picture that no compression makes small."""
    file = io.BytesIO()
    Image.effect_noise((1500, 800), 255).convert("RGB").save(file, "PNG")
    return file.getvalue()


def _picture(width: int, height: int, kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return file.getvalue()


_LOW = """\
<div style="display: flex; flex-direction: column; justify-content: flex-end; width: 1200px; height: 630px;
            font-size: 40px; background: #fff">Only for those who look below</div>
"""


@pytest.mark.parametrize(
    ("file", "content", "platform", "told"),
    [
        ("opengraph-image.png", _noise(), "WhatsApp", r"has [\d.]+ MB: over 300 [kK]B, WhatsApp may leave it out"),
        ("opengraph-image.png", _noise(), "Telegram", r"has [\d.]+ MB, more than Telegram \(1 MB\) takes"),
        ("opengraph-image.webp", _picture(1200, 630, "WEBP"), "Slack", "is WebP, which Slack does not show"),
        ("opengraph-image.webp", _picture(1200, 630, "WEBP"), "Bluesky", "is WebP, which Bluesky shows wrongly, or not every time"),
        ("opengraph-image.png", _picture(1200, 630, "PNG"), "Mastodon", "has no alt text, which Mastodon would read out"),
        ("opengraph-image.png", _picture(100, 100, "PNG"), "X", "no picture is shown on X under 144x144 px"),
        ("opengraph-image.png", _picture(1000, 1000, "PNG"), "Facebook", "Facebook shows only the middle"),
        ("opengraph-image.html", _LOW.encode(), "X", "Only for those who look below.* lies under the title that X paints over"),
    ],
    ids=["too many bytes", "far too many bytes", "type not shown", "type unreliable", "no alt", "too small", "cropped", "text under X's title"],
)  # fmt: skip
def test_each_fault_is_told(desk: Desk, edits: Edits, file: str, content: bytes, platform: str, told: str):
    edits.write(f"docs/quickstart/{file}", content)
    panel = _tab(desk, "quickstart.md")
    region = panel.get_by_role("region", name=platform, exact=True)
    expect(region.get_by_role("listitem").filter(has_text=re.compile(told))).to_have_count(1)
    summary = panel.get_by_role("navigation", name="Platforms").get_by_role(
        "link", name=re.compile(f"^{platform} ")
    )
    expect(summary).not_to_have_accessible_name(re.compile("No problems"))
    summary.click()
    expect(region.get_by_role("heading", name=platform)).to_be_focused()
    expect(region.get_by_role("heading", name=platform)).to_be_in_viewport()


def test_the_stripe_of_discord_is_the_theme_color(desk: Desk, edits: Edits):
    head = '{% extends "base.html" %}{% block extrahead %}<meta name="theme-color" content="#ab12cd">{% endblock %}\n'
    edits.write("overrides/main.html", head)
    # The host watches no templates of the theme, but builds with them.
    edits.replace("docs/quickstart.md", "# Quick start\n", "# Quick start\n\nAt once.\n")
    panel = _tab(desk, "quickstart.md")
    expect(_figure(panel, "Discord", "Large picture")).to_be_visible()
    desk.page.wait_for_function(
        """() => [...document.querySelectorAll("[aria-labelledby=platform-discord] *")].some((element) => {
            const { borderInlineStartColor, backgroundColor } = getComputedStyle(element);
            return [borderInlineStartColor, backgroundColor].includes("rgb(171, 18, 205)");
        })"""
    )
