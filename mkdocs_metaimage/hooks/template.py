"""A card written as a Jinja template, with `<meta>` tags for what a code file says in variables."""

from __future__ import annotations

import os.path
import re
from dataclasses import dataclass
from functools import cached_property, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from markupsafe import Markup

from ..engine.response import ImageResponse
from ..engine.templating import environment
from ..errors import MetaImageError
from ..metadata import module_metadata
from ..spelling import listed
from .faults import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ..metadata import ImageMetadata
    from .hook import Request

#: The folder of the built-in templates.
BUILT_IN = Path(__file__).resolve().parent.parent / "templates"
_SIZE = re.compile(r"\s*([1-9][0-9]{0,8})\s*[xX×]\s*([1-9][0-9]{0,8})\s*")


class Templates:
    """Where templates are found.

    Args:
        folders: The folders that a name is looked for in after the folder of the template that names it; the
            built-in templates come last.
        read: Told of each file before it is parsed.
    """

    def __init__(self, folders: tuple[Path, ...], read: Callable[[Path], None]) -> None:
        self.folders = (*folders, BUILT_IN)
        self._read = read

    def environment(self, folder: Path) -> jinja2.Environment:
        """The Jinja environment of the templates in a folder; it knows each by its absolute path."""
        made: jinja2.Environment = environment(jinja2.FunctionLoader(self._source))
        made.join_path = partial(_join, (folder, *self.folders))  # type: ignore[method-assign]
        return made

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = Path(name)
        if not path.is_absolute() or not path.is_file():
            return None
        self._read(path)
        try:
            return path.read_text(encoding="utf-8-sig"), name, lambda: True
        except UnicodeDecodeError as error:
            raise MetaImageError(f"The template is not text in UTF-8: {error.reason}.", path) from error
        except OSError as error:
            raise MetaImageError(f"The template cannot be read: {error.strerror or error}.", path) from error


