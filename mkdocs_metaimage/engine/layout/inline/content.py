"""The lines of a block container, laid out one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...css.values import ZERO, Length
from ..absolute import place_in_inlines
from ..block import take_waiting
from ..edges import margins
from ..formatting import EPSILON, LayoutContext, Space, lay_out, strut
from ..fragments import Content, LineFragment
from ..sizes import fitted_width
from ..tree import Kind, LayoutBox
from .collecting import OBJECT, Mark
from .cutting import Cut, Cutter
from .ending import alignment, shorten, start_of, with_hyphen
from .items import Atomics, Edge, Item, ItemBuilder
from .justifying import justified
from .markers import add_marker
from .paragraph import Paragraph, memory_of, paragraph_of
from .placing import Line, PlacedLine, place_line
from .rooms import Rooms
from .row import row_of
from .wrapping import cut_lines

if TYPE_CHECKING:
    from ...css.style import Style
    from ..floats import Around

# How often lines are laid out anew because their heights change what floats are beside them.
_MOST_TRIES = 4
_CONTROLS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
_HIDDEN = _CONTROLS | {ord(OBJECT): None}


def lines_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the lines in a box."""
    fitted = None
    if box.style.text_fit is not None:
        from ..text_fit import fit

        box = fitted = fit(ctx, box, space)
    # Lines do not depend on the height, but for what absolute boxes and percentages make of it.
    key = ("lines", space.x, space.y, space.width, space.height if _needs_height(box) else None)
    floats = _beside_floats(box, space)
    memory = memory_of(ctx, box)
    content: Content | None = None if floats else memory.get(key)
    if content is None:
        content = _lay_out_lines(ctx, box, space)
        if not floats:
            memory[key] = content
    # What waits is taken out by the containing block, and must be there again the next time.
    return Content(
        content.height, list(content.children), content.lines, content.inlines, content.baseline,
        content.last_baseline, empty=content.empty and not space.closed_top and not space.closed_bottom,
        waiting=list(content.waiting), fitted=fitted, hidden=content.hidden, shown=content.shown,
    )  # fmt: skip


def _beside_floats(box: LayoutBox, space: Space) -> bool:
    return space.around is not None and (box.floating or bool(space.around.floats))


def _needs_height(box: LayoutBox) -> bool:
    return any(True for _ in box.boxes)


def cutter_of(ctx: LayoutContext, box: LayoutBox, atomics: Atomics, width: float) -> Cutter:
    """What cuts the paragraph of a box into lines.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        atomics: The atomic boxes in it, laid out.
        width: The width of the box.
    """
    paragraph = paragraph_of(ctx, box)
    row = row_of(ctx, paragraph, {each: outer for each, (_, outer) in atomics.items()}, width)
    return Cutter(ctx, paragraph, row, box.style.text_indent.resolve(width))


