"""The order of painting: boxes, then text, then what is positioned (CSS 2.2, appendix E)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Edges, Rect
from .background import Boxes, Ground, both, box_shape, joined, paint_background, whole_shape
from .border import paint_border
from .canvas import Canvas, Region, snapped
from .image import paint_image
from .inline_layers import has_rank, is_layer, layered_texts, makes_context
from .runs import is_plain, paint_run, reach_of
from .shapes import Corners, corners_of, covered, one_piece

if TYPE_CHECKING:
    from PIL import Image

    from ..boxes import PlacedBox, TextRun
    from ..css.style import Style
    from ..pictures import Pictures
    from .canvas import Piece

_ONE = Edges(1.0, 1.0, 1.0, 1.0)
_SQUARE = (0.0, 0.0)
# What of `contain` keeps what is in a box from being painted outside of it.
_PAINTED = frozenset(("paint", "strict", "content"))
_WHOLE = ("border-box",)
# Letters of the scripts from Hebrew on, some of which join or bear marks: their glyphs lie over each other.
_JOINED = re.compile("[\u0590-\u1dff\ua800-\uabff\U00010900-\U0001efff]")


def paint(root: PlacedBox, width: int, height: int, pictures: Pictures, debug: bool = False) -> Image.Image:
    """Paint a card.

    Args:
        root: Its boxes.
        width: The width of the picture in px.
        height: The height of the picture in px.
        pictures: The pictures that the boxes name.
        debug: Whether to draw the boxes' outlines and sizes over it.

    Returns:
        A picture of the mode RGB where it is opaque everywhere, else RGBA.
    """
    if _transforms(root):
        from .transforms import settled

        root = settled(root)
    canvas = Canvas.blank(width, height)
    ground = _ground(root)
    if ground is not None:
        boxes = Boxes.of(snapped(root.rect), root.border, both(root.border, root.padding))
        paint_background(canvas, ground.style, Ground(boxes, whole_shape(canvas), canvas.clip), pictures)
    layers: list[_Layer] = []
    place = _Place(canvas, layers)
    root_layer = _gathered(root, canvas, _Places(place, place), layers, context=True)
    texts = layered_texts(root)
    apart = frozenset(id(run) for runs in texts.values() for run in runs)
    _Painter(pictures, root, canvas.clip, ground, texts, apart, _blends(root)).paint_layer(root_layer)
    if debug:
        from .debug import paint_debug

        paint_debug(canvas, root)
    return canvas.finished()


def _transforms(box: PlacedBox) -> bool:
    """Whether any box is transformed."""
    return box.style.transformed or any(map(_transforms, box.children))


def _ground(root: PlacedBox) -> PlacedBox | None:
    """The box whose background is the whole picture's: the root's, or else its body's (section 14.2)."""
    if _has_background(root.style):
        return root
    bodies = (box for box in root.children if box.tag == "body" and _has_background(box.style))
    return next(bodies, None)


def _has_background(style: Style) -> bool:
    return bool(style.background_color.alpha or style.background_image)


class _Place(NamedTuple):
    """Where a positioned box is painted: with which clip and matrix, and among which layers."""

    canvas: Canvas
    layers: list[_Layer]


class _Places(NamedTuple):
    """Where the boxes go that another one contains than the box they are in."""

    absolute: _Place
    fixed: _Place

    def inside(self, style: Style, inner: _Place, context: bool) -> _Places:
        """Those in a box with a style.

        Args:
            style: The style.
            inner: Where the boxes go that it contains.
            context: Whether all in it is painted with it: then the others, too, are among its layers.
        """
        absolute, fixed = self
        if context:
            absolute, fixed = (place._replace(layers=inner.layers) for place in self)
        if style.contains_absolute:
            absolute = inner
        return _Places(absolute, inner if style.contains_fixed else fixed)

    def veiled(self, clip: Piece | None) -> _Places:
        """The same, inside of a shape in device px."""
        absolute, fixed = (place._replace(canvas=place.canvas.veiled(clip)) for place in self)
        return _Places(absolute, fixed)


@dataclass
class _Layer:
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
    layers: list[_Layer]
    own: bool
    rank: int = 0
    blocks: list[PlacedBox | _Layer] = field(default_factory=list)
    floats: list[_Layer] = field(default_factory=list)
    contents: list[PlacedBox | _Layer] = field(default_factory=list)


