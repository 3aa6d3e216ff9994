"""Pictures of pixels: PNG, JPEG and the like, decoded upright and in sRGB."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageMath, UnidentifiedImageError

from ..loading import short
from ..notes import CardError
from . import vector
from .limits import MOST_PIXELS, broken, too_large

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# What Pillow raises for a file that is cut off or damaged, by format.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, MemoryError, struct.error,
)  # fmt: skip
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "AVIF", "BMP", "ICO", "TIFF")
_KNOWN: Final = "Give a PNG, JPEG, WebP, GIF, AVIF or SVG file."
_LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"
# Photographs are decoded much faster at a small size, and broken ones break there too.
_SMALL: Final = (32, 32)
_ORIENTATION: Final = 0x0112
#: What sets a picture upright, by the number of its orientation (Exif 2.32, section 4.6.4).
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def natural_size(data: bytes, name: str) -> tuple[float, float]:
    """The width and height of a picture in px, without decoding all of it.

    Raises:
        CardError: It is no picture that is known here.
    """
    svg = vector.svg_text(data, name)
    if svg is not None:
        return vector.svg_size(svg, name)
    with _opened(data, name) as picture:
        width, height = picture.size
        turned = _orientation(picture, name) >= 5  # by a quarter
    return (float(height), float(width)) if turned else (float(width), float(height))


def check(data: bytes, name: str) -> None:
    """See to it that a picture is whole, before a card shows it.

    Raises:
        CardError: It is broken, too large, or of no format that is known here.
    """
    natural_size(data, name)
    # What is wrong deep in an SVG is said when it is drawn, which takes longer.
    if vector.svg_text(data, name) is None:
        decode(data, name, _SMALL)


def decode(data: bytes, name: str, target: tuple[int, int] | None = None) -> Image.Image:
    """A picture, RGB or RGBA, turned upright as its EXIF data say; of an animation the first frame.

    Args:
        data: The bytes of its file.
        name: What to call it in messages.
        target: The size in px that it will have. An SVG is drawn at this size, a large photograph
            is decoded at a size not far above; the caller scales.

    Raises:
        CardError: It is broken, too large, or of no format that is known here.
    """
    svg = vector.svg_text(data, name)
    if svg is not None:
        return plain(vector.drawn(svg, name, target))
    with _opened(data, name) as picture:
        orientation = _orientation(picture, name)
        if target is not None and picture.format == "JPEG":
            longest = 2 * max(target)  # before it is turned upright
            picture.draft(None, (longest, longest))
        # Pillow paints what is outside of the first frame of an animation, which browsers leave clear.
        frame = picture.tile[0][1] if picture.format == "GIF" and picture.tile else None
        try:
            picture.load()
            upright = _only(plain(picture), frame)
        except _BROKEN as error:
            raise broken(name, error) from None
        profile = picture.info.get("icc_profile")
    if profile and picture.mode != "CMYK":
        from .profiles import in_srgb  # rare, and slow to import

        upright = in_srgb(upright, profile)
    return upright.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else upright


def plain(picture: Image.Image) -> Image.Image:
    """A picture of any mode as RGB or, where it may be transparent, RGBA."""
    if picture.mode in ("RGB", "RGBA") and "transparency" not in picture.info:
        return picture
    transparent = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return _of_sixteen_bits(picture)
    return picture.convert("RGBA" if transparent else "RGB")


def _only(picture: Image.Image, frame: tuple[int, int, int, int] | None) -> Image.Image:
    """A picture that is clear outside of a frame."""
    if frame in (None, (0, 0, *picture.size)):
        return picture
    within = picture.convert("RGBA").crop(frame)
    picture = Image.new("RGBA", picture.size)
    picture.paste(within, frame)
    return picture


def _of_sixteen_bits(picture: Image.Image) -> Image.Image:
    deep = picture.convert("I")
    grey = deep.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    clear = picture.info.get("transparency")
    if not isinstance(clear, int):
        return grey.convert("RGB")
    # One of the 65,536 greys is no colour at all.
    rgba = grey.convert("RGBA")
    rgba.putalpha(
        ImageMath.lambda_eval(lambda of: of["deep"] != clear, deep=deep).point(lambda v: v * 255).convert("L")
    )
    return rgba


def _orientation(picture: Image.Image, name: str) -> int:
    """How the camera was held, a number from 1 to 8 as EXIF has it; 1 where nothing is said."""
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1  # Pillow would decode the pixels to look behind them
    if picture.format == "WEBP":
        return 1  # Chromium does not look there
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except _BROKEN as error:
        raise broken(name, error) from None
    return found if isinstance(found, int) else 1


def _opened(data: bytes, name: str) -> ImageFile:
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        if not data:
            raise CardError(f"The picture {short(name)} is empty: 0 bytes. Save it again.") from None
        if data.startswith(_LFS_POINTER):
            mend = "Run `git lfs pull`, in CI before the build."
            raise CardError(f"{short(name)} is a pointer of Git LFS, and not the picture. {mend}") from None
        raise CardError(f"{short(name)} is not a picture that is known here. {_KNOWN}") from None
    except _BOMB:
        raise too_large(name, "far more than the limit") from None
    except _BROKEN as error:
        raise broken(name, error) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise too_large(name, f"{picture.width}x{picture.height} px")
    return picture
