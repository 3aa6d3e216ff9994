"""Backgrounds, borders, corners, clips, opacity and the order of painting."""

from __future__ import annotations

from math import pi

import pytest
from engine.painted import BLACK, BLUE, GREEN, RED, WHITE, box, drawn, gradient, ink, line, on_white
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from mkdocs_metaimage.engine.boxes import Edges, Rect
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.paint.regions import Region
from mkdocs_metaimage.engine.paint.shapes.corners import Corners
from mkdocs_metaimage.engine.paint.shapes.tiles import ring, rounded

HALF = Color(255, 0, 0, 0.5)


def near(pixel, expected, tolerance=1):
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, expected, strict=True))


def test_nothing_is_transparent():
    image = drawn(box(0, 0, 9, 7), 9, 7)
    assert image.mode == "RGBA"
    assert image.size == (9, 7)
    assert image.getextrema() == ((0, 0),) * 4


def test_an_opaque_picture_is_rgb():
    assert on_white().mode == "RGB"


def test_the_ground_fills_the_picture():
    small = box(0, 0, 10, 10, background=RED, tag="html")
    assert drawn(small, 50, 50).getpixel((49, 49)) == (255, 0, 0)
    body = box(0, 0, 50, 50, box(0, 0, 50, 9, background=BLUE, tag="body"), tag="html")
    assert drawn(body, 50, 50).getpixel((49, 49)) == (0, 0, 255)


def test_edges_are_rounded_to_whole_pixels():
    image = on_white(box(10.4, 10.5, 20.2, 20.0, background=BLACK))
    assert set(image.tobytes()) == {0, 255}
    assert image.convert("L").point(lambda value: 255 - value).getbbox() == (10, 11, 31, 31)


def test_alpha_is_mixed():
    assert near(on_white(box(0, 0, 10, 10, background=HALF)).getpixel((5, 5)), (255, 127, 127))
    image = drawn(box(0, 0, 10, 10, box(0, 0, 10, 10, background=HALF)), 10, 10)
    assert image.getpixel((5, 5)) == (255, 0, 0, 128)


def test_two_half_transparent_boxes():
    image = drawn(
        box(
            0,
            0,
            10,
            10,
            box(0, 0, 10, 10, background=HALF),
            box(0, 0, 10, 10, background=Color(0, 0, 255, 0.5)),
        ),
        10,
        10,
    )
    assert near(image.getpixel((5, 5)), (85, 0, 170, 191), 2)


@pytest.mark.parametrize("radius", [1, 4, 7.5, 16, 30])
def test_the_area_of_round_corners(radius):
    image = on_white(box(10, 10, 60, 60, background=BLACK, radius=radius))
    # As in Chromium, curves are few lines, whose ends are at quarters of pixels.
    assert ink(image) == pytest.approx(3600 - (4 - pi) * radius**2, abs=0.6 + radius / 2)


def test_a_circle_is_symmetric():
    image = on_white(box(20, 20, 61, 61, background=BLACK, radius=Length(0, 50))).convert("L")
    image = image.crop((20, 20, 81, 81))
    # The lines that stand for its curves are made from top to bottom, so that it is not quite so that way.
    for turn, most in ((Image.Transpose.FLIP_LEFT_RIGHT, 2), (Image.Transpose.FLIP_TOP_BOTTOM, 48)):
        assert ImageChops.difference(image.transpose(turn), image).getextrema()[1] <= most
    assert ink(image) == pytest.approx(pi * 30.5**2, abs=16)


def test_radii_too_large_shrink_together():
    pill = on_white(box(10, 10, 80, 40, background=BLACK, radius=1000))
    assert ink(pill) == pytest.approx(80 * 40 - (4 - pi) * 400, abs=10)


def test_elliptic_corners():
    image = on_white(box(10, 10, 80, 40, background=BLACK, border_top_left_radius=(Length(60), Length(20))))
    assert ink(image) == pytest.approx(3200 - (1 - pi / 4) * 1200, abs=5)


def test_a_border_is_a_ring():
    image = on_white(box(10, 10, 50, 40, border=(5.0, "solid", BLACK)))
    assert ink(image) == 50 * 40 - 40 * 30
    assert image.getpixel((14, 14)) == (0, 0, 0)
    assert image.getpixel((15, 15)) == (255, 255, 255)


