"""The cascade: from elements and what their styles declare to a computed style for each."""

from __future__ import annotations

import re
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

from ..notes import Note
from .color import BLACK
from .declarations import Block, Pending, Problem, expand_text, longhands, parse_block, unknown_value
from .defaults import default_block, hint_block, is_list
from .properties import FONT_SIZES, LOGICAL, PROPERTIES, SIDES, computed_color, computed_length
from .sheets import Matcher, parse_sheet
from .shorthands import Wide
from .style import INHERITED, Style
from .values import Context, Length, bounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..elements import Element

_BASE = Style()
_depth_lock = threading.Lock()
_INHERITED = frozenset(INHERITED)
# No browser draws larger text, in px.
_LARGEST_FONT = 10_000.0
# The size that browsers give to `font-family: monospace` alone where no size is asked for: 13px for 16.
_MONOSPACE_RATIO = 13 / 16


@dataclass(frozen=True, slots=True, eq=False)
class StyledNode:
    """An element with its computed style.

    Attributes:
        tag: The element's tag.
        attributes: Its attributes.
        style: The computed style.
        children: Styled elements and texts, in the order of the document.
    """

    tag: str
    attributes: Mapping[str, str]
    style: Style
    children: tuple[StyledNode | str, ...] = ()

    @property
    def id(self) -> str:
        """The element's id, or `""`."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> tuple[str, ...]:
        """The element's classes."""
        return tuple(self.attributes.get("class", "").split())


class Viewport(NamedTuple):
    """The size of the picture in px."""

    width: int
    height: int


def cascade(root: Element, width: int, height: int) -> tuple[StyledNode, tuple[Note, ...]]:
    """The computed styles of a tree.

    Args:
        root: What `parse` gave.
        width: The picture's width in px, for `vw` and the like.
        height: The picture's height in px.

    Returns:
        The tree with its styles, and a note for each property and each value that is not known.
    """
    sheets = [parse_sheet(text) for text in _sheet_texts(root)]
    matcher = Matcher(sheets, root) if sheets else None
    run = _Cascade(matcher, Viewport(width, height))
    for sheet in sheets:
        run.report(sheet.problems, "a style sheet")
    return run.tree(root), tuple(run.notes.values())


def _sheet_texts(root: Element) -> list[str]:
    texts = []
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            continue
        if element.tag == "style":
            texts.append("".join(child for child in element.children if isinstance(child, str)))
        stack.extend(reversed(element.children))
    return texts


class _Frame(NamedTuple):
    """An element whose children are being styled."""

    element: Element
    style: Style
    rest: Any
    done: list[StyledNode | str]
    lists: int


class _Cascade:
    """One run over a tree."""

    def __init__(self, matcher: Matcher | None, viewport: Viewport) -> None:
        self.notes: dict[tuple[str, str | None], Note] = {}
        self._matcher = matcher
        self._viewport = viewport
        self._root_style: Style | None = None

    def report(self, problems: tuple[Problem, ...], place: str) -> None:
        """Note each problem, at the place where it was met first."""
        for problem in problems:
            key = (problem.name, problem.value)
            if key not in self.notes:
                self.notes[key] = Note("unknown_css", f"{problem.message} It is in {place}.")

    def tree(self, root: Element) -> StyledNode:
        """Style the elements in the order of the document, without recursion: cards may be deep."""
        stack = [self._frame(root, _BASE, lists=0)]
        deepest = 1
        while True:
            frame = stack[-1]
            child = next(frame.rest, None)
            if child is None:
                stack.pop()
                node = StyledNode(frame.element.tag, frame.element.attributes, frame.style, tuple(frame.done))
                if not stack:
                    _allow_depth(deepest)
                    return node
                stack[-1].done.append(node)
            elif isinstance(child, str):
                frame.done.append(child)
            else:
                stack.append(self._frame(child, frame.style, frame.lists))
                deepest = max(deepest, len(stack))

    def _frame(self, element: Element, parent: Style, lists: int) -> _Frame:
        style = self._style(element, parent, lists)
        # What is not drawn needs no styles inside, and reports no problems.
        children = iter(element.children) if style.display != "none" else iter(())
        return _Frame(element, style, children, [], lists + is_list(element.tag))

    def _style(self, element: Element, parent: Style, lists: int) -> Style:
        attributes = element.attributes
        author: list[Block] = []
        if self._matcher is not None:
            author = self._matcher.blocks(element)
            if self._root_style is None:
                author += self._matcher.body_blocks()
        own = attributes.get("style")
        if own:
            author.append(parse_block(own))
        tag = element.tag
        blocks = (default_block(tag, attributes, lists), hint_block(tag, attributes), *author)
        found = _computed(parent, blocks, attributes.get("lang"), self._root_style, self._viewport)
        if self._root_style is None:
            self._root_style = found.style
        if own:
            self.report(parse_block(own).problems, _described(element))
        if found.problems:
            self.report(found.problems, _described(element))
        return found.style