class TemplateHook:
    """A loaded template.

    Args:
        path: The file.
        templates: Where it finds others.
        sources: The user's files read so far; more are added to it as they are.

    Raises:
        MetaImageError: It cannot be read, or is not a Jinja template.
    """

    def __init__(self, path: Path, templates: Templates, sources: Collection[Path]) -> None:
        self.path = path
        self._folders = templates.folders
        self._sources = sources
        self._environment = templates.environment(path.parent)
        self._template = self._compiled()
        self._parts = tuple(_parts(path, self._environment))
        self._dropped = tuple(self._beside_blocks())
        self._last: tuple[Request, str] | None = None

    @cached_property
    def per_page(self) -> bool:
        """Whether it, or a template that it reaches, mentions the page, or may do so."""
        return any(part.mentions_page() for part in self._parts)

    @cached_property
    def options(self) -> frozenset[str]:
        """The options that it and the templates it reaches declare, or read from `page.card`."""
        return frozenset().union(*(part.options() for part in self._parts))

    def variants(self, request: Request) -> tuple[ImageMetadata, ...]:
        """What its `<meta>` tags say of its image; of two that say one thing the later counts.

        Raises:
            MetaImageError: It cannot be rendered, or a `<meta>` tag says what cannot be.
        """
        said = dict(_metas(self._rendered(request)))
        for template in self._dropped:
            said.update(_metas(self._render(template, request)))
        values = {
            "alt": said.get("alt", "").strip() or None,
            "size": self._size(said["size"]) if "size" in said else None,
            "content_type": said.get("content-type"),
        }
        # Of the three only the type can still be wrong.
        file, line = self._place("content-type")
        return (module_metadata(values, file, {"content_type": line}),)

    def image(self, request: Request, variant: ImageMetadata) -> object:
        """The card, to be drawn.

        Raises:
            MetaImageError: It cannot be rendered.
        """
        text = self._rendered(request)
        with explained(self._subject(request), self.path, self._sources):
            return ImageResponse(Markup(text))  # noqa: S704 - a template's output: escaped where it must be

    def _compiled(self) -> jinja2.Template:
        try:
            return self._environment.get_template(str(self.path))
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, self.path) from error
        except jinja2.TemplateNotFound as error:
            raise MetaImageError("There is no such template.", self.path) from error

    def _beside_blocks(self) -> Iterator[jinja2.Template]:
        """What Jinja drops of templates that extend others, outermost first: `<meta>` counts there too."""
        for part in reversed(self._parts):
            dropped = _dropped(part.tree)
            if dropped is not None:
                code = self._environment.compile(dropped, name=str(part.path), filename=str(part.path))
                yield jinja2.Template.from_code(self._environment, code, self._environment.make_globals(None))

    def _rendered(self, request: Request) -> str:
        """The whole text; the metadata and the image of one request are made of one rendering."""
        if self._last is not None:
            last, text = self._last
            if last.page is request.page and last.site is request.site and last.params == request.params:
                return text
        text = self._render(self._template, request)
        self._last = (request, text)
        return text

    def _render(self, template: jinja2.Template, request: Request) -> str:
        subject = self._subject(request)
        with explained(subject, self.path, self._sources):
            try:
                return template.render(page=request.page, site=request.site, params=request.fresh_params())
            except jinja2.TemplateSyntaxError as error:
                raise _syntax_error(error, self.path) from error
            except jinja2.UndefinedError as error:
                problem = MetaImageError(f"It uses what is not defined: {error.message}")
                raise problem.with_traceback(error.__traceback__) from error
            except jinja2.TemplateNotFound as error:
                folders = listed(dict.fromkeys(map(str, self._folders)))
                problem = MetaImageError(
                    f"It needs a template that is not there: {error.message}.",
                    hint=f"It is looked for beside the file that names it, and in {folders}.",
                )
                raise problem.with_traceback(error.__traceback__) from error

    def _subject(self, request: Request) -> str:
        return f"{self.path.name} for {request}"

    def _size(self, text: str) -> tuple[int, int]:
        match = _SIZE.fullmatch(text)
        if match is None:
            raise MetaImageError(
                f"The template has the size {text!r}.",
                *self._place("size"),
                hint='Write the width and the height in px: <meta name="size" content="1200x630">.',
            )
        return int(match[1]), int(match[2])

    def _place(self, name: str) -> tuple[Path, int]:
        """The file and line of the `<meta>` tag of a name, first in the template itself."""
        tag = re.compile(rf"<meta\b[^>]*\bname\s*=\s*[\"']?{name}\b", re.IGNORECASE)
        for part in self._parts:
            if found := tag.search(part.source):
                return part.path, part.source.count("\n", 0, found.start()) + 1
        return self.path, 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A template that a hook is made of: its own, or one that it extends, includes or imports."""

    path: Path
    source: str
    tree: nodes.Template

    def names(self) -> list[str | None]:
        """The templates that it names; None for one that is known only when it is rendered."""
        return list(find_referenced_templates(self.tree))

    def mentions_page(self) -> bool:
        # What a name known only later will reach may well mention the page.
        return None in self.names() or "page" in find_undeclared_variables(self.tree)

    def options(self) -> Iterator[str]:
        """The keys of `page.card` that it declares in `<meta name="option">`, and those that it reads."""
        for name, content in _metas(_text(self.tree)):
            if name == "option" and (option := content.partition(":")[0].strip()):
                yield option
        yield from _read_of_card(self.tree)


def _parts(path: Path, made: jinja2.Environment) -> Iterator[_Part]:
    """The template and all that it reaches by names that stand in the source, in their order."""
    todo, seen = [path], {path}
    for current in todo:
        assert made.loader is not None
        source = made.loader.get_source(made, str(current))[0]
        try:
            part = _Part(current, source, made.parse(source, str(current), str(current)))
            # Finds an unknown filter, which parsing does not.
            part.mentions_page()
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, current) from error
        yield part
        named = (Path(made.join_path(name, str(current))) for name in part.names() if name is not None)
        for other in named:
            if other not in seen and other.is_absolute() and other.is_file():
                seen.add(other)
                todo.append(other)


def _join(folders: tuple[Path, ...], name: str, parent: str) -> str:
    """The absolute path of a template that another names; the name itself where there is none.

    The folder of the other comes first. The other itself comes last, so that `docs/shop/card.html` may
    extend the `card.html` of the docs' root.
    """
    places = (Path(parent).parent, *folders)
    paths = [Path(os.path.normpath(folder / name)) for folder in places]
    found = [str(path) for path in paths if path.is_file()]
    return next((path for path in found if path != parent), found[0] if found else name)


def _dropped(tree: nodes.Template) -> nodes.Template | None:
    """What stands beside the blocks of a template that extends another, if a `<meta>` tag is there."""
    if not any(isinstance(node, nodes.Extends) for node in tree.body):
        return None
    beside = [node for node in tree.body if not isinstance(node, (nodes.Extends, nodes.Block))]
    kept = [node for node in beside if not isinstance(node, nodes.Output) or "<meta" in _text(node).lower()]
    if not any("<meta" in _text(node).lower() for node in kept):
        return None
    assert tree.environment is not None
    only = nodes.Template(kept, lineno=1)
    only.set_environment(tree.environment)
    return only


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


def _metas(text: str) -> list[tuple[str, str]]:
    reader = _MetaReader()
    reader.feed(text)
    reader.close()
    return reader.found


def _syntax_error(error: jinja2.TemplateSyntaxError, path: Path) -> MetaImageError:
    return MetaImageError(
        f"The template is not valid Jinja: {(error.message or '').rstrip('.')}.",
        Path(error.filename or path),
        error.lineno,
    )
