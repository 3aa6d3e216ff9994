"""What templates take from those that they extend, and the mistakes there of which Jinja says nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from ..errors import MetaImageError
from ..spelling import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import jinja2

    from .template_parts import Part

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# `<html>` and `<head>` are but around what is said in `<meta>` tags.
_SHOWN_TAG = re.compile(r"<(?!(?:meta|html|head)\b)([a-z][\w-]*)", re.IGNORECASE)


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
    reason = "no template that this one extends has it"
    places = [name for name in _shown_blocks(ancestors) if name != block.name]
    near = nearest(block.name, places)
    advice = f"The blocks to replace are {listed(places)}." if places else "There is no block to replace."
    if outer := _replaced_around(block, [part, *ancestors]):
        reason = f"the block {outer!r}, which it is in, is replaced"
        if any(own.name == outer for own in part.tree.find_all(nodes.Block)):
            advice = f"Show {{{{ super() }}}} in {outer!r}, or put into that what this one has."
    elif near:
        advice = f"Did you mean {near!r}?"
    return MetaImageError(
        f"The block {block.name!r} would never be shown: {reason}.",
        part.path,
        block.lineno,
        hint=advice,
    )


def _replaced_around(block: nodes.Block, chain: Sequence[Part]) -> str | None:
    """The block around one, in the templates that are extended, which another one of its name replaces."""
    blocks = [other for each in chain for other in each.tree.find_all(nodes.Block)]
    named = [other.name for other in blocks]
    for other in blocks:
        inside = any(inner.name == block.name for inner in other.find_all(nodes.Block))
        if inside and named.count(other.name) > 1:
            return other.name
    return None


def _outermost_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that are in no other: what is in a block is shown with it."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost_blocks(child)
