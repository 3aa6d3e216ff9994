"""A tree as bs4 has it, for the selectors that soupsieve matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

    from ...elements import Element


class Mirror:
    """The elements of a tree as bs4's tags.

    Attributes:
        body: The tag of the body that browsers make where the elements have none, else None.
    """

    def __init__(self, root: Element) -> None:
        soup = BeautifulSoup("", "html.parser")
        has_body = any(not isinstance(child, str) and child.tag == "body" for child in root.children)
        document = _tag(soup, root)
        soup.append(document)
        self._tags: dict[int, Tag] = {id(root): document}
        parent = document
        if not has_body:
            parent = soup.new_tag("body")
            document.append(parent)
        self.body = None if has_body else parent
        stack = [(parent, iter(root.children))]
        while stack:
            above, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif isinstance(child, str):
                # White space would be nothing to soupsieve; to browsers no element with it is `:empty`.
                above.append(soup.new_string(child if child.strip() else "\u200b"))
            else:
                tag = _tag(soup, child)
                above.append(tag)
                self._tags[id(child)] = tag
                stack.append((tag, iter(child.children)))

    def tag(self, element: Element) -> Tag:
        """The tag of an element of the tree."""
        return self._tags[id(element)]


def _tag(soup: BeautifulSoup, element: Element) -> Tag:
    attributes: dict[str, Any] = dict(element.attributes)
    if "class" in attributes:
        attributes["class"] = attributes["class"].split()
    return soup.new_tag(element.tag, attrs=attributes)
