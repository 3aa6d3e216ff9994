"""The icons of a page, those of its theme among them, as the preview's picture of a browser needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from preview.drafts import page

from mkdocs_metaimage.preview import describing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs_metaimage.preview.desk import View

_HEAD = """\
<!doctype html><html><head><title>T</title>
<link rel="canonical" href="https://acme.dev/">
<link rel="shortcut icon" href="../favicon.svg" type="image/svg+xml" media="(prefers-color-scheme: dark)">
<link rel="apple-touch-icon" href="https://cdn.acme.dev/touch.png" sizes="180x180">
<link rel="manifest" href="site.webmanifest">
</head><body></body></html>
"""
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"/>'
_THEMES = [
    {
        "rel": "icon",
        "href": "../favicon.svg",
        "sizes": "",
        "content_type": "image/svg+xml",
        "media": "(prefers-color-scheme: dark)",
    },
    {
        "rel": "apple-touch-icon",
        "href": "https://cdn.acme.dev/touch.png",
        "sizes": "180x180",
        "content_type": "",
        "media": "",
    },
]


@pytest.mark.parametrize(
    ("files", "kept", "by"),
    [
        ({}, _THEMES, {"icon": "published", "apple-icon": "published"}),
        ({"docs/icon.svg": _SVG}, _THEMES[1:], {"icon": "file", "apple-icon": "published"}),
    ],
)
def test_the_themes_icons_are_told_where_none_takes_their_place(
    look: Callable[..., View], tmp_path: Path, files: dict[str, str], kept: list[Any], by: dict[str, str]
):
    built = tmp_path / "index.html"
    built.write_text(_HEAD)
    view = look([page("index.md", "Home")], files, published={"index.md": built})
    answer = describing.page(view, "index.md")
    icons = answer["head"]["icons"]
    assert [link for link in icons if link in _THEMES] == kept
    ours = [image["url"] for image in answer["images"] if not image["convention"].endswith("image")]
    assert [link["href"] for link in icons if link not in _THEMES] == ours
    assert {name: answer["served"][name]["by"] for name in by} == by
