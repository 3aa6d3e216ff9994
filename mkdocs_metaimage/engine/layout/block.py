"""Blocks one below the other, their margins collapsed (CSS 2.1, sections 8.3.1, 9.4.1 and 10.6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..css.values import AUTO
from .absolute import place_in_inlines
from .clamping import clamped
from .edges import down, margins
from .floats import Around, Band, Floats, clear_of, lay_out_beside, lay_out_float, widths_with_floats
from .formatting import LayoutContext, Space, lay_out, offset
from .fragments import Child, Content, Fragment, Margin, Waiting
from .insets import own_part
from .sizes import clamped_height, contribution, fitted_width, width_limits, width_of

if TYPE_CHECKING:
    from .tree import LayoutBox

_ALIGNED = {"center": 0.5, "right": 1.0}


def flow_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the blocks in a box."""
    flow = _Flow(ctx, box, space)
    broken = False
    for child in box.boxes:
        if child.out_of_flow:
            flow.wait(child)
        elif child.floated:
            flow.add_float(child)
        else:
            flow.add(child)
            broken = broken or bool(child.breaks)
    content = flow.finished()
    if box.style.line_clamp is not None:
        shorter = clamped(box, content)
        if shorter is not None:
            content = flow_content(ctx, shorter, space)
            content.fitted = shorter
            return content
    if broken and content.waiting:
        place_in_inlines(ctx, content, space)
    return content