def _allow_depth(levels: int) -> None:
    """Let the stages that recurse go as deep as the tree: some calls for each level.

    The limit is the whole process's, so that it is never lowered: another thread may need it.
    """
    needed = 1000 + 40 * levels
    if levels > 20:
        with _depth_lock:
            sys.setrecursionlimit(max(sys.getrecursionlimit(), needed))


def _described(element: Element) -> str:
    identity = "".join(
        f' {name}="{element.attributes[name]}"' for name in ("id", "class") if name in element.attributes
    )
    return f"the style of <{element.tag}{identity}>"


# --- One element


class _Found(NamedTuple):
    style: Style
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4096)
def _computed(
    parent: Style, blocks: tuple[Block, ...], lang: str | None, root: Style | None, viewport: Viewport
) -> _Found:
    """The style of an element; equal elements of equal parents share one, from card to card."""
    problems: list[Problem] = []
    declared = _declared(blocks)
    values = parent.inherited()
    values["custom_properties"] = _custom_properties(declared, parent)
    if lang is not None:
        values["lang"] = lang
    declared = _substituted(declared, values["custom_properties"], problems)
    declared = _physical(declared, parent)
    _compute_font(values, declared, parent, root, viewport)
    root_size = values["font_size"] if root is None else root.font_size
    context = Context(values["font_size"], root_size, viewport.width, viewport.height, parent.color)
    _compute_color(values, declared, parent, context)
    context = Context(values["font_size"], root_size, viewport.width, viewport.height, values["color"])
    _compute_line_height(values, declared, parent, context)
    for name, value in declared.items():
        _compute_value(values, name, value, parent, context)
    _adjust(values, declared, parent)
    return _Found(Style.of(values), tuple(problems))


def _declared(blocks: tuple[Block, ...]) -> dict[str, Any]:
    """The winning declarations (CSS Cascade 4, section 6): the last of the important, else of the normal."""
    declared: dict[str, Any] = {}
    for entries in (*(block.normal for block in blocks), *(block.important for block in blocks)):
        for name, value in entries:
            # A later one also comes later in the order, which matters to logical properties.
            declared.pop(name, None)
            declared[name] = value
    return declared


_VAR = re.compile(r"var\(", re.IGNORECASE)
# Variables that refer to others twice over double at each step (CSS Variables 1, section 3.3 allows a limit).
_LONGEST_VALUE = 10_000


def _custom_properties(declared: Mapping[str, Any], parent: Style) -> Mapping[str, str]:
    """The custom properties (CSS Variables 1), those that others refer to filled in."""
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    if not own:
        return parent.custom_properties
    known = dict(parent.custom_properties)
    for name, text in own.items():
        word = text.lower()
        if word == "initial":
            known.pop(name, None)
        elif word not in ("inherit", "unset"):
            known[name] = text
    for name in own:
        if name in known:
            text = _filled(known[name], known, (name,))
            if text is None:
                del known[name]
            else:
                known[name] = text
    return MappingProxyType(known)


def _filled(text: str, known: Mapping[str, str], within: tuple[str, ...] = ()) -> str | None:
    """The text with its `var()` replaced; None if one has no value, or refers to itself."""
    if not _VAR.search(text):
        return text
    return _filled_tokens(tinycss2.parse_component_value_list(text), known, within)


