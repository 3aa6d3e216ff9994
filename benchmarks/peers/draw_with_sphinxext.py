"""sphinxext-opengraph: the function that it draws each page's card with, by matplotlib, in its own layout."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import fontManager
from serving import serve
from sphinxext.opengraph._social_cards import DEFAULT_SOCIAL_CONFIG, create_social_card

if TYPE_CHECKING:
    from serving import Draw


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    for path in setup["fonts"]["static"].values():
        fontManager.addfont(path)
    settings = {**DEFAULT_SOCIAL_CONFIG, "font": "Inter"}
    folder = Path(setup["folder"])
    # Where it keeps the figure whose texts it changes from page to page.
    build = SimpleNamespace()
    numbers = count()

    def draw(text: dict[str, str]) -> bytes:
        names = (text["site"], text["title"], text["description"], text["address"], f"page-{next(numbers)}")
        card = create_social_card(settings, *names, srcdir=folder, outdir=folder, env=build)
        return (folder / card).read_bytes()

    return draw


serve(prepare)
