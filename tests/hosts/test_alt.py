"""The alternative text of social images in real builds: from what the card shows, where nobody gives one."""

from __future__ import annotations

CARD = """
<style>.side::before { content: "generated" } .gone { display: none }</style>
<div style="display: flex; width: 100%; height: 100%; background: #fff">
  <span>{{ page.title }}</span><span aria-hidden="true">no</span><span class="gone">no</span>
  <i class="side">by Ada</i>
</div>
"""
CODE = """
from mkdocs_metaimage import ImageResponse, html

def image(page):
    return ImageResponse(html("<h1>{{ page.title }}</h1><p>{{ page.locale }}</p>", page=page))
"""
PICTURE = """
from PIL import Image

def image(page):
    return Image.new("RGB", (1200, 630))
"""
SHARED = """
from mkdocs_metaimage import ImageResponse, h

def image():
    return ImageResponse(h("div", None, "All", h("p", None, "of it")))
"""


def test_it_is_what_a_template_shows(build):
    site = build({"docs/opengraph-image.html": CARD, "docs/a.md": "# Install & run\n"})
    assert site.meta("og:image:alt", "a/index.html") == "Install & run. by Ada"
    assert site.meta("twitter:image:alt", "a/index.html") == "Install & run. by Ada"


def test_it_is_what_code_draws(build):
    site = build({"docs/opengraph-image.py": CODE, "docs/a.md": "# Übersicht\n"})
    assert site.meta("og:image:alt", "a/index.html") == "Übersicht. en"


def test_shared_cards_have_none(build):
    site = build({"docs/opengraph-image.py": SHARED})
    assert "opengraph-image.png" in site.meta("og:image")
    assert not site.metas("og:image:alt", "index.html")


def test_the_built_in_card_says_first_what_it_is_about(build):
    site = build({"docs/guide/a.md": "# Install & run\n\nAll about it.\n"})
    said = site.meta("og:image:alt", "guide/a/index.html")
    assert said.startswith("Install & run. All about it. Acme")


def test_a_picture_without_text_is_called_by_its_page(build):
    site = build({"docs/opengraph-image.py": PICTURE, "docs/a.md": "# A\n\nAll about it.\n"})
    assert site.meta("og:image:alt", "a/index.html") == "A: All about it."


def test_a_card_without_text_is_called_by_its_page(build):
    site = build({"docs/opengraph-image.html": "<p style='color: {{ page.title }}'></p>"})
    assert site.meta("og:image:alt") == "Welcome: To Acme."


def test_what_is_given_goes_before(build):
    files = {
        "docs/opengraph-image.html": CARD + '<meta name="alt" content="Said by the template">',
        "docs/twitter-image.py": CODE + "\nalt = 'Said by the code'\n",
        "docs/own.md": "---\nmetaimage: {alt: Said by the page}\n---\n# Own\n",
    }
    site = build(files)
    assert site.meta("og:image:alt") == "Said by the template"
    assert site.meta("twitter:image:alt") == "Said by the code"
    assert site.meta("og:image:alt", "own/index.html") == "Said by the page"
    assert site.meta("twitter:image:alt", "own/index.html") == "Said by the page"


def test_it_is_the_same_from_the_cache(build):
    files = {"docs/opengraph-image.html": CARD, "docs/a.md": "# Install & run\n"}
    before = build(files).meta("og:image:alt", "a/index.html")
    site = build(files)
    assert ": 0 drawn," in site.output
    assert site.meta("og:image:alt", "a/index.html") == before
