"""The files that a template is made of: its own, and those that it extends, includes or imports."""

from __future__ import annotations

import os.path
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2 import nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from ..engine.templating import environment
from ..errors import MetaImageError
from ..spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

# What most templates begin with, the `<meta>` tags among it, as long as it is plain.
_BEGINNING: Final = re.compile(
    r"""(?:\s++|<(?:!doctype|html|head|meta)\b(?:[^<>"']|"[^<>"]*+"|'[^<>']*+')*+>)*+""", re.IGNORECASE
)
_UNKNOWN: Final = re.compile("No (filter|test) named '(.*)'")


@dataclass(frozen=True, slots=True)
class Part:
    """A template that a hook is made of: its own, or one that it extends, includes or imports.

    Attributes:
        path: Its file.
        source: Its text.
        tree: Its text, parsed.
        names: The templates that it names; None for one that is known only when it is rendered.
    """

    path: Path
    source: str
    tree: nodes.Template
    names: tuple[str | None, ...]

    def mentions_page(self) -> bool:
        """Whether it depends on the page, or may do so."""
        # What a name known only later will reach may well mention the page.
        return None in self.names or "page" in find_undeclared_variables(self.tree)

    def options(self) -> Iterator[str]:
        """The keys of `page.card` that it declares in `<meta name="option">`, and those that it reads."""
        for name, content in metas(_text(self.tree)):
            if name == "option" and (option := content.partition(":")[0].strip()):
                yield option
        yield from _read_of_card(self.tree)

    def dropped(self) -> nodes.Template | None:
        """What stands beside the blocks of a template that extends another, if a `<meta>` tag is there."""
        if not any(isinstance(node, nodes.Extends) for node in self.tree.body):
            return None
        beside = [node for node in self.tree.body if not isinstance(node, (nodes.Extends, nodes.Block))]
        kept = [
            node for node in beside if not isinstance(node, nodes.Output) or "<meta" in _text(node).lower()
        ]
        if not any("<meta" in _text(node).lower() for node in kept):
            return None
        assert self.tree.environment is not None
        only = nodes.Template(kept, lineno=1)
        only.set_environment(self.tree.environment)
        return only


def parts_of(path: Path, made: jinja2.Environment) -> Iterator[Part]:
    """The template and all that it reaches by names that stand in the source, in their order.

    Raises:
        MetaImageError: One of them is no Jinja template.
    """
    todo, seen = [path], {path}
    for current in todo:
        assert made.loader is not None
        source = made.loader.get_source(made, str(current))[0]
        try:
            part = _part(current, source)
        except jinja2.TemplateSyntaxError as error:
            raise syntax_error(error, current, made) from error
        yield part
        named = (Path(made.join_path(name, str(current))) for name in part.names if name is not None)
        for other in named:
            if other not in seen and other.is_absolute() and os.path.isfile(other):
                seen.add(other)
                todo.append(other)


@lru_cache(maxsize=64)
def _part(path: Path, source: str) -> Part:
    """A template's part, which a rebuild need not parse again."""
    tree = environment().parse(source, str(path), str(path))
    part = Part(path, source, tree, tuple(find_referenced_templates(tree)))
    # Finds an unknown filter, which parsing does not.
    part.mentions_page()
    return part


def _text(node: nodes.Node) -> str:
    """The text of a template, without what Jinja puts between."""
    return "".join(data.data for data in node.find_all(nodes.TemplateData))


def _read_of_card(tree: nodes.Template) -> Iterator[str]:
    """The keys in `page.card.key`, `page.card["key"]` and `page.card.get("key")`."""
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Call)):
        match node:
            case nodes.Call(node=nodes.Getattr(node=owner), args=[nodes.Const(value=str() as key), *_]):
                pass
            case nodes.Getattr(node=owner, attr=key):
                pass
            case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as key)):
                pass
            case _:
                continue
        if isinstance(owner, nodes.Getattr) and owner.attr == "card":
            yield key


class _MetaReader(HTMLParser):
    """Collects the `<meta>` tags that have a name and a content."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and "name" in values and "content" in values:
            self.found.append(((values["name"] or "").strip().lower(), values["content"] or ""))


def metas(text: str) -> list[tuple[str, str]]:
    """The `<meta>` tags of a text that have both: the name in lower case, and the content."""
    start = _BEGINNING.match(text)
    assert start is not None, "nothing is a beginning too"
    # Pages have their own texts, and most of their cards begin in the same way.
    only_there = "<meta" not in text[start.end() :].lower()
    return list(_metas(start[0] if only_there else text))


@lru_cache(maxsize=64)
def _metas(text: str) -> tuple[tuple[str, str], ...]:
    reader = _MetaReader()
    reader.feed(text)
    reader.close()
    return tuple(reader.found)


def syntax_error(error: jinja2.TemplateSyntaxError, path: Path, made: jinja2.Environment) -> MetaImageError:
    """Jinja's error in a template as ours.

    Args:
        error: What Jinja raised.
        path: The file where Jinja names none.
        made: The environment of the template.
    """
    message = (error.message or "").rstrip(".")
    return MetaImageError(
        f"The template is not valid Jinja: {message}.",
        Path(error.filename or path),
        error.lineno,
        hint=meant(message, made),
    )


def meant(message: str, made: jinja2.Environment) -> str | None:
    """The filter or test that is most like the one which Jinja does not know, as a hint; None where none is."""
    unknown = _UNKNOWN.match(message)
    if unknown is None:
        return None
    near = nearest(unknown[2], made.filters if unknown[1] == "filter" else made.tests)
    return f"Did you mean {near!r}?" if near else None
