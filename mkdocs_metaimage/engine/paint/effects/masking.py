"""Masks made of layers of images (CSS Masking 1, sections 4 and 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PIL import Image, ImageChops

from ...boxes import Edges
from ...css.values import PictureUrl
from ..background import Boxes, both, joined
from ..layers import Layer, draw_layer
from ..regions import Piece, snapped
from ..shapes import covered
from ..shapes.corners import corners_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...boxes import PlacedBox, Rect
    from ...pictures import Pictures
    from ..canvas import Canvas
    from ..regions import Region

_T = TypeVar("_T")

# How much of the light of a colour each channel has, as filters of SVG weigh it.
_LUMINANCE: Final = (0.2125, 0.7154, 0.0721, 0.0)
_NONE: Final = Edges()
# What SVG calls boxes, as the nearest of CSS.
_BOXES: Final = {"fill-box": "content-box"}


def layers_mask(canvas: Canvas, box: PlacedBox, pictures: Pictures, region: Region) -> Image.Image:
    """What the layers of a box's mask leave of a region in device px."""
    style = box.style
    whole: Image.Image | None = None
    for index in reversed(range(len(style.mask_image))):
        found = _layer_mask(canvas, box, pictures, region, index)
        if whole is None:
            whole = found
        else:
            operator = _of(style.mask_composite, index)
            whole = _COMPOSITES[operator](found, whole)
    assert whole is not None
    return whole


def _layer_mask(
    canvas: Canvas, box: PlacedBox, pictures: Pictures, region: Region, index: int
) -> Image.Image:
    """What one layer covers of a region."""
    style = box.style
    image = style.mask_image[index]
    position, size, repeat = (
        _of(style.mask_position, index), _of(style.mask_size, index), _of(style.mask_repeat, index),
    )  # fmt: skip
    origin, clip = _of(style.mask_origin, index), _of(style.mask_clip, index)
    group = canvas.group(region)
    if image is not None and not (isinstance(image, PictureUrl) and not image.url):
        layer = Layer(image, position, size, repeat)
        for rect in box.fragments or (box.rect,):
            _draw(group, box, rect, layer, _BOXES.get(origin, origin), _BOXES.get(clip, clip), pictures)
    picture = group.image.convert("RGBX")
    if _of(style.mask_mode, index) == "luminance":
        return picture.convert("RGB").convert("L", _LUMINANCE)
    return picture.getchannel("X")


def _of(values: tuple[_T, ...], index: int) -> _T:
    """The value of a layer: lists that are shorter than that of the images begin anew."""
    return values[index % len(values)]


def _draw(
    group: Canvas, box: PlacedBox, rect: Rect, layer: Layer, origin: str, clip: str, pictures: Pictures
) -> None:
    room = both(box.border, box.padding)
    place = Boxes.of(snapped(joined(box, rect)), box.border, room).named(origin)
    if clip == "no-clip":
        draw_layer(group, layer, place, [Piece(group.clip)], group.seen, pictures, box.style.pixelated)
        return
    area = Boxes.of(snapped(rect), box.border, room).named(clip)
    # As in Chromium, round corners clip the layers of a mask, too, and not only what is masked.
    edges = {"padding-box": box.border, "content-box": room}.get(clip, _NONE)
    shape = covered(group, area, corners_of(box.style, snapped(rect)).inset(edges))
    draw_layer(group, layer, place, shape, area.intersection(group.seen), pictures, box.style.pixelated)


def _without(above: Image.Image, below: Image.Image) -> Image.Image:
    return ImageChops.multiply(above, ImageChops.invert(below))


# The layer and the composition of those below it, as the compositing operators of the section 7.8.
_COMPOSITES: Final[dict[str, Callable[[Image.Image, Image.Image], Image.Image]]] = {
    "add": ImageChops.screen,
    "subtract": _without,
    "intersect": ImageChops.multiply,
    "exclude": lambda above, below: ImageChops.add(_without(above, below), _without(below, above)),
}
