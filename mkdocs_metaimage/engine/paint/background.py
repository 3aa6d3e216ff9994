"""Backgrounds: a colour, and over it gradients and pictures (CSS Backgrounds 3, section 2)."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import ImageChops

from ..css.values import PictureUrl
from .regions import Piece, Region, relative
from .shapes import covered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..boxes import Edges, PlacedBox, Rect
    from ..css.style import Style
    from ..pictures import Pictures
    from .canvas import Canvas
    from .layers import Layer
    from .shapes.corners import Corners

_NORMAL: Final = ("normal",)


class Boxes(NamedTuple):
    """The boxes of a box that layers are clipped to and placed in.

    Attributes:
        border: Its border box.
        padding: Inside of its border.
        content: Inside of its padding too.
    """

    border: Region
    padding: Region
    content: Region

    @classmethod
    def of(cls, border: Region, edges: Edges, room: Edges) -> Boxes:
        """Those of a border box with these widths of borders, and of borders and paddings together."""
        return cls(border, border.inset(edges), border.inset(room))

    def named(self, name: str) -> Region:
        """The one that a keyword such as `padding-box` means; the border box for any other."""
        return (
            self.padding if name == "padding-box" else self.content if name == "content-box" else self.border
        )


def both(edges: Edges, room: Edges) -> Edges:
    """Borders and paddings together."""
    return type(edges)(*(line + gap for line, gap in zip(edges, room, strict=True)))


def joined(box: PlacedBox, rect: Rect) -> Rect:
    """Where the layers of a rect of a box lie: for fragments in several lines, which stand beside each other for it.

    So `box-decoration-break: slice` has it, while with `clone` each has its own (CSS Fragmentation 3, section 5.4).
    """
    if len(box.fragments) < 2 or box.style.box_decoration_break == "clone":
        return rect
    whole = sum(fragment.width for fragment in box.fragments)
    before = sum(fragment.width for fragment in box.fragments[: box.fragments.index(rect)])
    if box.style.direction == "rtl":
        before = whole - before - rect.width
    return rect._replace(x=rect.x - before, width=whole)


class Ground(NamedTuple):
    """What a background is painted on.

    Attributes:
        boxes: Where its layers are placed.
        shape: The pieces of a clip by the name of its box, in device px, and the rectangle around them.
        view: What layers that are fixed are placed in: the picture.
        images: Where to paint images, None if it is where the colour is painted.
        round: Whether its corners are round: then all that is painted is clipped by them as one.
    """

    boxes: Boxes
    shape: Callable[[str], tuple[list[Piece], Region]]
    view: Region
    images: Canvas | None = None
    round: bool = False


class PlacedLayer(NamedTuple):
    """A layer of a background with the names of its boxes; without an image it shows nothing."""

    layer: Layer | None
    origin: str
    clip: str


def paint_background(canvas: Canvas, style: Style, ground: Ground, pictures: Pictures) -> None:
    """Paint the background of a box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        ground: Where its layers lie, and what of them is seen.
        pictures: The pictures that layers name.
    """
    if not (style.background_color.alpha or style.background_image):
        return
    layers = list(_layers(style))
    if style.background_blend_mode != _NORMAL and style.background_image:
        from .effects.backgrounds import paint_blended

        paint_blended(canvas, style, layers, ground, pictures)
        return
    count = sum(layer is not None for layer, *_ in layers) + (style.background_color.alpha > 0)
    if ground.round and count > 1:
        _paint_as_one(canvas, style, layers, ground, pictures)
    else:
        _paint_layers(canvas, style, layers, ground, pictures)


def _paint_as_one(
    canvas: Canvas, style: Style, layers: list[PlacedLayer], ground: Ground, pictures: Pictures
) -> None:
    """Paint a background whose round edge what lies below another layer must not shine through, as in Chromium."""
    edge = ground.shape("border-box")
    seen = [(region.intersection(canvas.clip), region, mask) for region, mask in edge[0] if mask is not None]
    kept = [
        (part, canvas.kept(part), mask.crop(relative(part, region)))
        for part, region, mask in seen
        if not part.empty
    ]
    whole = [Piece(piece.region) for piece in edge[0]], edge[1]
    unclipped = ground._replace(shape=lambda clip: whole if clip == "border-box" else ground.shape(clip))
    _paint_layers(canvas, style, layers, unclipped, pictures)
    for part, before, mask in kept:
        canvas.restore(part, before, ImageChops.invert(mask))


def _paint_layers(
    canvas: Canvas, style: Style, layers: list[PlacedLayer], ground: Ground, pictures: Pictures
) -> None:
    if style.background_color.alpha:
        pieces, _ = ground.shape(layers[-1].clip)
        canvas.fill(pieces, style.background_color)
    if not style.background_image:
        return
    from .layers import draw_layer

    images = ground.images or canvas
    for layer, origin, clip in reversed(layers):
        if layer is not None:
            pieces, area = ground.shape(clip)
            place = ground.view if origin == "fixed" else ground.boxes.named(origin)
            draw_layer(
                images, layer, place, pieces, area.intersection(images.seen), pictures, style.pixelated
            )


def _layers(style: Style) -> Iterator[PlacedLayer]:
    """The layers, topmost first: lists that are shorter than that of the images begin anew (section 2.1)."""
    clips = style.background_clip
    if not style.background_image:
        yield PlacedLayer(None, "", clips[0])
        return
    from .layers import Layer

    lists = zip(
        style.background_image,
        cycle(style.background_position_x),
        cycle(style.background_position_y),
        cycle(style.background_size),
        cycle(style.background_repeat),
        cycle(style.background_origin),
        cycle(style.background_attachment),
        cycle(clips),
        strict=False,
    )
    for image, left, top, size, repeat, origin, attachment, clip in lists:
        shown = image is not None and not (isinstance(image, PictureUrl) and not image.url)
        layer = Layer(image, (left, top), size, repeat) if image is not None and shown else None
        yield PlacedLayer(layer, "fixed" if attachment == "fixed" else origin, clip)


def box_shape(
    canvas: Canvas,
    boxes: Boxes,
    curves: tuple[Corners, Corners, Corners],
    text: Callable[[Canvas], None] | None = None,
) -> Callable[[str], tuple[list[Piece], Region]]:
    """What the background of a box is clipped to.

    Args:
        canvas: Where to paint.
        boxes: The boxes of the box.
        curves: The radii of each.
        text: What paints the text in the box, for `text`.
    """

    def shape(clip: str) -> tuple[list[Piece], Region]:
        if clip == "text" and text is not None:
            return _letters(canvas, boxes.border, text), boxes.border
        region = boxes.named(clip)
        if region.intersection(canvas.seen).empty:
            return [], region
        return covered(canvas, region, curves[boxes.index(region)]), region

    return shape


def whole_shape(canvas: Canvas) -> Callable[[str], tuple[list[Piece], Region]]:
    """What the background of the root is clipped to: it is the picture's (section 2.11.1)."""
    return lambda clip: ([Piece(canvas.clip)], canvas.clip)


def _letters(canvas: Canvas, region: Region, text: Callable[[Canvas], None]) -> list[Piece]:
    """The shape of the text in a box (CSS Backgrounds 4, section 2.3)."""
    seen = region if canvas.matrix is None else canvas.matrix.region(region)
    seen = seen.intersection(canvas.clip)
    if seen.empty:
        return []
    group = canvas.group(seen)
    text(group)
    return [Piece(seen, group.image.convert("RGBX").getchannel("X"))]
