"""Reading SVG files as XML, with nothing in them that grows when it is read."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from ..loading import short
from ..notes import CardError

_LONGEST_ENTITY: Final = 1000


def parser(name: str) -> expat.XMLParserType:
    """A reader of XML that takes UTF-8 and gives names as `namespace name`.

    Args:
        name: What to call the file in messages. While it is read a `CardError` is raised for entities that
            may grow to any length.
    """
    made = expat.ParserCreate("utf-8", " ")

    def entity(entity: str, _parameter: bool, value: str | None, *_external: object) -> None:
        if value is not None and ("&" in value or len(value) > _LONGEST_ENTITY):
            raise CardError(
                f"The SVG picture {short(name)} has the entity {entity}, which may grow to any length. "
                "Write what it stands for where it is used."
            )

    made.EntityDeclHandler = entity
    return made


def malformed(name: str, error: expat.ExpatError) -> CardError:
    """The error of a file that is no well-formed XML."""
    reason = expat.ErrorString(error.code)
    return CardError(
        f"The SVG picture {short(name)} is not well-formed XML: {reason} in line {error.lineno}. Save it again."
    )
