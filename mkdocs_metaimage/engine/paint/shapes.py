"""The shapes of boxes: rectangles with round corners, whole or as rings, as pieces to be painted."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image, ImageChops

from ..cache import BoundedCache
from .canvas import Piece, Region, relative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..boxes import Edges
    from ..css.style import Style
    from .canvas import Canvas
    from .flattening import Outline
    from .path import Path

# Rectangles that are longer or higher than this in px are drawn only where they are seen.
_LARGE = 4096


def _bytes_of(mask: Image.Image) -> int:
    return mask.width * mask.height


_corners: BoundedCache[tuple[int, float, float, Region, bool], Image.Image] = BoundedCache(
    4_000_000, _bytes_of
)
_masks: BoundedCache[tuple[object, ...], Image.Image] = BoundedCache(8_000_000, _bytes_of)


class Corners(NamedTuple):
    """The radii of a rectangle's corners, (horizontal, vertical) in px."""

    top_left: tuple[float, float] = (0.0, 0.0)
    top_right: tuple[float, float] = (0.0, 0.0)
    bottom_right: tuple[float, float] = (0.0, 0.0)
    bottom_left: tuple[float, float] = (0.0, 0.0)

    @property
    def round(self) -> bool:
        """Whether any corner is."""
        return any(x > 0 and y > 0 for x, y in self)

    def inset(self, edges: Edges) -> Corners:
        """The radii of the curve that runs inside of these edges (CSS Backgrounds 3, section 4.2)."""
        sides = (
            (edges.left, edges.top),
            (edges.right, edges.top),
            (edges.right, edges.bottom),
            (edges.left, edges.bottom),
        )
        return Corners(
            *((max(x - dx, 0.0), max(y - dy, 0.0)) for (x, y), (dx, dy) in zip(self, sides, strict=True))
        )

    def within(self, width: float, height: float) -> Corners:
        """The radii made smaller where neighbours would overlap in a rectangle of this size (section 4.5)."""
        tl, tr, br, bl = self
        sums = (
            (width, tl[0] + tr[0]),
            (width, bl[0] + br[0]),
            (height, tl[1] + bl[1]),
            (height, tr[1] + br[1]),
        )
        factor = min((side / total for side, total in sums if total > side), default=1.0)
        return Corners(*((x * factor, y * factor) for x, y in self))


#: The corners of most boxes.
SQUARE: Final = Corners()


def corners_of(style: Style, region: Region) -> Corners:
    """The radii of a border box, made smaller where neighbours would overlap (section 4.5)."""
    if not style.rounded:
        return SQUARE
    declared = (
        style.border_top_left_radius,
        style.border_top_right_radius,
        style.border_bottom_right_radius,
        style.border_bottom_left_radius,
    )
    width, height = region.width, region.height
    radii = [(max(x.resolve(width), 0.0), max(y.resolve(height), 0.0)) for x, y in declared]
    return fitting(radii, width, height)


def fitting(radii: Iterable[tuple[float, float]], width: float, height: float) -> Corners:
    """The radii of a rectangle of a size, from the top left corner's on, smaller where neighbours would overlap."""
    radii = [(x, y) if x and y else (0.0, 0.0) for x, y in radii]
    return Corners(*radii).within(width, height)


def covered(canvas: Canvas, region: Region, corners: Corners) -> list[Piece]:
    """The pieces in device px of a rectangle with rounded corners.

    Args:
        canvas: What they are painted on.
        region: The rectangle, in local px.
        corners: Its radii.
    """
    if canvas.matrix is None:
        return rounded(region, corners, canvas.clip)
    if region.empty:
        return []
    return _drawn_on(canvas, _path_of(canvas, region, corners))


def one_piece(canvas: Canvas, region: Region, corners: Corners) -> Piece | None:
    """What is seen of the same as a single piece, None for nothing."""
    if canvas.matrix is not None:
        pieces = covered(canvas, region, corners)
        return pieces[0] if pieces else None
    part = region.intersection(canvas.clip)
    if part.empty:
        return None
    return Piece(part, _whole(region.width, region.height, corners, relative(part, region)))


def ring_pieces(
    canvas: Canvas,
    outer: Region,
    corners: Corners,
    edges: Edges,
    *,
    exact: bool = False,
    stroked: bool = False,
    inner: Corners | None = None,
) -> list[Piece]:
    """The pieces in device px between a rounded rectangle and the one inside of its edges.

    Args:
        canvas: What they are painted on.
        outer: The rectangle, in local px.
        corners: Its radii.
        edges: How far inside the other one is.
        exact: Whether square ones that stay upright have their edges where they are, as lines have: Chromium
            has those of shapes at quarters of pixels.
        stroked: Whether its curves are those of a line between the two, which Chromium makes of fewer parts.
        inner: The radii of the inner one, where they are not the outer's less the edges.
    """
    inner = inner or corners.inset(edges)
    if canvas.matrix is None:
        return ring(outer, corners, edges, canvas.clip, stroked=stroked, inner=inner)
    hole = _path_of(canvas, outer.inset(edges), inner, stroked).reversed()
    exact = exact and not corners.round and canvas.matrix.keeps_axes
    return _drawn_on(canvas, _path_of(canvas, outer, corners, stroked).joined(hole), exact=exact)


