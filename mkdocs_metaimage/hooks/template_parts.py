"""The files that a template is made of: its own, and those that it extends, includes or imports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from ..errors import MetaImageError
from ..spelling import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN_TAG = re.compile(r"<(?!meta\b)([a-z][\w-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A template that a hook is made of: its own, or one that it extends, includes or imports.

    Attributes:
        path: Its file.
        source: Its text.
        tree: Its text, parsed.
    """

    path: Path
    source: str
    tree: nodes.Template

    def names(self) -> list[str | None]:
        """The templates that it names; None for one that is known only when it is rendered."""
        return list(find_referenced_templates(self.tree))

    def mentions_page(self) -> bool:
        """Whether it depends on the page, or may do so."""
        # What a name known only later will reach may well mention the page.
        return None in self.names() or "page" in find_undeclared_variables(self.tree)

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
            part = Part(current, source, made.parse(source, str(current), str(current)))
            # Finds an unknown filter, which parsing does not.
            part.mentions_page()
        except jinja2.TemplateSyntaxError as error:
            raise syntax_error(error, current) from error
        yield part
        named = (Path(made.join_path(name, str(current))) for name in part.names() if name is not None)
        for other in named:
            if other not in seen and other.is_absolute() and other.is_file():
                seen.add(other)
                todo.append(other)


def check_inheritance(parts: Sequence[Part], made: jinja2.Environment) -> None:
    """Look for what Jinja says nothing of, or nothing useful: blocks and elements that are never shown, and circles.

    Raises:
        MetaImageError: A template extends itself, or has what has no place in those which it extends.
    """
    by_path = {part.path: part for part in parts}
    # `self.name()` shows a block wherever it stands.
    called = {
        node.attr
        for part in parts
        for node in part.tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "self"
    }
    for part in parts:
        ancestors = _ancestors(part, by_path, made)
        if ancestors:
            shown = _shown_blocks([part, *ancestors])
            _check_beside(part, list(shown))
            for block in _outermost_blocks(part.tree):
                if block.name not in shown and block.name not in called:
                    raise _never_shown(block, part, ancestors)


def _check_beside(part: Part, shown: Sequence[str]) -> None:
    """Look for elements outside of the blocks of a template that extends another."""
    body = part.tree.body
    # What stands before the `extends` is shown, before all that the extended template shows.
    after = body[[isinstance(node, nodes.Extends) for node in body].index(True) + 1 :]
    for data in _beside_blocks(after):
        # What is commented out is not meant to be shown; its lines count.
        text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), data.data)
        if tag := _SHOWN_TAG.search(text):
            advice = f"Put it into a block: {listed(shown)}." if shown else "There is no block for it."
            raise MetaImageError(
                f"The <{tag[1].lower()}> would never be shown: it stands outside of the blocks.",
                part.path,
                data.lineno + text.count("\n", 0, tag.start()),
                hint=advice,
            )


def _beside_blocks(body: Iterable[nodes.Node]) -> Iterator[nodes.TemplateData]:
    """The texts of a template that are in no block, and not in what may be shown by one, as a macro is."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node
        elif isinstance(node, nodes.Output | nodes.If | nodes.For | nodes.With):
            yield from _beside_blocks(node.iter_child_nodes())


def blocks_of(part: Part, parts: Iterable[Part], made: jinja2.Environment) -> tuple[str, ...]:
    """The blocks that a template which extends another can replace, in their order."""
    chain = [part, *_ancestors(part, {each.path: each for each in parts}, made)]
    return tuple(_shown_blocks(chain))


def _ancestors(part: Part, by_path: Mapping[Path, Part], made: jinja2.Environment) -> list[Part]:
    """The templates that one extends, the nearest first; none where that is known only when it is rendered."""
    chain = [part]
    while found := list(chain[-1].tree.find_all(nodes.Extends)):
        extending = found[0]
        # One that stands in a condition may not count, or another may.
        if not isinstance(extending.template, nodes.Const) or extending not in chain[-1].tree.body:
            return []
        current = chain[-1].path
        path = Path(made.join_path(str(extending.template.value), str(current)))
        if path not in by_path:
            # That it is not there is said when it is rendered, with the places that it was looked for in.
            return []
        if path in (other.path for other in chain):
            circle = "itself" if path == current else f"{path}, which extends it in turn"
            raise MetaImageError(
                f"The template extends {circle}.",
                current,
                extending.lineno,
                hint="Name another template, or give this one another name.",
            )
        chain.append(by_path[path])
    return chain[1:]


def _shown_blocks(chain: Sequence[Part]) -> dict[str, None]:
    """The names of the blocks that are shown of a template and those that it extends, in their order."""
    found: dict[str, list[nodes.Block]] = {}
    for part in chain:
        for block in part.tree.find_all(nodes.Block):
            found.setdefault(block.name, []).append(block)
    shown: dict[str, None] = {}
    todo = list(_outermost_blocks(chain[-1].tree))
    for block in todo:
        if block.name not in shown:
            shown[block.name] = None
            for own in found[block.name]:
                todo += _outermost_blocks(own)
                if not _calls_super(own):
                    break
    return shown


def _calls_super(block: nodes.Block) -> bool:
    return any(name.name == "super" for name in block.find_all(nodes.Name))


def _never_shown(block: nodes.Block, part: Part, ancestors: Sequence[Part]) -> MetaImageError:
    known = {other.name for each in ancestors for other in each.tree.find_all(nodes.Block)}
    reason = "no template that this one extends has it"
    if block.name in known:
        reason = "the block that it is in is replaced"
    places = [name for name in _shown_blocks(ancestors) if name != block.name]
    near = nearest(block.name, places)
    advice = f"The blocks to replace are {listed(places)}." if places else "There is no block to replace."
    return MetaImageError(
        f"The block {block.name!r} would never be shown: {reason}.",
        part.path,
        block.lineno,
        hint=f"Did you mean {near!r}?" if near else advice,
    )


def _outermost_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that are in no other: what is in a block is shown with it."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost_blocks(child)


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
    reader = _MetaReader()
    reader.feed(text)
    reader.close()
    return reader.found


def syntax_error(error: jinja2.TemplateSyntaxError, path: Path) -> MetaImageError:
    """Jinja's error in a template as ours.

    Args:
        error: What Jinja raised.
        path: The file where Jinja names none.
    """
    return MetaImageError(
        f"The template is not valid Jinja: {(error.message or '').rstrip('.')}.",
        Path(error.filename or path),
        error.lineno,
    )
