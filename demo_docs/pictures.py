"""Draws the pictures that are committed: `python demo_docs/pictures.py`.

`assets/card.png` is the card of the README's example, `products/opengraph-image.png` stands for a picture that
somebody was given, and `favicon.ico` holds the logo in three sizes.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from mkdocs_metaimage import ImageResponse, Page, Site, html
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.response import Surroundings

DEMO = Path(__file__).parent
DOCS = DEMO / "docs"
README = DEMO.parent / "README.md"
MOST_BYTES = 150_000

SHOP = """
<style>
  .row { display: flex; width: 100%; height: 100%; }
  .row div { display: flex; flex: 1; align-items: center; justify-content: center; }
</style>
<div class="row">
  <div style="background-color: #f7b32b"><img src="{{ docs }}/products/1.svg" width="300" height="300"></div>
  <div style="background-color: #e5482d"><img src="{{ docs }}/products/2.svg" width="300" height="300"></div>
  <div style="background-color: #2f6f5e"><img src="{{ docs }}/products/3.svg" width="300" height="300"></div>
</div>
"""
ICON = '<img style="display: block; width: 100%; height: 100%" src="{{ docs }}/assets/logo.svg">'


def readme_card() -> ImageResponse:
    """What the README's first Python example answers for a page such as it shows."""
    code = re.search(
        r"```python\n(# docs/opengraph-image\.py\n.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)  # noqa: S102 - our own README
    page = Page(
        title="A picture for every link to your docs",
        description="Drawn from HTML and CSS when the site is built. No browser, no network, no system library.",
        url="",
        route=(),
    )
    answer = names["image"](page, Site(name="mkdocs-metaimage"))  # type: ignore[operator]
    assert isinstance(answer, ImageResponse)
    return answer


def favicon() -> bytes:
    """The logo as an icon file of 16, 32 and 48 px."""
    sizes = [(px, px) for px in (16, 32, 48)]
    drawn = [ImageResponse(html(ICON, docs=DOCS), width=px, height=px).render() for px, _ in sizes]
    file = io.BytesIO()
    drawn[-1].save(file, "ICO", sizes=sizes, append_images=drawn[:-1])
    return file.getvalue()


def main() -> None:
    """Draw them all."""
    (DOCS / "assets/card.png").write_bytes(_small(readme_card()))
    (DOCS / "products/opengraph-image.png").write_bytes(_small(ImageResponse(html(SHOP, docs=DOCS))))
    (DOCS / "favicon.ico").write_bytes(favicon())


def _small(response: ImageResponse) -> bytes:
    return draw(response.drawing(Surroundings(max_bytes=MOST_BYTES))).data


if __name__ == "__main__":
    main()
