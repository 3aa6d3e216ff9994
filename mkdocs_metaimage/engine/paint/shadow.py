"""The shadows of boxes (CSS Backgrounds 3, section 6.1): outer ones, and those that fall into the box."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image, ImageChops

from ..boxes import Edges
from ..cache import BoundedCache
from .blur import blurred_mask, reach
from .ink import faded, ink_of, opacity_of
from .regions import Piece, Region, around, core, relative
from .shapes import covered
from .shapes.corners import Corners
from .shapes.tiles import rounded

if TYPE_CHECKING:
    from ..css.color import Color
    from ..css.style import Style
    from ..css.values.shadows import BoxShadow
    from .canvas import Canvas

_BOTH: Final = (True, True)
# What wider blurs do not show any more in a picture, in px.
_MOST_BLUR: Final = 400.0
# Shapes of more pixels are drawn only where they are seen.
_MOST_PIXELS: Final = 4_000_000
# No shape grows by more px.
_MOST_SPREAD: Final = 20_000.0


class _Shape(NamedTuple):
    """A blurred rectangle with round corners.

    Attributes:
        width: The width of the rectangle.
        height: Its height.
        corners: Its radii.
        sigma: The standard deviation of the blur.
        alone: Whether it is a rectangle and not a hole in one. Large ones without round corners Chromium
            blurs by a formula.
    """

    width: int
    height: int
    corners: Corners
    sigma: float
    alone: bool


class _Cut(NamedTuple):
    """A part of a shadow as it is seen: around a box, or within one.

    Attributes:
        part: The part.
        form: The shape that is blurred.
        place: Where that is.
        box: The box, with its radii.
        grain: How large the pixels of its mask are to be, None for those of the picture.
    """

    part: Region
    form: _Shape
    place: Region
    box: tuple[Region, Corners]
    grain: tuple[float, float] | None


def _bytes_of(mask: Image.Image) -> int:
    return mask.width * mask.height


_blurred: BoundedCache[_Shape, Image.Image] = BoundedCache(8_000_000, _bytes_of)
_cuts: BoundedCache[_Cut, Image.Image] = BoundedCache(4_000_000, _bytes_of)


def paint_outer_shadows(
    canvas: Canvas, style: Style, border_box: Region, corners: Corners, sides: tuple[bool, bool] = _BOTH
) -> None:
    """Paint the shadows of a box around it, not under it.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: The box that throws them.
        corners: Its radii.
        sides: Whether its left and its right edge are its own: where it goes on in another line, the shadow
            is cut off (CSS Fragmentation 3, section 5.4).
    """
    canvas = _between(canvas, border_box, sides)
    hole, hole_corners = border_box, corners
    if corners.round and style.background_color.alpha == 1:
        # Else what is behind would shine through between the two smooth edges.
        hole, hole_corners = border_box.inset(_ONE), corners.inset(_ONE)
    for shadow in reversed(style.box_shadow):
        shape, shape_corners = spread(border_box, corners, shadow.spread)
        if shadow.inset or shape.empty:
            continue
        thrown = _moved(shape, shadow)
        sigma = min(shadow.blur, _MOST_BLUR) / 2
        area = thrown.inset(_all(-reach(sigma))).intersection(canvas.seen)
        form = _Shape(thrown.width, thrown.height, shape_corners, sigma, alone=True)
        for part in _parts(canvas, area, core(hole, hole_corners)):
            cut = _Cut(part, form, thrown, (hole, hole_corners), _grain(canvas, part, form))
            _paint(canvas, cut, shadow.color)


def paint_inset_shadows(
    canvas: Canvas, style: Style, padding_box: Region, corners: Corners, sides: tuple[bool, bool] = _BOTH
) -> None:
    """Paint the shadows that fall into a box, over its background.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        padding_box: What is inside of the borders.
        corners: Its radii.
        sides: Whether its left and its right edge are its own: there is no shadow at the others.
    """
    area = padding_box.intersection(canvas.seen)
    for shadow in reversed(style.box_shadow):
        if not shadow.inset or area.empty:
            continue
        shape, shape_corners = spread(padding_box, corners, -shadow.spread)
        if shape.empty:
            canvas.fill(covered(canvas, padding_box, corners), shadow.color)
            continue
        hole = _opened(_moved(shape, shadow), padding_box, sides)
        sigma = min(shadow.blur, _MOST_BLUR) / 2
        form = _Shape(hole.width, hole.height, shape_corners, sigma, alone=False)
        for part in _parts(canvas, area, core(hole, shape_corners).inset(_all(reach(sigma)))):
            cut = _Cut(part, form, hole, (padding_box, corners), _grain(canvas, part, form))
            _paint(canvas, cut, shadow.color)


def spread(region: Region, corners: Corners, by: float) -> tuple[Region, Corners]:
    """A shape made larger by so many px to all sides, or smaller.

    Radii grow with it, those near 0 less, so that a corner that is hardly round does not become so; but those
    of a box that is round all along its side do (CSS Borders 4, section 4.2.1).
    """
    by = max(-_MOST_SPREAD, min(by, _MOST_SPREAD))
    edges = _all(-floor(by + 0.5))
    larger = region.inset(edges)
    if not corners.round:
        return larger, corners
    if by <= 0:
        return larger, corners.inset(edges)
    radii = []
    for x, y in corners:
        coverage = min(2 * min(x / region.width, y / region.height), 1.0)
        radii.append((_grown(x, by, coverage), _grown(y, by, coverage)))
    return larger, Corners(*radii).within(larger.width, larger.height)


def _grown(radius: float, by: float, coverage: float) -> float:
    if radius <= 0:
        return 0.0
    share = min(radius / by, 1.0)
    return radius + by * (1 - (1 - share) ** 3 * (1 - coverage**3))


# --- Masks


def _outer_mask(cut: _Cut) -> Image.Image:
    """The mask of a part of a shadow that lies around a box."""
    part, form, thrown, hole, grain = cut
    if grain is not None:
        from .large_shadow import shape_mask

        box = shape_mask(*hole, part, grain)
        return ImageChops.subtract(shape_mask(thrown, form.corners, part, grain, form.sigma), box)
    mask = _part(form, relative(part, thrown))
    _cut_out(mask, part, rounded(*hole, part))
    return mask


def _inner_mask(cut: _Cut) -> Image.Image:
    """The mask of a part of a shadow that falls into a box."""
    part, form, hole, box, grain = cut
    if grain is not None:
        from .large_shadow import shape_mask

        return ImageChops.subtract(
            shape_mask(*box, part, grain), shape_mask(hole, form.corners, part, grain, form.sigma)
        )
    mask = ImageChops.invert(_part(form, relative(part, hole)))
    return ImageChops.multiply(mask, _covered(rounded(*box, part), part)) if box[1].round else mask


def _grain(canvas: Canvas, part: Region, form: _Shape) -> tuple[float, float] | None:
    """How large the pixels of a mask are to be."""
    if canvas.matrix is None:
        return None
    from .grain import grain_of

    return grain_of(canvas.matrix, part.grown(reach(form.sigma)))


def _part(form: _Shape, part: Region) -> Image.Image:
    """The mask of a part of a blurred shape, the rectangle's corner being at 0, 0."""
    margin = reach(form.sigma)
    left, right = _ends(margin, form.corners.top_left[0], form.corners.bottom_left[0],
                        form.corners.top_right[0], form.corners.bottom_right[0])  # fmt: skip
    top, bottom = _ends(margin, form.corners.top_left[1], form.corners.top_right[1],
                        form.corners.bottom_left[1], form.corners.bottom_right[1])  # fmt: skip
    # A smaller one that is the same at its corners: between them there is no change.
    small = form._replace(
        alone=form.alone and _is_wide(form),
        width=min(form.width, left + right + 1 - 2 * margin),
        height=min(form.height, top + bottom + 1 - 2 * margin),
    )
    if (small.width + 2 * margin) * (small.height + 2 * margin) > _MOST_PIXELS:
        return _drawn_part(form, part)
    mask = _blurred.get(small, lambda: _drawn(small))
    place = Region(part.left + margin, part.top + margin, part.right + margin, part.bottom + margin)
    if mask.width < form.width + 2 * margin:
        mask = _stretched(mask, left, form.width - small.width + 1, place.left, place.right)
        place = place._replace(left=0, right=part.width)
    if mask.height < form.height + 2 * margin:
        turned = mask.transpose(Image.Transpose.TRANSPOSE)
        turned = _stretched(turned, top, form.height - small.height + 1, place.top, place.bottom)
        mask = turned.transpose(Image.Transpose.TRANSPOSE)
        place = place._replace(top=0, bottom=part.height)
    return mask.crop(place)


