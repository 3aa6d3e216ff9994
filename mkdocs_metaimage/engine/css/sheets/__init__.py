"""`<style>` sheets: what they say, rule by rule, for one picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2

from ...cache import BoundedCache
from ..properties.declarations import Block, Problem, read_block, shortened
from ..values import is_too_deep, significant, split_commas
from .font_face import FontFace, read_font_face
from .media import DEFAULT_SCREEN, Screen, media_holds, supports_holds
from .selectors import UNPAINTED, Selector, UnknownSelectorError, has_ampersand, nested, read_selectors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The names of a layer and of those around it, outermost first; `()` for what is in no layer.
Layer = tuple[str, ...]

# Rules of what moves, of what pages are printed on, and the like: nothing of it is in a picture.
_SILENT: Final = frozenset((
    "charset", "keyframes", "-webkit-keyframes", "-moz-keyframes", "page", "starting-style", "namespace",
    "view-transition", "viewport", "-ms-viewport", "position-try", "font-feature-values",
    "font-palette-values",
))  # fmt: skip
_IMPORT: Final = "The engine loads no sheets: copy what @import names into the <style> element."
# What was meant for a declaration before a rule.
_DECLARATION: Final = re.compile(r"-{0,2}[a-z][\w-]*\s*:", re.IGNORECASE)
# As long as the selectors of a rule in a rule may get: with each that names the outer ones twice they double.
_LONGEST_PRELUDE: Final = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One selector of a rule, and what the rule declares.

    Attributes:
        selector: Which elements it is for.
        layer: The layer it is in.
        block: The declarations.
    """

    selector: Selector
    layer: Layer
    block: Block


class Registered(NamedTuple):
    """A custom property that `@property` registers.

    Attributes:
        initial: Its initial value.
        inherits: Whether children have it of their parent.
    """

    initial: str
    inherits: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A style sheet.

    Attributes:
        rules: In the order of the sheet.
        layers: Every layer, in the order in which it is named first.
        font_faces: The fonts that it brings.
        problems: What the engine does not honour.
        initial: The custom properties that `@property` registers, with initial values.
        length: How many characters long it is.
    """

    rules: tuple[Rule, ...]
    layers: tuple[Layer, ...]
    font_faces: tuple[FontFace, ...]
    problems: tuple[Problem, ...]
    initial: Mapping[str, Registered]
    length: int


# A sheet may hold fonts and pictures as `data:` URLs: by their length, so that such do not add up.
_sheets: Final[BoundedCache[tuple[str, Screen], Sheet]] = BoundedCache(
    8_000_000, lambda sheet: 20_000 + sheet.length
)


def parse_sheet(text: str, screen: Screen = DEFAULT_SCREEN) -> Sheet:
    """The rules of a style sheet that are for a picture.

    Args:
        text: The sheet.
        screen: What its media queries ask about.
    """
    return _sheets.get((text, screen), lambda: _parsed(text, screen))


def _parsed(text: str, screen: Screen) -> Sheet:
    reader = _Reader(screen)
    if is_too_deep(text):
        reader.note("brackets", "Brackets are nested too deep in a style sheet: all of it is left out.")
    else:
        reader.read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), _Around())
    layers = tuple(dict.fromkeys(reader.layers))
    return Sheet(
        tuple(reader.rules), layers, tuple(reader.faces), tuple(reader.problems), reader.initial, len(text)
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a rule.

    Attributes:
        selectors: The selectors of the rules around it, as text.
        written: Those of the innermost one, as they are written.
        layer: The layer it is in.
    """

    selectors: str = ""
    layer: Layer = ()
    written: str = ""


