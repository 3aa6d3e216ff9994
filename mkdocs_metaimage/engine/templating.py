"""Jinja as cards use it: escaped, and strict about what is printed."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

import jinja2
from markupsafe import Markup

from .dates import format_date
from .filters import contrast, truncate
from .highlighting import highlight
from .notes import CardError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from jinja2.bccache import Bucket

_SOURCE = "<template>"  # what Jinja calls a template that comes from a string
# Python's own limit, if nobody has raised it.
_MOST_CALLS = 1000
#: How many templates are kept in memory when they are compiled.
_MOST_TEMPLATES: Final = 64


class PrintedUndefined(jinja2.Undefined):
    """A name that is not there: false in a test, replaced by `or` and `default`, an error where it is used.

    What is read of it is undefined as well, so that `page.card.title or page.title` is fine where the page
    has no `card`.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # The first thing that is missing is the one to name.
        return self

    def __getitem__(self, key: Any) -> Any:
        return self

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise jinja2.UndefinedError(_message(self))

    __str__ = __iter__ = __len__ = __call__ = __format__ = __hash__ = _fail
    __int__ = __float__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _fail


class _Compiled(jinja2.BytecodeCache):
    """The code of templates from files, which a rebuild would make anew.

    One code is for all environments, since they have the same filters and settings.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        while len(self._code) >= _MOST_TEMPLATES:
            self._code.pop(next(iter(self._code)))
        self._code[bucket.key, bucket.checksum] = bucket.code


_compiled: Final = _Compiled()


def environment(loader: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    """An environment for cards: autoescape is on, an undefined name that is printed is an error.

    Its filters are Jinja's, with `truncate` as readers count, and `date`, `contrast` and `highlight` besides.
    """
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=PrintedUndefined,
        bytecode_cache=_compiled,
    )
    made.filters.update(truncate=truncate, contrast=contrast, date=_date, highlight=highlight)
    return made


def rendered(template: jinja2.Template, context: Mapping[str, Any]) -> str:
    """The text of a template that is filled with these variables.

    Raises:
        RecursionError: It includes, imports or calls itself without an end.
    """
    before = sys.getrecursionlimit()
    # Each level of templates takes a part of the C stack, which has no bound of its own: with the many levels that
    # cards of hundreds of nested elements need, one without an end would end Python.
    sys.setrecursionlimit(min(before, _MOST_CALLS))
    try:
        return template.render(context)
    finally:
        sys.setrecursionlimit(max(before, sys.getrecursionlimit()))


@jinja2.pass_context
def _date(
    context: jinja2.runtime.Context, value: Any, form: str = "medium", locale: str | None = None
) -> str:
    """`format_date` in the language of the card: `locale`, else that of `page` or of `site` in the context."""
    owners = (context.resolve(name) for name in ("page", "site"))
    found = (locale, context.resolve("locale"), *(getattr(owner, "locale", None) for owner in owners))
    return format_date(value, form, next((each for each in found if isinstance(each, str) and each), "en"))


def filled(source: str, context: Mapping[str, Any]) -> Markup:
    """The HTML of a template that is a text, filled with these variables.

    Raises:
        CardError: The template is wrong, or something that it prints is not defined; it names the line.
    """
    try:
        return Markup(rendered(_template(source), context))  # noqa: S704 (autoescape is on)
    except Exception as error:
        raise CardError(problem(error, _SOURCE)) from error


def problem(error: Exception, file: str) -> str:
    """What is wrong with a template, as a sentence that names the line.

    Args:
        error: What Jinja or a function that the template calls raised.
        file: The file of the template, as Jinja knows it.
    """
    line = line_of(error, file)
    place = "The template" if line is None else f"Line {line} of the template"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{place} is not valid Jinja: {error.message}."
    if isinstance(error, jinja2.UndefinedError):
        return f"{place} uses what is not defined: {error.message}"
    if isinstance(error, CardError):
        return f"{place}: {error}"
    return f"{place} fails with {type(error).__name__}: {error}."


def line_of(error: BaseException, file: str) -> int | None:
    """The line of a template at which an error arose, counted from 1; None if it is not known.

    Args:
        error: What Jinja or a function that the template calls raised.
        file: The file of the template, as Jinja knows it.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@lru_cache(maxsize=_MOST_TEMPLATES)
def _template(source: str) -> jinja2.Template:
    return environment().from_string(source)


def _message(undefined: jinja2.Undefined) -> str:
    name = undefined._undefined_name
    owner = undefined._undefined_obj
    if undefined._undefined_hint is not None:
        return undefined._undefined_hint
    if owner is jinja2.utils.missing:
        return f"{name!r}; give it, or write `{name} or ...` where it may be missing."
    kind = "the mapping" if isinstance(owner, Mapping) else f"the {type(owner).__name__}"
    close = difflib.get_close_matches(str(name), list(_names(owner)), n=1)
    guess = f": did you mean {close[0]!r}?" if close else "."
    return f"{name!r}, which {kind} has not{guess}"


def _names(owner: Any) -> Iterator[str]:
    yield from (str(key) for key in (owner if isinstance(owner, Mapping) else dir(owner)))