def _ends(margin: int, *radii: float) -> tuple[int, int]:
    """How much of a blurred shape is another at either end of one direction than in its middle."""
    first, last = ceil(max(radii[:2])), ceil(max(radii[2:]))
    return 2 * margin + first, 2 * margin + last


def _stretched(mask: Image.Image, before: int, middle: int, start: int, end: int) -> Image.Image:
    """The columns from start to end of a mask whose column after the first ones comes many times over."""
    found = Image.new("L", (max(end - start, 0), mask.height))
    low, high = max(before, start), min(before + middle, end)
    if low < high:
        column = mask.crop((before, 0, before + 1, mask.height))
        found.paste(column.resize((high - low, mask.height), Image.Resampling.NEAREST), (low - start, 0))
    if start < before:
        found.paste(mask.crop((start, 0, min(before, end), mask.height)), (0, 0))
    after = max(start, before + middle)
    if after < end:
        shift = middle - 1
        found.paste(mask.crop((after - shift, 0, end - shift, mask.height)), (after - start, 0))
    return found


def _drawn(form: _Shape) -> Image.Image:
    """The whole mask of a blurred shape, with what the blur reaches around it."""
    margin = reach(form.sigma)
    size = (form.width + 2 * margin, form.height + 2 * margin)
    if form.alone and form.sigma:
        across = _profile(form.width, form.sigma, margin).resize(size, Image.Resampling.NEAREST)
        down = _profile(form.height, form.sigma, margin).transpose(Image.Transpose.ROTATE_270)
        return ImageChops.multiply(across, down.resize(size, Image.Resampling.NEAREST))
    place = Region(margin, margin, margin + form.width, margin + form.height)
    mask = _covered(rounded(place, form.corners, place), Region(0, 0, *size))
    return blurred_mask(mask, form.sigma) if form.sigma else mask


