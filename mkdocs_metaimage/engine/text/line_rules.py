"""Where a word may be broken: the rules of UAX #14, one character after the other.

Each rule looks at what stands before a place (a `_State`), at the character after it, and a few at the two
after that one. What they decide is remembered on the state, so that a text costs one look-up a character.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

_CIRCLE = "\u25cc"
_HYPHEN = "\u2010"


class Kind(NamedTuple):
    """What the rules see of a character.

    Attributes:
        name: Its class; `"DC"` for the dotted circle and `"HH"` for U+2010, which some rules name, and
            `"QI"` and `"QF"` for opening and closing quotation marks.
        wide: Whether it is as wide as an ideograph (East Asian Width F, W or H).
    """

    name: str
    wide: bool = False


_EDGE = Kind("edge")
_SPACE = Kind("SP")
_LETTER = Kind("AL")
# The signs that stand in most texts in Latin, Greek and Cyrillic letters, and these letters.
_SIGNS: Final = {
    "SP": " ", "EX": "!?", "QU": "\"'", "PR": "$+\\£¤¥±€−", "PO": "%¢°‰′″", "OP": "([{¡¿‚„", "CP": ")]",
    "IS": ",.:;", "HY": "-", "SY": "/", "NU": "0123456789", "BA": "|‒–", "CL": "}", "GL": "\u00a0\u2011\u202f",
    "QI": "«‘“‟‹", "QF": "»’”›", "HH": _HYPHEN, "B2": "—", "IN": "․‥…", "AL": "#&*<=>@^_`~©®·×•→←™",
}  # fmt: skip
_COMMON: Final = {char: Kind(name) for name, chars in _SIGNS.items() for char in chars}
_ALPHABETS: Final = late("[A-Za-z\u00c0-\u02c7\u037f-\u0482\u048a-\u052f\u1e00-\u1ffc]")


@lru_cache(maxsize=8192)
def kind_of(char: str) -> Kind:
    """The kind of a character, by rule LB1 where its class says too little; small kana are ideographs."""
    common = _LETTER if _ALPHABETS.match(char) else _COMMON.get(char)
    return kind_by_class(char) if common is None else common


def kind_by_class(char: str) -> Kind:
    """The kind of a character by its classes in Unicode's tables."""
    # Slow to import, and cards in the alphabets of Europe need it not.
    from uniseg.emoji import extended_pictographic
    from uniseg.linebreak import line_break

    name = line_break(char).value
    category = unicodedata.category(char)
    if char == _CIRCLE:
        name = "DC"
    elif char == _HYPHEN:
        name = "HH"
    elif name in ("AI", "SG", "XX"):
        name = "EB" if category == "Cn" and extended_pictographic(char) else "AL"
    elif name == "SA":
        name = "CM" if category in ("Mn", "Mc") else "AL"
    elif name == "CJ":
        name = "ID"
    elif name == "QU":
        name = {"Pi": "QI", "Pf": "QF"}.get(category, "QU")
    elif name == "ID" and category == "Cn" and extended_pictographic(char):
        name = "EB"
    return Kind(name, category != "Cn" and unicodedata.east_asian_width(char) in "FWH")


@dataclass(slots=True, eq=False)
class _State:
    """What stands before a place.

    Attributes:
        second: The kind of the last character but one, combining marks not counted.
        first: The kind of the last one that is no space.
        spaced: Whether spaces follow that.
        numeric: `"NU"` after a number, also with infix marks behind it, `"CP"` if a bracket closes behind that.
        alone: Whether a regional indicator is without its other half.
        joined: Whether the very last character is a joiner.
        steps: What follows after each kind of character: the next state, and whether a line may break.
    """

    second: Kind
    first: Kind
    spaced: bool = False
    numeric: str = ""
    alone: bool = False
    joined: bool = False
    steps: dict[tuple[Kind, ...], tuple[_State, bool]] = field(default_factory=dict)


