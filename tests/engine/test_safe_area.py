"""The part of a picture that no platform crops or covers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest

import mkdocs_metaimage
from mkdocs_metaimage import ImageResponse, Page, Site
from mkdocs_metaimage.engine.safe_area import safe_area
from mkdocs_metaimage.engine.templating import environment

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.boxes import Box

BUILT_IN = environment(
    jinja2.FileSystemLoader(Path(mkdocs_metaimage.__file__).parent / "templates")
).get_template("default.html")


def boxes(box: Box):
    yield box
    for child in box.children:
        yield from boxes(child)


def test_of_a_card_it_is_what_platforms_leave():
    assert safe_area(1200, 630) == pytest.approx((150, 60, 900, 460))


@pytest.mark.parametrize("size", [(1200, 630), (1200, 600), (600, 315), (180, 180), (800, 1000)])
def test_the_element_fills_it_wherever_it_stands(size):
    card = (
        "<div style='position: relative; margin: 33px; padding: 9px; width: 70px; height: 50px'>"
        "<safe-area style='border: 3px solid'><p>Text</p></safe-area></div>"
    )
    found = ImageResponse(card, width=size[0], height=size[1]).layout()
    (area,) = (box for box in boxes(found) if box.tag == "safe-area")
    assert (area.x, area.y, area.width, area.height) == pytest.approx(safe_area(*size), abs=0.02)
    (text,) = area.children
    assert text.x == pytest.approx(area.x + 3)
    assert text.width == pytest.approx(area.width - 6)


def test_the_element_may_be_laid_out_otherwise():
    card = "<safe-area style='display: flex; align-items: end'><b>x</b></safe-area>"
    (area,) = ImageResponse(card).layout().children
    (item,) = area.children
    assert item.y + item.height == pytest.approx(520, abs=0.02)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("description", ["", "A few words.", "A sentence that goes on for long. " * 9])
@pytest.mark.parametrize("section", [(), ("Guide", "Setup")])
@pytest.mark.parametrize(
    "title", ["Home", "A title of a few more words than most", "W" * 60, "Words again " * 30]
)
def test_the_title_of_the_built_in_card_is_in_it(direction, description, section, title):
    page = Page(title=title, description=description, section=section, direction=direction, url="", route=())
    site = Site(name="Acme", url="https://acme.dev/")
    found = ImageResponse(BUILT_IN.render(page=page, site=site)).layout()
    (box,) = (box for box in boxes(found) if "title" in box.classes)
    area = safe_area(1200, 630)
    assert box.lines
    for line in box.lines:
        assert area.x <= line.x
        assert line.x + line.width <= area.x + area.width
        assert area.y <= line.y
        assert line.y + line.height <= area.y + area.height