def _drawn_part(form: _Shape, part: Region) -> Image.Image:
    """A part of the mask of a blurred shape, which is too large to be drawn as a whole."""
    margin = reach(form.sigma)
    window = part.grown(margin)
    shape = Region(0, 0, form.width, form.height)
    mask = _covered(rounded(shape, form.corners, window), window)
    return blurred_mask(mask, form.sigma).crop(relative(part, window))


def _is_wide(form: _Shape) -> bool:
    """Whether blurs of opposite edges of a rectangle do not meet: Chromium knows each by a formula then."""
    if form.corners.round:
        return False
    least = 2 * (ceil(6 * form.sigma) // 2) + 3
    return min(form.width, form.height) >= least


def _profile(length: int, sigma: float, margin: int) -> Image.Image:
    """A blurred line, one row: what three boxes of twice the standard deviation leave of it."""
    row = bytes(
        ceil(255 * (_edge((x - margin + 0.5) / sigma) - _edge((x - margin - length + 0.5) / sigma)))
        for x in range(length + 2 * margin)
    )
    return Image.frombytes("L", (len(row), 1), row)


def _edge(place: float) -> float:
    """How much there is at a place, in standard deviations behind an edge: parabolas that meet."""
    place /= 2
    if abs(place) >= 1.5:
        return float(place > 0)
    if abs(place) <= 0.5:
        return 0.5 + 0.75 * place - place**3 / 3
    rest = (1.5 - abs(place)) ** 3 / 6
    return 1 - rest if place > 0 else rest


# --- Regions


def _all(width: float) -> Edges:
    return Edges(width, width, width, width)


_ONE: Final = _all(1.0)


def _moved(region: Region, shadow: BoxShadow) -> Region:
    x, y = floor(shadow.x + 0.5), floor(shadow.y + 0.5)
    return Region(region.left + x, region.top + y, region.right + x, region.bottom + y)


def _paint(canvas: Canvas, cut: _Cut, color: Color) -> None:
    """Paint a part of a shadow, whose place is in local px."""
    mask = _cuts.get(cut, lambda: _outer_mask(cut) if cut.form.alone else _inner_mask(cut))
    if canvas.matrix is None:
        canvas.fill([Piece(cut.part, mask)], color)
        return
    ink = Image.new("RGB", mask.size, ink_of(color)[:3])
    canvas.draw(cut.part, ink, faded(mask, opacity_of(color)), [Piece(canvas.clip)])


def _between(canvas: Canvas, box: Region, sides: tuple[bool, bool]) -> Canvas:
    """The canvas, cut off at the edges of a box that are not its own."""
    if all(sides):
        return canvas
    seen = canvas.seen
    left, right = seen.left if sides[0] else box.left, seen.right if sides[1] else box.right
    return canvas.clipped(seen._replace(left=left, right=right))


def _opened(hole: Region, box: Region, sides: tuple[bool, bool]) -> Region:
    """A hole that goes on beyond the edges of a box that are not its own."""
    left = hole.left if sides[0] else min(hole.left, box.left) - box.width
    right = hole.right if sides[1] else max(hole.right, box.right) + box.width
    return hole._replace(left=left, right=right)


def _parts(canvas: Canvas, area: Region, hole: Region) -> list[Region]:
    """The parts of an area that are not in a hole; one under a matrix, where parts side by side show."""
    if canvas.matrix is not None:
        return [] if area.empty else [area]
    return around(area, hole)


def _cut_out(mask: Image.Image, part: Region, pieces: list[Piece]) -> None:
    """Take a shape out of a mask of a part of the picture."""
    for region, cover in pieces:
        seen = region.intersection(part)
        if seen.empty:
            continue
        place = relative(seen, part)
        mask.paste(0, place, None if cover is None else cover.crop(relative(seen, region)))


def _covered(pieces: list[Piece], part: Region) -> Image.Image:
    """The mask of a shape in a part of the picture."""
    mask = Image.new("L", (part.width, part.height))
    for region, cover in pieces:
        seen = region.intersection(part)
        if not seen.empty:
            found = 255 if cover is None else cover.crop(relative(seen, region))
            mask.paste(found, relative(seen, part))
    return mask
