"""A card written as a Jinja template, with `<meta>` tags for what a code file says in variables."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from ..engine.response import ImageResponse
from ..engine.templating import rendered
from ..errors import MetaImageError
from ..metadata import module_metadata
from ..spelling import nearest
from .faults import explained
from .hook import Recipe
from .inheritance import blocks_of, check_inheritance
from .repeating import reads_pages, repeats
from .template_files import BUILT_IN
from .template_parts import meant, metas, parts_of, syntax_error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    from ..metadata import ImageMetadata
    from .hook import Request
    from .template_files import Templates

# What `<meta>` tags are read for. Others, such as a `viewport`, may have come with what was copied.
_METAS = ("size", "alt", "content-type", "option")
_SIZE = re.compile(r"\s*([1-9][0-9]{0,8})\s*[xX×]\s*([1-9][0-9]{0,8})\s*")


class TemplateHook:
    """A loaded template.

    Args:
        path: The file.
        templates: Where it finds others.
        sources: The user's files read so far; more are added to it as they are.

    Raises:
        MetaImageError: It cannot be read, is not a Jinja template, or has a block that is never shown.
    """

    def __init__(self, path: Path, templates: Templates, sources: Collection[Path]) -> None:
        self.path = path
        self._templates = templates
        self._sources = sources
        self._environment = templates.environment(path.parent)
        self._template = self._compiled()
        self._parts = tuple(parts_of(path, self._environment))
        check_inheritance(self._parts, self._environment)
        self._dropped = tuple(self._beside_blocks())
        self._last: tuple[Request, str] | None = None
        self._places: dict[str, tuple[Path, int]] = {}

    @property
    def line(self) -> None:
        """Nothing: all of it gives the image."""

    @cached_property
    def per_page(self) -> bool:
        """Whether it, or a template that it reaches, mentions the page, or may do so."""
        return any(part.mentions_page() for part in self._parts)

    @cached_property
    def options(self) -> frozenset[str]:
        """The options that it and the templates it reaches declare, or read from `page.card`."""
        return frozenset().union(*(part.options() for part in self._parts))

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The blocks that a template which extends it can replace."""
        return blocks_of(self._parts[0], self._parts, self._environment)

    @cached_property
    def recipe(self) -> Recipe | None:
        """The texts that it is made of; None where it may look at more than those and what it is filled with."""
        if not repeats(self._parts):
            return None
        return Recipe(tuple((str(part.path), part.source) for part in self._parts), reads_pages(self._parts))

    def variants(self, request: Request) -> tuple[ImageMetadata, ...]:
        """What its `<meta>` tags say of its image; of two that say one thing the later counts.

        Raises:
            MetaImageError: It cannot be rendered, or a `<meta>` tag says what cannot be.
        """
        said = dict(metas(self._rendered(request)))
        for template in self._dropped:
            said.update(metas(self._render(template, request)))
        for name in said:
            if name not in _METAS and (near := nearest(name, _METAS)):
                raise MetaImageError(
                    f"Nobody reads a <meta> of the name {name!r}.",
                    *self._place(name),
                    hint=f"Did you mean {near!r}?",
                )
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
        with self._explained(request):
            return ImageResponse(Markup(text))  # noqa: S704 - a template's output: escaped where it must be

    def _compiled(self) -> jinja2.Template:
        try:
            return self._environment.get_template(str(self.path))
        except jinja2.TemplateSyntaxError as error:
            raise syntax_error(error, self.path, self._environment) from error
        except jinja2.TemplateNotFound as error:
            raise MetaImageError("There is no such template.", self.path) from error

    def _beside_blocks(self) -> Iterator[jinja2.Template]:
        """What Jinja drops of templates that extend others, outermost first: `<meta>` counts there too."""
        for part in reversed(self._parts):
            dropped = part.dropped()
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
        with self._explained(request):
            try:
                context = {"page": request.page, "site": request.site, "params": request.fresh_params()}
                return rendered(template, context)
            except jinja2.TemplateSyntaxError as error:
                raise syntax_error(error, self.path, self._environment) from error
            except (jinja2.TemplateError, RecursionError) as error:
                raise self._problem(error).with_traceback(error.__traceback__) from error

    def _problem(self, error: jinja2.TemplateError | RecursionError) -> MetaImageError:
        """What goes wrong when it is rendered, where Jinja's own message says too little or nothing of it."""
        if isinstance(error, RecursionError):
            return MetaImageError(
                "It includes, imports or calls itself without an end.",
                hint="Take out the tag that leads back, or put it into a condition that ends it.",
            )
        message = (error.message or "").rstrip(".")
        if isinstance(error, jinja2.UndefinedError):
            return MetaImageError(f"It uses what is not defined: {error.message}")
        if isinstance(error, jinja2.TemplateNotFound):
            advice = self._templates.advice(error.message or "")
            return MetaImageError(f"It needs a template that is not there: {message}.", hint=advice)
        return MetaImageError(f"{message}.", hint=meant(message, self._environment))

    def _explained(self, request: Request) -> AbstractContextManager[None]:
        subject = f"{self.path.name} for {request}"
        if self.path.parent == BUILT_IN and request.page is not None and request.page.src_path is not None:
            # Whoever uses a built-in template can mend but what he gives to it.
            return explained(subject, Path(request.page.src_path), ())
        return explained(subject, self.path, self._sources)

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
        if name not in self._places:
            self._places[name] = self._search(name)
        return self._places[name]

    def _search(self, name: str) -> tuple[Path, int]:
        tag = re.compile(rf"<meta\b[^>]*\bname\s*=\s*[\"']?{re.escape(name)}\b", re.IGNORECASE)
        for part in self._parts:
            if found := tag.search(part.source):
                return part.path, part.source.count("\n", 0, found.start()) + 1
        return self.path, 1