class _Flow:
    """The blocks of a box, on their way down.

    Attributes:
        content: What is laid out of it.
    """

    def __init__(self, ctx: LayoutContext, box: LayoutBox, space: Space) -> None:
        self.content = Content()
        self._ctx = ctx
        self._space = space
        self._base = (space.width, space.height)
        self._rtl = box.style.direction == "rtl"
        self._direction = box.style.direction
        self._justify_items = box.style.justify_items
        self._text_align = box.style.text_align
        self._y = 0.0
        self._pending = Margin()
        # Whether a margin now moves what follows, and does not leave the box.
        self._started = space.closed_top
        self._empty = True
        self._cleared = False
        # Where a clamp ends the box, with the last baseline there.
        self._clamped: tuple[float, float | None] | None = None
        self._own_floats = Floats() if box.independent and box.floating else None
        self._around = space.around
        if self._own_floats is not None:
            self._around = Around(self._own_floats, 0.0, 0.0)

    def wait(self, child: LayoutBox) -> None:
        """Note where an absolutely positioned box would stand."""
        style, space = child.style, self._space
        shift = self._pending.size if self._started else 0.0
        along = at = float(self._rtl)
        below = 0.0
        if style.display.startswith("inline"):
            at = _line_start(self._rtl, self._text_align)
        else:
            aligned = own_part(style.justify_self, reverse=self._rtl, own=style.direction == "rtl")
            along = at = along if aligned is None else aligned
            below = own_part(style.align_self, reverse=False, own=False) or 0.0
        self.content.waiting.append(
            Waiting(child, space.x + space.width * at, space.y + self._y + shift, along, below)
        )

    def add(self, child: LayoutBox) -> None:
        """Lay out the next block, and put it at its place."""
        space, content = self._space, self.content
        fragment = self._laid_out(child)
        around = margins(child.style, space.width)
        top = Margin.of(around.top).joined(fragment.content.top)
        self._pending = self._pending.joined(top)
        if not self._started:
            content.top = content.top.joined(top)
        shift = self._pending.size if self._started else 0.0
        if self._around is not None:
            fragment, shift = self._among_floats(child, fragment, shift)
        else:
            self._put(fragment, space.x + self._left(child, fragment), space.y + self._y + shift)
        inner = fragment.content
        bottom = Margin.of(around.bottom).joined(inner.bottom)
        if inner.empty and not self._cleared:
            self._pending = self._pending.joined(bottom)
            if not self._started:
                content.top = content.top.joined(bottom)
            return
        self._y += shift + fragment.height
        self._pending = bottom
        self._started, self._empty = True, False
        if child.cut_off and self._clamped is None:
            self._clamped = self._y, content.last_baseline

    def add_float(self, child: LayoutBox) -> None:
        """Put a float at its place, but for when only the margins are to be found out."""
        if self._around is None:
            return
        space, floats = self._space, self._around.floats
        fragment = lay_out_float(self._ctx, child, self._base)
        around = margins(child.style, space.width)
        size = fragment.width + around.left + around.right, fragment.height + around.top + around.bottom
        top = space.y + self._y + (self._pending.size if self._started else 0.0) + self._around.y
        cleared = clear_of(child.style)
        if cleared is not None:
            top = max(top, floats.cleared(cleared))
        left = space.x + self._around.x
        x, y = floats.place(child.floated, size, top, Band(left, left + space.width))
        self._place(fragment, x + around.left - self._around.x, y + around.top - self._around.y)

    def _among_floats(self, child: LayoutBox, fragment: Fragment, shift: float) -> tuple[Fragment, float]:
        """Put a block at its place with floats around it; it, and how far it is below what is before it."""
        space, around = self._space, self._around
        assert around is not None
        top = space.y + self._y + shift
        cleared = clear_of(child.style)
        self._cleared = False
        if cleared is not None and around.floats.cleared(cleared) > around.y + top:
            # Clearance (section 9.5.2): the margins above it do not reach the box, nor what is before it.
            top = around.floats.cleared(cleared) - around.y
            self._started = self._cleared = True
        x = space.x + self._left(child, fragment)
        if child.independent:
            if around.floats:
                edges = Band(space.x, space.x + space.width)
                fragment, x, top = lay_out_beside(
                    self._ctx, child, self._base, around, top, edges, rtl=self._rtl
                )
        elif around.floats or child.floating:
            fragment = lay_out(self._ctx, child, self._base, around=around.inside(x, top))
        self._put(fragment, x, top)
        return fragment, top - space.y - self._y

    def finished(self) -> Content:
        """The content, with its height and the margins that leave it at the bottom."""
        content, space = self.content, self._space
        if self._clamped is not None:
            # Behind the last line there is no margin.
            self._y, content.last_baseline = self._clamped
            self._pending = Margin()
        content.empty = self._empty and not space.closed_top and not space.closed_bottom
        if content.empty:
            # All margins adjoin each other: they are at the top already.
            content.bottom = content.top
        elif not space.closed_bottom:
            content.bottom = self._pending
        elif self._started:
            self._y += self._pending.size
        if self._own_floats:
            # Section 10.6.7.
            self._y = max(self._y, self._own_floats.bottom - space.y)
        content.height = max(self._y, 0.0)
        return content

    def _laid_out(self, child: LayoutBox) -> Fragment:
        style, base = child.style, self._base
        if style.width == AUTO and self._justified(child) is not None:
            around = margins(style, base[0])
            width = fitted_width(self._ctx, child, base[0] - around.left - around.right, *base)
            return lay_out(self._ctx, child, base, width)
        if style.width == AUTO and style.aspect_ratio and style.justify_self == "stretch":
            # Then no ratio decides on the width (CSS Box Alignment 3, section 6.1).
            least, most = width_limits(self._ctx, child, *base, None, transferred=False)
            width = max(min(width_of(self._ctx, child, "stretch", base[0]) or 0.0, most), least)
            return lay_out(self._ctx, child, base, width)
        if base[1] is None or not (style.height == "stretch" or (child.node and child.node.tag == "body")):
            return lay_out(self._ctx, child, base)
        around = margins(style, base[0])
        height = base[1]
        if style.height == "stretch":
            # Margins that may collapse with those of the container do not count (CSS Sizing 4, section 4.1).
            height -= around.top * self._space.closed_top + around.bottom * self._space.closed_bottom
            height = clamped_height(child, height, base[1], base[0])
        elif style.height == AUTO:
            # A body is as high as the picture unless it says otherwise.
            height -= around.top + around.bottom
        else:
            return lay_out(self._ctx, child, base)
        return lay_out(self._ctx, child, base, None, max(height, down(child, base[0])))

    def _justified(self, child: LayoutBox) -> float | None:
        """Which part of the free space `justify-self` has left of a block (CSS Box Alignment 3, section 6.1)."""
        align = child.style.justify_self
        if align == "auto":
            align = self._justify_items
        if align == "normal" or align == "stretch" or align == "legacy" or child.node is None:
            return None
        return own_part(align, reverse=self._rtl, own=child.style.direction == "rtl")

    def _left(self, child: LayoutBox, fragment: Fragment) -> float:
        """Where the border box starts: `auto` margins share what is left over (section 10.3.3)."""
        style, width = child.style, self._space.width
        around = margins(style, width)
        free = width - fragment.width - around.left - around.right
        if free > 0 and style.margin_left == AUTO:
            return around.left + (free / 2 if style.margin_right == AUTO else free)
        if free > 0 and style.margin_right == AUTO:
            return around.left
        part = self._justified(child)
        if part is not None and style.margin_left != AUTO and style.margin_right != AUTO:
            return around.left + (0.0 if free < 0 and style.justify_self.startswith("safe ") else free * part)
        return around.left + free if self._rtl else around.left

    def _put(self, fragment: Fragment, x: float, y: float) -> None:
        """Put a block at its place, and take over its baselines."""
        content, inner, box = self.content, fragment.content, fragment.box
        if inner.baseline is not None and content.baseline is None:
            content.baseline = y + inner.baseline
        if box.style.overflow not in ("visible", "clip"):
            # The last one of a scroll container is its bottom margin edge.
            content.last_baseline = y + fragment.height + margins(box.style, self._base[0]).bottom
        elif inner.last_baseline is not None:
            content.last_baseline = y + inner.last_baseline
        self._place(fragment, x, y)

    def _place(self, fragment: Fragment, x: float, y: float) -> None:
        content, box = self.content, fragment.box
        for each in (box, *box.breaks) if box.breaks else (box,):
            if each.style.position == "relative":
                moved_x, moved_y = offset(each.style, self._base, self._direction)
                x, y = x + moved_x, y + moved_y
        content.children.append(Child(x, y, fragment))
        if self._clamped is not None:
            content.hidden.add(box)
        take_waiting(content, fragment, x, y)


def _line_start(rtl: bool, align: str) -> float:
    """Which part of the width is left of where a line starts that would be of nothing but a box."""
    if align in ("start", "justify"):
        return float(rtl)
    return float(not rtl) if align == "end" else _ALIGNED.get(align, 0.0)


def take_waiting(content: Content, fragment: Fragment, x: float, y: float) -> None:
    """Take over the boxes that wait in a fragment which is at a place of the content."""
    if fragment.content.waiting:
        content.waiting += [each._replace(x=each.x + x, y=each.y + y) for each in fragment.content.waiting]


def flow_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width: those of the widest block."""
    if box.floating:
        return widths_with_floats(ctx, box, height)
    least = preferred = 0.0
    for child in box.boxes:
        if not child.out_of_flow:
            low, high = contribution(ctx, child, height)
            least, preferred = max(least, low), max(preferred, high)
    return least, preferred