def _filled_tokens(tokens: list[Any], known: Mapping[str, str], within: tuple[str, ...]) -> str | None:
    pieces = []
    length = 0
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            piece = _variable(token.arguments, known, within)
        elif token.type == "function":
            inner = _filled_tokens(token.arguments, known, within)
            piece = None if inner is None else f"{token.name}({inner})"
        elif token.type.endswith(" block"):
            inner = _filled_tokens(token.content, known, within)
            piece = None if inner is None else f"{token.type[0]}{inner}{token.type[1]}"
        else:
            piece = token.serialize()
        if piece is None:
            return None
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST_VALUE:
            return None
    return "".join(pieces)


def _variable(arguments: list[Any], known: Mapping[str, str], within: tuple[str, ...]) -> str | None:
    comma = next((index for index, each in enumerate(arguments) if each == ","), len(arguments))
    name = tinycss2.serialize(arguments[:comma]).strip()
    if name in known and name not in within:
        found = _filled(known[name], known, (*within, name))
        if found is not None:
            return found
    if comma == len(arguments):
        return None
    return _filled_tokens(arguments[comma + 1 :], known, within)


def _substituted(
    declared: Mapping[str, Any], known: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any]:
    """The declarations with their variables replaced and read; custom properties are left out."""
    found: dict[str, Any] = {}
    for name, value in declared.items():
        if name.startswith("--"):
            continue
        found[name] = _read_pending(name, value, known, problems) if isinstance(value, Pending) else value
    return found


def _read_pending(name: str, pending: Pending, known: Mapping[str, str], problems: list[Problem]) -> Any:
    text = _filled(pending.text, known)
    expanded = None if text is None else expand_text(pending.name, text)
    if expanded is not None:
        return expanded[name]
    if name == longhands(pending.name)[0]:
        if text is None:
            message = (
                f"{pending.name}: {pending.text} refers to a variable that has no value, or one without end."
            )
            problems.append(Problem(pending.name, pending.text, message))
        else:
            problems.append(unknown_value(pending.name, tinycss2.parse_component_value_list(text)))
    return Wide.UNSET


def _physical(declared: dict[str, Any], parent: Style) -> dict[str, Any]:
    """Names as `Style` has them, logical ones by the direction (CSS Logical Properties 1)."""
    direction = declared.get("direction", parent.direction)
    if isinstance(direction, Wide):
        direction = "ltr" if direction is Wide.INITIAL else parent.direction
    physical: dict[str, Any] = {}
    for name, value in declared.items():
        if name in LOGICAL:
            name = LOGICAL[name][direction == "rtl"]
        physical[name.replace("-", "_")] = value
    return physical


def _wide(value: Wide, name: str, parent: Style) -> Any:
    """What `inherit`, `initial` and `unset` stand for."""
    inherits = value is Wide.INHERIT or (value is Wide.UNSET and name in _INHERITED)
    return getattr(parent if inherits else _BASE, name)


def _compute_font(
    values: dict[str, Any], declared: dict[str, Any], parent: Style, root: Style | None, viewport: Viewport
) -> None:
    """Families and size come first: other values are relative to the size."""
    families = declared.pop("font_family", None)
    if families is not None:
        values["font_family"] = (
            _wide(families, "font_family", parent) if isinstance(families, Wide) else families
        )
    size = declared.pop("font_size", None)
    if isinstance(size, Wide):
        inherits = size is not Wide.INITIAL
        size = None if inherits else "medium"
    absolute = parent.font_size_absolute
    if size is None:
        result = parent.font_size
    elif isinstance(size, str):
        result, absolute = _keyword_size(size, parent)
    else:
        root_size = parent.font_size if root is None else root.font_size
        context = Context(parent.font_size, root_size, viewport.width, viewport.height, BLACK)
        length = computed_length(size, context)
        relative = length.percent or (not isinstance(size, Length) and _is_font_relative(size))
        absolute = absolute or not relative
        result = min(max(length.resolve(parent.font_size), 0.0), _LARGEST_FONT)
    monospace, was_monospace = (
        family == ("monospace",) for family in (values["font_family"], parent.font_family)
    )
    if monospace != was_monospace and not absolute:
        result = result * _MONOSPACE_RATIO if monospace else result / _MONOSPACE_RATIO
    values["font_size"], values["font_size_absolute"] = result, absolute


