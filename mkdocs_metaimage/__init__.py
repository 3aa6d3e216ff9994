"""Social cards and icons for every page of a docs site, drawn from HTML and CSS without a browser."""

from .engine.elements import h, html
from .engine.response import ImageResponse
from .engine.text.fonts import Font
from .metadata import ImageMetadata, Size
from .pages import Page, Site

__all__ = ["Font", "ImageMetadata", "ImageResponse", "Page", "Site", "Size", "h", "html"]
