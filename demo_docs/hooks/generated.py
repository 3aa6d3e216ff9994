"""Writes the parts of these docs that are read off the code: `<!-- generated: name -->` in a page."""

from __future__ import annotations

import ast
import inspect
import re
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.config.config_options import SubConfig

from mkdocs_metaimage import Page, Site
from mkdocs_metaimage.conventions import CONVENTIONS, MEBIBYTE
from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.css.properties import PROPERTIES, find
from mkdocs_metaimage.engine.css.properties.declarations import parse_block
from mkdocs_metaimage.engine.css.properties.other_names import ALIASES
from mkdocs_metaimage.engine.css.properties.shorthands import SHORTHANDS
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.text.missing import FONTS, package_of
from mkdocs_metaimage.hooks import BUILT_IN, HookLoader, built_in_templates
from mkdocs_metaimage.hooks.template import TemplateHook
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


# --- CSS, read off the engine's tables and asked of its parser

# By how the names of properties start; the longest start decides.
_GROUPS = {
    "flex": "flex order align- justify- place- row-gap column-gap gap grid-gap grid-row-gap grid-column-gap",
    "grid": "grid",
    "text": (
        "color line- letter- word- text- white- overflow-wrap tab- direction unicode- vertical- list- hyphens "
        "hyphenate- quotes dominant- alignment-baseline baseline- initial-letter counter- content hanging- "
        "-webkit-box-orient -webkit-line-clamp -webkit-text-"
    ),
    "fonts": "font",
    "paint": (
        "background border box-shadow opacity outline filter clip-path mask mix-blend-mode transform "
        "image-rendering isolation rotate scale translate accent-color backdrop-"
    ),
}
_KINDS = {
    "lengths": ("7px", "7px 7px"),
    "percentages": ("30%",),
    "numbers": ("1.5",),
    "whole numbers": ("2",),
    "colours": ("#123456",),
    "pictures": ("url(a.png)",),
    "gradients": ("linear-gradient(red, blue)",),
    "text": ('"x"', '"abcd"', '"a" "b"'),
    "any name": ("a-name-of-yours",),
    "ratios": ("16 / 9",),
    "spans": ("span 2",),
    "`shrink` and a least size": ("shrink 40px",),
    "`fr`, `minmax()`, `fit-content()`": ("minmax(0, 1fr)",),
    "`repeat()`": ("repeat(auto-fill, 9px)",),
    "tags with numbers": ('"wght" 500',),
}
_UNITS = (
    "px", "%", "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap", "ic", "ric", "lh", "rlh", "vw", "vh", "vi", "vb",
    "vmin", "vmax", "svw", "lvh", "dvh", "cqw", "cqh", "cm", "mm", "Q", "in", "pc", "pt", "fr",
)  # fmt: skip
_FUNCTIONS = (
    "calc(1px + 2%)", "min(1px, 2%)", "max(1px, 2%)", "clamp(1px, 2%, 3px)", "round(5px, 2px)", "mod(5px, 2px)",
    "rem(5px, 2px)", "abs(-1px)", "sign(1px)", "hypot(1px, 2px)", "calc(1px * sin(1))", "calc(1px * pow(2, 3))",
    "calc(1px * sqrt(4))", "calc(1px * log(4))", "calc(1px * exp(1))", "fit-content(5px)", "var(--x)", "env(x, 1px)",
    "attr(data-x px, 1px)",
)  # fmt: skip
_COLORS = (
    "red", "#e5482d", "rgb(1 2 3 / 50%)", "hsl(9 50% 50%)", "hwb(9 5% 5%)", "lab(50 9 9)", "lch(50 9 9)",
    "oklab(0.5 0.1 0.1)", "oklch(0.5 0.1 9)", "color(display-p3 1 0 0)", "color-mix(in oklch, red, blue)",
    "light-dark(red, blue)", "rgb(from red r g b)", "currentcolor",
)  # fmt: skip
_PICTURES = (
    "url(a.png)", "linear-gradient(red, blue)", "repeating-linear-gradient(red, blue 9px)",
    "radial-gradient(red, blue)", "repeating-radial-gradient(red, blue 9px)", "conic-gradient(red, blue)",
    "image-set(url(a.png) 1x)",
)  # fmt: skip
_RULES = (
    "@font-face { font-family: a; src: local(a) }", "@media (min-width: 1px) { p { color: red } }",
    "@supports (display: grid) { p { color: red } }", "@layer a { p { color: red } }",
    "@container (width > 1px) { p { color: red } }", "@property --a { syntax: '*'; inherits: true }",
    "@import 'a.css';", "@keyframes a { to { color: red } }", "@page { margin: 0 }",
)  # fmt: skip
# What people reach for in cards, and other engines may have. Whatever the engine has learned leaves the list.
_WANTED = (
    "display: grid", "grid-template-columns: subgrid", "box-shadow: 1px 1px red", "text-shadow: 1px 1px red",
    "transform: rotate(3deg)", "filter: blur(3px)", "clip-path: circle(3px)", "mask-image: url(a.png)",
    "mix-blend-mode: multiply", "outline: 1px solid red", "object-position: 0 0", "background-size: cover",
    "background-position: 0 0", "background-repeat: no-repeat", "background-clip: text", "text-wrap: balance",
    "-webkit-text-stroke: 1px red", "text-decoration-style: wavy", "text-decoration-thickness: 2px",
    "text-indent: 2em", "float: left", "hyphens: auto", "background-image: radial-gradient(red, blue)",
    "background-image: conic-gradient(red, blue)", "writing-mode: vertical-rl", "columns: 2", "position: sticky",
    "display: table", "font-variant-caps: small-caps", "font-variation-settings: 'wght' 500",
)  # fmt: skip


