"""The markers of list items, in whatever container they are."""

from __future__ import annotations

import pytest

from mkdocs_metaimage import ImageResponse

PAGE = "<style>body {{ margin: 0; background: #fff }} * {{ font: 20px/30px Inter; margin: 0; padding: 0; color: #000 }} {}</style>"


def dark(html, style, region):
    image = ImageResponse(PAGE.format(style) + html, width=400, height=120).render().convert("L").crop(region)
    return sum(255 - value for value in image.tobytes()) / 255


@pytest.mark.parametrize("display", ["flex", "grid", "block", "inline-flex"])
def test_items_of_any_container_have_markers(display):
    html = "<ul><li>one</li></ul>"
    style = f"ul {{ display: {display}; margin-left: 60px }}"
    with_marker = dark(html, style, (0, 0, 60, 120))
    assert with_marker > 20
    assert dark(html, f"{style} li {{ list-style: none }}", (0, 0, 60, 120)) == 0


def test_items_that_are_absolute_or_float_have_markers():
    for style in ("position: absolute; left: 60px", "float: left; margin-left: 60px"):
        assert dark("<ul><li>one</li></ul>", f"li {{ {style} }}", (0, 0, 60, 120)) > 20


def test_items_of_a_grid_are_numbered():
    one = "<ol start=4><li>a</li><li>b</li></ol>"
    two = "<ol><li value=4>a</li><li>b</li></ol>"
    style = "ol { display: grid; margin-left: 60px }"
    region = (0, 0, 60, 60)
    assert dark(one, style, region) == dark(two, style, region) > 0
    assert dark(one, style, region) != dark("<ol><li>a</li><li>b</li></ol>", style, region)
