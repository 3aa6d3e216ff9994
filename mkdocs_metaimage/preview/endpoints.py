"""What each question of the application in the browser is answered with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from . import describing
from .attempts import read_attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .desk import View

    Endpoint: TypeAlias = Callable[[View, Mapping[str, str]], object]


def _site(view: View, query: Mapping[str, str]) -> object:
    return describing.site(view)


def _cards(view: View, query: Mapping[str, str]) -> object:
    return describing.cards(view, query.get("page", ""), read_attempt(query))


def _page(view: View, query: Mapping[str, str]) -> object:
    return describing.page(view, query.get("page", ""), read_attempt(query))


def _boxes(view: View, query: Mapping[str, str]) -> object:
    return describing.boxes(view, query.get("page", ""), query.get("image", ""), read_attempt(query))


def _fonts(view: View, query: Mapping[str, str]) -> object:
    return describing.fonts(view, query.get("page", ""), query.get("image", ""), read_attempt(query))


def _templates(view: View, query: Mapping[str, str]) -> object:
    return describing.templates(view, query.get("page", ""), read_attempt(query))


#: By name; each gives what JSON can say, or raises for a query that it cannot answer.
ENDPOINTS: Final[Mapping[str, Endpoint]] = MappingProxyType(
    {
        "site": _site,
        "cards": _cards,
        "page": _page,
        "boxes": _boxes,
        "fonts": _fonts,
        "templates": _templates,
    }
)