def test_a_round_border():
    image = on_white(box(10, 10, 60, 60, border=(6.0, "solid", BLACK), radius=20))
    outer, inner = 3600 - (4 - pi) * 400, 48**2 - (4 - pi) * 14**2
    assert ink(image) == pytest.approx(outer - inner, abs=10)


def test_the_background_does_not_shine_through_a_round_border():
    image = on_white(box(10, 10, 60, 60, border=(6.0, "solid", BLACK), radius=20, background=RED))
    outside = [image.getpixel((x, 10 + y)) for y in range(6) for x in range(10, 22)]
    assert all(red == green == blue for red, green, blue in outside)
    assert image.getpixel((40, 40)) == (255, 0, 0)


def test_one_side():
    image = on_white(
        box(10, 10, 50, 40, border_left_width=4.0, border_left_style="solid", border_left_color=RED)
    )
    assert image.getpixel((13, 49)) == (255, 0, 0)
    assert image.getpixel((14, 30)) == (255, 255, 255)
    assert image.getpixel((40, 10)) == (255, 255, 255)


def test_sides_of_different_colours_meet_on_the_diagonal():
    image = on_white(
        box(10, 10, 60, 60, border=(20.0, "solid", BLACK), border_top_color=RED, border_left_color=BLUE)
    )
    assert image.getpixel((25, 12)) == (255, 0, 0)
    assert image.getpixel((12, 25)) == (0, 0, 255)
    assert image.getpixel((68, 68)) == (0, 0, 0)  # right and bottom are one: no seam
    assert image.getpixel((40, 40)) == (255, 255, 255)


def test_hidden_and_none_borders_are_not_painted():
    for kind in ("none", "hidden"):
        assert ink(on_white(box(10, 10, 50, 40, border=(5.0, kind, BLACK)))) == 0


def test_a_translucent_border_does_not_overlap_itself():
    image = on_white(box(10, 10, 60, 60, border=(9.0, "solid", Color(0, 0, 0, 0.5)), radius=25))
    assert min(image.convert("L").tobytes()) == 127


@pytest.mark.parametrize(("kind", "share"), [("dashed", 0.67), ("dotted", 0.4)])
def test_dashes_and_dots(kind, share):
    image = on_white(box(10, 10, 80, 80, border=(4.0, kind, BLACK)))
    whole = 80 * 80 - 72 * 72
    assert ink(image) / whole == pytest.approx(share, abs=0.06)
    assert image.convert("L").point(lambda value: 255 - value).getbbox() == (10, 10, 90, 90)


def test_double():
    image = on_white(box(10, 10, 60, 60, border=(9.0, "double", BLACK)))
    row = [image.getpixel((x, 40))[0] for x in range(10, 20)]
    assert row == [0, 0, 0, 255, 255, 255, 0, 0, 0, 255]


def test_gradients():
    image = on_white(box(0, 0, 100, 100, background=gradient(90.0, BLACK, WHITE)))
    for x in (0, 20, 50, 99):
        assert near(image.getpixel((x, 50)), ((x + 0.5) * 2.55,) * 3)
    up = on_white(box(0, 0, 100, 100, background=gradient(0.0, BLACK, WHITE)))
    assert near(up.getpixel((3, 99)), (1,) * 3)
    assert near(up.getpixel((3, 0)), (254,) * 3)


def test_a_slanted_gradient():
    image = on_white(box(0, 0, 100, 50, background=gradient(135.0, BLACK, WHITE)))
    # The gradient line is 100 sin 45 + 50 cos 45 long, so that corners have the first and last colour.
    assert near(image.getpixel((0, 0)), (2,) * 3, 2)
    assert near(image.getpixel((99, 49)), (253,) * 3, 2)
    assert near(image.getpixel((60, 30)), ((60.5 + 30.5) / 150 * 255,) * 3, 1)


def test_a_gradient_to_a_corner_has_its_middle_on_the_other_corners():
    image = on_white(box(0, 0, 100, 50, background=gradient(0.0, BLACK, WHITE, corner=("bottom", "right"))))
    assert near(image.getpixel((0, 49)), (127,) * 3, 2)
    assert near(image.getpixel((99, 0)), (127,) * 3, 2)


def test_stops():
    hard = gradient(90.0, (RED, Length(30)), (BLUE, Length(30)), (BLUE, Length(0, 60)), GREEN)
    image = on_white(box(0, 0, 100, 10, background=hard))
    assert image.getpixel((29, 5)) == (255, 0, 0)
    assert image.getpixel((30, 5)) == (0, 0, 255)
    assert image.getpixel((59, 5)) == (0, 0, 255)
    assert near(image.getpixel((80, 5)), (0, 130, 125), 3)
    backwards = gradient(90.0, (RED, Length(50)), (BLUE, Length(20)), WHITE)
    assert on_white(box(0, 0, 100, 10, background=backwards)).getpixel((50, 5))[2] > 250


