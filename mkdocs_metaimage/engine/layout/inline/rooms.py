"""The room that floats leave for lines (CSS 2.1, section 9.5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..edges import margins
from ..floats import Around, Band, clear_of, lay_out_float
from ..formatting import EPSILON
from ..fragments import Child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..formatting import LayoutContext, Space
    from ..tree import LayoutBox
    from .cutting import Cut, Cutter


class Rooms:
    """How wide each line of a block may be, and where it is: known only when those above it are laid out.

    Args:
        ctx: What layout takes from outside.
        cutter: What cuts the paragraph of the block.
        space: The content box of the block.
        around: The floats around it, to which those in the paragraph are added.
        height: How high lines are as far as is known.

    Attributes:
        floats: The floats of the paragraph, at their places.
    """

    def __init__(
        self, ctx: LayoutContext, cutter: Cutter, space: Space, around: Around, height: float
    ) -> None:
        self.floats: list[Child] = []
        self._ctx = ctx
        self._cutter = cutter
        self._space = space
        self._around = around
        self._before = around.floats.copy()
        self._height = height
        self._edges = Band(space.x, space.x + space.width)
        self._heights: Sequence[float] = ()
        self._lowered: dict[int, float] = {}
        # What is known of the lines, as long as nothing changes beside them or above.
        self._tops: list[float] = []
        self._bands: dict[int, Band] = {}

    def top(self, number: int) -> float:
        """Where a line starts."""
        tops = self._tops
        for line in range(len(tops), number + 1):
            top = tops[-1] + self._height_of(line - 1) if line else self._space.y
            tops.append(max(top, self._lowered.get(line, top)))
        return tops[number]

    def space(self, number: int) -> Space:
        """The content box as it is beside a line."""
        band = self._band(number)
        return self._space._replace(x=band.left, width=max(band.right - band.left, 0.0))

    def cut(self) -> list[Cut]:
        """The lines of the paragraph, each float placed when the line that it is in is known."""
        self._around.floats.take(self._before)
        self.floats = []
        self._lowered = {}
        self._forget(0)
        cuts = self._cut()
        for offset, box in self._cutter.paragraph.floats:
            self._place(cuts, offset, box)
            cuts = self._cut()
        return cuts

    def learn(self, heights: Sequence[float]) -> bool:
        """Take the heights that lines have come to; whether they change anything."""
        before = [self.top(number) for number in range(len(heights) + 1)]
        self._heights = heights
        self._forget(0)
        return any(abs(self.top(number) - top) > EPSILON for number, top in enumerate(before))

    def _cut(self) -> list[Cut]:
        while True:
            cuts: list[Cut] = []
            for index in range(len(self._cutter.paragraph.lines)):
                cuts += self._cutter.cut_line(index, partial(self._width, len(cuts)))
            if not any(self._lower(cut, number) for number, cut in enumerate(cuts)):
                return cuts

    def _place(self, cuts: list[Cut], offset: int, box: LayoutBox) -> None:
        """Put a float beside the line that it is in, or below that if it does not fit there (section 9.5.1)."""
        space, around, row = self._space, self._around, self._cutter.row
        number = next((index for index, cut in enumerate(cuts) if offset <= cut.end), len(cuts) - 1)
        fragment = lay_out_float(self._ctx, box, (space.width, space.height))
        outside = margins(box.style, space.width)
        width = fragment.width + outside.left + outside.right
        band, top = self._band(number), self.top(number)
        start, end = cuts[number].start, len(self._cutter.paragraph.text[:offset].rstrip(" "))
        used = row.before[end] - row.start_of(start) if end < cuts[number].end else self._reach(cuts[number])
        cleared = clear_of(box.style)
        lowest = top if cleared is None else around.floats.cleared(cleared) - around.y
        # Nor is it beside the line if it has to be below other floats.
        if end > start and used > 0 and (used + width > band.right - band.left + EPSILON or lowest > top):
            top += self._height_of(number)
        top = max(top, lowest)
        size = width, fragment.height + outside.top + outside.bottom
        edges = Band(around.x + self._edges.left, around.x + self._edges.right)
        x, y = around.floats.place(box.floated, size, around.y + top, edges)
        self._bands = {
            line: band
            for line, band in self._bands.items()
            if self.top(line) + self._height_of(line) + EPSILON < y - around.y
        }
        self.floats.append(Child(x + outside.left - around.x, y + outside.top - around.y, fragment))

    def _width(self, first: int, number: int) -> float:
        return self.space(first + number).width

    def _height_of(self, number: int) -> float:
        return self._heights[number] if number < len(self._heights) else self._height

    def _band(self, number: int) -> Band:
        found = self._bands.get(number)
        if found is None:
            top = self.top(number)
            found = self._around.band(top, top + self._height_of(number), self._edges)
            self._bands[number] = found
        return found

    def _forget(self, number: int) -> None:
        """Forget what is known of a line, and of those below it."""
        del self._tops[number:]
        self._bands = {line: band for line, band in self._bands.items() if line < number}

    def _reach(self, cut: Cut) -> float:
        """How wide what is in a line is."""
        return self._cutter.width_of(cut, self._cutter.paragraph.lines.index(cut.line))

    def _lower(self, cut: Cut, number: int) -> bool:
        """Move a line down past a float if what is in it does not fit beside that."""
        band = self._band(number)
        fits = self._reach(cut) <= band.right - band.left + EPSILON and not cut.inside
        if band == self._edges or fits:
            return False
        below = self._around.below(self.top(number))
        if below is None:
            return False
        self._lowered = {line: top for line, top in self._lowered.items() if line < number}
        self._lowered[number] = below
        self._forget(number)
        return True
