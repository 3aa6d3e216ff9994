"""Look at an SVG file: is it one, and is it whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import MetaImageError

if TYPE_CHECKING:
    from pathlib import Path


def looks_like_svg(data: bytes) -> bool:
    """Whether data is XML, whole or not, whose first element is `<svg>`."""
    return _parse(data).is_svg


def check_svg(data: bytes, path: Path) -> None:
    """See to it that an SVG is whole.

    Args:
        data: The file's bytes.
        path: The file, for errors.

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


@dataclass(slots=True)
class _Parsed:
    """What was found: whether the first element is `<svg>`, and the first error with its line."""

    is_svg: bool = False
    error: str | None = None
    line: int | None = None


def _parse(data: bytes) -> _Parsed:
    from xml.parsers import expat  # slow to import

    parsed = _Parsed()
    parser = expat.ParserCreate()

    def doctype(name: str, *_external: object) -> None:
        # So that an error in the declarations is one of an SVG.
        parsed.is_svg = _is_svg(name)

    def start(name: str, _attributes: dict[str, str]) -> None:
        parsed.is_svg = _is_svg(name)
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