def test_a_stop_is_stopped():
    only = gradient(90.0, (RED, Length(20)), (RED, Length(80)))
    image = on_white(box(0, 0, 100, 10, background=only))
    assert image.getpixel((0, 0)) == image.getpixel((99, 0)) == (255, 0, 0)


def test_a_repeating_gradient():
    stripes = gradient(
        90.0, (BLACK, Length(0)), (BLACK, Length(5)), (WHITE, Length(5)), (WHITE, Length(10)), repeating=True
    )
    image = on_white(box(0, 0, 100, 10, background=stripes))
    assert [image.getpixel((x, 0))[0] for x in range(0, 100, 5)] == [0, 255] * 10


def mixed(stops, place):
    """The premultiplied colour of opaque or translucent stops at a place in px."""
    below = [stop for stop in stops if stop[1] <= place]
    above = [stop for stop in stops if stop[1] > place]
    if not below or not above:
        color = (below[-1] if below else above[0])[0]
        return [
            color.red * color.alpha,
            color.green * color.alpha,
            color.blue * color.alpha,
            color.alpha * 255,
        ]
    (start, low), (end, high) = below[-1], above[0]
    share = (place - low) / (high - low)
    ends = (
        [color[0] * color[3], color[1] * color[3], color[2] * color[3], color[3] * 255]
        for color in (start, end)
    )
    return [first + (second - first) * share for first, second in zip(*ends, strict=True)]


colours = st.builds(Color, *[st.integers(0, 255)] * 3, st.sampled_from([0.0, 0.4, 1.0, 1.0]))


@given(st.lists(st.tuples(colours, st.integers(-30, 130)), min_size=2, max_size=5), st.booleans())
def test_any_gradient(stops, alike):
    stops.sort(key=lambda stop: stop[1])
    if alike:
        stops = [(color._replace(alpha=1.0), place) for color, place in stops]
    layers = gradient(90.0, *((color, Length(float(place))) for color, place in stops))
    image = drawn(box(0, 0, 100, 2, box(0, 0, 100, 2, background=layers)), 100, 2).convert("RGBA")
    for x in range(100):
        red, green, blue, alpha = image.getpixel((x, 1))
        found = [red * alpha / 255, green * alpha / 255, blue * alpha / 255, alpha]
        nearby = [mixed(stops, x + 0.5 + shift) for shift in (-0.13, 0.0, 0.13)]
        for value, *expected in zip(found, *nearby, strict=True):
            assert min(expected) - 2.5 <= value <= max(expected) + 2.5


def test_transparent_is_mixed_premultiplied():
    faded = gradient(90.0, RED, Color(0, 0, 0, 0))
    image = drawn(box(0, 0, 100, 10, box(0, 0, 100, 10, background=faded)), 100, 10)
    red, green, blue, alpha = image.getpixel((50, 5))
    assert near((red, green, blue), (255, 0, 0), 2)
    assert near((alpha,), (126,), 2)


def test_layers_first_on_top():
    layers = gradient(90.0, (RED, Length(50)), (Color(255, 0, 0, 0), Length(50))) + gradient(90.0, BLUE, BLUE)
    image = on_white(box(0, 0, 100, 10, background=layers))
    assert image.getpixel((20, 5)) == (255, 0, 0)
    assert image.getpixel((80, 5)) == (0, 0, 255)


def test_overflow_is_clipped_to_the_padding_box():
    child = box(0, 0, 100, 100, background=BLACK)
    clipped = box(10, 10, 50, 40, child, overflow="hidden", border=(5.0, "solid", RED))
    image = on_white(clipped)
    assert image.getpixel((12, 12)) == (255, 0, 0)
    assert image.getpixel((15, 15)) == (0, 0, 0)
    assert image.getpixel((54, 44)) == (0, 0, 0)
    assert image.getpixel((55, 45)) == (255, 0, 0)
    assert image.getpixel((61, 51)) == (255, 255, 255)


def test_overflow_is_clipped_to_round_corners():
    child = box(0, 0, 100, 100, background=BLACK)
    image = on_white(box(10, 10, 60, 60, child, overflow="hidden", radius=20))
    assert ink(image) == pytest.approx(3600 - (4 - pi) * 400, abs=10)


