"""Draws the pictures that are committed: `python demo_docs/pictures.py`.

`assets/card.png` is the card of the README's example, `assets/designs.png` shows the built-in templates,
`products/opengraph-image.png` stands for a picture that somebody was given, and `favicon.ico` holds the logo in three
sizes.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from mkdocs_metaimage import ImageResponse, Page, Site, html
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.hooks import HookLoader

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
DESIGNS = """
<style>
  .designs { display: grid; grid-template-columns: repeat(5, 400px); gap: 32px; }
  .designs img { box-sizing: border-box; width: 400px; height: 210px; border: 1px solid #8885; border-radius: 14px; }
</style>
<div class="designs">{% for card in cards %}<img src="{{ card }}">{% endfor %}</div>
"""
# So that both of its sites are seen; the others are shown in the colours of the light one.
DARK = ("split", "code", "gradient", "api")
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


def designs() -> ImageResponse:
    """A sample of every built-in template, as the page "Designs" shows them."""
    from hooks.designs import SITES, drawn, samples  # beside this file, where it is run

    loader = HookLoader(DOCS, DEMO)
    cards = []
    for name, sample in samples().items():
        kind, data = drawn(loader, name, sample, SITES["dark" if name in DARK else "light"])
        cards.append(f"data:image/{kind};base64,{base64.b64encode(data).decode()}")
    loader.close()
    return ImageResponse(html(DESIGNS, cards=cards), width=2128, height=452)


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
    (DOCS / "assets/designs.png").write_bytes(_small(designs(), 300_000))
    (DOCS / "products/opengraph-image.png").write_bytes(_small(ImageResponse(html(SHOP, docs=DOCS))))
    (DOCS / "favicon.ico").write_bytes(favicon())


def _small(response: ImageResponse, most_bytes: int = MOST_BYTES) -> bytes:
    return draw(response.drawing(Surroundings(max_bytes=most_bytes))).data


if __name__ == "__main__":
    main()
