"""What the guide says of templates is so: its examples are sites that build, its tables what the filters give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_metaimage import html

GUIDE = (Path(__file__).parents[2] / "demo_docs/docs/guide/templates.md").read_text(encoding="utf-8")
PAGES = {
    "docs/index.md": "# Home\n\nWhere all begins.\n",
    "docs/guide/start.md": "# Starting\n\nThe first steps.\n",
    "docs/news/launch.md": "# Launch\n\nAll of it.\n",
    "docs/news/rocket.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>',
    "docs/cards/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}


def _examples(title: str) -> dict[str, str]:
    """The examples of a section that are files, by their paths."""
    (section,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```', section, re.MULTILINE | re.DOTALL)
    return {path: text for path, text in blocks if "--8<--" not in text}


def test_changing_a_built_in_card(build):
    site = build({**PAGES, **_examples("Changing a built-in card")}, {}, "--strict")
    assert site.meta("og:image:alt") == "Home. Where all begins. Acme. Version 3 · Acme"
    assert (
        site.meta("og:image:alt", "news/launch/index.html")
        == "Launch. All of it. Acme. News. Version 3 · News"
    )
    assert site.meta("og:image:alt", "guide/start/index.html") == "Starting. Guide"
    assert not {path for path in site.published if path.endswith(".html") and "card" in path}
    title = site.image(site.meta("og:image")).convert("RGB").crop((150, 250, 600, 380))
    primary = (47, 164, 231)  # of the theme mkdocs
    assert sum(count for count, color in title.getcolors(1 << 20) if color == primary) > 2000


def test_pictures_and_fonts(build):
    page = "---\nmetaimage: {photo: rocket.svg, photographer: By Ada}\n---\n# Launch\n"
    files = {**PAGES, "docs/news/launch.md": page, **_examples("Pictures and fonts")}
    site = build(files, {}, "--strict")
    assert site.meta("og:image:alt", "news/launch/index.html") == "By Ada Launch"


def test_keys_of_its_own(build):
    (text,) = _examples("Keys of its own").values()
    ((_, options),) = yaml.safe_load(text)["plugins"][0].items()
    site = build({**PAGES, "docs/a.md": "---\nmetaimage: {eyebrow: Own}\n---\n# A\n"}, options, "--strict")
    assert site.meta("og:image:alt").endswith(". Manual")
    assert site.meta("og:image:alt", "a/index.html").endswith(". Own")


def _rows() -> list[tuple[str, str]]:
    return re.findall(r"^\|[^|]*(?:\|[^|`]*)?\| `(\{\{ .*? \}\})` \| `(.*?)` \|$", GUIDE, re.MULTILINE)


@pytest.mark.parametrize(("source", "expected"), _rows())
def test_the_filters_give_what_the_table_says(source, expected):
    assert html(source) == expected


def test_the_table_is_whole():
    assert len(_rows()) >= 10
