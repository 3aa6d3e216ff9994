"""Two icons of the whole site: it asks for no page, so each is drawn once."""

from brand import MARK

from mkdocs_metaimage import ImageResponse, html

CARD = """
<div style="display: flex; align-items: center; height: 100%; font-size: {{ px }}px">
  {{ mark }}
</div>
"""


def generate_image_metadata():
    return [
        {"id": "small", "size": {"width": 48, "height": 48}, "content_type": "image/png"},
        {"id": "medium", "size": {"width": 72, "height": 72}, "content_type": "image/png"},
    ]


def image(size):
    return ImageResponse(html(CARD, mark=MARK, px=size.width))
