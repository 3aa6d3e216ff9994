"""`serve`: pages and cards from the dev server, and rebuilds that follow changes."""

from __future__ import annotations

import re

import pytest
from hosts.built import write

HOOK = """
from mkdocs_metaimage import ImageResponse
from shade import NAME
alt = NAME
def image():
    return ImageResponse(f"<p>{NAME}</p>")
"""


@pytest.fixture
def served(serve):
    """A site whose card has a module beside the config file."""
    return serve({"docs/opengraph-image.py": HOOK, "shade.py": "NAME = 'first'\n"})


def test_rebuilds_follow_changes(served):
    root = served.root
    url = served.card_of(wanted='og:image:alt" content="first"')
    assert url.startswith(f"{served.address}opengraph-image.png?")
    first = served.ask(url).body
    assert first.startswith(b"\x89PNG")

    # A module beside the config file, which the server does not watch of itself.
    write(root, {"shade.py": "NAME = 'second'\n"})
    changed = served.card_of(wanted='og:image:alt" content="second"')
    assert changed != url
    assert served.ask(changed).body not in (b"", first)

    # A mistake is told, the page goes without that image, and the next rebuild tries again.
    write(root, {"shade.py": "NAME = 1 / 0\n"})
    served.until_page(r"(?s)\A(?!.*og:image).*og:title")
    assert "ZeroDivisionError" in served.log
    assert served.ask("opengraph-image.png").status == 404
    write(root, {"shade.py": "NAME = 'third'\n"})
    served.until_page('og:image:alt" content="third"')
    assert served.ask("opengraph-image.png").status == 200
    assert not list(root.rglob("__pycache__"))

    # Folders that contradict each other take the files' images away, not the pages.
    write(root, {"docs/[a]/icon.py": HOOK, "docs/[b]/icon.py": HOOK, "docs/index.md": "# Changed\n"})
    page = served.until_page('og:title" content="Changed"')
    assert 'og:image:alt" content="third"' not in page
    assert "[b]" in served.log


BASE = '{% block words %}{% endblock %}<img src="{{ asset(\'mark.svg\') }}" alt="">'
MARK = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="{}" d="M0 0h9v9z"/></svg>'


def test_rebuilds_follow_what_templates_are_made_of(serve):
    served = serve(
        {
            "docs/opengraph-image.html": "<p>{{ page.title }}</p>",
            "docs/guide/index.md": "# Guide\n",
            "docs/guide/opengraph-image.html": '{% extends "cards/base.html" %}{% block words %}{{ page.title }}{% endblock %}',
            "cards/base.html": BASE,
            "cards/mark.svg": MARK.format("red"),
        },
    )
    seen = [served.card_of("guide/", wanted='og:image" content="[^"]*guide/')]
    home = served.card_of()
    # Neither is in a folder that the server watches of itself.
    for name, text in (("cards/base.html", f"<p>Acme</p>{BASE}"), ("cards/mark.svg", MARK.format("blue"))):
        write(served.root, {name: text})
        changed = f'og:image" content="(?!{re.escape(seen[-1])})[^"]*guide/'
        seen.append(served.card_of("guide/", wanted=changed))
    # What is made of other files has not changed.
    assert served.card_of() == home

    write(served.root, {"cards/base.html": "{% if %}"})
    served.until_page(r"(?s)\A(?!.*og:image).*og:title", "guide/")
    assert "cards/base.html:1: The template is not valid Jinja" in served.log
    write(served.root, {"cards/base.html": f"<p>Acme</p>{BASE}"})
    assert served.card_of("guide/", wanted='og:image" content="[^"]*guide/') == seen[-1]
