"""Static image files: read, with their alt texts, and found whole."""

from .reading import StaticImage, identify, read_alt, read_static_image

__all__ = ["StaticImage", "identify", "read_alt", "read_static_image"]