def _path_of(canvas: Canvas, region: Region, corners: Corners, stroked: bool = False) -> Path:
    """A rectangle with rounded corners in device px."""
    from .path import Path

    if not corners.round:
        return Path.rectangle(*region).transformed(canvas.matrix)
    from .flattening import Outline, flattened

    return flattened(Outline.rounded(*region, corners), canvas.matrix, stroked=stroked)


def pieces_of(canvas: Canvas, path: Path) -> list[Piece]:
    """The pieces in device px of a shape in local px.

    Args:
        canvas: What they are painted on.
        path: The shape.
    """
    return _drawn_on(canvas, path.transformed(canvas.matrix))


def pieces_of_outline(canvas: Canvas, outline: Outline) -> list[Piece]:
    """The pieces in device px of a shape with curves in local px."""
    from .flattening import flattened

    return _drawn_on(canvas, flattened(outline, canvas.matrix, clip=canvas.clip))


def _drawn_on(canvas: Canvas, path: Path, *, exact: bool = False) -> list[Piece]:
    """The pieces of a shape in device px."""
    from .path import mask_of, whole_of

    whole = whole_of(path)
    if whole:
        return [Piece(whole.intersection(canvas.clip))]
    piece = mask_of(path, canvas.clip, exact=exact)
    return [piece] if piece else []


def placed(canvas: Canvas, piece: Piece) -> list[Piece]:
    """A piece in local px as pieces in device px: for a mask that cannot be drawn as a path."""
    matrix = canvas.matrix
    if matrix is None:
        return [piece]
    region, mask = piece
    if region.empty:
        return []
    if mask is None:
        return covered(canvas, region, Corners())
    from .resampling import resampled_mask

    found = resampled_mask(matrix, region, mask, canvas.clip)
    return [found] if found else []


def rounded(region: Region, corners: Corners, seen: Region) -> list[Piece]:
    """The pieces of a rectangle with rounded corners: masks at the corners, whole rectangles between.

    Args:
        region: The rectangle.
        corners: Its radii.
        seen: Where pieces are needed: a very large rectangle has none elsewhere.
    """
    if region.empty:
        return []
    if not corners.round:
        return [Piece(region)]
    if is_large(region):
        part = region.intersection(seen)
        if part.empty:
            return []
        return [Piece(part, _whole(region.width, region.height, corners, relative(part, region)))]
    tiles = [_corner(index, x, y, Region(0, 0, ceil(x), ceil(y))) for index, (x, y) in enumerate(corners)]
    sizes = [tile.size if tile else (0, 0) for tile in tiles]
    if _too_wide(region, sizes):
        return [Piece(region, _whole(region.width, region.height, corners, relative(region, region)))]
    left, top, right, bottom = region
    (tlw, tlh), (trw, trh), (brw, brh), (blw, blh) = sizes
    places = ((left, top), (right - trw, top), (right - brw, bottom - brh), (left, bottom - blh))
    pieces = [
        Piece(Region(x, y, x + tile.width, y + tile.height), tile)
        for (x, y), tile in zip(places, tiles, strict=True)
        if tile
    ]
    # Bands between the heights at which a corner begins or ends, each as wide as its corners leave it.
    edges = sorted({top, top + tlh, top + trh, bottom - brh, bottom - blh, bottom})
    for upper, lower in pairwise(edges):
        start = left + (tlw if upper < top + tlh else blw if lower > bottom - blh else 0)
        end = right - (trw if upper < top + trh else brw if lower > bottom - brh else 0)
        if start < end:
            pieces.append(Piece(Region(start, upper, end, lower)))
    return pieces


