"""Matrices: what composes, inverts and bounds as the rules of affine maps say."""

from math import isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.boxes import Rect
from mkdocs_metaimage.engine.paint.matrix import Matrix
from mkdocs_metaimage.engine.paint.regions import Region

numbers = st.floats(-20, 20, allow_nan=False)
matrices = st.builds(Matrix, *[numbers] * 6)
points = st.tuples(numbers, numbers)


def near(found: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(isclose(a, b, rel_tol=1e-6, abs_tol=1e-4) for a, b in zip(found, wanted, strict=True))


@given(matrices, matrices, points)
def test_composing_is_doing_one_after_the_other(
    outer: Matrix, inner: Matrix, point: tuple[float, float]
) -> None:
    assert near(outer.compose(inner).apply(*point), outer.apply(*inner.apply(*point)))


@given(matrices, points)
def test_the_inverse_leads_back(matrix: Matrix, point: tuple[float, float]) -> None:
    assume(abs(matrix.determinant) > 0.01)
    assert matrix.inverse is not None
    assert near(matrix.inverse.apply(*matrix.apply(*point)), point)


@given(matrices, points)
def test_a_matrix_about_a_point_leaves_it_where_translations_do(
    matrix: Matrix, point: tuple[float, float]
) -> None:
    moved = matrix.about(*point).apply(*point)
    assert near(moved, (point[0] + matrix.e, point[1] + matrix.f))


@given(matrices, st.floats(0, 1), st.floats(0, 1))
def test_bounds_hold_every_point(matrix: Matrix, across: float, down: float) -> None:
    x, y = matrix.apply(3 + 10 * across, -5 + 7 * down)
    left, top, width, height = matrix.bounds(Rect(3, -5, 10, 7))
    assert left - 1e-6 <= x <= left + width + 1e-6
    assert top - 1e-6 <= y <= top + height + 1e-6


@given(matrices, st.floats(0, 360))
def test_no_length_grows_by_more_than_the_scale(matrix: Matrix, angle: float) -> None:
    turned = Matrix.rotation(angle).apply(1, 0)
    x, y = matrix._replace(e=0.0, f=0.0).apply(*turned)
    assert (x * x + y * y) ** 0.5 <= matrix.scale + 1e-6


def test_right_angles_are_exact() -> None:
    assert Matrix.rotation(90) == (0, 1, -1, 0, 0, 0)
    assert Matrix.rotation(-90).region(Region(0, 0, 10, 4)) == (0, -10, 4, 0)


def test_a_flat_matrix_has_no_inverse() -> None:
    assert Matrix.scaling(0, 1).inverse is None
    assert Matrix.skewing(45, 45).inverse is None


@pytest.mark.parametrize(
    ("matrix", "whole", "upright"),
    [
        (Matrix(), True, True),
        (Matrix.translation(3, -2), True, True),
        (Matrix.translation(3, -2.5), False, True),
        (Matrix.rotation(90), False, True),
        (Matrix.rotation(360), True, True),
        (Matrix.scaling(-1, 1), False, True),
        (Matrix.rotation(1), False, False),
        (Matrix.skewing(1, 0), False, False),
    ],
)
def test_what_a_matrix_keeps(matrix: Matrix, whole: bool, upright: bool) -> None:
    assert (matrix.is_whole_translation, matrix.keeps_axes) == (whole, upright)


def test_what_lies_beyond_all_pictures_is_bounded() -> None:
    assert Matrix.scaling(1e30, 1e30).region(Region(-1, -1, 1, 1)).width <= 2e7