def test_a_round_clip_on_a_transparent_picture():
    child = box(0, 0, 100, 100, background=BLACK)
    image = drawn(box(0, 0, 100, 100, box(10, 10, 60, 60, child, overflow="hidden", radius=20)))
    covered = sum(image.getchannel("A").tobytes()) / 255
    assert covered == pytest.approx(3600 - (4 - pi) * 400, abs=10)


def test_a_clip_within_a_clip():
    inner = box(30, 30, 60, 60, box(0, 0, 100, 100, background=BLACK), overflow="hidden")
    image = on_white(box(10, 10, 40, 40, inner, overflow="hidden"))
    assert ink(image) == 20 * 20


def test_an_absolute_box_escapes_the_clip_of_a_box_that_does_not_contain_it():
    absolute = box(0, 0, 100, 100, background=BLACK, position="absolute")
    assert ink(on_white(box(10, 10, 40, 40, absolute, overflow="hidden"))) == 10_000
    assert ink(on_white(box(10, 10, 40, 40, absolute, overflow="hidden", position="relative"))) == 1600


def test_opacity_is_of_the_group():
    child = box(20, 20, 40, 40, background=BLUE)
    image = on_white(box(10, 10, 40, 40, child, background=RED, opacity=0.5))
    assert near(image.getpixel((12, 12)), (255, 127, 127))
    assert near(image.getpixel((30, 30)), (127, 127, 255))  # no red through the blue
    assert near(image.getpixel((55, 55)), (127, 127, 255))
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_opacity_of_a_transparent_picture():
    image = drawn(box(0, 0, 20, 20, box(0, 0, 20, 20, background=RED, opacity=0.25)), 20, 20)
    assert near(image.getpixel((5, 5)), (255, 0, 0, 64))


def test_no_opacity_paints_nothing():
    assert ink(on_white(box(10, 10, 40, 40, background=RED, opacity=0.0))) == 0


def test_nested_opacity():
    inner = box(10, 10, 40, 40, background=BLACK, opacity=0.5)
    image = on_white(box(0, 0, 100, 100, inner, opacity=0.5))
    assert near(image.getpixel((20, 20)), (191,) * 3)


def test_hidden_boxes_take_part_but_are_not_painted():
    child = box(20, 20, 10, 10, background=BLACK)
    assert ink(on_white(box(10, 10, 40, 40, child, background=BLACK, visibility="hidden"))) == 100


def at_middle(*children):
    return on_white(*children).getpixel((50, 50))


def cover(color, *children, **values):
    return box(0, 0, 100, 100, *children, background=color, **values)


def test_later_boxes_are_on_top():
    assert at_middle(cover(RED), cover(BLUE)) == (0, 0, 255)


def test_positioned_boxes_are_above_others():
    assert at_middle(cover(RED, position="relative"), cover(BLUE)) == (255, 0, 0)
    assert at_middle(cover(RED, position="relative"), cover(BLUE, position="absolute")) == (0, 0, 255)


def test_z_index():
    first = cover(RED, position="absolute", z_index=2)
    second = cover(BLUE, position="absolute", z_index=1)
    assert at_middle(first, second) == (255, 0, 0)


def test_a_negative_z_index_is_below_what_is_in_flow_and_above_the_ground():
    below = cover(RED, position="absolute", z_index=-1)
    assert at_middle(cover(BLUE), below) == (0, 0, 255)
    assert at_middle(below) == (255, 0, 0)
    assert at_middle(cover(BLUE, below)) == (0, 0, 255)
    assert at_middle(cover(BLUE, below, position="relative")) == (0, 0, 255)
    assert at_middle(cover(BLUE, below, position="relative", z_index=0)) == (255, 0, 0)


def test_a_z_index_counts_in_its_context():
    inner = cover(RED, position="absolute", z_index=99)
    context = cover(GREEN, inner, position="relative", z_index=1)
    assert at_middle(context, cover(BLUE, position="absolute", z_index=2)) == (0, 0, 255)
    no_context = cover(GREEN, inner, position="relative")
    assert at_middle(no_context, cover(BLUE, position="absolute", z_index=2)) == (255, 0, 0)


def test_text_is_above_the_backgrounds_of_its_blocks():
    block = box(0, 0, 100, 100, lines=[line(10.0, 50.0, "HHHH")])
    after = cover(WHITE)
    assert ink(on_white(block, after)) > 50


