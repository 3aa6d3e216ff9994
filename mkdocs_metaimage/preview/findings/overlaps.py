"""Text of a card that a platform crops away or paints over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...engine.boxes import Rect
from ...spelling import listed
from ..shown import centred
from ..text_limits import Limit, length, shortened
from .finding import Finding, ids, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...engine.boxes import TextLine
    from ..shown import Shown, Sight
    from .finding import Looked

# Where letters are in the height of a line box, about: above is the leading, below what few letters reach.
_TOP, _BOTTOM = 0.15, 0.9
# What is lost of a line before it counts, as a share of its letters: less is a rounding, or a tail.
_LEAST_LOST: Final = 0.15
# X's title over a card: the width of a character and of the space around the title, and of a card on a phone, in px.
_CELL, _AROUND, _CARD = 7.0, 40.0, 360.0
_CHARACTERS: Final = Limit(0, by_width=True)
_MOST_NAMED: Final = 3
_LONGEST: Final = Limit(40)


def overlap_findings(page: Looked) -> Iterator[Finding]:
    """Check the lines of text of each picture that is shown, where they are known."""
    for image, sights in page.shown():
        if image.lines and image.size is not None and image.size[0] > 0 and image.size[1] > 0:
            yield from _cropped(image, image.size, sights)
            for sight in sights:
                if sight.layout.overlay:
                    yield from _covered(page, image, image.size, sight)


def _cropped(image: Shown, size: tuple[int, int], sights: Sequence[Sight]) -> Iterator[Finding]:
    losing: dict[tuple[str, ...], list[Sight]] = {}
    for sight in sights:
        frame = _frame(size, sight.layout.ratio)
        # Of a thumbnail nobody reads the text: what it shows of a wide card is a hint of it.
        lost = () if sight.layout is not sight.platform.layouts[0] else _lost(image.lines, size, frame)
        if lost:
            losing.setdefault(lost, []).append(sight)
    for texts, losers in losing.items():
        yield Finding(
            level="warning",
            code="text-cropped",
            message=f"The text {_quoted(texts)} of {image.id} is cropped on {names(losers)}.",
            hint="Keep text in the card's safe area: the overlay of the design tab shows it.",
            image=image.id,
            platforms=ids(losers),
        )


def _covered(page: Looked, image: Shown, size: tuple[int, int], sight: Sight) -> Iterator[Finding]:
    frame = _frame(size, sight.layout.ratio)
    title = shortened(sight.title or page.domain, sight.layout.title).text
    share = min(1.0, (_AROUND + _CELL * length(title, _CHARACTERS)) / _CARD)
    height = frame.height * sight.layout.overlay
    overlay = Rect(frame.x, frame.y + frame.height - height, frame.width * share, height)
    covered = [line.text for line in image.lines if _share_in(_ink(line), overlay) >= _LEAST_LOST]
    untold = [text for text in covered if not _is_told(text, page, sight)]
    if untold:
        yield Finding(
            level="warning",
            code="text-under-overlay",
            message=(
                f"The text {_quoted(untold)} of {image.id} lies under the title that {sight.platform.name} paints "
                "over the bottom."
            ),
            hint="Keep text in the card's safe area, or give X a picture of its own with `twitter-image`.",
            image=image.id,
            platforms=(sight.platform.id,),
        )


def _is_told(text: str, page: Looked, sight: Sight) -> bool:
    """Whether a platform says the same beside the picture."""
    text = text.strip().casefold()
    return text == sight.title.casefold() or bool(page.domain and page.domain.casefold() in text)


def _lost(lines: Sequence[TextLine], size: tuple[int, int], frame: Rect) -> tuple[str, ...]:
    """The lines of which a part is in the picture but not in a frame."""
    picture = Rect(0, 0, *size)
    inks = [(line.text, _ink(line)) for line in lines]
    return tuple(text for text, ink in inks if _share_in(ink, picture) - _share_in(ink, frame) >= _LEAST_LOST)


def _frame(size: tuple[int, int], ratio: float | None) -> Rect:
    crop = centred(size, ratio)
    return Rect(crop.x * size[0], crop.y * size[1], crop.width * size[0], crop.height * size[1])


def _ink(line: TextLine) -> Rect:
    """Where the letters of a line are, about."""
    return Rect(line.x, line.y + _TOP * line.height, line.width, (_BOTTOM - _TOP) * line.height)


def _share_in(ink: Rect, area: Rect) -> float:
    """How much of the letters is in an area."""
    width = min(ink.x + ink.width, area.x + area.width) - max(ink.x, area.x)
    height = min(ink.y + ink.height, area.y + area.height) - max(ink.y, area.y)
    whole = ink.width * ink.height
    return width * height / whole if width > 0 and height > 0 and whole > 0 else 0.0


def _quoted(texts: Sequence[str]) -> str:
    """The first of some texts, each shortened, in quotes."""
    quoted = [f'"{shortened(text, _LONGEST).text}"' for text in texts]
    more = len(quoted) - _MOST_NAMED
    return listed([*quoted[:_MOST_NAMED], f"{more} more"] if more > 0 else quoted)
