"""`text-align: justify`: free space goes to the gaps between words, and around ideographs (CSS Text 3, section 6.4)."""

from __future__ import annotations

from itertools import pairwise

from ...patterns import late
from ...text.shape import part_of
from .items import Item

_SPACES = " \u00a0"
_IDEOGRAPH = late(
    "[\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3105-\u318f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)


def justified(items: list[Item], free: float, shown: int) -> list[Item]:
    """The items spread to fill a line.

    Args:
        items: The items of the line, in logical order.
        free: What they leave free.
        shown: How many characters of them there are ahead of white space that hangs.
    """
    if free <= 0:
        return items
    gaps = _gaps(items, shown)
    if not gaps:
        return items
    extra = free / len(gaps)
    spread: list[Item] = []
    at = 0
    for item in items:
        length = len(item.text.text) if item.text is not None else 1 if item.atomic is not None else 0
        inside = [gap - at for gap in gaps if at < gap <= at + length]
        spread += _spread(item, inside, extra)
        at += length
    return spread


def _gaps(items: list[Item], shown: int) -> list[int]:
    """Behind how many characters of the line there is room, one entry for each share."""
    gaps: list[int] = []
    text = "".join(
        item.text.text if item.text is not None else "\ufffc" if item.atomic is not None else ""
        for item in items
    )[:shown]
    had = True  # at the start of the line there is none
    for index, char in enumerate(text, 1):
        if char in _SPACES:
            gaps.append(index)
            had = True
        elif char > "\u2e7f" and _IDEOGRAPH.match(char):
            if not had:
                gaps.append(index - 1)
            gaps.append(index)
            had = True
        else:
            had = False
    if gaps and gaps[-1] == len(text):
        gaps.pop()
    return gaps


def _spread(item: Item, gaps: list[int], extra: float) -> list[Item]:
    """An item cut behind the characters with room; right-to-left text has the room at its left."""
    if not gaps:
        return [item]
    if item.text is None:
        item.width += extra * len(gaps)
        return [item]
    whole = item.text
    cuts = sorted({0, *gaps, len(whole.text)})
    parts: list[Item] = []
    for low, high in pairwise(cuts):
        part = part_of(whole, low, high)
        room = extra * gaps.count(high)
        spread = Item(part.advance + room, item.level, item.stack, part, item.style)
        spread.lead = room if item.level % 2 else 0.0
        parts.append(spread)
    # What rounding up made of the whole.
    parts[-1].width += item.width - whole.advance
    parts[0].opening, parts[0].waiting = item.opening, item.waiting
    parts[-1].closing = item.closing
    return parts
