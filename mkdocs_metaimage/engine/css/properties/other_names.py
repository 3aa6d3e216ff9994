"""Names that stand for a longhand of another name."""

from __future__ import annotations

#: Longhands that are another's under a second name.
ALIASES = {
    "font-width": "font-stretch",
    "-webkit-line-clamp": "line-clamp",
    **{f"-webkit-text-emphasis-{part}": f"text-emphasis-{part}" for part in ("color", "position", "style")},
    "grid-column-gap": "column-gap",
    "grid-row-gap": "row-gap",
    "word-wrap": "overflow-wrap",
    "-webkit-background-clip": "background-clip",
    "-webkit-background-origin": "background-origin",
    "-webkit-background-size": "background-size",
    **{
        f"-webkit-{name}": name
        for name in (
            "align-content",
            "align-items",
            "align-self",
            "box-decoration-break",
            "box-sizing",
            "clip-path",
            "filter",
            "flex-basis",
            "flex-direction",
            "flex-grow",
            "flex-shrink",
            "flex-wrap",
            "justify-content",
            "mask-clip",
            "mask-composite",
            "mask-image",
            "mask-mode",
            "mask-origin",
            "mask-position",
            "mask-repeat",
            "mask-size",
            "opacity",
            "order",
            "backface-visibility",
            "perspective",
            "transform",
            "transform-origin",
            "transform-style",
        )
    },
}

# Logical longhands (CSS Logical Properties 1): the physical one for ltr, and for rtl.
LOGICAL: dict[str, tuple[str, str]] = {}
for _before, _after in (("margin-", ""), ("padding-", ""), ("inset-", ""), ("border-", "-width"),
                        ("border-", "-style"), ("border-", "-color")):  # fmt: skip
    _physical = "" if _before == "inset-" else _before
    for _logical, _ltr, _rtl in (
        ("block-start", "top", "top"),
        ("block-end", "bottom", "bottom"),
        ("inline-start", "left", "right"),
        ("inline-end", "right", "left"),
    ):
        LOGICAL[f"{_before}{_logical}{_after}"] = (f"{_physical}{_ltr}{_after}", f"{_physical}{_rtl}{_after}")
for _logical, _ltr, _rtl in (
    ("start-start", "top-left", "top-right"),
    ("start-end", "top-right", "top-left"),
    ("end-start", "bottom-left", "bottom-right"),
    ("end-end", "bottom-right", "bottom-left"),
):
    LOGICAL[f"border-{_logical}-radius"] = (f"border-{_ltr}-radius", f"border-{_rtl}-radius")
LOGICAL |= {
    "overflow-inline": ("overflow-x", "overflow-x"),
    "overflow-block": ("overflow-y", "overflow-y"),
    "inline-size": ("width", "width"),
    "block-size": ("height", "height"),
    "min-inline-size": ("min-width", "min-width"),
    "min-block-size": ("min-height", "min-height"),
    "max-inline-size": ("max-width", "max-width"),
    "max-block-size": ("max-height", "max-height"),
}
