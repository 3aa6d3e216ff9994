"""The order of a line in which text runs both ways (UAX #9).

The levels come from python-bidi's steps of the algorithm, with two additions of later Unicode versions
that it has not: isolates, and paired brackets (rule N0).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Base = Literal["ltr", "rtl", "auto"]

_ISOLATES = {"\u2066": "ltr", "\u2067": "rtl", "\u2068": "auto"}
_POP_ISOLATE = "\u2069"
_NO_TEXT = ("WS", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
# Isolates in this many levels are not told apart (rule BD2: 125 is the highest level).
_DEEPEST = 124
# A text without any of these has one level: Hebrew to Arabic Extended, their presentation forms, the
# right-to-left scripts of the first plane, and the controls.
_TWO_WAYS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@lru_cache(maxsize=1024)
def _levels(text: str, base: Base) -> tuple[int, ...]:
    level = base_level(text) if base == "auto" else int(base == "rtl")
    return tuple(_reset_ends(text, _resolve(text, level), level))


def levels(text: str, base: Base) -> list[int]:
    """The embedding level of each character: even runs from left to right, odd from right to left.

    Args:
        text: One paragraph.
        base: The paragraph's direction; `"auto"` takes that of its first strong character, or `"ltr"`.
    """
    if base != "rtl" and not _TWO_WAYS.search(text):
        return [0] * len(text)
    return list(_levels(text, base))


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of items with these levels from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for threshold in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= threshold:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def base_level(text: str) -> int:
    """Rules P2 and P3: what is in an isolate does not count."""
    depth = 0
    for char in text:
        if char in _ISOLATES:
            depth += 1
        elif char == _POP_ISOLATE:
            depth = max(depth - 1, 0)
        elif depth == 0:
            kind = unicodedata.bidirectional(char)
            if kind in ("L", "R", "AL"):
                return int(kind != "L")
    return 0


def _resolve(text: str, base: int) -> list[int]:
    """Levels of a paragraph or of the inside of an isolate, which is to its outside one neutral."""
    outer, isolates = _without_isolates(text)
    levels = _steps(outer, base)
    answer: list[int] = []
    inner = iter(isolates)
    for char, level in zip(outer, levels, strict=True):
        answer.append(level)
        if char in _ISOLATES:
            content, direction = next(inner)
            if level >= _DEEPEST:
                answer += [level] * len(content)
                continue
            if direction == "auto":
                direction = "rtl" if base_level(content) else "ltr"
            step = 1 if (level % 2 == 0) == (direction == "rtl") else 2
            answer.extend(_resolve(content, level + step))
    return answer


def _without_isolates(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without the insides of its outermost isolates, and these with their directions."""
    outer: list[str] = []
    isolates: list[tuple[str, str]] = []
    depth = start = 0
    for index, char in enumerate(text):
        if char in _ISOLATES:
            depth += 1
            if depth == 1:
                outer.append(char)
                start = index
        elif char == _POP_ISOLATE and depth:
            depth -= 1
            if depth == 0:
                isolates.append((text[start + 1 : index], _ISOLATES[text[start]]))
                outer.append(char)
        elif depth == 0:
            outer.append(char)
    if depth:
        isolates.append((text[start + 1 :], _ISOLATES[text[start]]))
    return "".join(outer), isolates


def _steps(text: str, base: int) -> list[int]:
    """Rules X1 to I2 for text without isolates.

    A character that rule X9 removes takes the level of the one before it.
    """
    from bidi import algorithm  # slow to import, and cards in one direction need it not

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base % 2]
    algorithm.get_embedding_levels(text, storage)
    every = storage["chars"]
    for index, char in enumerate(every):
        char["index"] = index
        char["type"] = char["type"] or _unassigned(char["ch"])
        if char["type"] in ("LRI", "RLI", "FSI", "PDI"):
            char["type"] = "ON"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [-1] * len(text)
    for char in storage["chars"]:
        levels[char["index"]] = char["level"]
    previous = base
    for index, level in enumerate(levels):
        previous = levels[index] = previous if level < 0 else level
    return levels


def _unassigned(char: str) -> str:
    """The type of a character that is none yet: that of its block (UAX #44, Bidi_Class)."""
    return "R" if _TWO_WAYS.match(char) else "L"


def _reset_ends(text: str, levels: list[int], base: int) -> list[int]:
    """Rule L1: separators, and white space before them and at the end, have the base level."""
    at_end = True
    for index in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[index])
        if kind in ("B", "S"):
            at_end = True
        elif kind not in _NO_TEXT:
            at_end = False
        if at_end:
            levels[index] = base
    return levels


def _resolve_brackets(storage: dict[str, Any]) -> None:
    """Rule N0: a pair of brackets has one direction, that of its inside where it is the embedding's."""
    for run in storage["runs"]:
        chars = storage["chars"][run["start"] : run["start"] + run["length"]]
        strong = [{"EN": "R", "AN": "R", "R": "R", "L": "L"}.get(char["type"], "") for char in chars]
        for first, last in _pairs(chars):
            embedding = "LR"[chars[first]["level"] % 2]
            inside = set(strong[first + 1 : last]) - {""}
            if not inside:
                continue
            direction = embedding
            if embedding not in inside:
                before = next((kind for kind in reversed(strong[:first]) if kind), run["sor"])
                direction = before if before in inside else embedding
            for index in (first, last):
                chars[index]["type"] = strong[index] = direction


def _pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of brackets by rule BD16, in the order of the opening ones."""
    closing_of, closing = _brackets()
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        mark = char["ch"]
        if mark in closing_of:
            stack.append((closing_of[mark], index))
        elif mark in closing:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == mark:
                    pairs.append((stack[depth][1], index))
                    del stack[depth:]
                    break
    return sorted(pairs)


@cache
def _brackets() -> tuple[dict[str, str], frozenset[str]]:
    """For each opening bracket the closing one, and the closing ones."""
    from bidi.mirror import MIRRORED

    pairs = {mark: pair for mark, pair in MIRRORED.items() if unicodedata.category(mark) == "Ps"}
    return pairs, frozenset(pairs.values())
