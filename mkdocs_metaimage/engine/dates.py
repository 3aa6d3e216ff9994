"""Dates as languages write them: patterns and names of Unicode's CLDR, in the Gregorian calendar."""

from __future__ import annotations

import datetime
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from .notes import CardError

_FILE: Final = Path(__file__).resolve().parent.parent / "assets" / "dates.jsonl"
#: The lengths of a date, as CLDR has them.
WIDTHS: Final = ("short", "medium", "long", "full")
# A text in quotes, a quote, a field, or what stands for itself (UTS #35, part 4, section 8).
_PIECE: Final = re.compile(r"''|'((?:[^']|'')+)'|(([A-Za-z])\3*)|[^A-Za-z']+", re.DOTALL)
_FIELDS: Final = frozenset((
    "y", "yy", "yyyy", "M", "MM", "MMM", "MMMM", "L", "LL", "LLL", "LLLL", "d", "dd", "E", "EE", "EEE", "EEEE",
    "ccc", "cccc", "G",
))  # fmt: skip
_EXAMPLE: Final = 'short, medium, long, full, or a pattern such as "d MMMM y"'
# What is known of a language that there is nothing of: ISO 8601 is read everywhere.
_UNKNOWN: Final[dict[str, Any]] = {**dict.fromkeys(WIDTHS, "yyyy-MM-dd"), "0": "0", "G": "CE"}


def format_date(value: Any, form: str = "medium", locale: str = "en") -> str:
    """A date as a language writes it, in its own digits.

    Args:
        value: A date, a date with a time, or either as ISO 8601 text; None and `""` are no date.
        form: `short`, `medium`, `long`, `full`, or a pattern of CLDR: y, M, d and the like, words in quotes.
        locale: A BCP 47 tag; of a language that is not known here a date is written as ISO 8601.

    Returns:
        The date, `""` for no date.

    Raises:
        CardError: The value is no date, or the form is neither a length nor a pattern.
    """
    if value is None or value == "":
        return ""
    date = _date(value)
    known = _names(locale.replace("_", "-").lower())
    if not isinstance(form, str) or not form.strip():
        raise CardError(f"The form of a date is {form!r}: write {_EXAMPLE}.")
    pattern = known[form] if form in WIDTHS else form
    return "".join(_piece(piece, date, known, form) for piece in _pieces(pattern, form))


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    try:
        if not isinstance(value, str):
            raise ValueError
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise CardError(f"{value!r} is no date: give one, or text such as 2024-05-31.") from None


def _pieces(pattern: str, form: str) -> list[re.Match[str]]:
    found = list(_PIECE.finditer(pattern))
    if "".join(piece[0] for piece in found) != pattern:
        raise CardError(f"The form {form!r} of a date has a quote that is not closed; '' is a quote itself.")
    return found


def _piece(piece: re.Match[str], date: datetime.date, known: dict[str, Any], form: str) -> str:
    quoted, field, _ = piece.groups()
    if field is None:
        return "'" if piece[0] == "''" else (quoted or piece[0]).replace("''", "'")
    if field not in _FIELDS:
        raise CardError(
            f"The form {form!r} of a date has {field!r}, which is no part of one: write {_EXAMPLE}, with "
            "words in single quotes."
        )
    return _field("EEE" if field in ("E", "EE") else field, date, known)


def _field(field: str, date: datetime.date, known: dict[str, Any]) -> str:
    letter, count = field[0], len(field)
    if letter == "G":
        return str(known["G"])
    if letter in "Ec":
        return _name(field, date.weekday(), known) or f"{date.isoweekday()}"
    if letter in "ML" and count > 2:
        return _name(field, date.month - 1, known) or _number(date.month, 2, known)
    number = {"y": date.year, "M": date.month, "L": date.month, "d": date.day}[letter]
    return _number(number % 100 if field == "yy" else number, count, known)


def _name(field: str, index: int, known: dict[str, Any]) -> str | None:
    """The name of a month or a weekday; one that stands alone is mostly as it is in a date."""
    names = known.get(field) or known.get(field.replace("L", "M").replace("c", "E"))
    return None if names is None else str(names[index])


def _number(number: int, digits: int, known: dict[str, Any]) -> str:
    text = f"{number:0{digits}d}"
    if known["0"] == "0":
        return text
    return "".join(chr(ord(known["0"]) + int(digit)) for digit in text)


@lru_cache(maxsize=64)
def _names(tag: str) -> dict[str, Any]:
    """Patterns, names and digits of a locale: its own, then those of the locales that it belongs to."""
    parts = tag.split("-")
    tags = ["-".join(parts[:count]) for count in range(1, len(parts) + 1)]
    lines = _lines()
    if tags[0] not in lines:
        return _UNKNOWN
    known: dict[str, Any] = {}
    for each in tags:
        if each in lines:
            known.update(json.loads(lines[each])[1])
    return known


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """The lines of the file, each by the tag of its locale in lower case."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {line.partition('",')[0][2:].lower(): line for line in lines}
