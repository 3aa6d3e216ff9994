"""The layers of a card: which boxes are painted as a whole, where, and in what order (CSS 2.2, appendix E)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .inline_layers import has_rank, is_layer, makes_context
from .regions import snapped
from .shapes import one_piece
from .shapes.corners import SQUARE, corners_of

if TYPE_CHECKING:
    from ..boxes import PlacedBox
    from ..css.style import Style
    from .canvas import Canvas
    from .regions import Piece

# What of `contain` keeps what is in a box from being painted outside of it.
_PAINTED = frozenset(("paint", "strict", "content"))


class Place(NamedTuple):
    """Where a positioned box is painted: with which clip and matrix, and among which layers."""

    canvas: Canvas
    layers: list[Layer]


class Places(NamedTuple):
    """Where the boxes go that another one contains than the box they are in."""

    absolute: Place
    fixed: Place

    def inside(self, style: Style, inner: Place, context: bool) -> Places:
        """Those in a box with a style.

        Args:
            style: The style.
            inner: Where the boxes go that it contains.
            context: Whether all in it is painted with it: then the others, too, are among its layers.
        """
        if not context and not style.contains_absolute:
            return self
        absolute, fixed = self
        if context:
            absolute, fixed = (place._replace(layers=inner.layers) for place in self)
        if style.contains_absolute:
            absolute = inner
        return Places(absolute, inner if style.contains_fixed else fixed)

    def veiled(self, clip: Piece | None) -> Places:
        """The same, inside of a shape in device px."""
        absolute, fixed = (place._replace(canvas=place.canvas.veiled(clip)) for place in self)
        return Places(absolute, fixed)


@dataclass
class Layer:
    """A box that is painted as a whole.

    Attributes:
        box: The box.
        canvas: Where to paint it.
        inner: Where to paint what is in it: the same, but clipped if it hides what overflows.
        outer: Where it shows: less than where it is painted, if a filter moves some of that in.
        layers: The positioned descendants that are painted with it.
        own: Whether they are painted by this layer, and not by one around it.
        blocks: The boxes of its flow, whose backgrounds and borders come first.
        floats: Then the floats, each as a whole.
        contents: Then the lines, pictures and inline boxes of its flow.
    """

    box: PlacedBox
    canvas: Canvas
    inner: Canvas
    outer: Canvas
    layers: list[Layer]
    own: bool
    rank: int = 0
    blocks: list[PlacedBox | Layer] = field(default_factory=list)
    floats: list[Layer] = field(default_factory=list)
    contents: list[PlacedBox | Layer] = field(default_factory=list)


def gathered(
    box: PlacedBox,
    canvas: Canvas,
    places: Places,
    layers: list[Layer],
    context: bool = False,
    rank: int = 0,
) -> Layer:
    """The layer of a box, with its descendants sorted into what is painted when.

    Args:
        box: The box.
        canvas: Where to paint it.
        places: Where positioned descendants go that this box does not contain.
        layers: Where its other positioned descendants go.
        context: Whether all in it is painted with it: `layers` is its own list.
        rank: Its place among other layers, by `z-index`.
    """
    if box.style.transformed:
        from .transforms import matrix_of

        matrix = matrix_of(box)
        canvas = canvas if matrix is None else canvas.transformed(matrix)
    if box.style.clip_path is not None:
        from .effects.layers import clip_piece

        clip = clip_piece(canvas, box)
        canvas, places = canvas.veiled(clip), places.veiled(clip)
    inner = outer = canvas
    if box.style.filter or box.style.mix_blend_mode != "normal":
        from .effects.layers import reach_of

        inner = canvas = canvas.opened(reach_of(box.style.filter, canvas.matrix))
    if _clips(box):
        inner = _within(box, canvas)
    layer = Layer(box, canvas, inner, outer, layers, context, rank)
    _gather(box, layer, places.inside(box.style, Place(inner, layers), context))
    if not context:
        # It is among them itself: in a circle the canvas would wait for the garbage collector.
        layer.layers = []
    return layer


def _gather(box: PlacedBox, layer: Layer, places: Places) -> None:
    # The items of a flex container and of a grid are painted each as a whole, as inline blocks are, and in
    # the order that `order` gives them (CSS Flexbox 1, section 4.3; CSS Grid 2, section 6.4).
    items = box.style.display.endswith(("flex", "grid"))
    for child in sorted(box.children, key=_order) if items else box.children:
        style = child.style
        if is_layer(style, items):
            if style.backface_visibility == "hidden" and _is_turned(child):
                continue
            place = Place(layer.inner, layer.layers)
            if style.position in ("absolute", "fixed"):
                place = places.fixed if style.position == "fixed" else places.absolute
            context = makes_context(style, items)
            inner_layers = [] if context else place.layers
            rank = style.z_index or 0 if has_rank(style, items) else 0
            # Its place among its equals is before what is in it.
            index = len(place.layers)
            found = gathered(child, place.canvas, places, inner_layers, context, rank)
            place.layers.insert(index, found)
        elif child.fragments:
            layer.contents.append(child)
            _gather(child, layer, places)
        elif style.float_side != "none" and not items:
            layer.floats.append(gathered(child, layer.inner, places, layer.layers))
        elif _clips(child):
            kind = layer.contents if items or style.display.startswith("inline") else layer.blocks
            kind.append(gathered(child, layer.inner, places, layer.layers))
        elif items or style.display.startswith("inline"):
            layer.contents.append(gathered(child, layer.inner, places, layer.layers))
        else:
            layer.blocks.append(child)
            _gather(child, layer, places)
    if box.lines or box.picture is not None:
        layer.contents.append(box)


def _within(box: PlacedBox, canvas: Canvas) -> Canvas:
    """Where to paint what is in a box that hides what overflows: inside of its border, round corners too."""
    style, outer = box.style, snapped(box.rect)
    region, corners = outer.inset(box.border), corners_of(style, outer)
    if "visible" in (style.overflow_x, style.overflow_y) and _PAINTED.isdisjoint(style.contain):
        # What is clipped one way only goes on the other way, and by round corners too (CSS Overflow 3, section 3.1).
        seen, corners = canvas.seen, SQUARE
        if style.overflow_x == "visible":
            region = region._replace(left=seen.left, right=seen.right)
        else:
            region = region._replace(top=seen.top, bottom=seen.bottom)
    inner = canvas.clipped(region)
    if corners is not SQUARE:
        corners = corners.inset(box.border)
    if inner.matrix is None and not corners.round:
        return inner
    return inner.veiled(one_piece(inner, region, corners))


def _is_turned(box: PlacedBox) -> bool:
    """Whether a box would be seen from behind."""
    from .transforms import shows_its_back

    return shows_its_back(box)


def _order(box: PlacedBox) -> int:
    return box.style.order


def _clips(box: PlacedBox) -> bool:
    style = box.style
    return (style.overflow != "visible" or not _PAINTED.isdisjoint(style.contain)) and not box.fragments


def blends(root: PlacedBox) -> bool:
    """Whether any box blends with what is below it."""
    pending = [root]
    while pending:
        box = pending.pop()
        if box.style.mix_blend_mode != "normal":
            return True
        pending += box.children
    return False


def blends_inside(layer: Layer) -> bool:
    """Whether a box in a layer blends with what is below it there, and not only in a layer within."""
    items = (*(layer.layers if layer.own else ()), *layer.blocks, *layer.floats, *layer.contents)
    return any(
        item.box.style.mix_blend_mode != "normal"
        or (not makes_context(item.box.style) and blends_inside(item))
        for item in items
        if isinstance(item, Layer)
    )