def test_fragments_of_an_inline_box():
    inline = box(
        10, 10, 60, 50, background=BLACK, display="inline", border_left_width=3.0, border_left_style="solid",
        border_left_color=RED, fragments=(Rect(40, 10, 30, 20), Rect(10, 40, 30, 20)),
    )  # fmt: skip
    image = on_white(box(0, 0, 100, 100, inline))
    assert image.getpixel((41, 15)) == (255, 0, 0)
    assert image.getpixel((11, 45)) == (0, 0, 0)  # the second has no start
    assert image.getpixel((20, 20)) == (255, 255, 255)


def test_boxes_outside_of_the_picture():
    far = box(-500, -500, 100, 100, background=BLACK, radius=20, border=(5.0, "dashed", RED))
    large = box(-5000, 40, 10_000, 10, background=BLACK)
    assert ink(on_white(far, large)) == 1000


def test_boxes_without_size():
    empty = box(10, 10, 0, 0, background=gradient(90.0, RED, BLUE), radius=5, overflow="hidden")
    flat = box(10, 10, 50, 0, border=(1.0, "solid", BLACK), border_top_width=0.0)
    on_white(empty, flat, box(10, 10, 1, 1, border=(5.0, "double", BLACK), radius=9))


sizes = st.integers(0, 40)
radii = st.tuples(st.floats(0, 25), st.floats(0, 25))


@given(sizes, sizes, st.tuples(radii, radii, radii, radii))
def test_pieces_cover_a_shape_once(width, height, corners):
    region = Region(3, 4, 3 + width, 4 + height)
    seen = set()
    for piece in rounded(region, Corners(*corners), region):
        assert piece.mask is None or piece.mask.size == (piece.region.width, piece.region.height)
        for y in range(piece.region.top, piece.region.bottom):
            for x in range(piece.region.left, piece.region.right):
                assert (x, y) not in seen
                seen.add((x, y))
    if width and height and max(max(pair) for pair in corners) * 2 < min(width, height):
        assert len(seen) == width * height


@given(sizes, sizes, st.tuples(*[st.integers(0, 8)] * 4), radii)
def test_rings_cover_a_pixel_once(width, height, edges, radius):
    seen = set()
    outer = Region(0, 0, width, height)
    for piece in ring(outer, Corners(radius, radius, radius, radius), Edges(*edges), outer):
        assert piece.mask is None or piece.mask.size == (piece.region.width, piece.region.height)
        for y in range(piece.region.top, piece.region.bottom):
            for x in range(piece.region.left, piece.region.right):
                assert (x, y) not in seen
                seen.add((x, y))


def test_the_same_boxes_give_the_same_pixels():
    def picture():
        return on_white(
            box(3, 3, 90, 90, background=gradient(33.0, RED, BLUE), radius=21, opacity=0.7)
        ).tobytes()

    assert picture() == picture()


def test_a_translucent_group_over_all_of_a_transparent_picture():
    """What is painted in a group may be opaque, and the picture is not."""
    edge = (2.0, "solid", BLUE)
    image = drawn(box(0, 0, 20, 20, box(0, 0, 20, 20, background=RED, border=edge, opacity=0.5)), 20, 20)
    assert image.mode == "RGBA"
    assert near(image.getpixel((10, 10)), (255, 0, 0, 128))
    assert near(image.getpixel((0, 0)), (0, 0, 255, 128))


@pytest.mark.parametrize("background", [RED, gradient(90, RED, BLUE)])
def test_what_covers_a_transparent_picture_makes_it_opaque(background):
    image = drawn(box(0, 0, 20, 20, box(0, 0, 20, 20, background=background)), 20, 20)
    assert image.mode == "RGB"


@pytest.mark.parametrize("inside", [{}, {"lines": (line(2, 30, "half"),)}])
def test_a_lone_piece_is_as_translucent_as_a_group(inside):
    """Whether opacity is put into the colours or into a group: what is seen is the same."""
    looks = {"opacity": 0.4, **inside} if inside else {"opacity": 0.4, "background": RED, "radius": 20}
    alone = on_white(box(5, 5, 60, 50, **looks))
    group = on_white(box(5, 5, 60, 50, box(0, 0, 1, 1, background=WHITE, position="relative"), **looks))
    assert ink(alone) > 20
    difference = ImageChops.difference(alone, group)
    assert max(high for _, high in difference.getextrema()) <= 2
