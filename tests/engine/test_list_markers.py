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


def drawn_left(card):
    """Where the first pixels are, from the left."""
    image = ImageResponse(card, width=300, height=200).render().convert("RGBA").getchannel("A")
    return image.getbbox()


INSIDE = (
    '<ul style="list-style: {}; margin: 0; padding: 0; font: 40px sans-serif"><li><b id=x>Hx</b></li></ul>'
)


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("inside none", 0.0),
        ("inside disc", 54.0),
        ("inside square", 54.0),
        ("inside disclosure-closed", 42.4),
        ("disc", 0.0),
    ],
)
def test_how_far_a_marker_moves_the_text(style, left):
    """Chromium's places for 40px."""
    item = ImageResponse(INSIDE.format(style)).layout().children[0].children[0]
    bold = next(child for child in item.children if child.tag == "b")
    assert bold.x == pytest.approx(left, abs=0.1)
    assert item.height == 49


def test_a_number_inside_is_text_of_the_item():
    card = (
        '<ol style="list-style-position: inside; margin: 0; padding: 0"><li>one<li><p style="margin: 0">two'
    )
    first, second = ImageResponse(card).layout().children[0].children
    assert [each.text for each in first.lines] == ["1. one"]
    # Ahead of a block it has a line of its own.
    assert second.height == 2 * first.height


def test_a_disc_inside_is_no_text():
    card = '<ul style="list-style-position: inside"><li>one<li>two</ul>'
    items = ImageResponse(card).layout().children[0].children
    assert [[each.text for each in item.lines] for item in items] == [["one"], ["two"]]


def test_a_marker_inside_is_coloured_as_the_item():
    card = '<ul style="list-style-position: inside; margin: 0; padding: 0"><li style="color: red; font-size: 40px"></ul>'
    image = ImageResponse(card, width=100, height=60).render().convert("RGBA")
    assert image.getpixel((5, 24))[:3] == (255, 0, 0)


def test_a_summary_says_whether_its_details_are_open():
    closed = drawn_left(
        "<details style='font: 60px sans-serif; color: red'><summary></summary>more</details>"
    )
    opened = drawn_left(
        "<details open style='font: 60px sans-serif; color: red'><summary></summary></details>"
    )
    assert closed[3] - closed[1] > closed[2] - closed[0]
    assert opened[3] - opened[1] < opened[2] - opened[0]
    assert drawn_left("<div style='font: 60px sans-serif'><summary></summary></div>") is None
    assert drawn_left("<details><p>x</p><div><summary></summary></div></details>") is None


def test_the_triangle_of_what_is_closed_points_to_the_text():
    def widths(direction):
        card = f"<details style='direction: {direction}; font: 60px sans-serif'><summary></summary></details>"
        image = ImageResponse(card, width=100, height=80).render().convert("RGBA").getchannel("A")
        left, top, right, bottom = image.getbbox()
        middle = image.crop((left, top, right, bottom))
        return middle.crop((0, 0, 4, bottom)).getbbox()[3], middle.crop(
            (right - left - 4, 0, right, bottom)
        ).getbbox()[3]

    (left, right), (start, end) = widths("ltr"), widths("rtl")
    assert left > right
    assert start < end
