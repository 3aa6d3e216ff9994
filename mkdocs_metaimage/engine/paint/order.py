"""The order of painting: boxes, then text, then what is positioned (CSS 2.2, appendix E)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageChops

from ..boxes import Edges, Rect
from .background import paint_background
from .border import paint_border
from .canvas import Canvas, Region, snapped
from .decoration import paint_decoration
from .image import paint_image
from .inline_layers import is_layer, layered_texts, makes_context
from .shapes import Corners, corners_of, rounded
from .text import paint_run

if TYPE_CHECKING:
    from PIL import Image

    from ..boxes import PlacedBox, TextRun
    from ..css.style import Style
    from ..pictures import Pictures

_ONE = Edges(1.0, 1.0, 1.0, 1.0)
_SQUARE = (0.0, 0.0)
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
    canvas = Canvas.blank(width, height)
    ground = _ground(root)
    if ground is not None:
        paint_background(canvas, ground.style, canvas.clip, snapped(root.rect), Corners(), pictures)
    layers: list[_Layer] = []
    root_layer = _gathered(root, canvas, _Place(canvas, layers), layers, own=True)
    texts = layered_texts(root)
    apart = frozenset(id(run) for runs in texts.values() for run in runs)
    _Painter(pictures, ground, texts, apart).paint_layer(root_layer)
    if debug:
        from .debug import paint_debug

        paint_debug(canvas, root)
    return canvas.finished()


def _ground(root: PlacedBox) -> PlacedBox | None:
    """The box whose background is the whole picture's: the root's, or else its body's (section 14.2)."""
    if _has_background(root.style):
        return root
    bodies = (box for box in root.children if box.tag == "body" and _has_background(box.style))
    return next(bodies, None)


def _has_background(style: Style) -> bool:
    return bool(style.background_color.alpha or style.background_image)


class _Place(NamedTuple):
    """Where a positioned box is painted: with which clip, and among which layers."""

    canvas: Canvas
    layers: list[_Layer]


@dataclass
class _Layer:
    """A box that is painted as a whole.

    Attributes:
        box: The box.
        canvas: Where to paint it.
        inner: Where to paint what is in it: the same, but clipped if it hides what overflows.
        layers: The positioned descendants that are painted with it.
        own: Whether they are painted by this layer, and not by one around it.
        blocks: The boxes of its flow, whose backgrounds and borders come first.
        floats: Then the floats, each as a whole.
        contents: Then the lines, pictures and inline boxes of its flow.
    """

    box: PlacedBox
    canvas: Canvas
    inner: Canvas
    layers: list[_Layer]
    own: bool
    blocks: list[PlacedBox | _Layer] = field(default_factory=list)
    floats: list[_Layer] = field(default_factory=list)
    contents: list[PlacedBox | _Layer] = field(default_factory=list)


def _gathered(box: PlacedBox, canvas: Canvas, absolute: _Place, layers: list[_Layer], own: bool) -> _Layer:
    """The layer of a box, with its descendants sorted into what is painted when.

    Args:
        box: The box.
        canvas: Where to paint it.
        absolute: Where absolutely positioned descendants go that this box does not contain.
        layers: Where its other positioned descendants go.
        own: Whether `layers` is the box's own list.
    """
    inner = canvas
    if _clips(box):
        inner = canvas.clipped(snapped(box.rect).inset(box.border))
    layer = _Layer(box, canvas, inner, layers, own)
    if box.style.position != "static":
        absolute = _Place(inner, layers)
    elif makes_context(box.style):
        absolute = absolute._replace(layers=layers)
    _gather(box, layer, absolute)
    return layer


def _gather(box: PlacedBox, layer: _Layer, absolute: _Place) -> None:
    # The items of a flex container and of a grid are painted each as a whole, as inline blocks are, and in
    # the order that `order` gives them (CSS Flexbox 1, section 4.3; CSS Grid 2, section 6.4).
    items = box.style.display.endswith(("flex", "grid"))
    for child in sorted(box.children, key=_order) if items else box.children:
        style = child.style
        if is_layer(style):
            place = absolute if style.position in ("absolute", "fixed") else _Place(layer.inner, layer.layers)
            own = makes_context(style) or _clips(child)
            inner_layers = [] if own else place.layers
            # Its place among its equals is before what is in it.
            index = len(place.layers)
            place.layers.insert(index, _gathered(child, place.canvas, absolute, inner_layers, own))
        elif child.fragments:
            layer.contents.append(child)
            _gather(child, layer, absolute)
        elif style.float_side != "none" and not items:
            own = _clips(child)
            inner_layers = [] if own else layer.layers
            layer.floats.append(_gathered(child, layer.inner, absolute, inner_layers, own))
        elif _clips(child):
            kind = layer.contents if items or style.display.startswith("inline") else layer.blocks
            kind.append(_gathered(child, layer.inner, absolute, [], own=True))
        elif items or style.display.startswith("inline"):
            layer.contents.append(_gathered(child, layer.inner, absolute, layer.layers, own=False))
        else:
            layer.blocks.append(child)
            _gather(child, layer, absolute)
    if box.lines or box.picture is not None:
        layer.contents.append(box)


def _order(box: PlacedBox) -> int:
    return box.style.order


