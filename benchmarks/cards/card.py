"""The card that is drawn: its tree, the same as HTML, and the fonts as every contestant can take them."""

from __future__ import annotations

import json
import re
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from benchmarks.install import ENVIRONMENTS

from .contestants import PEERS, REPOSITORY

_VARIABLE = REPOSITORY / "mkdocs_metaimage" / "assets" / "Inter.ttf"
_WEIGHTS = (400, 500, 600, 800)
#: The optical size that browsers choose for text of 32 px and more; here nearly all is.
_OPTICAL_SIZE = 32


def card_tree() -> dict[str, Any]:
    """Return the card as a tree: `style` with React's names, and `children` or a `text` with `{{ title }}` in it."""
    return dict(json.loads((PEERS / "card.json").read_text(encoding="utf-8")))


def as_html(node: dict[str, Any]) -> str:
    """Return a tree as HTML with the same styles."""
    style = "; ".join(f"{re.sub('[A-Z]', _kebab, name)}: {value}" for name, value in node["style"].items())
    content = node["text"] if "text" in node else "".join(map(as_html, node["children"]))
    return f'<div style="{style}">{content}</div>'


def font_files() -> dict[str, Any]:
    """Return the path of the bundled variable font, and of faces cut from it for those that know no such fonts."""
    folder = ENVIRONMENTS / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    static = {str(weight): folder / f"Inter-{weight}.ttf" for weight in _WEIGHTS}
    for weight, path in static.items():
        if not path.exists() or path.stat().st_mtime < _VARIABLE.stat().st_mtime:
            face = instantiateVariableFont(TTFont(_VARIABLE), {"wght": int(weight), "opsz": _OPTICAL_SIZE})
            face.save(path)
    return {"variable": str(_VARIABLE), "static": {weight: str(path) for weight, path in static.items()}}


def _kebab(capital: re.Match[str]) -> str:
    return f"-{capital[0].lower()}"
