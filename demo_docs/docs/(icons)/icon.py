"""Two icons of the whole site: it does not ask for the page, so each is drawn once."""

from brand import MARK

from mkdocs_metaimage import ImageResponse

SIZES = {"small": 48, "medium": 72}


def generate_image_metadata():
    return [
        {"id": id, "size": {"width": px, "height": px}, "content_type": "image/png"}
        for id, px in SIZES.items()
    ]


def image(id, size):
    return ImageResponse(
        f'<div style="display: flex; height: 100%; align-items: center; font-size: {size.width}px">{MARK}</div>'
    )
