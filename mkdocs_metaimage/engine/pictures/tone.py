"""How light a picture is that has no ground of its own, such as a logo made for a header of one colour."""

from __future__ import annotations

from typing import Final, Literal

from .raster import decode

Tone = Literal["light", "dark", ""]

# Enough to judge by, in px.
_SIZE: Final = (64, 64)
# What is lighter, or darker, than these of 255 is lost on white, or on a dark page.
_LEAST_LIGHT: Final = 190
_MOST_DARK: Final = 70
_SHARE: Final = 0.8
# A picture that fills more of its own rectangle has a ground.
_MOST_FILLED: Final = 0.9


def tone_of(data: bytes, name: str) -> Tone:
    """Whether nearly all of a see-through picture is light, or dark, so that it is lost on a ground like it.

    Args:
        data: The bytes of its file.
        name: What to call it in messages.

    Returns:
        `"light"`, `"dark"`, or `""` for a picture of several colours or with a ground of its own.

    Raises:
        CardError: It is broken, too large, or of no format that is known here.
    """
    picture = decode(data, name, _SIZE)
    if picture.mode != "RGBA":
        return ""
    picture.thumbnail(_SIZE)
    seen = picture.getchannel("A").point([255 if alpha >= 128 else 0 for alpha in range(256)])
    frame = seen.getbbox()
    if frame is None:
        return ""
    levels = picture.convert("L").histogram(seen)
    count = sum(levels)
    if count > _MOST_FILLED * (frame[2] - frame[0]) * (frame[3] - frame[1]):
        return ""
    if sum(levels[_LEAST_LIGHT:]) >= _SHARE * count:
        return "light"
    return "dark" if sum(levels[: _MOST_DARK + 1]) >= _SHARE * count else ""