def _is_font_relative(size: Any) -> bool:
    return any(unit in ("em", "ex", "ch") for unit, _ in getattr(size, "amounts", ()))


def _keyword_size(word: str, parent: Style) -> tuple[float, bool]:
    if word == "larger":
        return parent.font_size * 1.2, parent.font_size_absolute
    if word == "smaller":
        return parent.font_size / 1.2, parent.font_size_absolute
    size = FONT_SIZES[word]
    # A keyword is the size for the family, so that what the parent's family did does not count.
    return (size * _MONOSPACE_RATIO if parent.font_family == ("monospace",) else size), False


def _compute_color(values: dict[str, Any], declared: dict[str, Any], parent: Style, context: Context) -> None:
    color = declared.pop("color", None)
    if isinstance(color, Wide):
        values["color"] = _wide(color, "color", parent)
    elif color is not None:
        values["color"] = computed_color(color, context)  # `currentcolor` is the parent's here


def _compute_line_height(
    values: dict[str, Any], declared: dict[str, Any], parent: Style, context: Context
) -> None:
    height = declared.pop("line_height", None)
    if isinstance(height, Wide):
        height = None if height is not Wide.INITIAL else "normal"
    if height == "normal":
        values["line_height"] = values["line_height_factor"] = None
    elif isinstance(height, float):
        values["line_height_factor"] = height
    elif height is not None:
        length = computed_length(height, context)
        values["line_height"], values["line_height_factor"] = length.resolve(context.font_size), None
    if values["line_height_factor"] is not None:
        values["line_height"] = bounded(values["line_height_factor"] * context.font_size)


def _compute_value(values: dict[str, Any], name: str, value: Any, parent: Style, context: Context) -> None:
    if isinstance(value, Wide):
        if name.startswith("border_") and value is not Wide.INHERIT:
            values.pop(name, None)  # their initial values depend on others
        else:
            values[name] = _wide(value, name, parent)
    elif name == "font_weight" and isinstance(value, str):
        values[name] = _relative_weight(value, parent.font_weight)
    else:
        compute = PROPERTIES[name.replace("_", "-")].compute
        values[name] = value if compute is None else compute(value, context)


def _relative_weight(word: str, weight: float) -> float:
    """CSS Fonts 4, section 2.2.1."""
    if word == "bolder":
        return 400.0 if weight < 350 else 700.0 if weight < 550 else max(900.0, weight)
    return min(100.0, weight) if weight < 550 else 400.0 if weight < 750 else 700.0


def _adjust(values: dict[str, Any], declared: Mapping[str, Any], parent: Style) -> None:
    """What depends on more than one property."""
    for side in SIDES:
        style, width, color = (f"border_{side}_{part}" for part in ("style", "width", "color"))
        if values.get(style, "none") in ("none", "hidden"):
            values[width] = 0.0
        else:
            values.setdefault(width, 3.0)
        values.setdefault(color, values["color"])
    if "text_decoration_line" in declared:
        _decorate(values, declared, parent)
    elif values.get("display") in ("inline-block", "inline-flex") or values.get("position") in (
        "absolute",
        "fixed",
    ):
        # Decorations of ancestors do not go into these (CSS Text Decoration 3, section 2.1).
        values["text_decoration_line"] = ()
    values.pop("_webkit_box_orient", None)
    if values.get("display") == "-webkit-box":
        values["display"] = "block"
    elif values.get("display") == "-webkit-inline-box":
        values["display"] = "inline-block"


def _decorate(values: dict[str, Any], declared: Mapping[str, Any], parent: Style) -> None:
    """The lines of the ancestors stay, whatever the element says."""
    own = values["text_decoration_line"]
    if own and declared.get("text_decoration_color", Wide.INITIAL) is Wide.INITIAL:
        values["text_decoration_color"] = values["color"]
    elif not own:
        values["text_decoration_color"] = parent.text_decoration_color
    if own:
        values["text_decoration_size"] = values["font_size"]
    values["text_decoration_line"] = tuple(dict.fromkeys((*parent.text_decoration_line, *own)))