def _gathered(
    box: PlacedBox,
    canvas: Canvas,
    places: _Places,
    layers: list[_Layer],
    context: bool = False,
    rank: int = 0,
) -> _Layer:
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
    layer = _Layer(box, canvas, inner, outer, layers, context, rank)
    _gather(box, layer, places.inside(box.style, _Place(inner, layers), context))
    return layer


def _gather(box: PlacedBox, layer: _Layer, places: _Places) -> None:
    # The items of a flex container and of a grid are painted each as a whole, as inline blocks are, and in
    # the order that `order` gives them (CSS Flexbox 1, section 4.3; CSS Grid 2, section 6.4).
    items = box.style.display.endswith(("flex", "grid"))
    for child in sorted(box.children, key=_order) if items else box.children:
        style = child.style
        if is_layer(style, items):
            if style.backface_visibility == "hidden" and _is_turned(child):
                continue
            place = _Place(layer.inner, layer.layers)
            if style.position in ("absolute", "fixed"):
                place = places.fixed if style.position == "fixed" else places.absolute
            context = makes_context(style, items)
            inner_layers = [] if context else place.layers
            rank = style.z_index or 0 if has_rank(style, items) else 0
            # Its place among its equals is before what is in it.
            index = len(place.layers)
            found = _gathered(child, place.canvas, places, inner_layers, context, rank)
            place.layers.insert(index, found)
        elif child.fragments:
            layer.contents.append(child)
            _gather(child, layer, places)
        elif style.float_side != "none" and not items:
            layer.floats.append(_gathered(child, layer.inner, places, layer.layers))
        elif _clips(child):
            kind = layer.contents if items or style.display.startswith("inline") else layer.blocks
            kind.append(_gathered(child, layer.inner, places, layer.layers))
        elif items or style.display.startswith("inline"):
            layer.contents.append(_gathered(child, layer.inner, places, layer.layers))
        else:
            layer.blocks.append(child)
            _gather(child, layer, places)
    if box.lines or box.picture is not None:
        layer.contents.append(box)


def _within(box: PlacedBox, canvas: Canvas) -> Canvas:
    """Where to paint what is in a box that hides what overflows: inside of its border, round corners too."""
    outer = snapped(box.rect)
    region, corners = outer.inset(box.border), corners_of(box.style, outer).inset(box.border)
    inner = canvas.clipped(region)
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


def _blends(root: PlacedBox) -> bool:
    """Whether any box blends with what is below it."""
    pending = [root]
    while pending:
        box = pending.pop()
        if box.style.mix_blend_mode != "normal":
            return True
        pending += box.children
    return False


def _blends_inside(layer: _Layer) -> bool:
    """Whether a box in a layer blends with what is below it there, and not only in a layer within."""
    items = (*(layer.layers if layer.own else ()), *layer.blocks, *layer.floats, *layer.contents)
    return any(
        item.box.style.mix_blend_mode != "normal"
        or (not makes_context(item.box.style) and _blends_inside(item))
        for item in items
        if isinstance(item, _Layer)
    )


def _by_rank(layers: list[_Layer]) -> list[_Layer]:
    return sorted(layers, key=_rank)


def _rank(layer: _Layer) -> int:
    return layer.rank