@dataclass(slots=True)
class _Reader:
    screen: Screen
    rules: list[Rule] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    faces: list[FontFace] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    initial: dict[str, Registered] = field(default_factory=dict)

    def read(self, nodes: Sequence[Any], around: _Around) -> None:
        """Read the contents of a sheet, of a rule or of an at-rule, in their order."""
        declarations: list[Any] = []
        for node in nodes:
            if node.type == "declaration" or (node.type == "error" and around.selectors):
                declarations.append(node)
                continue
            # What follows a nested rule is weighed after it.
            self._declare(declarations, around)
            declarations = []
            if node.type == "qualified-rule":
                self._rule(node, around)
            elif node.type == "at-rule":
                self._at_rule(node, around)
            elif node.type == "error":
                self.note(
                    node.message, f"A part of a style sheet cannot be read: {node.message.rstrip('.')}."
                )
        self._declare(declarations, around)

    def _rule(self, node: Any, around: _Around) -> None:
        prelude = node.prelude
        written = shortened(" ".join(tinycss2.serialize(prelude).split()))
        if around.selectors or has_ampersand(prelude):
            prelude = nested(prelude, around.selectors)
        text = tinycss2.serialize(prelude).strip()
        if len(text) > _LONGEST_PRELUDE:
            message = f"The selectors of nested rules come to more than {_LONGEST_PRELUDE:,} characters."
            self.note("nesting", f"{message} What is in {around.selectors[:60]}… is left out: nest it less.")
            return
        try:
            for selector in read_selectors(prelude):
                if selector.pseudo in UNPAINTED:
                    name = f"::{selector.pseudo}"
                    self.note(name, f"The engine does not draw {name} of its own: {text}.")
        except UnknownSelectorError as error:
            # With its text the whole rule is lost, as in browsers.
            message, place = f"The engine does not know the selector {error}.", ""
            if around.selectors and _DECLARATION.match(written):
                message = f"A semicolon or a closing brace is missing before or in {written!r}."
                place = _place(around)
            self.problems.append(Problem(str(error), None, message, place))
            return
        self.read(_contents(node), _Around(text, around.layer, written))

    def _declare(self, nodes: list[Any], around: _Around) -> None:
        if not nodes or not around.selectors:
            return
        block = read_block(nodes)
        self.problems += [replace(problem, place=_place(around)) for problem in block.problems]
        tokens = tinycss2.parse_component_value_list(around.selectors, skip_comments=True)
        for selector in read_selectors(tokens):
            self.rules.append(Rule(selector, around.layer, block))

    def _at_rule(self, node: Any, around: _Around) -> None:
        name = node.lower_at_keyword
        if name == "media":
            self._read_if(media_holds(node.prelude, self.screen), node, around)
        elif name == "supports":
            self._read_if(supports_holds(node.prelude), node, around)
        elif name == "layer":
            self._layer(node, around)
        elif name == "font-face":
            font, wrong = read_font_face(node.content or [])
            self.problems += wrong
            if font is not None:
                self.faces.append(font)
        elif name == "property":
            self._register(node)
        elif name == "import":
            self.note("@import", _IMPORT)
        elif name not in _SILENT:
            self.note(f"@{name}", f"The engine does not know @{name} in a style sheet.")

    def _register(self, node: Any) -> None:
        """Keep the initial value of a custom property (CSS Properties and Values 1, section 2)."""
        name = tinycss2.serialize(node.prelude).strip()
        nodes = tinycss2.parse_declaration_list(node.content or [], skip_comments=True, skip_whitespace=True)
        found = {
            each.lower_name: tinycss2.serialize(each.value).strip()
            for each in nodes
            if each.type == "declaration"
        }
        if name.startswith("--") and "initial-value" in found:
            self.initial[name] = Registered(
                found["initial-value"], found.get("inherits", "").lower() != "false"
            )

    def _read_if(self, holds: bool, node: Any, around: _Around) -> None:
        if holds and node.content is not None:
            self.read(_contents(node, bool(around.selectors)), around)

    def _layer(self, node: Any, around: _Around) -> None:
        """CSS Cascade 5, section 6.4: a block, or a statement that only names layers."""
        named = [_layer_name(part) for part in split_commas(node.prelude)]
        if node.content is None:
            self.layers += [around.layer + name for name in named if name]
            return
        name = named[0] or (f"{len(self.layers)}",)  # no layer that is named has a digit first
        inside = _Around(around.selectors, around.layer + name)
        self.layers.append(inside.layer)
        self.read(_contents(node, bool(around.selectors)), inside)

    def note(self, name: str, message: str) -> None:
        """Note what the engine does not honour."""
        self.problems.append(Problem(name, None, message))


def _place(around: _Around) -> str:
    return f"the rule {around.written} of a style sheet"


def _layer_name(tokens: list[Any]) -> Layer:
    """`a.b` is the layer b in the layer a."""
    return tuple(token.value for token in significant(tokens) if token.type == "ident")


def _contents(node: Any, in_rule: bool = True) -> Sequence[Any]:
    """What a block holds: in a rule declarations and rules, else rules alone."""
    parse = tinycss2.parse_blocks_contents if in_rule else tinycss2.parse_rule_list
    found: Sequence[Any] = parse(node.content, skip_comments=True, skip_whitespace=True)
    return found
