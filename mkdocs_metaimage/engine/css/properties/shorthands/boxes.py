"""The shorthands that say how boxes are laid out: flex lines, alignment, overflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...values import ZERO_PERCENT
from ...values.grammar import ident
from ...values.numeric import parse_number
from .. import parse_value
from .expanding import any_order

if TYPE_CHECKING:
    from .expanding import Expand


def flex(tokens: list[Any]) -> dict[str, Any] | None:
    """CSS Flexbox 1, section 7.1."""
    word = ident(tokens)
    fixed = {"none": (0.0, 0.0, "auto"), "auto": (1.0, 1.0, "auto")}.get(word or "")
    if fixed is None:
        fixed = _flex_parts(tokens)
    if fixed is None:
        return None
    return dict(zip(("flex-grow", "flex-shrink", "flex-basis"), fixed, strict=True))


def _flex_parts(tokens: list[Any]) -> tuple[float, float, Any] | None:
    """One or two numbers that stand together, before or after a basis."""
    numbers: list[float] = []
    basis = None
    last = -1
    for index, token in enumerate(tokens):
        number = parse_number(token, 0.0)
        # A third number can only be a basis of 0.
        if number is not None and len(numbers) < 2 and (not numbers or last == index - 1):
            numbers.append(number)
            last = index
            continue
        if basis is not None:
            return None
        basis = parse_value("flex-basis", [token])
        if basis is None:
            return None
    if not 1 <= len(tokens) <= 3:
        return None
    grow = numbers[0] if numbers else 1.0
    shrink = numbers[1] if len(numbers) > 1 else 1.0
    # As in Chromium: nothing of the container, so that the content counts where that is not known.
    return grow, shrink, ZERO_PERCENT if basis is None else basis


def flex_flow(tokens: list[Any]) -> dict[str, Any] | None:
    """A direction and whether there are several lines, in any order."""
    return any_order(("flex-direction", "flex-wrap"), tokens)


def overflow(tokens: list[Any]) -> dict[str, Any] | None:
    """The value across and the value down, or one for both."""
    values = [parse_value("overflow-x", [token]) for token in tokens]
    if not 1 <= len(values) <= 2 or None in values:
        return None
    return {"overflow-x": values[0], "overflow-y": values[-1]}


def place(name: str) -> Expand:
    """`place-*`: a value for the block axis, and one for the inline axis; each may be of two words."""
    block, inline = f"align-{name}", f"justify-{name}"

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        for cut in range(len(tokens), 0, -1):
            first = parse_value(block, tokens[:cut])
            last = parse_value(inline, tokens[cut:] or tokens)
            if cut == len(tokens) and name == "content" and first in ("baseline", "last baseline"):
                last = "start"  # that is what goes with a baseline (CSS Box Alignment 3, section 5.4)
            if first is not None and last is not None:
                return {block: first, inline: last}
        return None

    return expand
