"""`@media` and `@supports`: whether a condition holds for the picture (CSS Conditional 3, Media Queries 4)."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2

from ..color import BLACK
from ..properties.declarations import supports_declaration
from ..values import Context, Length, significant, split_commas
from ..values.numeric import parse_length, parse_number
from .selectors import UnknownSelectorError, read_selectors

if TYPE_CHECKING:
    from collections.abc import Callable


class Screen(NamedTuple):
    """What media queries ask about: the picture, its width and height in px."""

    width: int = 1200
    height: int = 630


#: A social card.
DEFAULT_SCREEN: Final = Screen()

# True, False, or None where the engine and browsers do not know the question.
_Answer = bool | None

_COMPARISONS: Final[dict[str, Callable[[float, float], bool]]] = {
    "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
# A picture is on a screen of one px per px, in colour, light, and moved by nobody.
_WORDS: Final = {
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference",
    "prefers-reduced-data": "no-preference", "prefers-reduced-transparency": "no-preference",
    "prefers-contrast": "no-preference", "forced-colors": "none", "inverted-colors": "none",
    "hover": "none", "any-hover": "none", "pointer": "none", "any-pointer": "none", "update": "none",
    "scan": "progressive", "display-mode": "browser", "dynamic-range": "standard", "scripting": "none",
    "color-gamut": "srgb", "overflow-block": "none", "overflow-inline": "none", "video-dynamic-range": "standard",
}  # fmt: skip
_NUMBERS: Final = {
    "color": 8.0, "color-index": 0.0, "monochrome": 0.0, "grid": 0.0, "resolution": 1.0,
    "-webkit-device-pixel-ratio": 1.0,
}  # fmt: skip
_RESOLUTIONS: Final = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
_FALSE_WORDS: Final = ("none", "no-preference")


def media_holds(tokens: list[Any], screen: Screen) -> bool:
    """Whether one of the queries between the commas holds; none at all do."""
    if not significant(tokens):
        return True
    return any(_query(significant(part), screen) is True for part in split_commas(tokens))


def media_text_holds(text: str, screen: Screen) -> bool:
    """As `media_holds`, from the text of a `media` attribute."""
    return media_holds(tinycss2.parse_component_value_list(text, skip_comments=True), screen)


def _query(tokens: list[Any], screen: Screen) -> _Answer:
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    first = 1 if words and words[0] in ("not", "only") else 0
    if len(words) <= first or not words[first]:
        return _condition(tokens, lambda token: _feature(token, screen))
    found: _Answer = words[first] in ("all", "screen")
    rest = tokens[first + 1 :]
    if rest:
        if words[first + 1] != "and" or "or" in words:
            return None
        more = _condition(rest[1:], lambda token: _feature(token, screen))
        if more is None:
            return None
        found = found and more
    return not found if words[0] == "not" else found


def _condition(tokens: list[Any], answer: Callable[[Any], _Answer]) -> _Answer:
    """Answers joined by `and`, or by `or`, or one after `not`."""
    if not tokens:
        return None
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if words[0] == "not":
        found = _condition_part(tokens[1], answer) if len(tokens) == 2 else None
        return None if found is None else not found
    joins = set(words[1::2])
    if len(tokens) % 2 == 0 or len(joins) > 1 or not joins <= {"and", "or"}:
        return None
    answers = [_condition_part(token, answer) for token in tokens[::2]]
    if joins == {"or"}:
        return True if True in answers else None if None in answers else False
    return False if False in answers else None if None in answers else True


def _condition_part(token: Any, answer: Callable[[Any], _Answer]) -> _Answer:
    if token.type == "() block":
        content = significant(token.content)
        starts = content[0] if content else token
        nested = starts.type in ("() block", "function") or (
            starts.type == "ident" and starts.lower_value == "not"
        )
        if nested:
            return _condition(content, answer)
    return answer(token)


# --- Media features


def _feature(token: Any, screen: Screen) -> _Answer:
    if token.type != "() block":
        return None
    tokens = significant(token.content)
    if len(tokens) == 1 and tokens[0].type == "ident":
        return _has(tokens[0].lower_value, screen)
    if len(tokens) > 2 and tokens[0].type == "ident" and tokens[1] == ":":
        return _plain(tokens[0].lower_value, tokens[2:], screen)
    return _range(tokens, screen)


def _has(name: str, screen: Screen) -> _Answer:
    if name in _WORDS:
        return _WORDS[name] not in _FALSE_WORDS
    value = _measure(name, screen)
    if value is None:
        return True if name == "orientation" else None
    return value > 0


def _plain(name: str, tokens: list[Any], screen: Screen) -> _Answer:
    word = tokens[0].lower_value if len(tokens) == 1 and tokens[0].type == "ident" else None
    if name == "orientation" and word in ("portrait", "landscape"):
        return bool((word == "landscape") == (screen.width > screen.height))
    if name in _WORDS and word is not None:
        return bool(word == _WORDS[name])
    compare = _COMPARISONS["="]
    for prefix, bound in (("min-", _COMPARISONS[">="]), ("max-", _COMPARISONS["<="])):
        for start in (prefix, f"-webkit-{prefix}"):
            if name.startswith(start):
                name, compare = start.removesuffix(prefix) + name.removeprefix(start), bound
    own, value = _measure(name, screen), _value(name, tokens, screen)
    return None if own is None or value is None else compare(own, value)


def _range(tokens: list[Any], screen: Screen) -> _Answer:
    """`(width >= 600px)`, `(600px < width)` or both bounds."""
    parts: list[list[Any]] = [[]]
    signs: list[str] = []
    for token in tokens:
        if token.type == "literal" and token.value in "<>=":
            if signs and not parts[-1]:
                signs[-1] += token.value
                continue
            signs.append(token.value)
            parts.append([])
        elif token.type == "literal" and token.value in _COMPARISONS:
            signs.append(token.value)
            parts.append([])
        else:
            parts[-1].append(token)
    names = [part[0].lower_value if len(part) == 1 and part[0].type == "ident" else "" for part in parts]
    name = next((each for each in names if each), "")
    own = _measure(name, screen)
    if own is None or not signs or len(signs) > 2 or any(sign not in _COMPARISONS for sign in signs):
        return None
    values = [own if each else _value(name, part, screen) for each, part in zip(names, parts, strict=True)]
    if None in values or (len(signs) == 2 and (not names[1] or signs[0][0] != signs[1][0])):
        return None
    pairs = zip(values, signs, values[1:], strict=False)
    return all(_COMPARISONS[sign](first or 0.0, second or 0.0) for first, sign, second in pairs)


def _measure(name: str, screen: Screen) -> float | None:
    measures = {
        "width": float(screen.width), "device-width": float(screen.width), "height": float(screen.height),
        "device-height": float(screen.height), "aspect-ratio": screen.width / screen.height,
        "device-aspect-ratio": screen.width / screen.height, **_NUMBERS,
    }  # fmt: skip
    return measures.get(name)


def _value(name: str, tokens: list[Any], screen: Screen) -> float | None:
    if name.endswith("aspect-ratio"):
        numbers = [parse_number(token) for token in tokens if token.type != "literal"]
        if len(numbers) == 1:
            return numbers[0]
        above, below = numbers if len(numbers) == 2 and len(tokens) == 3 else (None, None)
        return None if above is None or below is None else above / below if below else float("inf")
    if len(tokens) != 1:
        return None
    if name == "resolution":
        unit = getattr(tokens[0], "lower_unit", "")
        return tokens[0].value * _RESOLUTIONS[unit] if unit in _RESOLUTIONS else None
    if name in _NUMBERS:
        return parse_number(tokens[0])
    length = parse_length(tokens[0], percent=False)
    if length is None:
        return None
    # Fonts are the initial ones here, whatever the sheet says.
    context = Context(16.0, 16.0, float(screen.width), float(screen.height), BLACK)
    return length.px if isinstance(length, Length) else length.compute(context).px


# --- @supports


def supports_holds(tokens: list[Any]) -> bool:
    """Whether the engine honours what is asked for."""
    return _condition(significant(tokens), _supported) is True


def _supported(token: Any) -> _Answer:
    if token.type == "function" and token.lower_name == "selector":
        try:
            return bool(read_selectors(token.arguments))
        except UnknownSelectorError:
            return False
    if token.type != "() block":
        return False
    declarations = tinycss2.parse_blocks_contents(token.content, skip_comments=True, skip_whitespace=True)
    if len(declarations) != 1 or declarations[0].type != "declaration":
        return False
    return supports_declaration(declarations[0])
