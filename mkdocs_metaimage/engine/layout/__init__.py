"""From computed styles to boxes at their places, one formatting context a module."""

from __future__ import annotations

from math import floor
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ..boxes import Line, PlacedBox, Rect, TextRun
from ..css.values import AUTO
from .absolute import place_last
from .block import flow_content, flow_widths
from .edges import down, edges, margins
from .flex import flex_content, flex_widths
from .formatting import LayoutContext, lay_out, strut
from .generation import generate
from .grid import grid_content, grid_widths
from .inline import lines_content, lines_widths
from .list_items import image_size
from .replaced import picture_name, replaced_content, replaced_widths
from .tree import Kind, LayoutBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..css.cascade import StyledNode
    from ..css.style import Style
    from ..text.fonts import FontLibrary
    from .fragments import Fragment, LineFragment
    from .list_items import Dimensions

_RUN_X: Final = attrgetter("x")
# For how many styles the measures of their fonts are kept.
_MOST_STYLES: Final = 500
# Each `display` has its line here.
_CONTENTS = {
    Kind.FLOW: flow_content,
    Kind.LINES: lines_content,
    Kind.FLEX: flex_content,
    Kind.GRID: grid_content,
    Kind.REPLACED: replaced_content,
}
_INTRINSIC = {
    Kind.FLOW: flow_widths,
    Kind.LINES: lines_widths,
    Kind.FLEX: flex_widths,
    Kind.GRID: grid_widths,
    Kind.REPLACED: replaced_widths,
}


def layout(
    styled: StyledNode,
    width: float,
    height: float,
    library: FontLibrary,
    picture_size: Callable[[str], tuple[float, float] | None],
    dimensions: Callable[[str], Dimensions] | None = None,
) -> PlacedBox:
    """Give every box its place.

    The picture is the initial containing block; the root fills it unless its style says otherwise.

    Args:
        styled: What the cascade gave.
        width: The picture's width in px.
        height: The picture's height in px.
        library: The fonts.
        picture_size: The natural size in px of a picture by its name; None where it has none.
        dimensions: What is known of a picture that stands for a list's marker: its width, its height, and the
            one through the other, each None where it is not.
    """
    for by_style in (library.struts, library.kerns):
        if len(by_style) >= _MOST_STYLES:
            by_style.clear()
    ctx = LayoutContext(
        library, picture_size, width, height, _CONTENTS, _INTRINSIC, library.struts, library.kerns
    )
    root = generate(
        styled,
        library.boxes,
        picture_size,
        lambda style: image_size(style.list_style_image, strut(ctx, style).ascent, dimensions),
    )
    around = margins(root.style, width)
    own_height = None
    if root.style.height == AUTO and not root.style.aspect_ratio:
        own_height = max(height - around.top - around.bottom, down(root, width))
    fragment = lay_out(ctx, root, (width, height), None, own_height)
    place_last(ctx, fragment)
    places = _Places()
    places.add(fragment, around.left, around.top)
    placed = places.placed(root)
    root.forget()
    if _sticks(placed):
        from .sticking import stuck

        placed = stuck(placed, Rect(0.0, 0.0, width, height))
    return placed


def _sticks(box: PlacedBox) -> bool:
    """Whether any box is sticky."""
    return bool(box.style.sticky) or any(map(_sticks, box.children))


class _Places:
    """The fragments by their boxes, with their places in the picture."""

    def __init__(self) -> None:
        self._found: dict[LayoutBox, tuple[float, float, Fragment]] = {}
        self._hidden: set[LayoutBox] = set()
        self._unseen: dict[LayoutBox, list[Rect]] = {}
        self._inline: dict[LayoutBox, list[Rect]] = {}
        self._broken: dict[LayoutBox, list[Rect]] = {}
        self._taken: set[LayoutBox] = set()

    def add(self, fragment: Fragment, x: float, y: float) -> None:
        """Note where a fragment, and all that is in it, is."""
        stack = [(fragment, x, y, False)]
        while stack:
            fragment, x, y, hidden = stack.pop()
            box, content = fragment.box, fragment.content
            self._found[box] = (x, y, fragment)
            if content.fitted is not None:
                self._found[content.fitted] = (x, y, fragment)
            if hidden:
                self._hidden.add(content.fitted or box)
            for index, (inline, rect) in enumerate(content.inlines):
                unseen = hidden or (content.shown is not None and index >= content.shown)
                rects = (self._unseen if unseen else self._inline).setdefault(inline.whole or inline, [])
                rects.append(Rect(rect.x + x, rect.y + y, rect.width, rect.height))
            for whole in box.breaks:
                self._broken.setdefault(whole, []).append(Rect(x, y, fragment.width, fragment.height))
            stack += [
                (child, left + x, top + y, hidden or child.box in content.hidden)
                for left, top, child in reversed(content.children)
            ]

    def placed(self, box: LayoutBox) -> PlacedBox:
        """The box with its place, and those in it in the order of the document."""
        node = box.node
        if box in self._found:
            box = self._found[box][2].content.fitted or box
        children = [self.placed(child) for child in self._children(box)]
        tag, name, classes = (node.tag, node.id, node.classes) if node is not None else ("", "", ())
        if box.kind in (Kind.INLINE, Kind.BREAK):
            fragments = tuple(self._inline.get(box, ()))
            unseen = self._unseen.get(box, ())
            rect = _union([*self._broken.get(box, ()), *fragments, *unseen])
            border, padding = edges(box, None)
            style = _unseen(box.style) if unseen and not fragments else box.style
            return PlacedBox(tag, name, classes, style, rect, border, padding, fragments, (), tuple(children))
        x, y, fragment = self._found[box]
        hidden = box in self._hidden
        lines = () if hidden else tuple([_line(line, x, y) for line in fragment.content.lines])
        picture = picture_name(box) if box.kind is Kind.REPLACED and not hidden else ""
        return PlacedBox(
            tag, name, classes, _unseen(box.style) if hidden else box.style,
            Rect(x, y, fragment.width, fragment.height), fragment.border, fragment.padding, (), lines,
            tuple(children), picture or None,
        )  # fmt: skip

    def _children(self, box: LayoutBox) -> list[LayoutBox]:
        """The boxes of what is in an element: blocks in an inline box are its own, each piece of it is the whole.

        A break has no box.
        """
        children = []
        for child in box.boxes:
            whole = child.whole or child
            placed = child in self._found or whole in self._inline or whole in self._unseen
            if placed and not child.breaks and whole not in self._taken:
                children.append(whole)
                self._taken.add(whole)
        return children


def _union(rects: list[Rect]) -> Rect:
    """What `getBoundingClientRect` gives: only if all are empty, the last of them counts."""
    rects = [rect for rect in rects if rect.width > 0 and rect.height > 0] or rects[-1:]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right = max(rect.x + rect.width for rect in rects)
    bottom = max(rect.y + rect.height for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def _unseen(style: Style) -> Style:
    """The style of what a clamp or an ellipsis hides: it has its place and shows nothing."""
    return style.but(visibility="hidden")


def _line(line: LineFragment, x: float, y: float) -> Line:
    rect = line.rect
    runs = sorted(line.runs, key=_RUN_X) if len(line.runs) > 1 else line.runs
    # Browsers put the top of a line at a whole pixel before what is raised or lowered in it.
    top = floor(rect.y + y + 0.5)
    down, snap = top - rect.y, top - rect.y - y
    return Line(
        Rect(rect.x + x, rect.y + y, rect.width, rect.height),
        line.baseline + y,
        line.text,
        tuple([TextRun(run.x + x, run.baseline + down, *run[2:], snap) for run in runs]),
    )
