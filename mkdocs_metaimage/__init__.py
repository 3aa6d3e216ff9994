"""Social cards and icons for every page of a docs site, drawn from HTML and CSS without a browser."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.elements import h, html
    from .engine.response import ImageResponse
    from .engine.text.fonts import Font
    from .metadata import ImageMetadata, Size
    from .pages import Page, Site

__all__ = ["Font", "ImageMetadata", "ImageResponse", "Page", "Site", "Size", "h", "html"]

# Where each is, so that it is imported when it is asked for: a host needs none of those that draw before it draws.
_HOMES = {
    "Font": "engine.text.fonts",
    "ImageMetadata": "metadata",
    "ImageResponse": "engine.response",
    "Page": "pages",
    "Site": "pages",
    "Size": "metadata",
    "h": "engine.elements",
    "html": "engine.elements",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
