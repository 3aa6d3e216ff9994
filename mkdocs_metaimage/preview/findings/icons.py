"""What is wrong with a page's icons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...conventions import APPLE_ICON, ICON, content_type_of
from ..shown import size_said
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..shown import Shown
    from .finding import Looked

_LEAST_ICON: Final = 32  # px; a tab's icon on a screen of twice the density


def icon_findings(page: Looked) -> Iterator[Finding]:
    """Check the page's icons."""
    for image in page.images:
        if image.convention == APPLE_ICON.name:
            yield from _apple_icon(image)
        elif image.convention == ICON.name:
            yield from _icon(image)
    if page.head.link("icon") is None:
        yield Finding(
            level="note",
            code="favicon-missing",
            message="The page names no icon; browsers ask for /favicon.ico, and show an empty sheet without it.",
            hint="Put `favicon.ico`, or `icon.svg` or `icon.png`, into the docs folder.",
        )


def _apple_icon(image: Shown) -> Iterator[Finding]:
    expected = APPLE_ICON.default_size
    if image.size is not None and image.size != expected:
        smaller = min(image.size) < min(expected)
        yield Finding(
            level="warning" if smaller or image.size[0] != image.size[1] else "note",
            code="apple-icon-size",
            message=f"{image.id} is {size_said(image.size)}; home screens show {size_said(expected)}.",
            hint=f"Make it {size_said(expected)}.",
            image=image.id,
        )
    if image.transparent:
        yield Finding(
            level="warning",
            code="apple-icon-transparent",
            message=f"{image.id} is transparent; iOS shows black behind it.",
            hint="Give it a ground: a `background-color` in the code that draws it, or a file without transparency.",
            image=image.id,
        )


def _icon(image: Shown) -> Iterator[Finding]:
    if image.content_type == content_type_of("svg") or image.size is None or min(image.size) >= _LEAST_ICON:
        return
    yield Finding(
        level="warning",
        code="icon-small",
        message=f"{image.id} is {size_said(image.size)}; under {_LEAST_ICON} px it is blurred on most screens.",
        hint=f"Make it {_LEAST_ICON}x{_LEAST_ICON} px or larger, or an SVG.",
        image=image.id,
    )
