"""Inline boxes that are painted after the lines they are in: positioned and translucent ones."""

from __future__ import annotations

import pytest

from mkdocs_metaimage import ImageResponse

SIZE = {"width": 400, "height": 60}


def drawn(html):
    page = "<body style='margin:0;background:#fff'><p style='margin:0;font:40px/60px Inter;color:#000'>"
    return ImageResponse(f"{page}{html}</p>", **SIZE).render().convert("RGB")


def darkness(image, region=None):
    return sum(255 - value for value in image.convert("L").crop(region).tobytes()) / 255


@pytest.mark.parametrize(
    "style",
    ["position:relative", "position:relative;z-index:0", "position:relative;z-index:3", "opacity:.999"],
)
@pytest.mark.parametrize(
    "inner", ["word", "<b>word</b>", "w<i>or</i>d", "<span style='display:contents'>word</span>"]
)
def test_text_is_painted_over_the_background_of_its_own_box(style, inner):
    ground = "background:#fde047"
    plain = drawn(f"a <span style='{ground}'>{inner}</span> z")
    layered = drawn(f"a <span style='{ground};{style}'>{inner}</span> z")
    assert abs(darkness(plain) - darkness(layered)) < 0.01 * darkness(plain)


def test_a_moved_inline_box_covers_the_text_before_it_and_is_covered_by_what_comes_later():
    html = "MMM<span style='position:relative;left:-105px;background:#fff;color:#fff'>MMM</span>"
    assert darkness(drawn(html)) < 60
    over = "<span style='position:relative;background:#fff;color:#fff'>MMM</span><b style='position:relative;left:-105px'>M</b>"
    assert darkness(drawn(over)) > 200


def test_what_is_below_the_lines_stays_below():
    below = drawn("MMM<span style='position:relative;z-index:-1;left:-105px;background:#fff'>MMM</span>")
    assert darkness(below, (0, 0, 105, 60)) > 400


def test_an_opacity_holds_for_text_and_what_is_in_it():
    half = drawn("<span style='opacity:.5'>MM<b>M</b></span>")
    assert 0.48 < darkness(half) / darkness(drawn("<span>MM<b>M</b></span>")) < 0.52
    nested = drawn("<span style='opacity:.5'>M<b style='opacity:.5'>M</b></span>")
    assert 120 <= min(nested.convert("L").crop((0, 0, 30, 60)).tobytes()) <= 132
    assert 185 <= min(nested.convert("L").crop((40, 0, 90, 60)).tobytes()) <= 196


def test_lines_around_a_block_in_a_layered_inline_box_are_its_own():
    block = "<div style='height:1px'></div>"
    text = ImageResponse(
        f"<body style='margin:0;background:#fff'><div style='font:20px/20px Inter'><span style='position:relative;"
        f"background:#eee'>one{block}two</span></div>",
        **SIZE,
    ).render()
    grey = text.convert("L")
    assert min(grey.crop((0, 0, 60, 20)).tobytes()) < 60
    assert min(grey.crop((0, 21, 60, 41)).tobytes()) < 60
