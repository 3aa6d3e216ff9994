"""A plan: the styles of a card for whatever texts it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...cache import BoundedCache
from ...element import UNDRAWN, elements_of
from ...notes import Note
from ...svg import picture_of
from ..nodes import StyledNode
from ..properties.declarations import Problem, parse_block, shortened
from ..sheets import parse_sheet
from ..sheets.embedded import sheet_texts
from ..sheets.media import Screen
from ..values import PictureUrl
from .defaults import NO_LISTS, QUOTED, Lists, default_block
from .generated import Counters
from .hints import hint_block
from .matching import Matcher
from .pictures import picture_size, picture_style
from .structure import follows_text, text_direction
from .styling import INITIAL_STYLE, Medium, computed
from .winning import BROWSER, HINTS, OWN, Ranked, winners

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...elements import Element
    from ..sheets import Registered
    from ..style import Style

# How many nodes of a plan are kept: those of some cards, of which most have the name of their site.
_MOST_NODES: Final = 128
# What stands for something else has nothing before or after what is in it.
_REPLACED: Final = frozenset(
    ("img", "br", "wbr", "video", "canvas", "svg", "input", "iframe", "object", "embed")
)
_LINK: Final = "The engine loads no style sheets: put what <link> names into a <style> element."
_TABLE: Final = "The engine lays out no tables, and puts their parts below one another: use display: grid."

_TAILWIND: Final = "The attribute tw does nothing: write style or class, the engine knows no Tailwind."


class Part(NamedTuple):
    """An element of a plan.

    Attributes:
        tag: The element's tag.
        attributes: Its attributes.
        style: Its computed style.
        before: What is generated before its contents.
        after: What is generated after them.
        children: A part for each child element, True for a text, None for what is not drawn.
        plain: Whether no picture and no list item is in it, and nothing that is generated.
    """

    tag: str
    attributes: Mapping[str, str]
    style: Style
    before: StyledNode | None
    after: StyledNode | None
    children: tuple[Part | bool | None, ...]
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The styles of a card.

    Attributes:
        root: Its root.
        notes: What the engine does not honour of it.
        length: How many characters its attributes and sheets have.
        nodes: The nodes that its plain parts had last, by the part and what is in it.
    """

    root: Part
    notes: tuple[Note, ...]
    length: int
    nodes: BoundedCache[tuple[Any, ...], StyledNode] = field(
        default_factory=lambda: BoundedCache(_MOST_NODES), compare=False
    )


def plan_of(root: Element, medium: Medium) -> Plan:
    """The styles of a tree; it is not so deep that recursion could not follow."""
    planner = _Planner(root, medium)
    part = planner.part(root, planner.initial_style(), NO_LISTS, 0)
    return Plan(part, tuple(planner.notes.values()), _length(root))


def _length(root: Element) -> int:
    """How many characters a card has in its attributes, its sheets and its inline pictures."""
    length = 0
    for element in elements_of(root):
        length += sum(map(len, element.attributes.values()))
        if element.tag in ("style", "svg"):
            length += sum(len(child) for child in element.children if isinstance(child, str))
    return length