_states: dict[tuple[Kind, Kind, bool, str, bool, bool], _State] = {}
_ENDS = frozenset(("BK", "CR", "LF", "NL"))
_GAPS = _ENDS | {"SP", "ZW"}
_QUOTES = frozenset(("QU", "QI", "QF"))
_LETTERS = frozenset(("AL", "HL", "DC"))
_IDEOGRAPHS = frozenset(("ID", "EB", "EM"))
_SYLLABLES = frozenset(("H2", "H3"))
_JAMO = frozenset(("JL", "JV", "JT", *_SYLLABLES))
_AKSARA = frozenset(("AK", "AS", "DC"))
_HYPHENS = frozenset(("HY", "HH"))
_AFTER_HYPHEN = frozenset(("BA", *_HYPHENS))
# Rule LB15b: what stands behind a quotation mark that closes.
_BEHIND_CLOSING = _QUOTES | _GAPS | {"edge", "GL", "WJ", "CL", "CP", "EX", "IS", "SY"}
# Rule LB15a: what stands ahead of one that opens.
_AHEAD_OF_OPENING = _QUOTES | _GAPS | {"edge", "OP", "GL"}
# Rule LB20a: what a hyphen stands behind that begins a word.
_AHEAD_OF_HYPHEN = _GAPS | {"edge", "CB", "GL"}
# The kinds for which it matters what comes behind them.
_LOOKS_AHEAD = _QUOTES | _AKSARA | {"IS", "OP"}


def breaks_by_rules(kinds: Sequence[Kind]) -> list[int]:
    """The indices of the characters before which a line may break; 0 is not among them."""
    found = []
    state = _state(_EDGE, _EDGE)
    last = len(kinds)
    for index, kind in enumerate(kinds):
        key: tuple[Kind, ...] = (kind,)
        if kind.name in _LOOKS_AHEAD:
            key = (
                kind,
                kinds[index + 1] if index + 1 < last else _EDGE,
                kinds[index + 2] if index + 2 < last else _EDGE,
            )
        step = state.steps.get(key)
        if step is None:
            step = state.steps[key] = _step(state, key)
        state = step[0]
        if step[1] and index:
            found.append(index)
    return found


def _state(
    second: Kind,
    first: Kind,
    spaced: bool = False,
    numeric: str = "",
    alone: bool = False,
    joined: bool = False,
) -> _State:
    key = (second, first, spaced, numeric, alone, joined)
    found = _states.get(key)
    if found is None:
        found = _states[key] = _State(*key)
    return found


def _step(state: _State, key: tuple[Kind, ...]) -> tuple[_State, bool]:
    kind = key[0]
    # Rules LB9 and LB10: a combining mark is part of what it stands on, and a letter if it stands on nothing.
    if kind.name in ("CM", "ZWJ"):
        joined = kind.name == "ZWJ"
        if not state.spaced and state.first.name not in _GAPS and state.first is not _EDGE:
            return _state(state.second, state.first, False, state.numeric, state.alone, joined), False
        return _next(state, _LETTER, joined), _may_break(state, (_LETTER, *key[1:]))
    return _next(state, kind), _may_break(state, key)


def _next(state: _State, kind: Kind, joined: bool = False) -> _State:
    name = kind.name
    if name == "SP":
        return _state(state.second, state.first, True)
    numeric = ""
    if name == "NU" or (name in ("SY", "IS") and state.numeric == "NU"):
        numeric = "NU"
    elif name in ("CL", "CP") and state.numeric == "NU":
        numeric = "CP"
    alone = name == "RI" and not (state.first.name == "RI" and state.alone and not state.spaced)
    return _state(_SPACE if state.spaced else state.first, kind, False, numeric, alone, joined)


def _may_break(state: _State, key: tuple[Kind, ...]) -> bool:
    before, after = state.first.name, key[0].name
    if before in _ENDS and not state.spaced:
        return not (before == "CR" and after == "LF")  # LB4, LB5
    if after in _GAPS:
        return False  # LB6, LB7
    if before == "ZW":
        return True  # LB8
    if state.joined and not state.spaced:
        return False  # LB8a
    if after == "WJ" or (before == "WJ" and not state.spaced):
        return False  # LB11
    if not state.spaced and (before == "GL" or (after == "GL" and before not in _AFTER_HYPHEN)):
        return False  # LB12, LB12a
    if after in ("CL", "CP", "EX", "SY"):
        return False  # LB13
    decided = _by_marks(state, key)
    if decided is not None:
        return decided
    if state.spaced:
        return True  # LB18
    return not (_holds_quotes(state, key) or _holds_words(state, key) or _holds_numbers(state, key))


