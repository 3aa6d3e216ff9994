"""A user's `.py` file: `image`, and `generate_image_metadata` beside it."""

from __future__ import annotations

import inspect
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from ..errors import MetaImageError
from ..metadata import check_variants, module_metadata
from ..spelling import listed, nearest
from .calling import Signature
from .faults import explained
from .imports import local_imports, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from types import ModuleType

    from ..metadata import ImageMetadata
    from .calling import Waiter
    from .hook import Request
    from .modules import Modules
    from .places import Places

_IMAGE = "image"
_GENERATE = "generate_image_metadata"
_OFFERED = {
    _IMAGE: ("params", "id", "page", "site", "size", "alt", "content_type"),
    _GENERATE: ("params", "page", "site"),
}
_IMAGE_EXAMPLE = (
    'For example: def image(page): return ImageResponse(html("<h1>{{ page.title }}</h1>", page=page)).'
)
_GENERATE_EXAMPLE = (
    'For example: def generate_image_metadata(params): return [{"id": "small"}, {"id": "large"}].'
)


class CodeHook:
    """A loaded code file.

    Args:
        path: The file.
        is_icon: Whether it is an `icon` or an `apple-icon`.
        places: Where its local modules come from.
        modules: Runs it.
        waiter: Waits for its coroutines.
        sources: The user's files read so far; more are added to it as they are.

    Raises:
        MetaImageError: It cannot be run, or lacks what a code file needs.
    """

    def __init__(
        self,
        path: Path,
        is_icon: bool,
        places: Places,
        modules: Modules,
        waiter: Waiter,
        sources: Collection[Path],
    ) -> None:
        self.path = path
        self._is_icon = is_icon
        self._places = places
        self._waiter = waiter
        self._sources = sources
        with explained("The import of the file", path, sources):
            module = modules.load(path)
        self._lines = dict(read_source(path).lines)
        self._image = self._function(module, _IMAGE)
        self._generate = self._function(module, _GENERATE) if hasattr(module, _GENERATE) else None
        self._asks = {name: self._signature(name, function) for name, function in self._functions()}
        # Beside generate_image_metadata the module's own values count for nothing, whatever they are.
        values = vars(module) if self._generate is None else {}
        self._single = module_metadata(values, path, self._lines)

    @property
    def line(self) -> int | None:
        """The line at which `image` begins, or is bound."""
        return self._line(_IMAGE, self._image)

    @property
    def per_page(self) -> bool:
        """Whether one of its functions asks for the page."""
        return any(asks.takes_all or asks.names("page") for asks in self._asks.values())

    @property
    def recipe(self) -> None:
        """Nothing: code may ask the clock."""

    @cached_property
    def options(self) -> frozenset[str]:
        """Every text in the file and its local modules: one of them may be the key of an option."""
        files = {self.path, *local_imports(self.path, self._places.routes_root, self._places.config_dir)}
        return frozenset().union(*(read_source(file).strings for file in files))

    def variants(self, request: Request) -> tuple[ImageMetadata, ...]:
        """What `generate_image_metadata` returns, checked; without it the metadata of the single image.

        Raises:
            MetaImageError: The function failed, or its answer is not as it should be.
        """
        if self._generate is None:
            return (self._single,)
        offered = {"params": request.fresh_params(), "page": request.page, "site": request.site}
        which = f"{_GENERATE}() of {self.path.name} for {request}"
        with explained(which, self.path, self._sources):
            answer = self._waiter.wait(self._asks[_GENERATE].call(self._generate, offered))
            # A generator runs the user's code only as its items are read.
            entries = self._waiter.collect(answer)
            line = self._line(_GENERATE, self._generate)
            return check_variants(entries, self.path, self._is_icon, line, which)

    def image(self, request: Request, variant: ImageMetadata) -> object:
        """What `image` returns.

        Raises:
            MetaImageError: The function failed, or returned None.
        """
        offered = {
            "params": request.fresh_params(),
            "id": variant.id,
            "page": request.page,
            "site": request.site,
            "size": variant.size,
            "alt": variant.alt,
            "content_type": variant.content_type,
        }
        which = f"{_IMAGE}() of {self.path.name} for {request}"
        if self._generate is None:
            del offered["id"]
        else:
            which += f" with id {variant.id!r}"
        with explained(which, self.path, self._sources):
            answer = self._waiter.wait(self._asks[_IMAGE].call(self._image, offered))
        if answer is None:
            raise MetaImageError(
                f"{which} returned None.",
                self.path,
                self._line(_IMAGE, self._image),
                "End it with: return ImageResponse(...).",
            )
        return answer

    def _functions(self) -> tuple[tuple[str, Callable[..., object]], ...]:
        image = (_IMAGE, self._image)
        return (image,) if self._generate is None else (image, (_GENERATE, self._generate))

    def _function(self, module: ModuleType, name: str) -> Callable[..., object]:
        example = _IMAGE_EXAMPLE if name == _IMAGE else _GENERATE_EXAMPLE
        if not hasattr(module, name):
            near = nearest(name, [key for key, value in vars(module).items() if callable(value)])
            guess = f" Did you mean {near!r}?" if near else ""
            line = self._lines.get(near) if near else None
            raise MetaImageError(f"There is no function {name} in the file.{guess}", self.path, line, example)
        function = getattr(module, name)
        if not callable(function):
            kind = type(function).__name__
            raise MetaImageError(
                f"{name} is of type {kind}, and should be a function.",
                self.path,
                self._lines.get(name),
                example,
            )
        return function  # type: ignore[no-any-return]

    def _signature(self, name: str, function: Callable[..., object]) -> Signature:
        try:
            asks = Signature.of(function)
        except (TypeError, ValueError) as error:
            self._refuse(name, f"has no signature that can be read: {error}.", "Write a def around it.")
        if asks.names("id") and (name == _GENERATE or self._generate is None):
            self._refuse_id(name)
        offered = tuple(one for one in _OFFERED[name] if one != "id" or self._generate is not None)
        for argument in asks.required:
            if argument in offered:
                continue
            if argument in _OFFERED[_IMAGE]:
                self._refuse(
                    name,
                    f"asks for {argument!r}, which is not known before it has answered.",
                    f"It can ask for {listed(offered)}; image() is given the {argument} of each entry.",
                )
            self._refuse(
                name,
                f"asks for {argument!r}, which there is not.{_near(argument, offered)}",
                f"It can ask for {listed(offered)}; other arguments need a default.",
            )
        return asks

    def _refuse_id(self, name: str) -> NoReturn:
        if name == _GENERATE:
            self._refuse(
                name, "asks for 'id', but it is what gives the ids.", f"Leave it out. {_GENERATE_EXAMPLE}"
            )
        near = _near(_GENERATE, self._lines)
        self._refuse(
            name,
            f"asks for 'id', but there is no {_GENERATE} to give ids.{near}",
            f"Leave the id out, or add that function. {_GENERATE_EXAMPLE}",
        )

    def _refuse(self, name: str, message: str, hint: str) -> NoReturn:
        raise MetaImageError(
            f"{name}() in {self.path.name} {message}",
            self.path,
            self._line(name, self._function_of(name)),
            hint,
        )

    def _function_of(self, name: str) -> object:
        return self._image if name == _IMAGE else self._generate

    def _line(self, name: str, function: object) -> int | None:
        """The line in this file at which the function starts, or at which its name is bound here."""
        code = getattr(inspect.unwrap(function), "__code__", None) if callable(function) else None
        if code is not None and code.co_filename == str(self.path):
            return int(code.co_firstlineno)
        return self._lines.get(name)


def _near(name: str, known: Collection[str]) -> str:
    """A question after a name that is nearly the wanted one, `generateImageMetadata` say."""
    near = nearest(name, known)
    return f" Did you mean {near!r}?" if near else ""