def _lay_out_lines(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    atomics = lay_out_atomics(ctx, paragraph_of(ctx, box), space)
    cutter = cutter_of(ctx, box, atomics, space.width)
    if space.around is not None and _beside_floats(box, space):
        maker = _made_beside_floats(ctx, box, cutter, atomics, space, space.around)
    else:
        cuts = cut_lines(cutter, box.style, space.width, box.style.line_clamp)
        if box.style.line_clamp is not None:
            cuts = _with_hidden(cutter, cuts, box.style.line_clamp, space.width)
        maker = _made(ctx, box, cutter, atomics, space, cuts)
    content = maker.content
    content.height = (maker.y if maker.clamped is None else maker.clamped) - space.y
    content.empty = not content.lines
    if box.marker and content.lines:
        add_marker(ctx, box, content, space)
    if content.waiting:
        place_in_inlines(ctx, content, space)
    return content


def _made(
    ctx: LayoutContext,
    box: LayoutBox,
    cutter: Cutter,
    atomics: Atomics,
    space: Space,
    cuts: list[Cut],
    rooms: Rooms | None = None,
) -> _LineMaker:
    """The lines at their places, with floats beside them where there are rooms."""
    maker = _LineMaker(ctx, box, cutter, ItemBuilder(ctx, cutter.paragraph, atomics, space.width), space)
    clamp = box.style.line_clamp
    for index, cut in enumerate(cuts):
        more = clamp is not None and index + 1 == clamp and (len(cuts) > clamp or box.cut_off)
        if index == clamp:
            maker.clamp()
        if rooms is not None:
            maker.move(rooms.top(index), rooms.space(index))
        maker.add(cut, first=index == 0, last=index == len(cuts) - 1, more=more)
    return maker


def _with_hidden(cutter: Cutter, cuts: list[Cut], clamp: int, width: float) -> list[Cut]:
    """The lines that a clamp shows, one more if there are any, and all others where there are boxes in them."""
    events, end = cutter.paragraph.events, cuts[:clamp][-1].end
    if len(cuts) <= clamp or not events or events[-1].offset <= end:
        return cuts[: clamp + 1]
    return [*cuts[:clamp], *(cut for cut in cutter.cut(width) if cut.start >= end)]


def _made_beside_floats(
    ctx: LayoutContext, box: LayoutBox, cutter: Cutter, atomics: Atomics, space: Space, around: Around
) -> _LineMaker:
    """The lines, again as long as their heights put others beside other floats."""
    own = strut(ctx, box.style)
    rooms = Rooms(ctx, cutter, space, around, own.above + own.below)
    for _ in range(_MOST_TRIES):
        maker = _made(ctx, box, cutter, atomics, space, rooms.cut(), rooms)
        if not rooms.learn(maker.heights):
            break
    for child in rooms.floats:
        maker.content.children.append(child)
        take_waiting(maker.content, child.fragment, child.x, child.y)
    return maker


def lay_out_atomics(ctx: LayoutContext, paragraph: Paragraph, space: Space) -> Atomics:
    """Lay out the atomic boxes: each shrinks to fit (CSS 2.1, section 10.3.9)."""
    atomics: Atomics = {}
    for event in paragraph.events:
        if event.mark is Mark.ATOMIC:
            box = event.box
            around = margins(box.style, space.width)
            outside = around.left + around.right
            width = None
            if box.kind is not Kind.REPLACED:
                width = fitted_width(ctx, box, space.width - outside, space.width, space.height)
            fragment = lay_out(ctx, box, (space.width, space.height), width)
            atomics[box] = fragment, fragment.width + outside
    return atomics


class _LineMaker:
    """Puts line below line."""

    def __init__(
        self, ctx: LayoutContext, box: LayoutBox, cutter: Cutter, builder: ItemBuilder, space: Space
    ) -> None:
        self.content = Content()
        self.y = space.y
        self.clamped: float | None = None
        self.heights: list[float] = []
        self._ctx = ctx
        self._box = box
        self._style: Style = box.style
        self._cutter = cutter
        self._builder = builder
        self._space = space

    def move(self, top: float, space: Space) -> None:
        """Start the next line no higher than this, in this space."""
        self.y = max(self.y, top)
        self._space = space

    def clamp(self) -> None:
        """Hide the lines that follow: they have their places below, but the box ends here."""
        self.clamped = self.y
        self.content.shown = len(self.content.inlines)

    def add(self, cut: Cut, *, first: bool, last: bool, more: bool) -> None:
        """Add a line.

        Args:
            cut: The line.
            first: Whether it is the first one.
            last: Whether it is the last one of the paragraph.
            more: Whether lines after it are left out.
        """
        items = self._builder.line(cut, last)
        paragraph = self._cutter.paragraph
        text = paragraph.text[cut.start : cut.shown]
        empty = not self._makes_line(items, cut)
        items = with_hyphen(self._ctx, paragraph, cut, items)
        indent = self._cutter.indent if first else 0.0
        line, free = self._aligned(items, cut, indent, empty)
        if cut.wide and last and self._style.text_wrap_mode != "nowrap":
            line = line._replace(wide=True)
        placed = place_line(self._ctx, self._style, line, self._space)
        clips = self._style.overflow != "visible" or self._box.node is None
        hides = self._style.text_overflow == "ellipsis" and clips
        if more or (hides and free < -EPSILON):
            left = self._space.x + (0.0 if cut.line.rtl else indent)
            shorten(self._ctx, self._style, placed, cut.line.rtl, (left, left + self._space.width - indent))
            text = _text_of(items, placed)
        self._take(placed, text.translate(_HIDDEN), empty)

    def _makes_line(self, items: list[Item], cut: Cut) -> bool:
        """Whether there is anything to show: a line of nothing but empty inline boxes is no line."""
        text = self._cutter.paragraph.text
        if cut.line.last < len(text) or text[cut.start : cut.shown].translate(_CONTROLS):
            return True
        return any(
            item.atomic is not None or any(_has_edge(edge) for edge in (*item.opening, *item.closing))
            for item in items
        )

    def _aligned(self, items: list[Item], cut: Cut, indent: float, empty: bool) -> tuple[Line, float]:
        """Where the line starts by `text-align`, and what it leaves free."""
        space, rtl = self._space, cut.line.rtl
        align = alignment(self._style, cut)
        hang = cut.hang
        total = sum([item.outer_width for item in items])
        if cut.forced:
            # Ahead of a forced break only what does not fit hangs (CSS Text 3, section 4.1.2).
            hang = min(hang, max(total - space.width + indent, 0.0))
        free = space.width - indent - total + hang
        if abs(free) < EPSILON:
            free = 0.0
        if align == "justify" and free > 0:
            items = justified(items, free, (cut.hung if cut.hang else cut.shown) - cut.start)
            total = sum([item.outer_width for item in items])
        left = space.x + start_of(align, rtl, space.width - indent - total + hang)
        # White space that hangs is at the left of text that runs to the left.
        left += -hang if rtl else indent
        return Line(items, rtl, left, self.y, total - hang, empty), free

    def _take(self, placed: PlacedLine, text: str, empty: bool) -> None:
        content = self.content
        content.inlines += placed.inlines
        for item, child in placed.children:
            content.children.append(child)
            take_waiting(content, child.fragment, child.x, child.y)
            if self.clamped is not None or item in placed.hidden:
                content.hidden.add(child.fragment.box)
        content.waiting += placed.waiting
        self.heights.append(0.0 if empty else placed.rect.height)
        if empty:
            return
        if self.clamped is not None:
            self.y += placed.rect.height
            return
        runs = [run for _, run in placed.runs if run.shaped.text]
        content.lines.append(LineFragment(placed.rect, placed.baseline, text, runs))
        if content.baseline is None:
            content.baseline = placed.baseline
        content.last_baseline = placed.baseline
        self.y += placed.rect.height


def _has_edge(edge: Edge) -> bool:
    """Whether an inline box has a margin, border or padding at its sides, be it a percentage of nothing."""
    style = edge.box.style
    return bool(
        edge.margin or edge.inside
        or any(size != ZERO for size in (style.padding_left, style.padding_right))
        or any(isinstance(size, Length) and size != ZERO for size in (style.margin_left, style.margin_right))
    )  # fmt: skip


def _text_of(items: list[Item], placed: PlacedLine) -> str:
    """What is left of the text of a line, in logical order, and the ellipsis behind it."""
    kept = {id(item): run.shaped.text for item, run in placed.runs}
    *_, ellipsis = (run.shaped.text for item, run in placed.runs if id(item) not in map(id, items))
    return "".join(kept.get(id(item), "") for item in items) + ellipsis