@dataclass(frozen=True)
class _Painter:
    """What paints layers.

    Attributes:
        pictures: The pictures.
        root: The box that all others are in.
        view: The whole picture.
        ground: The box whose background is painted already.
        texts: What is painted with inline boxes that are layers, by the identity of these.
        apart: The identities of those texts.
        blends: Whether any box blends with what is below it.
    """

    pictures: Pictures
    root: PlacedBox
    view: Region
    ground: PlacedBox | None
    texts: dict[int, list[TextRun]]
    apart: frozenset[int]
    blends: bool

    def paint_layer(self, layer: _Layer) -> None:
        """Paint a box, what is in it, and the positioned layers that it has."""
        style = layer.box.style
        isolates = self.blends and makes_context(style) and _blends_inside(layer)
        if style.has_effects or isolates:
            from .effects.layers import paint_with_effects

            paint_with_effects(
                layer.outer, layer.box, self.pictures, isolates, lambda: self._paint_inside(layer)
            )
            return
        opacity = style.opacity
        if opacity >= 1:
            self._paint_inside(layer)
            return
        if _is_plain(layer):
            self._fill(layer.box, layer.canvas, opacity)
            return
        if _is_text(layer, texts := self._texts(layer)):
            for run in texts:
                self._paint_run(run, layer.inner, opacity)
            return
        region = self._reach(layer.box)
        if layer.canvas.matrix is not None:
            region = layer.canvas.matrix.region(region)
        region = region.intersection(layer.canvas.clip)
        if opacity <= 0 or region.empty:
            return
        before = layer.canvas.kept(region)
        self._paint_inside(layer)
        layer.canvas.restore(region, before, floor((1 - opacity) * 255 + 0.5))

    def _texts(self, layer: _Layer) -> list[TextRun]:
        """The texts that are directly in a layer."""
        own = [run for line in layer.box.lines for run in line.runs if id(run) not in self.apart]
        return [*own, *self.texts.get(id(layer.box), ())]

    def _paint_inside(self, layer: _Layer) -> None:
        self._decorate(layer.box, layer.canvas)
        ranked = _by_rank(layer.layers) if layer.own else []
        for below in ranked:
            if _rank(below) < 0:
                self.paint_layer(below)
        for item in layer.blocks:
            if isinstance(item, _Layer):
                self.paint_layer(item)
            else:
                self._decorate(item, layer.inner)
        for item in (*layer.floats, *layer.contents):
            if isinstance(item, _Layer):
                self.paint_layer(item)
            elif item.fragments:
                self._decorate(item, layer.inner)
            else:
                self._paint_content(item, layer.inner)
        for run in self.texts.get(id(layer.box), ()):
            self._paint_run(run, layer.inner)
        self._paint_outlines(layer)
        for above in ranked:
            if _rank(above) >= 0:
                self.paint_layer(above)

    def _paint_outlines(self, layer: _Layer) -> None:
        """Paint the outlines of a layer and of the boxes of its flow, each once (section E.2, step 10)."""
        found = {
            id(item): item
            for item in (layer.box, *layer.blocks, *layer.contents)
            if not isinstance(item, _Layer) and item.style.outline_style != "none"
        }
        if found:
            from .outline import paint_outline

            for item in found.values():
                paint_outline(layer.canvas if item is layer.box else layer.inner, item)

    def _fill(self, box: PlacedBox, canvas: Canvas, opacity: float) -> None:
        """Paint the background of a box that has a colour and nothing else."""
        color = box.style.background_color
        if box is not self.ground and box.style.visibility == "visible":
            area = snapped(box.rect)
            pieces = covered(canvas, area, corners_of(box.style, area))
            canvas.fill(pieces, color._replace(alpha=color.alpha * opacity))

    def _decorate(self, box: PlacedBox, canvas: Canvas) -> None:
        """Paint the background and the border of a box, for an inline one of each of its fragments."""
        style = box.style
        if style.visibility != "visible" or not (
            any(box.border) or _has_background(style) or style.box_shadow or style.border_image_source
        ):
            return
        last = len(box.fragments) - 1
        for index, rect in enumerate(box.fragments or (box.rect,)):
            starts, ends = index == 0, index >= last
            if style.direction == "rtl":
                starts, ends = ends, starts
            self._decorate_rect(box, rect, canvas, starts, ends)

    def _decorate_rect(self, box: PlacedBox, rect: Rect, canvas: Canvas, left: bool, right: bool) -> None:
        """Paint a rect of a box; an inline one that goes on in another line has no edge at that side."""
        outer = snapped(rect)
        edges, corners = box.border, corners_of(box.style, outer)
        if not left:
            edges, corners = edges._replace(left=0.0), corners._replace(top_left=_SQUARE, bottom_left=_SQUARE)
        if not right:
            edges, corners = (
                edges._replace(right=0.0),
                corners._replace(top_right=_SQUARE, bottom_right=_SQUARE),
            )
        if box.style.box_shadow:
            from .shadow import paint_outer_shadows

            paint_outer_shadows(canvas, box.style, outer, corners, (left, right))
        if box is not self.ground and _has_background(box.style):
            self._paint_background(box, rect, canvas, edges, corners)
        if box.style.box_shadow:
            from .shadow import paint_inset_shadows

            inner = outer.inset(edges)
            paint_inset_shadows(canvas, box.style, inner, corners.inset(edges), (left, right))
        if box.style.border_image_source is not None:
            from .border.picture import paint_border_image

            paint_border_image(canvas, box.style, outer, edges, self.pictures)
        elif any(edges):
            paint_border(canvas, box.style, outer, corners, edges)

    def _paint_background(
        self, box: PlacedBox, rect: Rect, canvas: Canvas, edges: Edges, corners: Corners
    ) -> None:
        """Paint the background of a rect of a box."""
        outer = snapped(rect)
        inner = both(edges, box.padding)
        boxes = Boxes.of(outer, edges, inner)
        place = Boxes.of(snapped(joined(box, rect)), box.border, both(box.border, box.padding))
        curves = (corners, corners.inset(edges), corners.inset(inner)) if corners.round else (corners,) * 3
        if corners.round and _hides_edge(box.style, edges):
            # Else the background would shine through the smoothed edge of the border.
            boxes, curves = boxes._replace(border=outer.inset(_ONE)), (corners.inset(_ONE), *curves[1:])

        def letters(canvas: Canvas) -> None:
            from .text_clip import texts_of

            for run in texts_of(box, self.root, self.texts):
                self._paint_run(run, canvas)

        shape = box_shape(canvas, boxes, curves, letters)
        paint_background(canvas, box.style, Ground(place, shape, self.view), self.pictures)

    def _paint_content(self, box: PlacedBox, canvas: Canvas) -> None:
        """Paint a box's picture and its lines of text."""
        if box.picture is not None and box.style.visibility == "visible":
            outer = snapped(box.rect)
            edges = Edges(*(line + room for line, room in zip(box.border, box.padding, strict=True)))
            inner = corners_of(box.style, outer).inset(edges)
            paint_image(canvas, box.picture, box.style, outer.inset(edges), inner, self.pictures)
        for line in box.lines:
            for run in line.runs:
                if id(run) not in self.apart:
                    self._paint_run(run, canvas)

    def _paint_run(self, run: TextRun, canvas: Canvas, opacity: float = 1.0) -> None:
        if run.style.visibility != "visible":
            return
        paint_run(canvas, run, opacity)

    def _reach(self, box: PlacedBox) -> Region:
        """The pixels that a box and what is in it can touch."""
        rects = [box.rect, *box.fragments, *(line.rect for line in box.lines)]
        for run in (*self.texts.get(id(box), ()), *(run for line in box.lines for run in line.runs)):
            # Glyphs reach out of their line: accents, swashes, slanted letters.
            size = run.style.font_size if is_plain(run.style) else reach_of(run.style)
            rects.append(Rect(run.x - size, run.baseline - 2 * size, run.shaped.advance + 2 * size, 3 * size))
        reach = Region(
            floor(min(rect.x for rect in rects)) - 1,
            floor(min(rect.y for rect in rects)) - 1,
            ceil(max(rect.x + rect.width for rect in rects)) + 1,
            ceil(max(rect.y + rect.height for rect in rects)) + 1,
        )
        if box.style.box_shadow or box.style.outline_style != "none":
            from .outline import reach_around

            reach = reach.grown(reach_around(box.style))
        for child in box.children:
            inner = self._reach(child)
            if child.style.transformed:
                from .transforms import matrix_of

                matrix = matrix_of(child)
                inner = inner if matrix is None else matrix.region(inner)
            reach = reach.union(inner)
        return reach


