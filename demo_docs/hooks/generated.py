"""Writes the parts of these docs that are read off the code: `<!-- generated: name -->` in a page."""

from __future__ import annotations

import ast
import inspect
import re
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.config.config_options import SubConfig

from mkdocs_metaimage import Page, Site
from mkdocs_metaimage.conventions import CONVENTIONS, MEBIBYTE
from mkdocs_metaimage.engine.css.properties import ALIASES, PROPERTIES, find
from mkdocs_metaimage.engine.css.shorthands import SHORTHANDS
from mkdocs_metaimage.hosts.mkdocs import options
from mkdocs_metaimage.pages import Colors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARK = re.compile(r"<!-- generated: (?P<name>[a-z-]+) -->")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill in the marks of a page; an unknown one fails the build."""
    return _MARK.sub(lambda mark: _PARTS[mark["name"]](), markdown)


def documented(source: type) -> dict[str, str]:
    """The names that a class assigns, each with the text below it."""
    tree = ast.parse(inspect.getsource(source))
    assert isinstance(tree.body[0], ast.ClassDef)
    found: dict[str, str] = {}
    name = None
    for node in tree.body[0].body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=str() as name)])
                | ast.AnnAssign(target=ast.Name(id=str() as name))
            ):
                pass
            case ast.Expr(value=ast.Constant(value=str() as text)) if name is not None:
                found[name] = " ".join(text.split())
                name = None
    return found


def option_rows(source: type[options.Config]) -> Iterator[tuple[str, str, str]]:
    """Name, default and meaning of each option of a class."""
    texts = documented(source)
    for name, option in source._schema:
        yield name, _default(option), texts[name]


def _default(option: object) -> str:
    if isinstance(option, SubConfig):
        return "see below"
    value = getattr(option, "default", None)
    if value is None:
        return "none"
    written = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)
    return f"`{written}`"


def _table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _options(source: type[options.Config]) -> str:
    rows = ((f"`{name}`", default, text) for name, default, text in option_rows(source))
    return _table(("option", "default", "what it is"), rows)


def _attributes(source: type) -> str:
    """The `Attributes:` of a class's docstring."""
    _, _, text = inspect.cleandoc(source.__doc__ or "").partition("Attributes:\n")
    entries = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", text, re.MULTILINE)
    return _table(("name", "what it is"), ((f"`{name}`", " ".join(said.split())) for name, said in entries))


def _conventions() -> str:
    rows = []
    for one in CONVENTIONS:
        pictures = " ".join(f"`.{extension}`" for extension in one.static_extensions)
        code = "`.py` `.html`" if one.code else "none"
        width, height = one.default_size
        drawn = f"{code}, {width}x{height}" if one.code else code
        limit = f", at most {one.byte_limit // MEBIBYTE} MiB" if one.byte_limit else ""
        tag = f"`rel={one.rel}`" if one.rel else f"`{one.prefix}`"
        rows.append((f"`{one.name}`", pictures + limit, drawn, tag))
    return _table(("name", "pictures", "drawn", "tag"), rows)


_GROUPS = {
    "layout": (
        "display position top right bottom left inset z-index order box-sizing width height min- max- margin "
        "padding aspect-ratio overflow visibility flex row-gap column-gap gap align- justify- place- object-"
    ),
    "text": (
        "font color line- letter- word- text- white- overflow-wrap tab- direction unicode- vertical- list- "
        "-webkit-box-orient"
    ),
    "paint": "background border opacity",
}
# What people reach for in cards, and other engines may have. Whatever the engine has learned leaves the list.
_WANTED = (
    "display: grid", "grid-template-columns", "grid-template-areas", "box-shadow", "text-shadow", "transform",
    "transform-origin", "filter", "clip-path", "mask-image", "mix-blend-mode", "outline", "object-position",
    "background-size", "background-position", "background-repeat", "background-clip", "text-wrap",
    "-webkit-text-stroke", "text-decoration-style", "text-decoration-thickness", "text-indent", "float", "hyphens",
    "background-image: radial-gradient(red, blue)", "background-image: conic-gradient(red, blue)",
)  # fmt: skip


def _group_of(name: str) -> str:
    for group, starts in _GROUPS.items():
        if any(f"{name}-".startswith(f"{start.removesuffix('-')}-") for start in starts.split()):
            return group
    return "layout"


def _properties(group: str) -> str:
    rows = []
    for name in sorted({*PROPERTIES, *SHORTHANDS} - _one_of_many()):
        if _group_of(name) == group:
            others = [alias for alias, meant in ALIASES.items() if meant == name]
            rows.append((" ".join(f"`{each}`" for each in (name, *others)), _meaning(name)))
    return _table(("property", "keywords, beside lengths, numbers and colours"), rows)


def _one_of_many() -> set[str]:
    """Sides and corners, which the row of all four stands for."""
    families = ("margin", "padding", "inset", "border", "border-radius")
    sides = {each for family in families for each in SHORTHANDS[family][1] if family != "inset"}
    parts = {name for name in SHORTHANDS if name.startswith(families) and name not in families}
    return (sides | parts) - {"border-width", "border-style", "border-color"}


def _meaning(name: str) -> str:
    entry = PROPERTIES.get(name)
    if entry is not None:
        return " ".join(f"`{word}`" for word in entry.keywords)
    longhands = SHORTHANDS[name][1]
    if len(longhands) >= 4 and name != "font":
        words = dict.fromkeys(word for each in longhands for word in PROPERTIES[each].keywords)
        return " ".join(f"`{word}`" for word in words) + " on all sides; each side has its own"
    return "sets " + ", ".join(f"`{each}`" for each in longhands)


def _missing() -> str:
    import tinycss2

    from mkdocs_metaimage.engine.css.properties import parse_value

    missing = []
    for wanted in _WANTED:
        name, _, value = wanted.partition(": ")
        known = find(name) is not None or name in SHORTHANDS
        if known and value:
            known = parse_value(name, tinycss2.parse_component_value_list(value)) is not None
        if not known:
            missing.append(f"`{wanted.partition('(')[0]}`")
    return ", ".join(missing) or "nothing that was thought of here"


_PARTS: dict[str, Callable[[], str]] = {
    "options": partial(_options, options.MetaImageOptions),
    "colors": partial(_options, options.ColorOptions),
    "validation": partial(_options, options.ValidationOptions),
    "conventions": _conventions,
    "page": partial(_attributes, Page),
    "site": partial(_attributes, Site),
    "site-colors": partial(_attributes, Colors),
    "css-layout": partial(_properties, "layout"),
    "css-text": partial(_properties, "text"),
    "css-paint": partial(_properties, "paint"),
    "css-missing": _missing,
}