def _by_marks(state: _State, key: tuple[Kind, ...]) -> bool | None:
    """Rules LB14 to LB17, which hold through spaces."""
    before, after = state.first.name, key[0].name
    if before == "OP" or (before == "QI" and state.second.name in _AHEAD_OF_OPENING):
        return False  # LB14, LB15a
    if after == "QF" and key[1].name in _BEHIND_CLOSING:
        return False  # LB15b
    if after == "IS":
        return state.spaced and key[1].name == "NU"  # LB15c, LB15d
    if (before in ("CL", "CP") and after == "NS") or (before == after == "B2"):
        return False  # LB16, LB17
    return None


def _holds_quotes(state: _State, key: tuple[Kind, ...]) -> bool:
    """Rules LB19 and LB19a: quotation marks stick to what they enclose, between ideographs where they know."""
    before, after = state.first, key[0]
    if after.name in _QUOTES:
        return after.name != "QI" or not before.wide or not key[1].wide
    if before.name in _QUOTES:
        return before.name != "QF" or not after.wide or not state.second.wide
    return False


def _holds_words(state: _State, key: tuple[Kind, ...]) -> bool:
    """Rules LB20 to LB24 and LB26 to LB30b."""
    before, after = state.first.name, key[0].name
    if "CB" in (before, after):
        return False  # LB20
    if before in _HYPHENS and after in ("AL", "DC") and state.second.name in _AHEAD_OF_HYPHEN:
        return True  # LB20a
    if after in _AFTER_HYPHEN or after in ("NS", "IN") or before == "BB":
        return True  # LB21, LB22
    if state.second.name == "HL" and before in _AFTER_HYPHEN and after != "HL":
        return True  # LB21a
    if before in _LETTERS:
        if after in _LETTERS or after in ("NU", "PR", "PO"):
            return True  # LB23, LB24, LB28
    elif after in _LETTERS and before in ("NU", "PR", "PO", "IS"):
        return True  # LB23, LB24, LB29
    if (before == "SY" and after == "HL") or (before == "PR" and after in _IDEOGRAPHS):
        return True  # LB21b, LB23a
    if before in _IDEOGRAPHS and (after == "PO" or (before == "EB" and after == "EM")):
        return True  # LB23a, LB30b
    if after == "OP":
        return (before in _LETTERS or before == "NU") and not key[0].wide  # LB30
    if before == "CP" and not state.first.wide and (after in _LETTERS or after == "NU"):
        return True  # LB30
    if before == after == "RI":
        return state.alone  # LB30a
    return _holds_syllables(before, after) or _holds_aksara(state, key)


def _holds_syllables(before: str, after: str) -> bool:
    """Rules LB26 and LB27, of Korean."""
    if before in _JAMO and after == "PO":
        return True
    if before == "PR" and after in _JAMO:
        return True
    if before == "JL":
        return after in _JAMO and after != "JT"
    if before in ("JV", "H2"):
        return after in ("JV", "JT")
    return before in ("JT", "H3") and after == "JT"


def _holds_aksara(state: _State, key: tuple[Kind, ...]) -> bool:
    """Rule LB28a, of Brahmic scripts whose syllables are not kept together by marks alone."""
    before, after = state.first.name, key[0].name
    if before == "AP":
        return after in _AKSARA
    if before in _AKSARA:
        return after in ("VF", "VI") or (after in _AKSARA and key[1].name == "VF")
    return before == "VI" and state.second.name in _AKSARA and after in ("AK", "DC")


def _holds_numbers(state: _State, key: tuple[Kind, ...]) -> bool:
    """Rule LB25."""
    before, after = state.first.name, key[0].name
    if after in ("PO", "PR"):
        return bool(state.numeric)
    if after == "NU":
        return before in ("PO", "PR", "HY", "IS") or state.numeric == "NU"
    if after == "OP" and before in ("PO", "PR"):
        return key[1].name == "NU" or (key[1].name == "IS" and key[2].name == "NU")
    return False
