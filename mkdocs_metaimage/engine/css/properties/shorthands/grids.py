"""The shorthands of the grid properties (CSS Grid 1, sections 7.4, 7.8 and 8.4)."""

from __future__ import annotations

from typing import Any

from ...values import split_at
from ...values.grammar import ident
from ...values.grid import (
    AREA_LINES,
    AUTO_LINE,
    AUTO_TRACKS,
    NO_AREAS,
    NO_TEMPLATE,
    Line,
    Template,
    Tracks,
    TrackSize,
    areas_of,
    auto_flow,
    grid_line,
    line_names,
    template,
    track_size,
    track_sizes,
)

ROW_LINES = ("grid-row-start", "grid-row-end")
COLUMN_LINES = ("grid-column-start", "grid-column-end")
TEMPLATES = ("grid-template-rows", "grid-template-columns", "grid-template-areas")
GRID = (*TEMPLATES, "grid-auto-rows", "grid-auto-columns", "grid-auto-flow")


def _lines(tokens: list[Any], most: int) -> list[Line] | None:
    parts = split_at("/", tokens)
    lines = [grid_line(part) for part in parts]
    if len(parts) > most or None in lines:
        return None
    return [line for line in lines if line is not None]


def _opposite(line: Line) -> Line:
    """The line that goes with one where it is left out: a name stands for both sides of an area."""
    return line if line.name and not line.number and not line.span else AUTO_LINE


def grid_row(tokens: list[Any]) -> dict[str, Any] | None:
    """`grid-row`: the start, and the end after a slash."""
    return _start_and_end(ROW_LINES, tokens)


def grid_column(tokens: list[Any]) -> dict[str, Any] | None:
    """`grid-column`: the start, and the end after a slash."""
    return _start_and_end(COLUMN_LINES, tokens)


def _start_and_end(names: tuple[str, str], tokens: list[Any]) -> dict[str, Any] | None:
    lines = _lines(tokens, 2)
    if lines is None:
        return None
    return {names[0]: lines[0], names[1]: lines[1] if len(lines) > 1 else _opposite(lines[0])}


def grid_area(tokens: list[Any]) -> dict[str, Any] | None:
    """`grid-area`: the starts of row and column, and their ends."""
    lines = _lines(tokens, 4)
    if lines is None:
        return None
    for index in range(len(lines), 4):
        lines.append(_opposite(lines[0 if index < 3 else 1]))
    return dict(zip(AREA_LINES, lines, strict=True))


def grid_template(tokens: list[Any]) -> dict[str, Any] | None:
    """`grid-template`: rows and columns, or areas with the sizes of their rows, and columns."""
    if ident(tokens) == "none":
        return dict(zip(TEMPLATES, (NO_TEMPLATE, NO_TEMPLATE, NO_AREAS), strict=True))
    parts = split_at("/", tokens)
    if any(token.type == "string" for token in parts[0]):
        return _with_areas(parts)
    if len(parts) != 2:
        return None
    rows, columns = template(parts[0]), template(parts[1])
    if rows is None or columns is None:
        return None
    return dict(zip(TEMPLATES, (rows, columns, NO_AREAS), strict=True))


def _with_areas(parts: list[list[Any]]) -> dict[str, Any] | None:
    """Section 7.4: each string a row, names of lines around it, its size behind it."""
    texts: list[str] = []
    rows = Tracks()
    names: list[tuple[str, ...]] = [()]
    sizes: list[TrackSize] = []
    for token in parts[0]:
        named = line_names(token)
        if token.type == "string":
            if len(sizes) < len(texts):
                sizes.append(TrackSize())
            texts.append(str(token.value))
            names.append(())
        elif named is not None:
            names[-1] += named
        else:
            size = track_size(token)
            if size is None or len(sizes) != len(texts) - 1 or names[-1]:
                return None
            sizes.append(size)
    sizes += [TrackSize()] * (len(texts) - len(sizes))
    rows = Tracks(tuple(sizes), tuple(names))
    found = areas_of(texts)
    columns: Template | None = NO_TEMPLATE
    if len(parts) == 2:
        columns = template(parts[1])
        if ident(parts[1]) == "none" or columns is None or columns.repeated is not None:
            return None
    if found is None or columns is None or len(parts) > 2:
        return None
    return dict(zip(TEMPLATES, (Template(rows), columns, found), strict=True))


def grid(tokens: list[Any]) -> dict[str, Any] | None:
    """`grid`: what `grid-template` takes, or the tracks of one axis and how the other's are made."""
    found: dict[str, Any] = dict.fromkeys(TEMPLATES[:2], NO_TEMPLATE)
    found |= {"grid-template-areas": NO_AREAS, "grid-auto-flow": "row"}
    found |= dict.fromkeys(("grid-auto-rows", "grid-auto-columns"), AUTO_TRACKS)
    parts = split_at("/", tokens)
    flows = [any(ident([token]) == "auto-flow" for token in part) for part in parts]
    if not any(flows):
        plain = grid_template(tokens)
        return None if plain is None else found | plain
    if len(parts) != 2 or all(flows):
        return None
    made, given, way = ("rows", "columns", "row") if flows[0] else ("columns", "rows", "column")
    automatic, explicit = (parts[0], parts[1]) if flows[0] else (parts[1], parts[0])
    flow, sizes = _automatic(automatic, way)
    tracks = template(explicit)
    if flow is None or sizes is None or tracks is None:
        return None
    return found | {
        "grid-auto-flow": flow, f"grid-auto-{made}": sizes, f"grid-template-{given}": tracks,
    }  # fmt: skip


def _automatic(tokens: list[Any], way: str) -> tuple[str | None, tuple[TrackSize, ...] | None]:
    """`auto-flow`, maybe with `dense`, and the sizes behind it."""
    words = [token for token in tokens[:2] if ident([token]) in ("auto-flow", "dense")]
    if not any(ident([word]) == "auto-flow" for word in words):
        return None, None
    dense = [word for word in words if ident([word]) == "dense"]
    if len(words) - len(dense) != 1:
        return None, None
    rest = tokens[len(words) :]
    sizes = track_sizes(rest) if rest else AUTO_TRACKS
    return auto_flow([*dense]) and f"{way} dense" if dense else way, sizes
