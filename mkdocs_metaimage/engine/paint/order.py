"""The order of painting: boxes, then text, then what is positioned (CSS 2.2, appendix E)."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from PIL import ImageChops

from ..boxes import Edges
from .background import Boxes, Ground, both, box_shape, joined, paint_background, whole_shape
from .canvas import Canvas
from .inline_layers import layered_texts, makes_context
from .reach import is_only_colored, is_only_text, reach
from .regions import Region, relative, snapped
from .runs import paint_run
from .shapes import covered, one_piece
from .shapes.corners import Corners, corners_of
from .stacking import Layer, Place, Places, blends, blends_inside, gathered

if TYPE_CHECKING:
    from PIL import Image

    from ..boxes import PlacedBox, Rect, TextRun
    from ..css.style import Style
    from ..pictures import Pictures

_ONE = Edges(1.0, 1.0, 1.0, 1.0)
_NOTHING = Edges(0.0, 0.0, 0.0, 0.0)
# How far outside of a box is beyond what is seen of its edge, in px.
_OUTSIDE = 1000.0
# Kinds of borders that what is below is seen through, whatever their colour.
_WITH_GAPS = ("dotted", "dashed", "double")
_SQUARE = (0.0, 0.0)


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
    layers: list[Layer] = []
    place = Place(canvas, layers)
    root_layer = gathered(root, canvas, Places(place, place), layers, context=True)
    texts = layered_texts(root)
    apart = frozenset(id(run) for runs in texts.values() for run in runs)
    _Painter(pictures, root, canvas.clip, ground, texts, apart, blends(root)).paint_layer(root_layer)
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


def _rank(layer: Layer) -> int:
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

    def paint_layer(self, layer: Layer) -> None:
        """Paint a box, what is in it, and the positioned layers that it has."""
        style = layer.box.style
        isolates = self.blends and makes_context(style) and blends_inside(layer)
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
        if is_only_colored(layer):
            self._fill(layer.box, layer.canvas, opacity)
            return
        if is_only_text(layer, texts := self._texts(layer)):
            for run in texts:
                self._paint_run(run, layer.inner, opacity)
            return
        region = reach(layer.box, self.texts)
        if layer.canvas.matrix is not None:
            region = layer.canvas.matrix.region(region)
        region = region.intersection(layer.canvas.clip)
        if opacity <= 0 or region.empty:
            return
        before = layer.canvas.kept(region)
        self._paint_inside(layer)
        layer.canvas.restore(region, before, floor((1 - opacity) * 255 + 0.5))

    def _texts(self, layer: Layer) -> list[TextRun]:
        """The texts that are directly in a layer."""
        own = [run for line in layer.box.lines for run in line.runs if id(run) not in self.apart]
        return [*own, *self.texts.get(id(layer.box), ())]

    def _paint_inside(self, layer: Layer, outlined: bool = True) -> None:
        self._decorate(layer.box, layer.canvas)
        ranked = sorted(layer.layers, key=_rank) if layer.own else []
        for below in ranked:
            if _rank(below) < 0:
                self.paint_layer(below)
        for item in layer.blocks:
            if isinstance(item, Layer):
                # It only hides what overflows: its outline is over what follows it.
                self._paint_inside(item, outlined=False)
            else:
                self._decorate(item, layer.inner)
        for item in (*layer.floats, *layer.contents):
            if isinstance(item, Layer):
                self.paint_layer(item)
            elif item.fragments:
                self._decorate(item, layer.inner)
            else:
                self._paint_content(item, layer.inner)
        for run in self.texts.get(id(layer.box), ()):
            self._paint_run(run, layer.inner)
        self._paint_outlines(layer, outlined)
        for above in ranked:
            if _rank(above) >= 0:
                self.paint_layer(above)

    def _paint_outlines(self, layer: Layer, own: bool) -> None:
        """Paint the outlines of the boxes of a layer's flow, and maybe its own (section E.2, step 10)."""
        boxes = [item.box if isinstance(item, Layer) else item for item in layer.blocks]
        boxes += [item for item in layer.contents if not isinstance(item, Layer)]
        if own:
            boxes.append(layer.box)
        found = {id(box) for box in boxes if box.style.outline_style != "none"}
        if found:
            from .outline import in_order, paint_outline

            for box in in_order(layer.box, found):
                paint_outline(layer.canvas if box is layer.box else layer.inner, box)

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
            if style.box_decoration_break == "clone":
                starts = ends = True
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
        ground = box is not self.ground and _has_background(box.style)
        # As in Chromium a background and a border that shows it are clipped by their corners as one.
        together = ground and canvas.matrix is None and corners.round and _shows_edge(box.style, edges)
        tiles = [tile for tile in covered(canvas, outer, corners) if tile.mask] if together else []
        kept = [
            (part, canvas.kept(part), tile.mask.crop(relative(part, tile.region)))
            for tile in tiles
            if tile.mask and not (part := tile.region.intersection(canvas.clip)).empty
        ]
        if ground:
            self._paint_background(box, rect, canvas, edges, corners, bare=together)
        if box.style.box_shadow:
            from .shadow import paint_inset_shadows

            inner = outer.inset(edges)
            paint_inset_shadows(canvas, box.style, inner, corners.inset(edges), (left, right))
        if box.style.border_image_source is not None:
            from .border.picture import paint_border_image

            paint_border_image(canvas, box.style, outer, edges, self.pictures)
        elif any(edges):
            from .border import paint_border

            paint_border(canvas, box.style, outer, corners, edges, bare=together)
        for part, below, cover in kept:
            canvas.restore(part, below, ImageChops.invert(cover))

    def _paint_background(
        self, box: PlacedBox, rect: Rect, canvas: Canvas, edges: Edges, corners: Corners, *, bare: bool
    ) -> None:
        """Paint the background of a rect of a box; a bare one has square corners at the border's outer edge."""
        outer = snapped(rect)
        inner = both(edges, box.padding)
        boxes = Boxes.of(outer, edges, inner)
        place = Boxes.of(snapped(joined(box, rect)), box.border, both(box.border, box.padding))
        curves = (corners, corners.inset(edges), corners.inset(inner)) if corners.round else (corners,) * 3
        shrunk = corners.round and _hides_edge(box.style, edges)
        if shrunk:
            # Else the background would shine through the smoothed edge of the border.
            boxes, curves = boxes._replace(border=outer.inset(_ONE)), (corners.inset(_ONE), *curves[1:])

        def letters(canvas: Canvas) -> None:
            from .text_clip import texts_of

            for run in texts_of(box, self.root, self.texts):
                self._paint_run(run, canvas)

        if bare:
            curves = (Corners(), *curves[1:])
        shape = box_shape(canvas, boxes, curves, letters)
        images = _unhidden(canvas, outer, _hidden(box.style, edges)) if any(edges) else None
        ground = Ground(place, shape, self.view, images, corners.round and not shrunk and not bare)
        paint_background(canvas, box.style, ground, self.pictures)

    def _paint_content(self, box: PlacedBox, canvas: Canvas) -> None:
        """Paint a box's picture and its lines of text."""
        if box.picture is not None and box.style.visibility == "visible":
            from .image import paint_image

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


