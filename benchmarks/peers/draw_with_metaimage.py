"""mkdocs-metaimage: a template with the text put in, to elements, boxes, pixels and the encoded picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serving import serve

from mkdocs_metaimage import ImageResponse, html

if TYPE_CHECKING:
    from serving import Draw


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    template, content_type = setup["html"], setup["content_type"]
    return lambda text: ImageResponse(html(template, **text)).encode(content_type)


serve(prepare)
