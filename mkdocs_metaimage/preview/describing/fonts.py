"""The fonts that draw an image, and what none of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.font_use import font_use
from ...engine.text.missing import font_for
from ..showing import shown_path
from .drawings import look_into

if TYPE_CHECKING:
    from ...engine.font_use import UsedFont
    from ..attempts import Attempt
    from ..desk import View
    from ..docs import Draft


def fonts(view: View, key: str, image: str, attempt: Attempt | None = None) -> dict[str, Any]:
    """Which fonts draw which characters of an image, and which characters no font has.

    Args:
        view: What the request sees.
        key: What names the page.
        image: The image's name among those of the page.
        attempt: What is tried of the page, or None.

    Raises:
        UnknownPageError: There is no such page, or no such image of it that can be drawn.
    """
    given = frozenset(font.digest for font in view.draft.settings.workshop.fonts)
    use = look_into(view, key, image, attempt, lambda drawing: font_use(drawing, given))
    return {
        "fonts": [_font(font, view.draft) for font in use.fonts],
        "missing": [
            {
                "character": each.character,
                "code": each.code,
                "name": each.name,
                "font": font_for(each.character),
            }
            for each in use.missing
        ],
    }


def _font(font: UsedFont, draft: Draft) -> dict[str, Any]:
    return {
        "family": font.family,
        "style": font.style,
        "weight": font.weight,
        "from": font.source,
        "file": None if font.file is None else shown_path(font.file, draft),
        "characters": font.characters,
        "count": font.count,
        "glyphs": font.glyphs,
        "scripts": list(font.scripts),
    }
