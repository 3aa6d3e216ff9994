"""The cascade: from elements and what their styles declare to a computed style for each."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..notes import Note
from .declarations import Problem, parse_block
from .defaults import default_block, hint_block, is_list
from .matching import Matcher
from .media import Screen, media_text_holds
from .sheets import parse_sheet
from .styling import INITIAL_STYLE, Fonts, Medium, computed
from .winning import BROWSER, HINTS, OWN, Ranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..elements import Element
    from .style import Style

_depth_lock = threading.Lock()


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


def cascade(
    root: Element, width: int, height: int, fonts: Fonts | None = None
) -> tuple[StyledNode, tuple[Note, ...]]:
    """The computed styles of a tree.

    Args:
        root: What `parse` gave.
        width: The picture's width in px, for `vw` and the like.
        height: The picture's height in px.
        fonts: The card's fonts, for `ch` and the like.

    Returns:
        The tree with its styles, and a note for each property and each value that is not known.
    """
    screen = Screen(width, height)
    sheets = [parse_sheet(text, screen) for text in _sheet_texts(root, screen)]
    matcher = Matcher(sheets, root) if sheets else None
    run = _Cascade(matcher, Medium(width, height, fonts))
    for sheet in sheets:
        run.report(sheet.problems, "a style sheet")
    return run.tree(root), tuple(run.notes.values())


def _sheet_texts(root: Element, screen: Screen) -> list[str]:
    """The texts of the `<style>` elements that hold CSS for the picture."""
    texts = []
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            continue
        kind = element.attributes.get("type", "").strip().lower()
        media = element.attributes.get("media", "")
        if element.tag == "style" and kind in ("", "text/css") and media_text_holds(media, screen):
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

    def __init__(self, matcher: Matcher | None, medium: Medium) -> None:
        self.notes: dict[tuple[str, str | None], Note] = {}
        self._matcher = matcher
        self._medium = medium
        self._root_style: Style | None = None

    def report(self, problems: tuple[Problem, ...], place: str) -> None:
        """Note each problem, at the place where it was met first."""
        for problem in problems:
            key = (problem.name, problem.value)
            if key not in self.notes:
                self.notes[key] = Note("unknown_css", f"{problem.message} It is in {place}.")

    def tree(self, root: Element) -> StyledNode:
        """Style the elements in the order of the document, without recursion: cards may be deep."""
        stack = [self._frame(root, INITIAL_STYLE, lists=0)]
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
        author: list[Ranked] = []
        if self._matcher is not None:
            author = self._matcher.blocks(element)
            if self._root_style is None:
                author += self._matcher.body_blocks()
        own = attributes.get("style")
        if own:
            author.append(Ranked(OWN, parse_block(own)))
        tag = element.tag
        blocks = (
            Ranked(BROWSER, default_block(tag, attributes, lists)),
            Ranked(HINTS, hint_block(tag, attributes)),
            *author,
        )
        found = computed(parent, blocks, attributes.get("lang"), self._root_style, self._medium)
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
