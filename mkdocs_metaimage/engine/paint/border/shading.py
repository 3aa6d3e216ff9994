"""The colours of borders that look raised or pressed in, as Chromium makes them."""

from __future__ import annotations

from typing import Final

from ...css.color import Color

# By how much the strongest channel is changed, as a share of its greatest value.
_STEP: Final = 0.33
# As light as #202020, up to which a colour has no room for a darker one.
_DARKEST: Final = 0.0144439
# As light as #ebebeb, from which on it needs no lighter one.
_LIGHTEST: Final = 0.8307699


def shades(color: Color) -> tuple[Color, Color]:
    """The darker and the lighter colour of the sides of `inset`, `outset`, `groove` and `ridge`."""
    luminance = _luminance(color)
    if luminance <= _DARKEST:
        lighter = _lighter(color)
        return lighter, _lighter(lighter)
    return _darker(color), color if luminance >= _LIGHTEST else _lighter(color)


def _darker(color: Color) -> Color:
    most = max(color[:3]) / 255
    return _times(color, max(most - _STEP, 0.0) / most)


def _lighter(color: Color) -> Color:
    most = max(color[:3]) / 255
    if not most:
        grey = float(int(_STEP * 256))
        return Color(grey, grey, grey, color.alpha)
    return _times(color, min(most + _STEP, 1.0) / most)


def _times(color: Color, factor: float) -> Color:
    red, green, blue = (float(min(int(channel / 255 * factor * 256), 255)) for channel in color[:3])
    return Color(red, green, blue, color.alpha)


def _luminance(color: Color) -> float:
    """The relative luminance (WCAG 2.1)."""
    red, green, blue = (
        channel / 255 / 12.92 if channel <= 10.31475 else ((channel / 255 + 0.055) / 1.055) ** 2.4
        for channel in color[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
