"""What the answers of the preview are read with, and cards to ask about."""

from __future__ import annotations

import io
import json

from PIL import Image

IMAGE_KEYS = {
    "id", "convention", "path", "url", "src", "type", "size", "sizes", "bytes", "alt", "media", "origin", "built_in",
    "drawn", "seconds", "notes", "error",
}  # fmt: skip
CARD = "<style>div { width: 100%; height: 100%; background: #fff }</style><div>{{ page.title }}</div>"
ICONS = """
from mkdocs_metaimage import ImageResponse, h
def generate_image_metadata():
    return [
        {"id": "small", "size": (16, 16)},
        {"id": "dark", "size": (32, 32), "media": "(prefers-color-scheme: dark)"},
    ]
def image(id):
    return ImageResponse(h("div", {"style": {"background": "red"}}, "A"))
"""


def encoded(size, file_format="PNG", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size).save(out, file_format, **options)
    return out.getvalue()


def said(answer):
    """An answer as the browser gets it."""
    return json.loads(json.dumps(answer, allow_nan=False))


def images_of(answer):
    assert all(image.keys() == IMAGE_KEYS for image in answer["images"])
    return {image["id"]: image for image in answer["images"]}
