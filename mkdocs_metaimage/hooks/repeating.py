"""Whether a template gives the same for the same page and site, so that it need not be filled again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .template_parts import Part

# What may be called of texts, lists and mappings: none of it changes them, or asks the clock.
_METHODS: Final = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "get", "index", "isalpha", "isdigit",
    "items", "join", "keys", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace",
    "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title",
    "upper", "values", "zfill",
))  # fmt: skip
_FUNCTIONS: Final = frozenset({"super", "caller", "range", "dict"})
_RANDOM: Final = "random"


@lru_cache(maxsize=64)
def repeats(parts: tuple[Part, ...]) -> bool:
    """Whether templates look at nothing but what they are filled with, as far as their text tells.

    What they call must be known to look at nothing else: `asset()` looks for files, `page.date.today()` at the clock.
    """
    macros = frozenset(node.name for part in parts for node in part.tree.find_all(nodes.Macro))
    return all(_repeats(part, macros) for part in parts)


def _repeats(part: Part, macros: frozenset[str]) -> bool:
    tree = part.tree
    modules = {"self", *(node.target for node in tree.find_all(nodes.Import))}
    return (
        None not in part.names
        # What an imported template counts lasts from page to page.
        and tree.find(nodes.NSRef) is None
        and (macros | _FUNCTIONS | modules).isdisjoint(_assigned(part))
        and all(_is_known(call, macros, modules) for call in tree.find_all(nodes.Call))
        and all(map(_is_steady, tree.find_all(nodes.Filter)))
        # It may be the name of a filter.
        and all(node.value != _RANDOM for node in tree.find_all(nodes.Const))
    )


@lru_cache(maxsize=64)
def reads_pages(parts: tuple[Part, ...]) -> bool:
    """Whether templates may look at other pages than their own."""
    for part in parts:
        read = sum(node.attr != "pages" and _is_site(node.node) for node in part.tree.find_all(nodes.Getattr))
        if read != sum(map(_is_site, part.tree.find_all(nodes.Name))):
            return True
    return False


def _is_site(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "site"


def _assigned(part: Part) -> Iterator[str]:
    for name in part.tree.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.name
    for imported in part.tree.find_all(nodes.FromImport):
        yield from (name[1] for name in imported.names if isinstance(name, tuple))


def _is_known(call: nodes.Call, macros: frozenset[str], modules: set[str]) -> bool:
    """Whether what is called is a macro, a block, or harmless."""
    match call.node:
        case nodes.Name(name=name):
            return name in macros | _FUNCTIONS
        case nodes.Getattr(node=nodes.Name(name=module), attr=attr) if module in modules:
            return module == "self" or attr in macros
        case nodes.Getattr(attr=attr):
            return attr in _METHODS
    return False


def _is_steady(node: nodes.Filter) -> bool:
    """Whether a filter gives the same each time, as far as it can be told of `map`, which takes others by name."""
    if node.name != "map":
        return node.name != _RANDOM
    return node.dyn_args is None and all(isinstance(argument, nodes.Const) for argument in node.args)