def _shows_edge(style: Style, edges: Edges) -> bool:
    """Whether there is a border that the background's edge may be seen through."""
    return any(edges) and style.border_image_source is None and not _hides_edge(style, edges)


def _hides_edge(style: Style, edges: Edges) -> bool:
    """Whether an opaque border covers the background's edge on all sides."""
    return min(edges) >= 2 and _hidden(style, edges) == edges


def _unhidden(canvas: Canvas, outer: Region, hidden: Edges) -> Canvas | None:
    """The canvas where no opaque border hides it; None is all of it.

    Chromium has no images of backgrounds under such a border, which shows where its edges are smoothed and in the
    corners that it shares with sides that have gaps.
    """
    if hidden == _NOTHING:
        return None
    inside = outer.inset(Edges(*(width or -_OUTSIDE for width in hidden)))
    if canvas.matrix is None:
        return canvas.clipped(inside)
    # Its other edges are smoothed already.
    return canvas.clipped(inside).veiled(one_piece(canvas, inside, Corners()))


def _hidden(style: Style, edges: Edges) -> Edges:
    """What an opaque border covers of the background, as widths of edges."""
    sides = (
        (style.border_top_style, style.border_top_color),
        (style.border_right_style, style.border_right_color),
        (style.border_bottom_style, style.border_bottom_color),
        (style.border_left_style, style.border_left_color),
    )
    return Edges(
        *(
            width if kind not in _WITH_GAPS and color.alpha == 1 else 0.0
            for width, (kind, color) in zip(edges, sides, strict=True)
        )
    )
