"""Ways of many shorthands: a value for each side, one for either of two, some in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...values import Wide
from .. import parse_value

if TYPE_CHECKING:
    from collections.abc import Callable

    # From component values without white space to the longhands' values; None where they make no sense.
    Expand = Callable[[list[Any]], "dict[str, Any] | None"]


def around(values: list[Any]) -> list[Any]:
    """One to four values as four: the second goes for the fourth, the first for the others."""
    first = values[0]
    second = values[1] if len(values) > 1 else first
    return [first, second, values[2] if len(values) > 2 else first, values[3] if len(values) > 3 else second]


def four(names: tuple[str, ...]) -> Expand:
    """One to four values, as `margin` has them."""

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        if not 1 <= len(tokens) <= 4:
            return None
        values = [parse_value(names[0], [token]) for token in tokens]
        if None in values:
            return None
        return dict(zip(names, around(values), strict=True))

    return expand


def pair(names: tuple[str, str]) -> Expand:
    """One or two values, as `gap` has them."""

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        if not 1 <= len(tokens) <= 2:
            return None
        first, last = parse_value(names[0], tokens[:1]), parse_value(names[1], tokens[-1:])
        return None if first is None or last is None else {names[0]: first, names[1]: last}

    return expand


def any_order(names: tuple[str, ...], tokens: list[Any]) -> dict[str, Any] | None:
    """One value for each of some of the properties, in any order; the others are initial."""
    found: dict[str, Any] = {}
    for token in tokens:
        for name in names:
            value = parse_value(name, [token]) if name not in found else None
            if value is not None:
                found[name] = value
                break
        else:
            return None
    return {name: found.get(name, Wide.INITIAL) for name in names} if found else None