def ring(
    outer: Region,
    corners: Corners,
    edges: Edges,
    seen: Region,
    *,
    stroked: bool = False,
    inner: Corners | None = None,
) -> list[Piece]:
    """The pieces between a rounded rectangle and the one inside of its edges, where they are seen."""
    inner_corners = inner or corners.inset(edges)
    hole = outer.inset(edges)
    left, top, right, bottom = outer
    if not corners.round and not inner_corners.round:
        bands = (
            Region(left, top, right, hole.top),
            Region(left, hole.bottom, right, bottom),
            Region(left, hole.top, hole.left, hole.bottom),
            Region(hole.right, hole.top, right, hole.bottom),
        )
        return [Piece(band) for band in bands if not band.empty]
    gaps = ((hole.left - left, hole.top - top), (right - hole.right, hole.top - top),
            (right - hole.right, bottom - hole.bottom), (hole.left - left, bottom - hole.bottom))  # fmt: skip
    sizes = [
        (ceil(max(x, across + inner_x)), ceil(max(y, down + inner_y)))
        for (x, y), (inner_x, inner_y), (across, down) in zip(corners, inner_corners, gaps, strict=True)
    ]
    widths, heights = [width for width, _ in sizes], [height for _, height in sizes]
    start = left + max(widths[0], widths[3], hole.left - left)
    end = right - max(widths[1], widths[2], right - hole.right)
    upper = top + max(heights[0], heights[1], hole.top - top)
    lower = bottom - max(heights[2], heights[3], bottom - hole.bottom)
    part = outer.intersection(seen) if is_large(outer) else outer
    if part.empty:
        return []
    mask = _ring_mask(
        outer.width,
        outer.height,
        corners,
        inner_corners,
        relative(hole, outer),
        relative(part, outer),
        stroked,
    )
    if part != outer or start >= end or upper >= lower:
        return [Piece(part, mask)]
    whole = (
        Region(start, top, end, hole.top),
        Region(start, hole.bottom, end, bottom),
        Region(left, upper, hole.left, lower),
        Region(hole.right, upper, right, lower),
    )
    curved = (
        Region(left, top, start, upper),
        Region(end, top, right, upper),
        Region(end, lower, right, bottom),
        Region(left, lower, start, bottom),
    )
    return [Piece(band) for band in whole if not band.empty] + [
        Piece(region, mask.crop(relative(region, outer))) for region in curved
    ]


def _ring_mask(
    width: int,
    height: int,
    corners: Corners,
    inner_corners: Corners,
    inner: Region,
    part: Region,
    stroked: bool,
) -> Image.Image:
    """The mask of a part of a rounded rectangle of this size without the inner one."""
    key = (width, height, corners, inner_corners, inner, part, stroked)
    return _masks.get(key, lambda: _drawn_ring(*key))


def _drawn_ring(
    width: int,
    height: int,
    corners: Corners,
    inner_corners: Corners,
    inner: Region,
    part: Region,
    stroked: bool,
) -> Image.Image:
    if stroked and inner.left == 1 and part == Region(0, 0, width, height):
        from .hairline import hairline_mask

        return hairline_mask(width, height, corners)
    mask = _whole(width, height, corners, part, stroked)
    within = inner.intersection(part)
    if within.empty:
        return mask
    hole = Image.new("L", mask.size)
    hole.paste(
        _whole(inner.width, inner.height, inner_corners, relative(within, inner), stroked),
        relative(within, part),
    )
    return ImageChops.subtract(mask, hole)


def _too_wide(region: Region, sizes: list[tuple[int, int]]) -> bool:
    """Whether tiles of whole pixels overlap, as where two odd halves meet in the middle."""
    (tlw, tlh), (trw, trh), (brw, brh), (blw, blh) = sizes
    return max(tlw, blw) + max(trw, brw) > region.width or max(tlh, trh) + max(blh, brh) > region.height


def _whole(width: int, height: int, corners: Corners, part: Region, stroked: bool = False) -> Image.Image:
    """The mask of a part of a rounded rectangle of this size."""
    key = (width, height, corners, part, stroked)
    return _masks.get(key, lambda: _drawn_whole(*key))


def _drawn_whole(width: int, height: int, corners: Corners, part: Region, stroked: bool) -> Image.Image:
    mask = Image.new("L", (part.width, part.height), 255)
    for index, (radius_x, radius_y) in enumerate(corners):
        across, down = ceil(radius_x), ceil(radius_y)
        x = width - across if index in (1, 2) else 0
        y = height - down if index in (2, 3) else 0
        corner = Region(x, y, x + across, y + down)
        within = corner.intersection(part)
        tile = None if within.empty else _corner(index, radius_x, radius_y, relative(within, corner), stroked)
        if tile is not None:
            place = relative(within, part)
            mask.paste(ImageChops.darker(mask.crop(place), tile), place)
    return mask


def _corner(
    index: int, radius_x: float, radius_y: float, part: Region, stroked: bool = False
) -> Image.Image | None:
    """The mask of a part of a corner, counted clockwise from the top left one; None for a square corner."""
    if radius_x <= 0 or radius_y <= 0:
        return None
    key = (index, radius_x, radius_y, part, stroked)
    return _corners.get(key, lambda: _drawn_corner(*key))


def _drawn_corner(index: int, radius_x: float, radius_y: float, part: Region, stroked: bool) -> Image.Image:
    from .flattening import Outline, flattened
    from .path import mask_of

    mask = Image.new("L", (part.width, part.height))
    outline = Outline.corner(index, radius_x, radius_y, ceil(radius_x), ceil(radius_y))
    piece = mask_of(flattened(outline, None, stroked=stroked), part)
    if piece is not None:
        mask.paste(255 if piece.mask is None else piece.mask, relative(piece.region, part))
    return mask


def is_large(region: Region) -> bool:
    """Whether a rectangle is too large to be drawn where it is not seen."""
    return max(region.width, region.height) > _LARGE
