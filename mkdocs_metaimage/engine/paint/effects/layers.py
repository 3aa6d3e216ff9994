"""Boxes that are painted as a whole with a filter, a clip, a mask or a blend mode.

The order is that of Filter Effects 1, section 2, and of Compositing 1, section 3: first filters, then clips,
then masks, then opacity, and at last blending with what is below.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from ..flattening import flattened
from ..path import mask_of, whole_of
from ..premultiplied import masked
from ..regions import Piece, Region, part_of, relative
from .clipping import clip_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...boxes import PlacedBox
    from ...css.values.filters import Filter
    from ...pictures import Pictures
    from ..canvas import Canvas
    from ..matrix import Matrix
    from .filters import Axes

# From how far, in px, what is not in the picture may be blurred or moved into it.
_FARTHEST: Final = 512


def paint_with_effects(
    canvas: Canvas, box: PlacedBox, pictures: Pictures, isolated: bool, paint: Callable[[], None]
) -> None:
    """Paint a box as a whole.

    Args:
        canvas: Where to.
        box: The box.
        pictures: The pictures that masks name.
        isolated: Whether what blends in it blends only with what is in it too.
        paint: What paints the box, without its effects, on canvases of the same picture. For filters they are
            open as far as `reach_of` says.
    """
    style = box.style
    region = canvas.clip
    if region.empty:
        return
    mask = _mask(canvas, box, pictures, region)
    if mask is not None and not mask.getbbox():
        return
    if style.backdrop_filter:
        from .backdrop import paint_backdrop

        paint_backdrop(canvas, box, axes_of(canvas.matrix), mask)
    if isolated or style.filter or style.mix_blend_mode != "normal":
        _paint_group(canvas, box, region, mask, paint)
        return
    before = canvas.kept(region)
    paint()
    if mask is not None:
        canvas.restore(region, before, ImageChops.invert(mask))


def reach_of(filters: tuple[Filter, ...], matrix: Matrix | None) -> int:
    """How far outside of a region in device px there may be what filters bring into it."""
    if not filters:
        return 0
    from .filters import needed

    left, top, right, bottom = needed(Region(0, 0, 0, 0), filters, axes_of(matrix))
    return min(max(-left, -top, right, bottom), _FARTHEST)


def axes_of(matrix: Matrix | None) -> Axes:
    """Where the px of filters lead under a matrix."""
    from .filters import STRAIGHT, Axes

    return STRAIGHT if matrix is None else Axes((matrix.a, matrix.b), (matrix.c, matrix.d))


def _paint_group(
    canvas: Canvas,
    box: PlacedBox,
    region: Region,
    mask: Image.Image | None,
    paint: Callable[[], None],
) -> None:
    style = box.style
    whole = region.grown(reach_of(style.filter, canvas.matrix))
    picture = canvas.apart(whole, paint)
    touched = picture.getchannel("X").getbbox()
    if touched is None:
        return
    left, top, right, bottom = touched
    place = Region(left + whole.left, top + whole.top, right + whole.left, bottom + whole.top)
    picture = part_of(picture, place, whole)
    if style.filter:
        picture, place = _filtered(picture, place, style.filter, whole, canvas.matrix)
    seen = place.intersection(region)
    if seen.empty:
        return
    picture = part_of(picture, seen, place)
    if mask is not None:
        picture = masked(picture, part_of(mask, seen, region))
    if style.mix_blend_mode == "normal":
        # What is only isolated has been painted through the veil already.
        (canvas if style.filter else canvas.opened(0)).compose(seen, picture)
        return
    from .blending import composed

    blended = composed(style.mix_blend_mode, picture, canvas.kept(seen))
    canvas.restore(seen, blended, canvas.through(seen, None) or 255)


def _filtered(
    picture: Image.Image, place: Region, filters: tuple[Filter, ...], whole: Region, matrix: Matrix | None
) -> tuple[Image.Image, Region]:
    """A picture after filters, and where it is then, as far as it is in a region."""
    from .filters import filtered, grown

    axes = axes_of(matrix)
    grown_place = grown(place, filters, axes).intersection(whole)
    if grown_place != place:
        picture = picture.crop(relative(grown_place, place))  # what is outside is transparent
    return filtered(picture, filters, axes), grown_place


def clip_piece(canvas: Canvas, box: PlacedBox) -> Piece | None:
    """What the clip of a box leaves, in device px; None for nothing."""
    assert box.style.clip_path is not None
    outline, even_odd = clip_of(box, box.style.clip_path)
    path = flattened(outline, canvas.matrix, clip=canvas.clip)
    whole = whole_of(path)
    return mask_of(path, canvas.clip, even_odd=even_odd) if whole is None else Piece(whole)


def _mask(canvas: Canvas, box: PlacedBox, pictures: Pictures, region: Region) -> Image.Image | None:
    """What masks and opacity leave of a region, None for all of it."""
    style = box.style
    mask = None
    if style.mask_image:
        from .masking import layers_mask

        mask = layers_mask(canvas, box, pictures, region)
    if style.opacity < 1:
        flat = Image.new("L", (region.width, region.height), floor(style.opacity * 255 + 0.5))
        mask = flat if mask is None else ImageChops.multiply(mask, flat)
    return mask
