"""The values of the grid properties (CSS Grid 1, sections 7 and 8): tracks, areas and lines.

As in `grammar`, a parser takes component values without white space and gives the value as written, None
where it is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...patterns import late
from . import AUTO, significant, split_commas
from .computing import computed_size
from .grammar import ident
from .numeric import parse_length, parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from . import Context

#: No grid has more lines, as section 7.2.3.1 allows.
MOST_LINES: Final = 10_000
#: The longhands that place an item, in the order of `grid-area`.
AREA_LINES: Final = ("grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end")
_NAME = late(r"[\w\-\u0080-\U0010ffff]+|\.+|\S")
#: The keywords among the sizes of tracks.
TRACK_WORDS: Final = ("auto", "min-content", "max-content")


@dataclass(frozen=True, slots=True)
class Fraction:
    """A flexible length: so many shares of the space that is left (`fr`)."""

    factor: float


@dataclass(frozen=True, slots=True)
class TrackSize:
    """How large a track may be (section 7.2).

    Attributes:
        least: The minimum: a length, `auto`, `min-content` or `max-content`.
        most: The maximum: the same, or a `Fraction`.
        limit: The length in `fit-content()`, None for other sizes.
    """

    least: Any = AUTO
    most: Any = AUTO
    limit: Any = None


@dataclass(frozen=True, slots=True)
class Tracks:
    """Tracks one after the other.

    Attributes:
        sizes: Their sizes.
        names: The names of the line ahead of each, and of the line after the last.
    """

    sizes: tuple[TrackSize, ...] = ()
    names: tuple[tuple[str, ...], ...] = ((),)

    def joined(self, other: Tracks) -> Tracks:
        """These and others after them; the line between them has the names of both."""
        between = self.names[-1] + other.names[0]
        return Tracks(self.sizes + other.sizes, (*self.names[:-1], between, *other.names[1:]))

    def times(self, count: int) -> Tracks:
        """These so many times, one or more."""
        between = self.names[-1] + self.names[0]
        names = (self.names[0], *((*self.names[1:-1], between) * count)[:-1], self.names[-1])
        return Tracks(self.sizes * count, names)


@dataclass(frozen=True, slots=True)
class Template:
    """`grid-template-columns` and `grid-template-rows`.

    Attributes:
        before: The tracks ahead of those that are repeated as often as there is room: mostly all.
        repeated: The tracks of `repeat(auto-fill)` or `repeat(auto-fit)`, None where there is none.
        after: The tracks after those.
        fit: Whether repeated tracks with nothing in them collapse.
    """

    before: Tracks = Tracks()
    repeated: Tracks | None = None
    after: Tracks = Tracks()
    fit: bool = False


class Line(NamedTuple):
    """`grid-row-start` and the like (section 8.3); all at its default for `auto`.

    Attributes:
        number: Which line it is, or how many are spanned; 0 where that is not said.
        name: The line's name, or `""`.
        span: Whether it is not a line, but how far it is to one.
    """

    number: int = 0
    name: str = ""
    span: bool = False


@dataclass(frozen=True, slots=True)
class Areas:
    """`grid-template-areas`.

    Attributes:
        rows: How many rows there are.
        columns: How many columns.
        named: For each name the first row, the row after the last, and the columns likewise.
    """

    rows: int = 0
    columns: int = 0
    named: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)


NO_TEMPLATE: Final = Template()
NO_AREAS: Final = Areas()
AUTO_LINE: Final = Line()
AUTO_TRACKS: Final = (TrackSize(),)


# --- Tracks


def track_size(token: Any) -> TrackSize | None:
    """One size (section 7.2.1)."""
    if token.type != "function":
        return _plain_size(token)
    parts = [significant(part) for part in split_commas(token.arguments)]
    if token.lower_name == "fit-content":
        limit = parse_length(parts[0][0], negative=False) if [len(part) for part in parts] == [1] else None
        return None if limit is None else TrackSize(AUTO, "max-content", limit)
    if token.lower_name != "minmax":
        return _plain_size(token)
    if [len(part) for part in parts] != [1, 1]:
        return None
    least, most = _breadth(parts[0][0]), _breadth(parts[1][0])
    return None if None in (least, most) or isinstance(least, Fraction) else TrackSize(least, most)


def _plain_size(token: Any) -> TrackSize | None:
    size = _breadth(token)
    if size is None:
        return None
    return TrackSize(AUTO if isinstance(size, Fraction) else size, size)


def _breadth(token: Any) -> Any:
    word = ident([token])
    if word is not None:
        return word if word in TRACK_WORDS else None
    if token.type == "dimension" and token.lower_unit == "fr":
        return Fraction(float(token.value)) if token.value >= 0 else None
    return parse_length(token, negative=False)


def track_sizes(tokens: list[Any]) -> tuple[TrackSize, ...] | None:
    """`grid-auto-rows` and `grid-auto-columns`: one size or more."""
    sizes = tuple(size for size in map(track_size, tokens) if size is not None)
    return sizes if sizes and len(sizes) == len(tokens) else None


def line_names(token: Any) -> tuple[str, ...] | None:
    """Names in brackets (section 7.2.2)."""
    if token.type != "[] block":
        return None
    names = tuple(custom_ident(each) for each in significant(token.content))
    return None if None in names else names  # type: ignore[return-value]


def custom_ident(token: Any) -> str | None:
    """A name that an author may give."""
    if token.type != "ident" or token.lower_value in ("auto", "span", "inherit", "initial", "unset"):
        return None
    return str(token.value)


def template(tokens: list[Any]) -> Template | None:
    """`grid-template-columns` and `grid-template-rows`; subgrids are not among what it knows."""
    if ident(tokens) == "none":
        return NO_TEMPLATE
    parts: list[Tracks] = [Tracks()]
    automatic: Tracks | None = None
    fit = False
    for token in tokens:
        if token.type == "function" and token.lower_name == "repeat":
            count, tracks = _repeat(token)
            if tracks is None or (count is not None and not isinstance(count, int) and automatic):
                return None
            if isinstance(count, int):
                parts[-1] = parts[-1].joined(tracks.times(count))
            else:
                automatic, fit = tracks, count == "auto-fit"
                parts.append(Tracks())
            continue
        piece = _piece(token)
        if piece is None:
            return None
        parts[-1] = parts[-1].joined(piece)
    after = parts[1] if automatic is not None else Tracks()
    found = Template(parts[0], automatic, after, fit)
    return found if _counts(found) else None


def _piece(token: Any) -> Tracks | None:
    """A track or the names of a line, as tracks that others are joined with."""
    names = line_names(token)
    if names is not None:
        return Tracks((), (names,))
    size = track_size(token)
    return None if size is None else Tracks((size,), ((), ()))


def _counts(found: Template) -> bool:
    """Whether there is a track, and where the number of tracks depends on it each has a fixed size."""
    if found.repeated is None:
        return bool(found.before.sizes)
    every = (*found.before.sizes, *found.repeated.sizes, *found.after.sizes)
    return all(_is_fixed(size) for size in every)


def _is_fixed(size: TrackSize) -> bool:
    if size.limit is not None:
        return False
    return not isinstance(size.least, str) or not isinstance(size.most, str | Fraction)


def _repeat(token: Any) -> tuple[int | str | None, Tracks | None]:
    """`repeat()` (section 7.2.3): how often, and what; nothing where it makes no sense."""
    parts = [significant(part) for part in split_commas(token.arguments)]
    if [bool(part) for part in parts] != [True, True] or len(parts[0]) != 1:
        return None, None
    tracks = Tracks()
    for each in parts[1]:
        piece = _piece(each)
        if piece is None:
            return None, None
        tracks = tracks.joined(piece)
    if not tracks.sizes:
        return None, None
    word = ident(parts[0])
    if word in ("auto-fill", "auto-fit"):
        return word, tracks
    count = whole_number(parts[0][0])
    if count is None or count < 1:
        return None, None
    return min(count, max(MOST_LINES // len(tracks.sizes), 1)), tracks


def whole_number(token: Any) -> int | None:
    """A whole number."""
    value = parse_number(token)
    return int(value) if value is not None and value == int(value) else None


# --- Areas


def areas(tokens: list[Any]) -> Areas | None:
    """`grid-template-areas` (section 7.3): a string a row."""
    if ident(tokens) == "none":
        return NO_AREAS
    if not all(token.type == "string" for token in tokens):
        return None
    return areas_of([str(token.value) for token in tokens])


def areas_of(texts: list[str]) -> Areas | None:
    """The areas in rows of names; None where one is not a rectangle."""
    rows = [_NAME.findall(text) for text in texts]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return None
    named: dict[str, tuple[int, int, int, int]] = {}
    sizes: dict[str, int] = {}
    for y, row in enumerate(rows):
        for x, name in enumerate(row):
            if name.startswith("."):
                continue
            if not re.match(r"[\w\-\u0080-\U0010ffff]", name):
                return None
            top, bottom, left, right = named.get(name, (y, y + 1, x, x + 1))
            named[name] = (min(top, y), max(bottom, y + 1), min(left, x), max(right, x + 1))
            sizes[name] = sizes.get(name, 0) + 1
    for name, (top, bottom, left, right) in named.items():
        if (bottom - top) * (right - left) != sizes[name]:
            return None
    return Areas(len(rows), len(rows[0]), named)


# --- Lines, and the way items flow


def grid_line(tokens: list[Any]) -> Line | None:
    """`auto`, a number, a name, or both, also after `span`, in any order (section 8.3)."""
    if ident(tokens) == "auto":
        return AUTO_LINE
    number: int | None = None
    name, span = "", False
    for token in tokens:
        whole = whole_number(token)
        if whole is not None and number is None:
            number = whole
        elif ident([token]) == "span" and not span:
            span = True
        elif not name and custom_ident(token) is not None:
            name = str(token.value)
        else:
            return None
    if number == 0 or (span and number is not None and number < 0) or not (number or name):
        return None
    # `span` stands at one of the ends.
    if span and "span" not in (ident(tokens[:1]), ident(tokens[-1:])):
        return None
    return Line(max(-MOST_LINES, min(number or 0, MOST_LINES)), name, span)


def auto_flow(tokens: list[Any]) -> str | None:
    """`grid-auto-flow` (section 7.7): `row` or `column`, and `dense` after it where it is said."""
    words = [ident([token]) for token in tokens]
    ways = [word for word in words if word in ("row", "column")]
    if (
        len(ways) > 1
        or words.count("dense") > 1
        or not words
        or len(words) != len(ways) + words.count("dense")
    ):
        return None
    way = ways[0] if ways else "row"
    return f"{way} dense" if "dense" in words else way


# --- Computing


def computed_tracks(sizes: tuple[TrackSize, ...], context: Context) -> tuple[TrackSize, ...]:
    """Track sizes with their lengths computed."""
    return tuple(
        TrackSize(
            computed_size(size.least, context),
            computed_size(size.most, context),
            computed_size(size.limit, context),
        )
        for size in sizes
    )


def computed_template(value: Template, context: Context) -> Template:
    """A template with its lengths computed."""
    repeated = None if value.repeated is None else _computed_part(value.repeated, context)
    before, after = _computed_part(value.before, context), _computed_part(value.after, context)
    return Template(before, repeated, after, value.fit)


def _computed_part(part: Tracks, context: Context) -> Tracks:
    return Tracks(computed_tracks(part.sizes, context), part.names)
