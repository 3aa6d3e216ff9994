"""`asset()` in real builds: what templates show from the docs, the theme, and from beside them and the page."""

from __future__ import annotations

import importlib

import pytest
import yaml
from hosts.built import HOST, write

CARD = """
<meta name="option" content="picture: what to show">
<div style="width: 100%; height: 100%"><img src="{{ asset(page.card.picture) }}" alt="{{ page.title }}"
style="width: 1200px; height: 630px"></div>
"""
RED, GREEN, BLUE = (255, 0, 0), (0, 128, 0), (0, 0, 255)


def middle(site, page: str = "index.html") -> tuple[int, ...]:
    return site.image(site.meta("og:image", page)).convert("RGB").getpixel((600, 315))


def test_of_a_page_or_of_all(build, png):
    files = {
        "docs/opengraph-image.html": CARD,
        "docs/img/all.png": png(9, 9, color="red"),
        "docs/a/b.md": "---\nmetaimage: {picture: own.png}\n---\n# B\n",
        "docs/a/own.png": png(9, 9, color="green"),
        "docs/a/c.md": "---\nmetaimage: {picture: /img/all.png}\n---\n# C\n",
    }
    site = build(files, {"template_options": {"picture": "img/all.png"}}, "--strict")
    assert middle(site) == middle(site, "a/c/index.html") == RED
    assert middle(site, "a/b/index.html") == GREEN
    assert site.meta("og:image:alt", "a/b/index.html") == "B"
    assert "a/own.png" in site.published
    before = site.meta("og:image")
    site = build(
        {**files, "docs/img/all.png": png(9, 9, color="blue")},
        {"template_options": {"picture": "img/all.png"}},
    )
    assert middle(site) == BLUE
    assert site.meta("og:image") != before


def test_of_the_theme(build, png):
    files = {"docs/opengraph-image.html": CARD, "look/brand/x.png": png(9, 9, color="green")}
    theme = {"name": "mkdocs", "custom_dir": "look"}
    site = build(files, {"template_options": {"picture": "brand/x.png"}}, theme=theme)
    assert middle(site) == GREEN


@pytest.mark.parametrize("template", ["cards/one.html", "default"])
def test_beside_a_template_elsewhere(build, png, template):
    files = {
        "cards/one.html": '{% extends "parts/base.html" %}',
        "cards/parts/base.html": "<img src=\"{{ asset('x.png') }}\" style='width: 1200px; height: 630px'>{{ page.title }}",
        "cards/parts/x.png": png(9, 9, color="blue"),
        "docs/index.md": "---\nmetaimage: {template: cards/one.html}\n---\n# Home\n",
    }
    assert middle(build(files, {"template": template})) == BLUE


def test_one_that_is_not_there(build, png):
    files = {
        "docs/opengraph-image.html": CARD,
        "docs/a/b.md": "---\nmetaimage: {picture: onw.png}\n---\n# B\n",
        "docs/a/own.png": png(9, 9),
        "docs/img/all.png": png(9, 9),
    }
    site = build(files, {"template_options": {"picture": "img/all.png"}}, fails=True)
    assert (
        "a/b.md: `metaimage: {picture: onw.png}` names a file that is not there. Did you mean 'own.png'?"
        in site.output
    )


def test_the_server_watches_them(tmp_path, png):
    files = {
        "docs/index.md": "# Home\n",
        "cards/one.html": "{% include 'part.html' %}{{ page.title }}",
        "cards/part.html": "<img src=\"{{ asset('x.png') }}\">",
        "cards/x.png": png(9, 9),
        "mkdocs.yml": yaml.safe_dump(
            {
                "site_name": "A",
                "site_url": "https://acme.dev/",
                "plugins": [{"metaimage": {"template": "cards/one.html"}}],
            }
        ),
    }
    write(tmp_path, files)
    load = importlib.import_module(f"{HOST}.config.base").load_config
    config = load(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    importlib.import_module(f"{HOST}.commands.build").build(config)
    config.plugins.on_shutdown()
    watched = {path.removeprefix(f"{tmp_path}/") for path in config.watch}
    assert watched >= {"cards/one.html", "cards/part.html", "cards/x.png"}


@pytest.mark.parametrize(
    ("front_matter", "setting"),
    [
        ("metaimage: {template: split, picture: img/hul.png}", "metaimage: {picture: img/hul.png}"),
        ("image: img/hul.png\nmetaimage: {template: photo}", "image: img/hul.png"),
    ],
)
def test_a_file_that_a_page_names_and_has_not_is_the_pages_fault(build, png, front_matter, setting):
    files = {"docs/a/b.md": f"---\n{front_matter}\n---\n# B\n", "docs/a/img/hull.png": png(9, 9)}
    said = build(files, fails=True).output
    assert (
        f"a/b.md: `{setting}` names a file that is not there. Did you mean 'img/hull.png'? Give a URL" in said
    )


def test_a_file_that_an_option_names_and_is_not_there(build):
    files = {"docs/opengraph-image.html": CARD}
    said = build(files, {"template_options": {"picture": "nix.png"}}, fails=True).output
    assert "opengraph-image.html:3: " in said
    assert "page /: There is no file 'nix.png', which asset() names. It is looked for in " in said
