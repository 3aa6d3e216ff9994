"""`display` as it is written: one word, or what a box is outside and inside (CSS Display 3)."""

from __future__ import annotations

from typing import Any, Final

#: What a box is that a parent has by one word.
WORDS: Final = (
    "block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "contents", "none",
    "flow-root", "list-item", "-webkit-box", "-webkit-inline-box",
)  # fmt: skip
_LEGACY: Final = {
    "-webkit-flex": "flex", "-webkit-inline-flex": "inline-flex", "flow": "block",
}  # fmt: skip
_INSIDE: Final = {
    ("block", "flow"): "block", ("block", "flow-root"): "flow-root", ("block", "flex"): "flex",
    ("block", "grid"): "grid", ("inline", "flow"): "inline", ("inline", "flow-root"): "inline-block",
    ("inline", "flex"): "inline-flex", ("inline", "grid"): "inline-grid",
}  # fmt: skip
#: What a display that the engine cannot lay out counts as, so that the parts of the card at least stand apart.
FALLBACKS: Final = {
    "inline-table": "inline-block", "ruby": "inline", "ruby-text": "inline", "math": "inline",
    **dict.fromkeys((
        "table", "table-row", "table-cell", "table-row-group", "table-header-group", "table-footer-group",
        "table-column", "table-column-group", "table-caption",
    ), "block"),
}  # fmt: skip


def parse_display(tokens: list[Any]) -> str | None:
    """The one word for a display; None where it is none."""
    words = [str(token.lower_value) if token.type == "ident" else "" for token in tokens]
    if len(words) == 1:
        return words[0] if words[0] in WORDS else _LEGACY.get(words[0])
    if "list-item" in words:
        rest = [word for word in words if word != "list-item"]
        known = {"block", "inline", "flow", "flow-root"}
        outside = {"block", "inline"}.intersection(rest)
        fits = len(words) == len(set(words)) <= 3 and set(rest) <= known
        return "list-item" if fits and len(outside) < 2 and len(set(rest) - outside) < 2 else None
    if len(words) != 2:
        return None
    return _INSIDE.get((words[0], words[1])) or _INSIDE.get((words[1], words[0]))