class _Planner:
    """One run over a tree."""

    def __init__(self, root: Element, medium: Medium) -> None:
        self.notes: dict[tuple[str, str | None], Note] = {}
        self._medium = medium
        self._counters = Counters()
        self._initial: dict[str, Registered] = {}
        # What styles hand down to children where that is less than all, each with the style itself.
        self._handed: dict[int, tuple[Style, Style]] = {}
        self._root_style: Style | None = None
        screen = Screen(medium.width, medium.height)
        sheets = [parse_sheet(text, screen) for text in sheet_texts(root, screen)]
        self._matcher = Matcher(sheets, root) if any(sheet.rules for sheet in sheets) else None
        for sheet in sheets:
            self._report(sheet.problems, "a style sheet")
            self._initial.update(sheet.initial)
        for element in elements_of(root):
            rel = element.attributes.get("rel", "").lower().split() if element.tag == "link" else ()
            if "stylesheet" in rel:
                self._report((Problem("<link>", None, _LINK),), _described(element))

    def initial_style(self) -> Style:
        """The style around the root: the initial values, of registered custom properties too."""
        if not self._initial:
            return INITIAL_STYLE
        return INITIAL_STYLE.but(
            custom_properties={name: registered.initial for name, registered in self._initial.items()}
        )

    def _handed_down(self, style: Style) -> Style:
        """A style with the registered custom properties that do not inherit at their initial values."""
        own = {name: each.initial for name, each in self._initial.items() if not each.inherits}
        if all(style.custom_properties.get(name) == initial for name, initial in own.items()):
            return style
        if id(style) not in self._handed:
            handed = style.but(custom_properties={**style.custom_properties, **own})
            self._handed[id(style)] = (style, handed)
        return self._handed[id(style)][1]

    def part(self, element: Element, parent: Style, lists: Lists, depth: int) -> Part:
        """An element with what is in it, in the order of the document."""
        style = self._style(element, self._handed_down(parent) if self._initial else parent, lists)
        if style.display == "none":
            # What is not drawn needs no styles inside, and reports no problems.
            return Part(element.tag, element.attributes, style, None, None, ())
        if "tw" in element.attributes or element.tag in UNDRAWN or element.tag == "img":
            self._report(tuple(_problems(element)), _described(element))
        if element.tag in UNDRAWN:
            return Part(element.tag, element.attributes, style, None, None, ())
        self._counters.enter(style, depth)
        if element.tag == "svg":
            return self._picture(element, style)
        before = self._generated(element, style, "before", depth + 1, parent.lang)
        within = lists.within(element.tag, element.attributes)
        shown = _shown(element)
        children: list[Part | bool | None] = []
        for child in element.children:
            if shown is not None and child is not shown:
                children.append(None)
            else:
                children.append(isinstance(child, str) or self.part(child, style, within, depth + 1))
        after = self._generated(element, style, "after", depth + 1, parent.lang)
        self._counters.leave(depth)
        plain = (
            # Without fonts nothing is laid out, so that nothing is worth keeping.
            self._medium.fonts is not None
            and not (before or after or element.tag in _REPLACED)
            and style.display != "list-item"
            and all(child.plain for child in children if isinstance(child, Part))
        )
        return Part(element.tag, element.attributes, style, before, after, tuple(children), plain)

    def _picture(self, element: Element, style: Style) -> Part:
        """An `<svg>`: a picture, in the colours of what is around it."""
        names = ("color", "fill", "stroke", *style.custom_properties)
        declared = {**picture_style(style, names), **picture_size(style)}
        styles: dict[int, str] = {}
        self._style_inside(element, style, styles)
        attributes = {**element.attributes, "src": picture_of(element, declared, styles)}
        return Part(element.tag, attributes, style, None, None, ())

    def _style_inside(self, element: Element, parent: Style, styles: dict[int, str]) -> None:
        """Find what the styles of the card say of the elements of a picture."""
        for child in element.children:
            if isinstance(child, str):
                continue
            blocks = [] if self._matcher is None else self._matcher.blocks(child)
            if "style" in child.attributes:
                # What is not known here may be known to pictures.
                blocks.append(Ranked(OWN, parse_block(child.attributes["style"])))
            style = self._computed(parent, blocks, child, None) if blocks else parent
            if blocks:
                found = picture_style(style, winners(blocks))
                styles[id(child)] = ";".join(f"{name}:{value}" for name, value in found.items())
            self._style_inside(child, style, styles)

    def _style(self, element: Element, parent: Style, lists: Lists) -> Style:
        attributes, tag = element.attributes, element.tag
        blocks = [
            Ranked(BROWSER, default_block(tag, attributes, lists)),
            Ranked(HINTS, hint_block(tag, attributes)),
        ]
        if follows_text(element):
            blocks.append(Ranked(HINTS, parse_block(f"direction: {text_direction(element)}")))
        if self._matcher is not None:
            blocks += self._matcher.blocks(element)
            if self._root_style is None:
                blocks += self._matcher.body_blocks()
        own = parse_block(attributes["style"]) if "style" in attributes else None
        if own is not None:
            blocks.append(Ranked(OWN, own))
            self._report(own.problems, f"the style of {_described(element)}")
        style = self._computed(parent, blocks, element, attributes.get("lang"))
        if self._root_style is None:
            self._root_style = style
        if style.font_family is not parent.font_family:
            self._report(tuple(self._unknown_families(style)), _described(element))
        if tag == "table" and style.display not in ("none", "grid", "flex"):
            self._report((Problem("<table>", None, _TABLE),), _described(element))
        return style

    def _unknown_families(self, style: Style) -> Iterator[Problem]:
        fonts = None if self._medium.fonts is None else self._medium.fonts()
        near = None if fonts is None else fonts.unknown_family(style.font_family)
        if near is not None:
            names = shortened(", ".join(style.font_family))
            message = f"There is no font of the family {names}: {near} is the nearest that there is."
            yield Problem("font-family of no font", None, message)

    def _computed(self, parent: Style, blocks: list[Ranked], element: Element, lang: str | None) -> Style:
        found = computed(parent, tuple(blocks), lang, self._root_style, self._medium)
        if found.problems:
            self._report(found.problems, f"the style of {_described(element)}")
        return found.style

    def _generated(
        self, element: Element, parent: Style, which: str, depth: int, lang: str
    ) -> StyledNode | None:
        """The box before or after what is in an element, None where there is none.

        Args:
            element: The element.
            parent: Its style.
            which: `before` or `after`.
            depth: How deep the box would be.
            lang: The language around the element.
        """
        blocks = [Ranked(BROWSER, QUOTED[which])] if element.tag == "q" else []
        if self._matcher is not None and which in self._matcher.pseudos:
            blocks += self._matcher.blocks(element, which)
        if not blocks or element.tag in _REPLACED:
            return None
        style = self._computed(parent, blocks, element, None)
        if style.display == "none" or isinstance(style.content, str):
            return None
        self._counters.enter(style, depth)
        pieces = self._counters.pieces(style, element.attributes, lang)
        inner = style.anonymous.but(display="inline")
        children = tuple(
            StyledNode("img", {"src": piece.url}, inner) if isinstance(piece, PictureUrl) else piece
            for piece in pieces
        )
        return StyledNode(f"::{which}", {}, style, children)

    def _report(self, problems: tuple[Problem, ...], place: str) -> None:
        """Note each problem, at the place where it was met first."""
        for problem in problems:
            key = (problem.name, problem.value)
            if key not in self.notes:
                there = problem.place or place
                where = "" if problem.message.endswith(f" {there}.") else f" It is in {there}."
                self.notes[key] = Note("unknown_css", problem.message + where)


def _problems(element: Element) -> Iterator[Problem]:
    """What of an element itself is not drawn."""
    tag, attributes = element.tag, element.attributes
    if "tw" in attributes:
        yield Problem("tw", None, _TAILWIND)
    if tag in UNDRAWN and attributes.get("type", "").lower() != "hidden":
        yield Problem(f"<{tag}>", None, f"The engine does not draw <{tag}>.")
    if tag == "img" and not attributes.get("src", "").strip():
        yield Problem("<img>", None, "An <img> without a src shows nothing: name a picture there.")


def _shown(element: Element) -> Element | str | None:
    """The summary of an element that is closed, which is all that is shown of it; None for everything."""
    if element.tag != "details" or "open" in element.attributes:
        return None
    summaries = (child for child in element.children if not isinstance(child, str) and child.tag == "summary")
    return next(summaries, "")


def _described(element: Element) -> str:
    identity = "".join(
        f' {name}="{element.attributes[name]}"' for name in ("id", "class") if name in element.attributes
    )
    return f"<{element.tag}{identity}>"
