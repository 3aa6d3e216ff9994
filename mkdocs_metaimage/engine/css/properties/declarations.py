"""Blocks of declarations, read once and kept: what a `style` attribute or a rule of a sheet says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2

from ...cache import BoundedCache
from ..color import color_names
from ..values import Wide, is_too_deep, significant
from ..values.display import FALLBACKS
from ..values.effects import references
from ..values.transforms import TILTED
from . import find
from .other_names import LOGICAL
from .shorthands import SHORTHANDS
from .shorthands.backgrounds import undrawn_parts
from .vocabulary import OF_PICTURES, is_silent, nearest, undrawn

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the names of properties of inline pictures begin with: they are kept and inherited as custom ones are.
PICTURE_PREFIX: Final = "--:"
_LONGEST_QUOTED: Final = 80
_WIDE = {wide.value: wide for wide in Wide}


@dataclass(frozen=True, slots=True)
class Pending:
    """A declaration with `var()`, which is read when the variables are known.

    Attributes:
        name: The property as written, maybe a shorthand.
        text: The value as written.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A declaration that the engine does not honour.

    Attributes:
        name: The property.
        value: The value, None where the property itself is not known.
        message: What is wrong, and the nearest that is known.
        place: Where it is in a style sheet, `""` for what is not of a rule.
    """

    name: str
    value: str | None
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Declarations, in order. A block compares by identity: equal texts give one block.

    Attributes:
        normal: Pairs of a longhand's name, or a custom property's, and its value as written.
        important: Those with `!important`.
        problems: The declarations that were left out.
        length: How many characters it was read from.
    """

    normal: tuple[tuple[str, Any], ...] = ()
    important: tuple[tuple[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    length: int = 0


# A style may hold a picture as a `data:` URL: by their length, so that such do not add up.
_blocks: Final[BoundedCache[str, Block]] = BoundedCache(2048, lambda block: 1 + block.length // 1000)


def parse_block(text: str) -> Block:
    """The declarations in a text such as that of a `style` attribute."""
    return _blocks.get(text, lambda: _parsed(text))


def _parsed(text: str) -> Block:
    if is_too_deep(text):
        message = f"Brackets are nested too deep in the style {text[:60]!r}…: all of it is left out."
        return Block(problems=(Problem("brackets", None, message),))
    nodes = tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
    return replace(read_block(nodes), length=len(text))


def read_block(nodes: list[Any]) -> Block:
    """The declarations among the nodes that tinycss2 found in a block."""
    normal: list[tuple[str, Any]] = []
    important: list[tuple[str, Any]] = []
    problems: list[Problem] = []
    for node in nodes:
        if node.type != "declaration":
            shown = tinycss2.serialize([node]).strip() if node.type != "error" else node.message
            problems.append(Problem(shown, None, f"This CSS cannot be read as a declaration: {shown}."))
            continue
        target = important if node.important else normal
        found = _read(node.name if node.name.startswith("--") else node.lower_name, node.value)
        if isinstance(found, Problem):
            if found.value is not None or not (is_silent(found.name) or _asks_for_nothing(node)):
                problems.append(found)
            found = _fallback(found)
        else:
            problems += undrawn_in(node.lower_name, node.value, found)
        target += found
    return Block(tuple(normal), tuple(important), tuple(problems))


_BACKGROUNDS: Final = (
    "background",
    "background-image",
    "mask",
    "mask-image",
    "-webkit-mask",
    "-webkit-mask-image",
)
# They may refer to what an SVG picture has.
_REFERENCES: Final = ("filter", "backdrop-filter", "clip-path")
# Longhands that are read and not drawn, each with the values that make no difference.
_READ_ONLY: Final[dict[str, tuple[Any, ...]]] = {
    "perspective": ("none",),
}


def undrawn_in(name: str, tokens: list[Any], found: Iterable[tuple[str, Any]]) -> list[Problem]:
    """What of a declaration that can be read is not drawn.

    Args:
        name: The property.
        tokens: Its value.
        found: The longhands that it sets, and their values.
    """
    parts = undrawn_parts(tokens) if name in _BACKGROUNDS else ()
    named = [_not_yet(name, part) for part in parts]
    if name.removeprefix("-webkit-") in _REFERENCES and references(tokens):
        named.append(_not_yet(name, f"{name}: url()"))
    if name in ("transform", "-webkit-transform"):
        functions = {token.lower_name for token in tokens if token.type == "function"}
        if "perspective" in functions and not TILTED.isdisjoint(functions):
            named.append(_not_yet(name, "perspective()"))
    return named + [_undrawn(each) for each, value in found if _is_undrawn(each, value)]


def _is_undrawn(name: str, value: Any) -> bool:
    return name in _READ_ONLY and not isinstance(value, Wide | Pending) and value not in _READ_ONLY[name]


def _undrawn(name: str) -> Problem:
    return Problem(name, None, f"The engine does not draw the CSS property {name} yet.")


def _not_yet(name: str, part: str) -> Problem:
    if not part.endswith(")"):
        return _undrawn(part)
    return Problem(name, part, f"The engine does not draw {part} yet.")


def _asks_for_nothing(node: Any) -> bool:
    """Whether a declaration only says that there shall be none of what the engine does not draw."""
    tokens = significant(node.value)
    word = tokens[0].lower_value if len(tokens) == 1 and tokens[0].type == "ident" else ""
    return node.lower_name in undrawn() and (word in _WIDE or word in ("none", "auto", "normal"))


def _fallback(problem: Problem) -> list[tuple[str, Any]]:
    display = FALLBACKS.get((problem.value or "").lower()) if problem.name == "display" else None
    return [] if display is None else [("display", display)]


def _read(name: str, tokens: list[Any]) -> list[tuple[str, Any]] | Problem:
    """The longhands that one declaration sets."""
    if name.startswith("--"):
        return [(name, tinycss2.serialize(tokens).strip())]
    if name in OF_PICTURES:
        return [(PICTURE_PREFIX + name, tinycss2.serialize(tokens).strip())]
    names = longhands(name)
    if not names:
        return _unknown_property(name)
    if _has_var(tokens):
        pending = Pending(name, tinycss2.serialize(tokens).strip())
        return [(each, pending) for each in names]
    found = expand(name, tokens)
    return list(found.items()) if found is not None else unknown_value(name, tokens)


def longhands(name: str) -> tuple[str, ...]:
    """The longhands that a property sets, `()` if it is not known."""
    if name in SHORTHANDS:
        return SHORTHANDS[name][1]
    entry = find(name)
    if entry is None:
        return ()
    # A logical one keeps its name until the direction is known.
    return (name,) if name in LOGICAL else (entry.name,)


def expand(name: str, tokens: list[Any]) -> dict[str, Any] | None:
    """The longhands' values as written; None where the value is none that is known."""
    tokens = significant(tokens)
    word = tokens[0].lower_value if len(tokens) == 1 and tokens[0].type == "ident" else None
    if word in _WIDE:
        return dict.fromkeys(longhands(name), _WIDE[word])
    if name in SHORTHANDS:
        return SHORTHANDS[name][0](tokens)
    entry = find(name)
    value = None if entry is None else entry.parse(tokens)
    return None if value is None else {longhands(name)[0]: value}


def expand_text(name: str, text: str) -> dict[str, Any] | None:
    """As `expand`, from a text in which the variables are replaced."""
    return expand(name, tinycss2.parse_component_value_list(text, skip_comments=True))


def supports_declaration(node: Any) -> bool:
    """Whether the engine honours a declaration, as `@supports` asks."""
    found = _read(node.name if node.name.startswith("--") else node.lower_name, node.value)
    return not isinstance(found, Problem) and not undrawn_in(node.lower_name, node.value, found)


def _has_var(tokens: list[Any]) -> bool:
    for token in tokens:
        if token.type == "function" and (token.lower_name == "var" or _has_var(token.arguments)):
            return True
        if token.type.endswith("block") and _has_var(token.content):
            return True
    return False


def _unknown_property(name: str) -> Problem:
    if name in undrawn():
        return _undrawn(name)
    near = nearest(name, (*_known_names(), *undrawn()), 0.6)
    guess = "" if near is None else f" The nearest is {near}."
    if near is not None and near not in _known_names():
        guess = f" If {near} is meant, the engine does not draw that yet."
    return Problem(name, None, f"There is no CSS property {name}.{guess}")


def unknown_value(name: str, tokens: list[Any]) -> Problem:
    """The problem of a value that is not known."""
    # Comments stand where variables were filled in.
    value = tinycss2.serialize(tokens).replace("/**/", "").strip()
    guess = _guess(name, tokens)
    if not value:
        return Problem(name, value, f"The CSS property {name} has no value.")
    if name == "display" and value.lower() in FALLBACKS:
        guess = f" It takes it for {FALLBACKS[value.lower()]}."
    return Problem(
        name,
        value,
        f"The engine does not know the value {shortened(value)!r} of the CSS property {name}.{guess}",
    )


def shortened(text: str) -> str:
    """A text to quote: `data:` URLs are long."""
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def _guess(name: str, tokens: list[Any]) -> str:
    """For the first word that no property of that name has, the nearest that one has."""
    entries = [entry for each in longhands(name) if (entry := find(each)) is not None]
    known = {word for entry in entries for word in entry.keywords}
    if any(entry.name.endswith(("color", "fill", "stroke")) for entry in entries):
        known.update(color_names())
    for token in tokens:
        if token.type == "ident" and token.lower_value not in known:
            near = nearest(token.lower_value, known, 0.7)
            if near is not None:
                return f" The nearest that it knows is {near}."
    bare = [token.type == "number" and token.value != 0 for token in tokens]
    measured = "".join(
        token.serialize() + "px" * is_bare for token, is_bare in zip(tokens, bare, strict=True)
    ).strip()
    if any(bare) and supports_declaration(tinycss2.parse_one_declaration(f"{name}: {measured}")):
        return f" It knows {shortened(measured)}: lengths need a unit."
    return ""


@lru_cache(maxsize=1)
def _known_names() -> tuple[str, ...]:
    from . import PROPERTIES
    from .other_names import ALIASES, LOGICAL

    return tuple(sorted({*PROPERTIES, *SHORTHANDS, *ALIASES, *LOGICAL}))