def _knows(declaration: str) -> bool:
    """Whether the engine reads a declaration without a remark."""
    return not parse_block(declaration).problems


def _group_of(name: str) -> str:
    starts = [(start, group) for group, listed in _GROUPS.items() for start in listed.split()]
    fitting = [
        (len(start), group) for start, group in starts if f"{name}-".startswith(start.rstrip("-") + "-")
    ]
    return max(fitting, default=(0, "layout"))[1]


def _properties(group: str) -> str:
    rows = []
    for name in sorted(shown_properties()):
        if _group_of(name) == group:
            others = [alias for alias, meant in ALIASES.items() if meant == name and alias[0] != "-"]
            rows.append((" ".join(f"`{each}`" for each in (name, *others)), _meaning(name)))
    return _table(("property", "what it takes"), rows)


def shown_properties() -> set[str]:
    """The properties that have a row: not those that other names stand for."""
    prefixed = {name for name in SHORTHANDS if name.removeprefix("-webkit-") in SHORTHANDS and name[0] == "-"}
    return {*PROPERTIES, *SHORTHANDS} - prefixed - _one_of_many()


def _one_of_many() -> set[str]:
    """Sides and corners, which the row of all four stands for."""
    families = ("margin", "padding", "inset", "border", "border-radius")
    sides = {each for family in families for each in SHORTHANDS[family][1] if family != "inset"}
    parts = {name for name in SHORTHANDS if name.startswith(families) and name not in families}
    return (sides | parts) - {"border-width", "border-style", "border-color"}


def _meaning(name: str) -> str:
    if name in PROPERTIES:
        return _takes(name)
    longhands = SHORTHANDS[name][1]
    if name in (
        "margin",
        "padding",
        "inset",
        "border-width",
        "border-style",
        "border-color",
        "border-radius",
    ):
        return f"{_takes(longhands[0])}; each side has its own"
    if name == "border":
        return "a width, a style and a colour; each side has its own"
    if name == "all":
        return "every property at once"
    return "sets " + ", ".join(f"`{each}`" for each in longhands if each in PROPERTIES)


def _takes(name: str) -> str:
    kinds = [kind for kind, samples in _KINDS.items() if any(_knows(f"{name}: {value}") for value in samples)]
    if "numbers" in kinds and "whole numbers" in kinds:
        kinds.remove("whole numbers")
    words = dict.fromkeys(word for word in PROPERTIES[name].keywords if _knows(f"{name}: {word}"))
    return ", ".join((" ".join(f"`{word}`" for word in words), *kinds)).removeprefix(", ")


def _known_of(property_name: str, values: Iterable[str]) -> str:
    """Those of some values that a property takes; functions by their names."""
    known = [value for value in values if _knows(f"{property_name}: {value}")]
    names = (re.sub(r"\(.*", "()", value.removeprefix("calc(1px * ") or value) for value in known)
    return ", ".join(dict.fromkeys(f"`{name}`" for name in names))


def _units() -> str:
    lengths = [unit for unit in _UNITS if _knows(f"width: 2{unit}") or _knows(f"grid-template-rows: 2{unit}")]
    return ", ".join(f"`{unit}`" for unit in lengths)


def _rules(known: bool) -> str:
    found = [rule for rule in _RULES if known != bool(cascade(parse(f"<style>{rule}</style>"), 100, 100)[1])]
    return ", ".join(f"`{rule.split()[0]}`" for rule in found)


def _missing() -> str:
    missing = []
    for wanted in _WANTED:
        name, _, value = wanted.partition(": ")
        if find(name) is None and name not in SHORTHANDS:
            missing.append(f"`{name}`")
        elif not _knows(wanted):
            missing.append(f"`{name}: {value.partition('(')[0]}`")
    return ", ".join(missing) or "nothing that was thought of here"


def _scripts() -> str:
    """The fonts that the warnings name, by script."""
    rows: dict[str, list[str]] = {}
    for script, font in sorted(set(FONTS.values())):
        rows.setdefault(font, []).append(script)
    return _table(
        ("script", "free font", "Debian, Ubuntu"),
        ((", ".join(scripts), font, f"`{package_of(font)}`") for font, scripts in rows.items()),
    )


def _template_blocks() -> str:
    """The blocks of each built-in template."""
    with closing(HookLoader(BUILT_IN, BUILT_IN)) as loader:
        hooks = [loader.load(BUILT_IN / f"{name}.html", is_icon=False) for name in built_in_templates()]
    return _table(
        ("template", "blocks"),
        (
            (f"`{hook.path.stem}`", ", ".join(f"`{block}`" for block in hook.blocks))
            for hook in hooks
            if isinstance(hook, TemplateHook)
        ),
    )


_PARTS: dict[str, Callable[[], str]] = {
    "options": partial(_options, options.MetaImageOptions),
    "colors": partial(_options, options.ColorOptions),
    "validation": partial(_options, options.ValidationOptions),
    "conventions": _conventions,
    "page": partial(_attributes, Page),
    "site": partial(_attributes, Site),
    "site-colors": partial(_attributes, Colors),
    **{f"css-{group}": partial(_properties, group) for group in ("layout", *_GROUPS)},
    "css-units": _units,
    "css-functions": partial(_known_of, "width", _FUNCTIONS),
    "css-colors": partial(_known_of, "color", _COLORS),
    "css-pictures": partial(_known_of, "background-image", _PICTURES),
    "css-rules": partial(_rules, known=True),
    "css-no-rules": partial(_rules, known=False),
    "css-missing": _missing,
    "scripts": _scripts,
    "template-blocks": _template_blocks,
}
