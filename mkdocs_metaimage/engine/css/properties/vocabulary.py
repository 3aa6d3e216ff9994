"""The words of CSS beyond what the engine honours: to say what is not drawn yet, and to guess what was meant."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# What moves, is touched, scrolled, printed or left to the browser: without it the picture is the same.
_SILENT: Final = frozenset((
    "accent-color", "app-region", "appearance", "break-after", "break-before", "break-inside",
    "color-adjust", "color-rendering", "color-scheme", "content-visibility", "cursor",
    "dynamic-range-limit", "field-sizing", "font-display", "forced-color-adjust", "image-orientation",
    "interactivity", "interpolate-size", "orphans", "overflow-anchor", "page", "pointer-events",
    "print-color-adjust", "reading-flow", "reading-order", "resize", "shape-rendering", "speak", "speak-as",
    "text-rendering", "text-size-adjust", "touch-action",
    "user-select", "widows", "zoom-behavior", "tap-highlight-color",
))  # fmt: skip
_SILENT_STARTS: Final = (
    "-moz-", "-ms-", "-o-", "-khtml-", "-apple-", "animation", "caret-", "interest-delay", "overscroll-", "page-",
    "scroll-", "scrollbar-", "timeline-", "transition", "view-timeline", "view-transition", "-webkit-animation",
    "-webkit-transition",
)  # fmt: skip
_SILENT_WEBKIT: Final = frozenset((
    "-webkit-font-smoothing", "-webkit-overflow-scrolling", "-webkit-user-drag", "-webkit-user-modify",
    "-webkit-touch-callout", "-webkit-rtl-ordering", "-webkit-locale", "-webkit-box-align", "-webkit-box-pack",
    "-webkit-box-flex", "-webkit-box-direction", "-webkit-box-ordinal-group",
))  # fmt: skip

#: What only inline pictures have: the engine hands it on to them as it is written.
OF_PICTURES: Final = frozenset((
    "clip-rule", "color-interpolation", "dominant-baseline", "fill-opacity", "fill-rule", "flood-color",
    "flood-opacity", "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-anchor", "vector-effect",
))  # fmt: skip

# The other properties of CSS: after a colon the endings of names that begin alike, `*` for none.
_UNDRAWN: Final = """
alignment-baseline anchor-name anchor-scope baseline-shift baseline-source
caption-side clip columns container container-name container-type
corner-shape empty-cells font-language-override font-palette
initial-letter margin-trim math-depth math-shift math-style
perspective-origin shape-image-threshold shape-margin
shape-outside table-layout text-autospace text-combine-upright text-justify
text-orientation writing-mode zoom
-webkit-box-reflect -webkit-mask-position-x -webkit-mask-position-y -webkit-mask-repeat-x -webkit-mask-repeat-y
-webkit-mask-box-image: * -outset -repeat -slice -source -width
border: -collapse -spacing
column: -count -fill -rule -rule-color -rule-style -rule-width -span -width
contain-intrinsic: -size -width -height -block-size -inline-size
hyphenate: -character -limit-chars
marker: * -end -mid -start
mask: -border -border-mode -border-outset -border-repeat -border-slice -border-source -border-width -type
object: -view-box
offset: * -anchor -distance -path -position -rotate
overflow: -clip-margin
position: -anchor -area -try -try-fallbacks -try-order -visibility
ruby: -align -overhang -position
text-box: * -edge -trim
"""


@lru_cache(maxsize=1)
def undrawn() -> frozenset[str]:
    """The properties of CSS that would show in a picture, and that the engine may not know."""
    names: list[str] = []
    for line in _UNDRAWN.strip().splitlines():
        start, colon, ends = line.partition(": ")
        if colon:
            names += [start + end.removeprefix("*") for end in ends.split()]
        else:
            names += line.split()
    return frozenset(names)


def is_silent(name: str) -> bool:
    """Whether a property that the engine does not know has no say in a picture."""
    if name.removeprefix("-webkit-") in _SILENT or name in _SILENT_WEBKIT:
        return True
    return name.startswith(_SILENT_STARTS)


def nearest(word: str, known: Iterable[str], cutoff: float) -> str | None:
    """The known word that is most like a word, None where none is like it."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None
