"""Paths: their masks cover what the shapes do, to a hundredth of a pixel."""

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from mkdocs_metaimage.engine.paint.flattening import Outline, flattened
from mkdocs_metaimage.engine.paint.matrix import Matrix
from mkdocs_metaimage.engine.paint.path import Path, mask_of, whole_of
from mkdocs_metaimage.engine.paint.regions import Piece, Region, relative
from mkdocs_metaimage.engine.paint.shapes.corners import Corners
from mkdocs_metaimage.engine.paint.shapes.tiles import rounded

CLIP = Region(0, 0, 400, 300)


def area(piece: Piece | None) -> float:
    """How many pixels a mask covers."""
    if piece is None:
        return 0.0
    return sum(piece.mask.tobytes()) / 255 if piece.mask else piece.region.width * piece.region.height


places = st.floats(-50, 350).map(lambda number: round(number, 3))


@given(places, places, places, places)
def test_a_rectangle_covers_its_area_in_the_clip(x0: float, y0: float, x1: float, y1: float) -> None:
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    wide = max(min(right, 400) - max(left, 0), 0)
    high = max(min(bottom, 300) - max(top, 0), 0)
    # Each pixel of an edge is rounded to one of 256 values.
    assert area(mask_of(Path.rectangle(left, top, right, bottom), CLIP)) == pytest.approx(wide * high, abs=3)


@settings(max_examples=30)
@given(st.floats(-180, 180), st.floats(0.3, 2.0))
def test_a_turned_rectangle_keeps_its_area(angle: float, factor: float) -> None:
    matrix = Matrix.rotation(angle).compose(Matrix.scaling(factor, factor)).about(200, 150)
    path = Path.rectangle(160, 120, 240, 180).transformed(matrix)
    # Corners go to quarters of a row.
    assert area(mask_of(path, CLIP)) == pytest.approx(4800 * factor**2, rel=0.01, abs=12)


@settings(max_examples=30)
@given(st.floats(20, 380), st.floats(20, 280), st.floats(1, 90), st.floats(1, 90))
def test_an_ellipse_in_parts_is_the_whole(x: float, y: float, across: float, down: float) -> None:
    path = Path.ellipse(x, y, across, down)
    parts = [Region(0, 0, 150, 300), Region(150, 0, 400, 111), Region(150, 111, 400, 300)]
    assert sum(area(mask_of(path, part)) for part in parts) == pytest.approx(area(mask_of(path, CLIP)), abs=2)


def test_a_circle_is_round() -> None:
    piece = mask_of(Path.ellipse(200, 150, 100, 100), CLIP)
    assert area(piece) == pytest.approx(pi * 100**2, rel=0.002)
    assert piece is not None
    assert piece.region == (100, 50, 300, 250)


def test_rounded_rectangles_look_as_they_do_without_a_path() -> None:
    corners = Corners((20.0, 20.0), (30.0, 10.0), (40.0, 40.0), (0.0, 0.0))
    region = Region(10, 10, 200, 150)
    piece = mask_of(flattened(Outline.rounded(*region, corners), None), CLIP)
    assert piece is not None
    assert piece.mask is not None
    plain = piece.mask.copy()
    for part, mask in rounded(region, corners, CLIP):
        plain.paste(mask or 255, relative(part, region))
    low, high = ImageChops.difference(plain, piece.mask).getextrema()
    assert (low, high <= 2) == (0, True)
    assert sum(plain.tobytes()) == pytest.approx(sum(piece.mask.tobytes()), rel=0.001)


def test_holes_turn_the_other_way() -> None:
    outer, inner = Path.rectangle(10, 10, 110, 110), Path.rectangle(30, 30, 60, 60)
    assert area(mask_of(outer.joined(inner), CLIP)) == 10_000
    assert area(mask_of(outer.joined(inner.reversed()), CLIP)) == 9_100


def test_stars_have_a_hole_by_the_even_odd_rule_alone() -> None:
    points = [(200 + 100 * sin(turn * 4 * pi / 5), 150 - 100 * cos(turn * 4 * pi / 5)) for turn in range(5)]
    star = Path.polygon(points)
    # The pentagon in the middle, whose corners are 1 / phi² as far from there.
    pentagon = 2.5 * sin(2 * pi / 5) * (100 * 0.381966) ** 2
    filled, empty = area(mask_of(star, CLIP)), area(mask_of(star, CLIP, even_odd=True))
    assert filled - empty == pytest.approx(pentagon, rel=0.02)


@pytest.mark.parametrize(
    "path",
    [
        Path(),
        Path.polygon([(1, 1), (5, 5)]),
        Path.rectangle(5, 5, 5, 50),
        Path.rectangle(-50, 5, -10, 50),
        Path.ellipse(50, 50, 0, 20),
    ],
)
def test_what_has_no_area_has_no_mask(path: Path) -> None:
    assert mask_of(path, CLIP) is None


def test_shapes_without_end_are_cut_at_the_clip() -> None:
    piece = mask_of(Path.rectangle(-1e9, -1e9, 1e9, 1e9).transformed(Matrix.rotation(30)), CLIP)
    assert piece is not None
    assert area(piece) == 400 * 300


def test_many_points_are_drawn_in_several_steps() -> None:
    points = [(200 + 100 * cos(turn * pi / 500), 150 + 100 * sin(turn * pi / 500)) for turn in range(1000)]
    assert area(mask_of(Path.polygon(points), CLIP)) == pytest.approx(pi * 100**2, rel=0.002)


def test_whole_rectangles_need_no_mask() -> None:
    square = Path.rectangle(1, 2, 3, 4)
    assert whole_of(square.transformed(Matrix.rotation(90))) == (-4, 1, -2, 3)
    assert whole_of(square.transformed(Matrix.translation(0.5, 0))) is None
    assert whole_of(square.transformed(Matrix.rotation(45))) is None
    assert whole_of(Path.ellipse(5, 5, 5, 5)) is None
