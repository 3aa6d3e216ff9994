"""Look at an SVG file: is it one, is it whole, and how large does it want to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from .errors import MetaImageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# CSS' absolute units in px: https://www.w3.org/TR/css-values-3/#absolute-lengths
_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_LENGTH: Final = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*([a-z]*)\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?", re.IGNORECASE)
_LARGEST: Final = 1_000_000


def looks_like_svg(data: bytes) -> bool:
    """Whether data is XML, whole or not, whose first element is `<svg>`."""
    return _parse(data).root is not None


def read_svg_size(data: bytes, path: Path) -> tuple[int, int] | None:
    """The size in px that the first element of an SVG gives: `width` and `height`, else its `viewBox`.

    Args:
        data: The file's bytes.
        path: The file, for errors.

    Returns:
        Width and height, at least 1; None where neither is given in units that mean something by themselves.

    Raises:
        MetaImageError: The file is no well-formed XML.
    """
    parsed = _parse(data)
    if parsed.error is not None:
        raise MetaImageError(
            f"The SVG cannot be read: {parsed.error}.",
            path,
            parsed.line,
            hint="The file is damaged or was cut off: save it anew.",
        )
    return _size(parsed.root or {})


@dataclass(slots=True)
class _Parsed:
    """What was found: the attributes of `<svg>`, and the first error with its line."""

    root: Mapping[str, str] | None = None
    error: str | None = None
    line: int | None = None


def _parse(data: bytes) -> _Parsed:
    parsed = _Parsed()
    parser = expat.ParserCreate()

    def doctype(name: str, *_external: object) -> None:
        # So that an error in the declarations is one of an SVG.
        parsed.root = {} if _is_svg(name) else None

    def start(name: str, attributes: dict[str, str]) -> None:
        parsed.root = attributes if _is_svg(name) else None
        parser.StartElementHandler = None

    def entity(name: str, _parameter: bool, value: str | None, *_external: object) -> None:
        # Drawing programs declare short ones for namespaces; one inside another is how a file grows to
        # gigabytes in the reader's memory.
        if value is not None and "&" in value:
            raise ValueError(f'its entity "{name}" contains another one')

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    parser.DefaultHandler = lambda _: None  # with it, entities in the text are not expanded
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        parsed.error, parsed.line = expat.ErrorString(error.code), error.lineno
    except ValueError as error:  # also an encoding that Python does not know
        parsed.error, parsed.line = str(error), parser.CurrentLineNumber
    return parsed


def _is_svg(name: str) -> bool:
    return name.rpartition(":")[2] == "svg"


def _size(root: Mapping[str, str]) -> tuple[int, int] | None:
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = _view_box(root.get("viewBox", ""))
    if box is not None:
        box_width, box_height = box
        if width is None:
            width = box_width if height is None else height * box_width / box_height
        if height is None:
            height = width * box_height / box_width
    # Written so that what is not a number fails the test.
    if width is None or height is None or not (width <= _LARGEST and height <= _LARGEST):
        return None
    return (max(1, round(width)), max(1, round(height)))


def _length(text: str) -> float | None:
    """A positive length in px; None for what depends on its surroundings, such as `100%` or `1em`."""
    match = _LENGTH.fullmatch(text)
    if match is None or match[2].lower() not in _UNITS:
        return None
    length = float(match[1]) * _UNITS[match[2].lower()]
    return length if length > 0 else None


def _view_box(text: str) -> tuple[float, float] | None:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:
        return None
    return (numbers[2], numbers[3])
