"""The picture being painted, and the shapes that are painted on it.

The picture is premultiplied. Its mode is RGBX although the fourth channel is alpha, since Pillow blends all
four channels of that mode alike: `paste(colour, mask)` is then exactly CSS' source-over.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops

from ..cache import BoundedCache

if TYPE_CHECKING:
    from ..boxes import Edges, Rect
    from ..css.color import Color
    from ..css.style import Style

# Rectangles that are longer or higher than this in px are drawn only where they are seen.
_LARGE = 4096
# How many lines a pixel of a corner is cut into; along the line its coverage is exact.
_SUBLINES = 16


def _bytes_of(mask: Image.Image) -> int:
    return mask.width * mask.height


_corners: BoundedCache[tuple[int, float, float, Region], Image.Image] = BoundedCache(4_000_000, _bytes_of)
_masks: BoundedCache[tuple[object, ...], Image.Image] = BoundedCache(8_000_000, _bytes_of)


class Region(NamedTuple):
    """A rectangle of whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Its width in px."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Its height in px."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.left >= self.right or self.top >= self.bottom

    def intersection(self, other: Region) -> Region:
        """The pixels in both."""
        return Region(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def union(self, other: Region) -> Region:
        """The smallest rectangle around both."""
        return Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def inset(self, edges: Edges) -> Region:
        """The rectangle inside of these edges, empty at the least."""
        left, top = self.left + floor(edges.left + 0.5), self.top + floor(edges.top + 0.5)
        right = max(self.right - floor(edges.right + 0.5), left)
        return Region(left, top, right, max(self.bottom - floor(edges.bottom + 0.5), top))


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


class Piece(NamedTuple):
    """A part of a shape: a rectangle that is covered wholly, or as its mask says."""

    region: Region
    mask: Image.Image | None = None


class Canvas:
    """A picture and the part of it that may be painted.

    Attributes:
        image: The picture, premultiplied.
        clip: Where painting has an effect.
    """

    def __init__(self, image: Image.Image, clip: Region) -> None:
        self.image = image
        self.clip = clip

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A transparent picture."""
        return cls(Image.new("RGBX", (width, height), (0, 0, 0, 0)), Region(0, 0, width, height))

    def clipped(self, region: Region) -> Canvas:
        """The same picture, to be painted only inside of the region too."""
        return Canvas(self.image, self.clip.intersection(region))

    def fill(self, pieces: list[Piece], color: Color) -> None:
        """Fill a shape with one colour."""
        alpha = opacity_of(color)
        if not alpha:
            return
        ink = ink_of(color)
        for region, mask in pieces:
            if mask is not None:
                self.stamp(region, ink, faded(mask, alpha))
            elif not (seen := region.intersection(self.clip)).empty:
                veil = None if alpha == 255 else Image.new("L", (seen.width, seen.height), alpha)
                self.stamp(seen, ink, veil)

    def stamp(self, region: Region, ink: tuple[int, int, int, int], mask: Image.Image | None) -> None:
        """Paint one ink through a mask of the region's size, or all over the region."""
        seen = region.intersection(self.clip)
        if seen.empty:
            return
        if mask is None:
            self.image.paste(ink, seen)
            return
        if seen != region:
            mask = mask.crop(relative(seen, region))
        self.image.paste(ink, seen, mask)

    def draw(
        self, region: Region, picture: Image.Image, alpha: Image.Image | None, pieces: list[Piece]
    ) -> None:
        """Paint a picture where a shape covers it.

        Args:
            region: Where the picture is, as large as it is.
            picture: RGBX, not premultiplied, its fourth channel 255 everywhere.
            alpha: Its alpha channel, None for an opaque picture.
            pieces: The shape.
        """
        for piece in pieces:
            seen = piece.region.intersection(self.clip).intersection(region)
            if seen.empty:
                continue
            part = picture if seen == region else picture.crop(relative(seen, region))
            mask = piece.mask
            if mask is not None and seen != piece.region:
                mask = mask.crop(relative(seen, piece.region))
            if alpha is not None:
                own = alpha if seen == region else alpha.crop(relative(seen, region))
                mask = own if mask is None else ImageChops.multiply(own, mask)
            self.image.paste(part, seen, mask)

    def kept(self, region: Region) -> Image.Image:
        """A copy of a part of the picture, to `restore` later."""
        return self.image.crop(region)

    def restore(self, region: Region, kept: Image.Image, mask: Image.Image | int) -> None:
        """Bring a part back to what it was: wholly where the mask is 255, by half where it is 128.

        What has been painted since then shows as if it had been one picture, painted through the inverse
        of the mask; so a group needs no layer of its own.
        """
        if isinstance(mask, int):
            mask = Image.new("L", kept.size, mask)
        self.image.paste(kept, region, mask)

    def finished(self) -> Image.Image:
        """The picture as RGB where it is opaque, else as RGBA."""
        # Comparing bytes is three times as quick as looking for the extrema.
        if self.image.getchannel("X").tobytes() == b"\xff" * (self.image.width * self.image.height):
            return self.image.convert("RGB")
        return Image.frombytes("RGBa", self.image.size, self.image.tobytes()).convert("RGBA")


def ink_of(color: Color) -> tuple[int, int, int, int]:
    """The colour as the opaque ink that masks are painted with."""
    return floor(color.red + 0.5), floor(color.green + 0.5), floor(color.blue + 0.5), 255


def opacity_of(color: Color) -> int:
    """The alpha of a colour, 0 to 255."""
    return floor(color.alpha * 255 + 0.5)


def faded(mask: Image.Image, alpha: int) -> Image.Image:
    """The mask times an alpha of 0 to 255."""
    return mask if alpha == 255 else mask.point(_fading(alpha))


@lru_cache(maxsize=256)
def _fading(alpha: int) -> list[int]:
    return [(value * alpha + 127) // 255 for value in range(256)]


def snapped(rect: Rect) -> Region:
    """The whole pixels that a box covers: its edges rounded, as browsers do."""
    return Region(
        floor(rect.x + 0.5),
        floor(rect.y + 0.5),
        floor(rect.x + rect.width + 0.5),
        floor(rect.y + rect.height + 0.5),
    )


def corners_of(style: Style, region: Region) -> Corners:
    """The radii of a border box, made smaller where neighbours would overlap (section 4.5)."""
    declared = (
        style.border_top_left_radius,
        style.border_top_right_radius,
        style.border_bottom_right_radius,
        style.border_bottom_left_radius,
    )
    width, height = region.width, region.height
    radii = [(max(x.resolve(width), 0.0), max(y.resolve(height), 0.0)) for x, y in declared]
    radii = [(x, y) if x and y else (0.0, 0.0) for x, y in radii]
    (tl, tr, br, bl) = radii
    sums = (
        (width, tl[0] + tr[0]),
        (width, bl[0] + br[0]),
        (height, tl[1] + bl[1]),
        (height, tr[1] + br[1]),
    )
    factor = min((side / total for side, total in sums if total > side), default=1.0)
    return Corners(*((x * factor, y * factor) for x, y in radii))


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


def ring(outer: Region, corners: Corners, edges: Edges, seen: Region) -> list[Piece]:
    """The pieces between a rounded rectangle and the one inside of its edges, where they are seen."""
    inner, inner_corners = outer.inset(edges), corners.inset(edges)
    left, top, right, bottom = outer
    if not corners.round:
        bands = (
            Region(left, top, right, inner.top),
            Region(left, inner.bottom, right, bottom),
            Region(left, inner.top, inner.left, inner.bottom),
            Region(inner.right, inner.top, right, inner.bottom),
        )
        return [Piece(band) for band in bands if not band.empty]
    widths = [ceil(x) for x, _ in corners]
    heights = [ceil(y) for _, y in corners]
    start = left + max(widths[0], widths[3], inner.left - left)
    end = right - max(widths[1], widths[2], right - inner.right)
    upper = top + max(heights[0], heights[1], inner.top - top)
    lower = bottom - max(heights[2], heights[3], bottom - inner.bottom)
    part = outer.intersection(seen) if is_large(outer) else outer
    if part.empty:
        return []
    mask = _ring_mask(
        outer.width, outer.height, corners, inner_corners, relative(inner, outer), relative(part, outer)
    )
    if part != outer or start >= end or upper >= lower:
        return [Piece(part, mask)]
    whole = (
        Region(start, top, end, inner.top),
        Region(start, inner.bottom, end, bottom),
        Region(left, upper, inner.left, lower),
        Region(inner.right, upper, right, lower),
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
    width: int, height: int, corners: Corners, inner_corners: Corners, inner: Region, part: Region
) -> Image.Image:
    """The mask of a part of a rounded rectangle of this size without the inner one."""
    key = (width, height, corners, inner_corners, inner, part)
    return _masks.get(key, lambda: _drawn_ring(*key))


def _drawn_ring(
    width: int, height: int, corners: Corners, inner_corners: Corners, inner: Region, part: Region
) -> Image.Image:
    mask = _whole(width, height, corners, part)
    within = inner.intersection(part)
    if within.empty:
        return mask
    hole = Image.new("L", mask.size)
    hole.paste(
        _whole(inner.width, inner.height, inner_corners, relative(within, inner)), relative(within, part)
    )
    return ImageChops.subtract(mask, hole)


def _too_wide(region: Region, sizes: list[tuple[int, int]]) -> bool:
    """Whether tiles of whole pixels overlap, as where two odd halves meet in the middle."""
    (tlw, tlh), (trw, trh), (brw, brh), (blw, blh) = sizes
    return max(tlw, blw) + max(trw, brw) > region.width or max(tlh, trh) + max(blh, brh) > region.height


def _whole(width: int, height: int, corners: Corners, part: Region) -> Image.Image:
    """The mask of a part of a rounded rectangle of this size."""
    key = (width, height, corners, part)
    return _masks.get(key, lambda: _drawn_whole(*key))


def _drawn_whole(width: int, height: int, corners: Corners, part: Region) -> Image.Image:
    mask = Image.new("L", (part.width, part.height), 255)
    for index, (radius_x, radius_y) in enumerate(corners):
        across, down = ceil(radius_x), ceil(radius_y)
        x = width - across if index in (1, 2) else 0
        y = height - down if index in (2, 3) else 0
        corner = Region(x, y, x + across, y + down)
        within = corner.intersection(part)
        tile = None if within.empty else _corner(index, radius_x, radius_y, relative(within, corner))
        if tile is not None:
            place = relative(within, part)
            mask.paste(ImageChops.darker(mask.crop(place), tile), place)
    return mask


def _corner(index: int, radius_x: float, radius_y: float, part: Region) -> Image.Image | None:
    """The mask of a part of a corner, counted clockwise from the top left one; None for a square corner."""
    if radius_x <= 0 or radius_y <= 0:
        return None
    key = (index, radius_x, radius_y, part)
    return _corners.get(key, lambda: _drawn_corner(*key))


def _drawn_corner(index: int, radius_x: float, radius_y: float, part: Region) -> Image.Image:
    left, top, right, bottom = part
    if index == 0:
        rows = b"".join(_corner_row(row, left, right, radius_x, radius_y) for row in range(top, bottom))
        return Image.frombytes("L", (right - left, bottom - top), rows)
    # The others are mirror images of the first.
    width, height = ceil(radius_x), ceil(radius_y)
    if index in (1, 2):
        left, right = width - right, width - left
    if index in (2, 3):
        top, bottom = height - bottom, height - top
    tile = _corner(0, radius_x, radius_y, Region(left, top, right, bottom))
    assert tile is not None
    turns = (
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.ROTATE_180,
        Image.Transpose.FLIP_TOP_BOTTOM,
    )
    return tile.transpose(turns[index - 1])


def _corner_row(row: int, start: int, end: int, radius_x: float, radius_y: float) -> bytes:
    """A row of pixels of a top left corner from start to end: how much of each lies inside of the ellipse."""
    # `steps` holds how much coverage begins at each pixel, so that its running sum is the coverage.
    steps: dict[int, float] = {}
    for subline in range(_SUBLINES):
        rise = (radius_y - row - (subline + 0.5) / _SUBLINES) / radius_y
        edge = radius_x * (1 - sqrt(max(1 - rise * rise, 0.0))) if rise > 0 else 0.0
        pixel = int(edge)
        covered = pixel + 1 - edge
        steps[pixel] = steps.get(pixel, 0.0) + covered
        steps[pixel + 1] = steps.get(pixel + 1, 0.0) + 1 - covered
    values = bytearray()
    total = 0.0
    for pixel in sorted(steps):
        if pixel > start:
            values += bytes((int(total * 255 / _SUBLINES + 0.5),)) * (min(pixel, end) - start - len(values))
        total += steps[pixel]
    return bytes(values) + bytes((int(total * 255 / _SUBLINES + 0.5),)) * (end - start - len(values))


def is_large(region: Region) -> bool:
    """Whether a rectangle is too large to be drawn where it is not seen."""
    return max(region.width, region.height) > _LARGE


def relative(region: Region, to: Region) -> Region:
    """The region as seen from the corner of another."""
    left, top = to.left, to.top
    return Region(region.left - left, region.top - top, region.right - left, region.bottom - top)
