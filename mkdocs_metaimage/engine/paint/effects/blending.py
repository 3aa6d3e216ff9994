"""Blend modes: how a picture mixes with what is below it (Compositing and Blending 1, sections 9 and 10)."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageChops, ImageMath

from ..premultiplied import straight

if TYPE_CHECKING:
    from collections.abc import Callable

# The light of a colour, as the modes that are not of single channels have it (section 10.2).
_LIGHT: Final = (0.3, 0.59, 0.11)


def composed(mode: str, source: Image.Image, backdrop: Image.Image) -> Image.Image:
    """A picture blended over another.

    Args:
        mode: The mode.
        source: What is above, premultiplied: RGBX with the alpha in X.
        backdrop: What is below, of the same size and kind, or RGB.

    Returns:
        A picture of the backdrop's kind.
    """
    if mode == "plus-lighter":
        return ImageChops.add(source if backdrop.mode == "RGBX" else source.convert("RGB"), backdrop)
    colors = straight(source).convert("RGB")
    mixed = blended(mode, colors, backdrop if backdrop.mode == "RGB" else straight(backdrop).convert("RGB"))
    if backdrop.mode == "RGBX":
        # Where there is nothing below, there is nothing to mix with.
        mixed = Image.composite(mixed, colors, backdrop.getchannel("X"))
    whole = backdrop.copy()
    whole.paste(mixed, None, source.getchannel("X"))
    return whole


def blended(mode: str, source: Image.Image, backdrop: Image.Image) -> Image.Image:
    """What two opaque pictures of the mode RGB mix to."""
    return _MODES[mode](backdrop, source)


def _exclusion(below: Image.Image, above: Image.Image) -> Image.Image:
    return ImageChops.add(
        ImageChops.multiply(below, ImageChops.invert(above)),
        ImageChops.multiply(above, ImageChops.invert(below)),
    )


def _table(function: Callable[[float], float]) -> list[int]:
    return [round(max(function(value / 255), 0.0) * 255) for value in range(256)] * 3


def _lighter(value: float) -> float:
    """By how much a white light makes a channel lighter."""
    return (((16 * value - 12) * value + 4) * value if value <= 0.25 else sqrt(value)) - value


def _soft_light(below: Image.Image, above: Image.Image) -> Image.Image:
    """Above the middle lighter, below it darker: each the product of a part of either picture."""
    more = ImageChops.multiply(
        above.point(_table(lambda value: 2 * value - 1)), below.point(_table(_lighter))
    )
    less = ImageChops.multiply(
        above.point(_table(lambda value: 1 - 2 * value)), below.point(_table(lambda value: value - value**2))
    )
    return ImageChops.subtract(ImageChops.add(below, more), less)


# What a light leaves of a channel, and half of that. With none left, all but black becomes white.
_REST: Final = [max(255 - value, 1) for value in range(256)] * 3
_HALF: Final = [value // 2 for value in _REST]


def _dodge(below: Image.Image, above: Image.Image) -> Image.Image:
    def channel(e: dict[str, Any]) -> Any:
        return e["convert"]((e["below"] * 255 + e["half"]) / e["rest"], "L")  # this cuts it off at 255

    bands = zip(below.split(), above.point(_REST).split(), above.point(_HALF).split(), strict=True)
    mixed = [ImageMath.lambda_eval(channel, below=low, rest=rest, half=half) for low, rest, half in bands]
    return Image.merge("RGB", mixed)


def _burn(below: Image.Image, above: Image.Image) -> Image.Image:
    return ImageChops.invert(_dodge(ImageChops.invert(below), ImageChops.invert(above)))


def _range(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The least and the greatest channel of each pixel."""
    red, green, blue = picture.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return least, ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _with_light(
    picture: Image.Image, light: Image.Image, saturation: Image.Image | None = None
) -> Image.Image:
    """A picture with the light of another, `SetLum(…)` in section 10.2, and with another saturation first.

    Where that leads out of what there is, the colours go towards grey. So each channel is the light and a
    multiple of what the channel differs from the light by that it had.

    Args:
        picture: The picture, RGB.
        light: Its new light, as `_light` gives it.
        saturation: Its new range of channels, None for its own.
    """
    least, most = _range(picture)

    def factor(e: dict[str, Any]) -> Any:
        least, most, own, light = (e[name] for name in ("least", "most", "own", "light"))
        scale: Any = 1.0 if saturation is None else e["saturation"] / e["max"](most - least, 1)
        low = light / e["max"](own - least, 0.01)
        high = (255 - light) / e["max"](most - own, 0.01)
        return e["min"](e["min"](low, high), scale)

    own = _light(picture)
    least, most = least.convert("F"), most.convert("F")
    by = {} if saturation is None else {"saturation": saturation.convert("F")}
    factors = ImageMath.lambda_eval(factor, least=least, most=most, own=own, light=light, **by)

    def channel(e: dict[str, Any]) -> Any:
        # This cuts it off at 0 and 255.
        return e["convert"](e["light"] + (e["value"] - e["own"]) * e["factors"] + 0.5, "L")

    return Image.merge(
        "RGB",
        [
            ImageMath.lambda_eval(channel, value=value.convert("F"), own=own, light=light, factors=factors)
            for value in picture.split()
        ],
    )


def _light(picture: Image.Image) -> Image.Image:
    """How light each pixel is, with fractions."""
    red, green, blue = picture.split()
    light: Image.Image = ImageMath.lambda_eval(
        lambda e: e["red"] * _LIGHT[0] + e["green"] * _LIGHT[1] + e["blue"] * _LIGHT[2],
        red=red.convert("F"),
        green=green.convert("F"),
        blue=blue.convert("F"),
    )
    return light


def _saturation(picture: Image.Image) -> Image.Image:
    least, most = _range(picture)
    return ImageChops.subtract(most, least)


_MODES: Final[dict[str, Callable[[Image.Image, Image.Image], Image.Image]]] = {
    "normal": lambda below, above: above,
    "multiply": ImageChops.multiply,
    "screen": ImageChops.screen,
    "overlay": ImageChops.overlay,
    "darken": ImageChops.darker,
    "lighten": ImageChops.lighter,
    "color-dodge": _dodge,
    "color-burn": _burn,
    "hard-light": lambda below, above: ImageChops.overlay(above, below),
    "soft-light": _soft_light,
    "difference": ImageChops.difference,
    "exclusion": _exclusion,
    "hue": lambda below, above: _with_light(above, _light(below), _saturation(below)),
    "saturation": lambda below, above: _with_light(below, _light(below), _saturation(above)),
    "color": lambda below, above: _with_light(above, _light(below)),
    "luminosity": lambda below, above: _with_light(below, _light(above)),
}