def _is_plain(layer: _Layer) -> bool:
    """Whether a layer is a colour and nothing else: it need not be a group to be translucent."""
    box = layer.box
    return not (
        layer.blocks or layer.floats or layer.contents or layer.layers or box.fragments
        or box.style.background_image or box.style.background_clip != _WHOLE or any(box.border) or box.style.box_shadow
    )  # fmt: skip


def _is_text(layer: _Layer, texts: list[TextRun]) -> bool:
    """Whether a layer is these texts and nothing else, the glyphs of which do not lie over each other."""
    box = layer.box
    if (
        not texts or layer.contents not in ([], [box]) or layer.blocks or layer.floats or layer.layers
        or box.picture is not None or any(box.border) or _has_background(box.style) or box.style.box_shadow
    ):  # fmt: skip
        return False
    return not any(
        run.style.letter_spacing < 0 or not is_plain(run.style) or _JOINED.search(run.shaped.text)
        for run in texts
    )


def _hides_edge(style: Style, edges: Edges) -> bool:
    """Whether an opaque border covers the background's edge on all sides."""
    sides = (
        (style.border_top_style, style.border_top_color),
        (style.border_right_style, style.border_right_color),
        (style.border_bottom_style, style.border_bottom_color),
        (style.border_left_style, style.border_left_color),
    )
    return min(edges) >= 2 and all(kind == "solid" and color.alpha == 1 for kind, color in sides)
