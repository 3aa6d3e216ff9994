"""Colour profiles: the colours of a picture that are not sRGB, as they look in sRGB."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

from ..cache import BoundedCache

# None for a profile that changes nothing, or that cannot be read: then browsers take the colours as sRGB too.
_transforms: BoundedCache[bytes, ImageCms.ImageCmsTransform | None] = BoundedCache(8)


def in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """A picture converted from the profile that its file brings.

    Args:
        picture: The picture, RGB or RGBA.
        profile: An ICC profile.
    """
    transform = _transforms.get(profile, lambda: _transform(profile))
    if transform is None:
        return picture
    colors = transform.apply(picture.convert("RGB"))
    if picture.mode == "RGBA":
        colors.putalpha(picture.getchannel("A"))
    return colors


def _transform(profile: bytes) -> ImageCms.ImageCmsTransform | None:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        described = source.profile.profile_description or ""
        if source.profile.xcolor_space.strip() != "RGB" or "sRGB" in described:
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
