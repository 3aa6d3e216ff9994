"""`<style>` sheets: their rules, and which elements each one is for (by soupsieve)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import soupsieve
import tinycss2
from bs4 import BeautifulSoup, Tag

from .declarations import Block, Problem, read_block
from .font_face import FontFace, read_font_face
from .values import split_commas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..elements import Element

Specificity = tuple[int, int, int]
_COMBINATORS = (">", "+", "~")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One selector of a rule, and what the rule declares.

    Attributes:
        selector: As soupsieve has it.
        specificity: The counts of ids, of classes and the like, and of tags.
        key: What an element must have for the selector to match, quick to look up: `#id`, `.class`, a tag,
            or `*`.
        block: The declarations.
    """

    selector: Any
    specificity: Specificity
    key: str
    block: Block


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A style sheet.

    Attributes:
        rules: In the order of the sheet.
        font_faces: The fonts that it brings.
        problems: What the engine does not honour.
    """

    rules: tuple[Rule, ...]
    font_faces: tuple[FontFace, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def parse_sheet(text: str) -> Sheet:
    """The rules of a style sheet."""
    rules: list[Rule] = []
    fonts: list[FontFace] = []
    problems: list[Problem] = []
    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if node.type == "qualified-rule":
            contents = tinycss2.parse_declaration_list(node.content, skip_comments=True, skip_whitespace=True)
            block = read_block(contents)
            problems += block.problems
            for part in split_commas(node.prelude):
                rule = _rule(part, block)
                if isinstance(rule, Rule):
                    rules.append(rule)
                else:
                    problems.append(rule)
        elif node.type == "at-rule" and node.lower_at_keyword == "font-face":
            font, wrong = read_font_face(node.content or [])
            problems += wrong
            if font is not None:
                fonts.append(font)
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            name = f"@{node.lower_at_keyword}"
            problems.append(Problem(name, None, f"The engine does not know {name} in a style sheet."))
        elif node.type == "error":
            problems.append(Problem(node.message, None, f"A style sheet cannot be read: {node.message}."))
    return Sheet(tuple(rules), tuple(fonts), tuple(problems))


def _rule(tokens: list[Any], block: Block) -> Rule | Problem:
    text = tinycss2.serialize(tokens).strip()
    try:
        selector = soupsieve.compile(text)
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        return Problem(text, None, f"The engine does not know the selector {text}.")
    return Rule(selector, _specificity(tokens), _key(tokens), block)


def _specificity(tokens: list[Any]) -> Specificity:
    """Selectors 4, section 17."""
    ids = classes = tags = 0
    previous = ""
    for token in tokens:
        kind = token.type
        if kind == "hash":
            ids += 1
        elif kind == "[] block" or (kind == "ident" and previous in (".", ":")):
            classes += 1
        elif kind == "ident":
            tags += 1
        elif kind == "function":
            inner = _function_specificity(token)
            ids, classes, tags = ids + inner[0], classes + inner[1], tags + inner[2]
        previous = token.value if kind == "literal" else ""
    return ids, classes, tags


def _function_specificity(token: Any) -> Specificity:
    name = token.lower_name
    if name == "where":
        return (0, 0, 0)
    if name in ("is", "not", "has", "matches"):
        return max(_specificity(part) for part in split_commas(token.arguments))
    return (0, 1, 0)


def _key(tokens: list[Any]) -> str:
    """From the last compound: its id, else a class, else its tag."""
    last: list[Any] = []
    for token in reversed(tokens):
        if token.type == "whitespace" or (token.type == "literal" and token.value in _COMBINATORS):
            if last:
                break
        else:
            last.insert(0, token)
    keys = {"#": "", ".": "", "tag": ""}
    previous = ""
    for token in last:
        if token.type == "hash":
            keys["#"] = f"#{token.value}"
        elif token.type == "ident" and previous in (".", ""):
            keys["." if previous else "tag"] = f".{token.value}" if previous else token.lower_value
        previous = token.value if token.type == "literal" else ""
    return keys["#"] or keys["."] or keys["tag"] or "*"


class Matcher:
    """The rules of some sheets, ready to be asked for each element of a tree."""

    def __init__(self, sheets: list[Sheet], root: Element) -> None:
        self._by_key: dict[str, list[tuple[int, Rule]]] = {}
        for index, rule in enumerate(rule for sheet in sheets for rule in sheet.rules):
            self._by_key.setdefault(rule.key, []).append((index, rule))
        self._tags: dict[int, Tag] = {}
        self._mirror(root)

    def blocks(self, element: Element) -> list[Block]:
        """The blocks of the rules that match an element, the weakest first."""
        tag = self._tags[id(element)]
        found = [
            (rule.specificity, index, rule.block)
            for key in _keys(element)
            for index, rule in self._by_key.get(key, ())
            if rule.selector.match(tag)
        ]
        found.sort(key=lambda entry: entry[:2])
        return [block for _, _, block in found]

    def body_blocks(self) -> list[Block]:
        """The blocks that would be the body's of a card that has no `body` element: they are the root's."""
        return self._body

    def _mirror(self, root: Element) -> None:
        """Make bs4's tree of the elements, which is what soupsieve reads."""
        soup = BeautifulSoup("", "html.parser")
        has_body = any(not isinstance(child, str) and child.tag == "body" for child in root.children)
        document = _tag(soup, root)
        soup.append(document)
        self._tags[id(root)] = document
        parent = document
        self._body: list[Block] = []
        if not has_body:
            parent = soup.new_tag("body")
            document.append(parent)
        stack = [(parent, iter(root.children))]
        while stack:
            above, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif isinstance(child, str):
                above.append(soup.new_string(child))
            else:
                tag = _tag(soup, child)
                above.append(tag)
                self._tags[id(child)] = tag
                stack.append((tag, iter(child.children)))
        if not has_body:
            self._body = self._body_rules(parent)

    def _body_rules(self, body: Tag) -> list[Block]:
        found = [
            (rule.specificity, index, rule.block)
            for index, rule in self._by_key.get("body", ())
            if rule.selector.match(body)
        ]
        return [block for _, _, block in sorted(found, key=lambda entry: entry[:2])]


def _tag(soup: BeautifulSoup, element: Element) -> Tag:
    attributes: dict[str, Any] = dict(element.attributes)
    if "class" in attributes:
        attributes["class"] = attributes["class"].split()
    return soup.new_tag(element.tag, attrs=attributes)


def _keys(element: Element) -> Iterator[str]:
    yield "*"
    yield element.tag
    if "id" in element.attributes:
        yield f"#{element.attributes['id']}"
    for name in dict.fromkeys(element.attributes.get("class", "").split()):
        yield f".{name}"