def _clips(box: PlacedBox) -> bool:
    return box.style.overflow != "visible" and not box.fragments


def _by_rank(layers: list[_Layer]) -> list[_Layer]:
    return sorted(layers, key=_rank)


def _rank(layer: _Layer) -> int:
    return layer.box.style.z_index or 0


@dataclass(frozen=True)
class _Painter:
    """What paints layers.

    Attributes:
        pictures: The pictures.
        ground: The box whose background is painted already.
        texts: What is painted with inline boxes that are layers, by the identity of these.
        apart: The identities of those texts.
    """

    pictures: Pictures
    ground: PlacedBox | None
    texts: dict[int, list[TextRun]]
    apart: frozenset[int]

    def paint_layer(self, layer: _Layer) -> None:
        """Paint a box, what is in it, and the positioned layers that it has."""
        opacity = layer.box.style.opacity
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
        region = self._reach(layer.box).intersection(layer.canvas.clip)
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
        corners = _rounded_clip(layer)
        kept = [(region, layer.canvas.kept(region)) for region, _ in corners]
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
        for above in ranked:
            if _rank(above) >= 0:
                self.paint_layer(above)
        for (region, before), (_, outside) in zip(kept, corners, strict=True):
            layer.canvas.restore(region, before, outside)

    def _fill(self, box: PlacedBox, canvas: Canvas, opacity: float) -> None:
        """Paint the background of a box that has a colour and nothing else."""
        color = box.style.background_color
        if box is not self.ground and box.style.visibility == "visible":
            area = snapped(box.rect)
            pieces = rounded(area, corners_of(box.style, area), canvas.clip)
            canvas.fill(pieces, color._replace(alpha=color.alpha * opacity))

    def _decorate(self, box: PlacedBox, canvas: Canvas) -> None:
        """Paint the background and the border of a box, for an inline one of each of its fragments."""
        style = box.style
        if style.visibility != "visible" or not (any(box.border) or _has_background(style)):
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
        if box is not self.ground:
            area, area_corners = outer, corners
            if corners.round and _hides_edge(box.style, edges):
                # Else the background would shine through the smoothed edge of the border.
                area, area_corners = outer.inset(_ONE), corners.inset(_ONE)
            paint_background(canvas, box.style, area, outer.inset(edges), area_corners, self.pictures)
        if any(edges):
            paint_border(canvas, box.style, outer, corners, edges)

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
        decorations = run.style.text_decoration_line
        below = tuple(line for line in decorations if line != "line-through")
        if below:
            paint_decoration(canvas, run, below, opacity)
        paint_run(canvas, run, opacity)
        if len(below) < len(decorations):
            paint_decoration(canvas, run, ("line-through",), opacity)

    def _reach(self, box: PlacedBox) -> Region:
        """The pixels that a box and what is in it can touch."""
        rects = [box.rect, *box.fragments, *(line.rect for line in box.lines)]
        for run in (*self.texts.get(id(box), ()), *(run for line in box.lines for run in line.runs)):
            # Glyphs reach out of their line: accents, swashes, slanted letters.
            size = run.style.font_size
            rects.append(Rect(run.x - size, run.baseline - 2 * size, run.shaped.advance + 2 * size, 3 * size))
        reach = Region(
            floor(min(rect.x for rect in rects)) - 1,
            floor(min(rect.y for rect in rects)) - 1,
            ceil(max(rect.x + rect.width for rect in rects)) + 1,
            ceil(max(rect.y + rect.height for rect in rects)) + 1,
        )
        for child in box.children:
            reach = reach.union(self._reach(child))
        return reach


def _is_plain(layer: _Layer) -> bool:
    """Whether a layer is a colour and nothing else: it need not be a group to be translucent."""
    box = layer.box
    return not (
        layer.blocks or layer.floats or layer.contents or layer.layers or box.fragments
        or box.style.background_image or any(box.border)
    )  # fmt: skip


def _is_text(layer: _Layer, texts: list[TextRun]) -> bool:
    """Whether a layer is these texts and nothing else, the glyphs of which do not lie over each other."""
    box = layer.box
    if (
        not texts or layer.contents not in ([], [box]) or layer.blocks or layer.floats or layer.layers
        or box.picture is not None or any(box.border) or _has_background(box.style) or _rounded_clip(layer)
    ):  # fmt: skip
        return False
    return not any(
        run.style.text_decoration_line or run.style.letter_spacing < 0 or _JOINED.search(run.shaped.text)
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


def _rounded_clip(layer: _Layer) -> list[tuple[Region, Image.Image]]:
    """The corners that a rounded box cuts off from what is in it: where, and the mask of what is outside."""
    box = layer.box
    if not _clips(box):
        return []
    outer = snapped(box.rect)
    corners = corners_of(box.style, outer).inset(box.border)
    cut = []
    for region, mask in rounded(outer.inset(box.border), corners, layer.inner.clip) if corners.round else ():
        seen = region.intersection(layer.inner.clip)
        if mask is not None and not seen.empty:
            x, y = seen.left - region.left, seen.top - region.top
            cut.append((seen, ImageChops.invert(mask.crop((x, y, x + seen.width, y + seen.height)))))
    return cut
