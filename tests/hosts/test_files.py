"""Convention files in real builds: which page gets which file's image, at which URL, with which tags."""

from __future__ import annotations

import pytest

CARD = "from mkdocs_metaimage import ImageResponse\n"
SHARED = CARD + "def image(params):\n    return ImageResponse(f'<p>{params}</p>')\n"
PER_PAGE = CARD + "def image(page, params):\n    return ImageResponse(f'<p>{page.title} {params}</p>')\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16"/></svg>'


def test_a_static_image_stays_where_mkdocs_publishes_it(build, png):
    site = build(
        {
            "docs/guide/opengraph-image.png": png(1200, 630),
            "docs/guide/opengraph-image.alt.txt": 'A "guide" & more\n',
            "docs/guide/install.md": "# Install\n",
            "docs/other.md": "# Other\n",
        }
    )
    page = "guide/install/index.html"
    assert site.path_of(site.meta("og:image", page)) == "guide/opengraph-image.png"
    assert site.meta("og:image:alt", page) == site.meta("twitter:image:alt", page) == 'A "guide" & more'
    assert site.path_of(site.meta("og:image", "other/index.html")) == "other/opengraph-image.png"
    assert "guide/install/opengraph-image.png" not in site.published
    assert not any(name.endswith(".alt.txt") for name in site.published)


def test_a_file_whose_name_is_almost_right_is_named_and_fails_nothing(build):
    site = build({"docs/a/opengraph-image.svg": SVG, "docs/a/icon.svg": SVG}, None, "--strict")
    (line,) = [line for line in site.output.splitlines() if "gives no image" in line]
    assert line.startswith("INFO")
    assert "docs/a/opengraph-image.svg: The file gives no image: opengraph-image takes .jpg" in line


def test_numbered_files_come_in_their_order(build, png):
    site = build(
        {
            "docs/opengraph-image.png": png(600, 315),
            "docs/opengraph-image10.png": png(610, 315),
            "docs/opengraph-image2.jpg": png(602, 315, "JPEG"),
        }
    )
    assert [site.path_of(url) for url in site.metas("og:image")] == [
        "opengraph-image.png", "opengraph-image2.jpg", "opengraph-image10.png",
    ]  # fmt: skip
    assert site.metas("og:image:type") == ["image/png", "image/jpeg", "image/png"]
    assert site.metas("og:image:width") == ["600", "602", "610"]


def test_twitter_has_its_own_files_or_those_of_og(build, png):
    site = build(
        {
            "docs/a/twitter-image.png": png(800, 400),
            "docs/a/index.md": "# A\n",
            "docs/a/b.md": "# B\n",
            "docs/c.md": "# C\n",
        }
    )
    for page, own in {
        "a/index.html": "a/opengraph-image.png",
        "a/b/index.html": "a/b/opengraph-image.png",
    }.items():
        assert site.path_of(site.meta("twitter:image", page)) == "a/twitter-image.png"
        assert site.path_of(site.meta("og:image", page)) == own
    assert site.meta("twitter:image", "c/index.html") == site.meta("og:image", "c/index.html")


def test_icons(build, png):
    from io import BytesIO

    from PIL import Image

    ico = BytesIO()
    Image.new("RGBA", (64, 64)).save(ico, "ICO", sizes=[(16, 16), (32, 32)])
    site = build(
        {
            "docs/favicon.ico": ico.getvalue(),
            "docs/icon.svg": SVG,
            "docs/icon2.png": png(48, 48),
            "docs/apple-icon.png": png(180, 180),
            "docs/section/icon.png": png(64, 64),
            "docs/section/page.md": "# P\n",
        }
    )
    assert [(icon["href"].partition("?")[0], icon["type"], icon["sizes"]) for icon in site.icons()] == [
        ("/docs/favicon.ico", "image/x-icon", "16x16 32x32"),
        ("/docs/icon.svg", "image/svg+xml", "any"),
        ("/docs/icon2.png", "image/png", "48x48"),
    ]
    (apple,) = site.icons(rel="apple-touch-icon")
    assert (apple["href"].partition("?")[0], apple["sizes"]) == ("/docs/apple-icon.png", "180x180")
    below = [icon["href"].partition("?")[0] for icon in site.icons("section/page/index.html")]
    assert below == ["/docs/favicon.ico", "/docs/section/icon.png"]
    assert site.icons("404.html")[0]["href"].startswith("/docs/favicon.ico?")
    assert len(site.icons("404.html")) == 3


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_the_themes_icons_stay_where_there_are_no_icon_files(build, png, theme):
    assert [icon["href"] for icon in build(theme=theme).icons()] == ["img/favicon.ico"]
    assert [
        icon["href"].partition("?")[0] for icon in build({"docs/icon.png": png(32, 32)}, theme=theme).icons()
    ] == ["/docs/icon.png"]
    kept = build({"docs/icon.png": png(32, 32)}, {"on_existing": "keep"}, theme=theme)
    assert [icon["href"] for icon in kept.icons()] == ["img/favicon.ico"]


@pytest.mark.parametrize(
    ("file", "page", "params"),
    [
        ("shop/icon.py", "shop/index.md", None),
        ("shop/[slug]/icon.py", "shop/1.md", {"slug": "1"}),
        ("shop/[tag]/[item]/icon.py", "shop/1/2.md", {"tag": "1", "item": "2"}),
        ("shop/[...slug]/icon.py", "shop/1/2.md", {"slug": ["1", "2"]}),
        ("shop/[[...slug]]/icon.py", "shop/index.md", {}),
        ("[lang]/docs/[...slug]/icon.py", "fr/docs/a/b.md", {"lang": "fr", "slug": ["a", "b"]}),
        ("shop/[slug]/icon.py", "shop/é b.md", {"slug": "é b"}),
        ("[lang]/icon.py", "fr/deep/er.md", {"lang": "fr"}),
    ],
)
@pytest.mark.parametrize("in_routes_dir", [False, True])
def test_params(build, file, page, params, in_routes_dir):
    hook = (
        "content_type = 'image/svg+xml'\n"
        "def image(params):\n"
        "    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{params!r}--></svg>'\n"
    )
    folder, options = ("routes", {"routes_dir": "routes"}) if in_routes_dir else ("docs", {})
    site = build({f"{folder}/{file}": hook, f"docs/{page}": "# P\n"}, options)
    url = page.removesuffix(".md").removesuffix("index").rstrip("/")
    (icon,) = site.icons(f"{url}/index.html")
    from urllib.parse import unquote

    svg = (site.folder / unquote(site.path_of(icon["href"]))).read_text()
    assert f"<!--{params!r}-->" in svg


def test_a_file_that_names_page_is_asked_for_each_one_and_any_other_once(build):
    site = build(
        {
            "docs/opengraph-image.py": PER_PAGE,
            "docs/twitter-image.py": SHARED,
            "docs/a/b.md": "# B\n",
            "docs/a/c.md": "# C\n",
        }
    )
    pages = ["index.html", "a/b/index.html", "a/c/index.html"]
    assert [site.path_of(site.meta("og:image", page)) for page in pages] == [
        "opengraph-image.png", "a/b/opengraph-image.png", "a/c/opengraph-image.png",
    ]  # fmt: skip
    assert {site.path_of(site.meta("twitter:image", page)) for page in pages} == {"twitter-image.png"}
    assert site.meta("og:image:alt", "a/b/index.html") == "B None"
    assert site.metas("twitter:image:alt", "a/b/index.html") == []


def test_pages_that_are_not_built_from_markdown_get_what_pages_share(build, png):
    site = build({"docs/opengraph-image.py": SHARED, "docs/icon.png": png(32, 32)})
    assert site.path_of(site.meta("og:image", "404.html")) == "opengraph-image.png"
    assert len(site.icons("404.html")) == 1
    site = build({"docs/opengraph-image.py": PER_PAGE})
    assert site.metas("og:image", "404.html") == []


def test_templates(build):
    site = build(
        {
            "docs/blog/opengraph-image.html": '<meta name="size" content="800x420"><meta name="alt" content="On {{ page.title }}">'
            "<div style='font-size: 60px'>{{ page.title }} of {{ site.name }}</div>",
            "docs/icon.html": '<meta name="size" content="64x64"><div style="background: red; height: 100%"></div>',
            "docs/blog/post.md": "# Post\n",
        }
    )
    page = "blog/post/index.html"
    assert site.path_of(site.meta("og:image", page)) == "blog/post/opengraph-image.png"
    assert site.image(site.meta("og:image", page)).size == (800, 420)
    assert site.meta("og:image:alt", page) == "On Post"
    (icon,) = site.icons(page)
    assert (site.path_of(icon["href"]), icon["sizes"]) == ("icon.png", "64x64")
    assert site.image(icon["href"]).convert("RGB").getpixel((32, 32)) == (255, 0, 0)
    assert not {"icon.html", "blog/opengraph-image.html"} & site.published


def test_groups(build):
    site = build(
        {
            "routes/(marketing)/about/opengraph-image.py": SHARED,
            "routes/(docs)/guide/opengraph-image.py": PER_PAGE,
            "docs/about.md": "# About\n",
            "docs/guide/a.md": "# A\n",
        },
        {"routes_dir": "routes"},
    )
    about = site.path_of(site.meta("og:image", "about/index.html"))
    guide = site.path_of(site.meta("og:image", "guide/a/index.html"))
    assert about.startswith("about/opengraph-image-")
    assert guide.startswith("guide/a/opengraph-image-")
    for path in (about, guide):
        assert len(path.removesuffix(".png").rpartition("-")[2]) == 6


def test_the_suffix_of_a_group_is_that_of_nextjs(build):
    site = build(
        {
            "routes/(marketing)/icon.py": "content_type='image/svg+xml'\ndef image():\n    return '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'\n"
        },
        {"routes_dir": "routes"},
    )
    assert site.path_of(site.icons()[0]["href"]) == "icon-pwu6ef.svg"


@pytest.mark.parametrize("folder", ["docs", "routes"])
def test_a_static_file_below_a_dynamic_folder_is_published_once(build, png, folder):
    site = build(
        {
            f"{folder}/shop/[slug]/opengraph-image.png": png(1200, 630),
            "docs/shop/1.md": "# 1\n",
            "docs/shop/2.md": "# 2\n",
        },
        {} if folder == "docs" else {"routes_dir": "routes"},
    )
    for page in ("shop/1/index.html", "shop/2/index.html"):
        assert site.path_of(site.meta("og:image", page)) == "shop/-/opengraph-image.png"
    assert [name for name in site.published if name.endswith("opengraph-image.png") and "shop" in name] == [
        "shop/-/opengraph-image.png"
    ]


def test_an_empty_list_means_no_image(build):
    empty = "def generate_image_metadata():\n    return []\ndef image(id):\n    return None\n"
    site = build(
        {
            "docs/a/opengraph-image.py": empty,
            "docs/a/b.md": "# B\n",
            "docs/c/twitter-image.py": empty,
            "docs/c/d.md": "# D\n",
        }
    )
    assert site.metas("og:image", "a/b/index.html") == []
    assert site.meta("og:title", "a/b/index.html") == "B"
    assert "a/b/opengraph-image.png" not in site.published
    assert site.meta("twitter:image", "c/d/index.html") == site.meta("og:image", "c/d/index.html")


def test_code_is_never_published_and_any_other_python_file_is(build):
    site = build(
        {
            "docs/opengraph-image.py": "import captions\nfrom kit import draw\n" + PER_PAGE,
            "docs/captions.py": "import deeper\n",
            "docs/deeper.py": "",
            "docs/kit/__init__.py": "",
            "docs/kit/draw.py": "",
            "docs/kit/readme.txt": "for readers",
            "docs/downloads/example.py": "print('for readers')\n",
            "docs/__pycache__/captions.cpython-311.pyc": b"x",
            "docs/icon.py": "content_type='image/svg+xml'\ndef image():\n    return '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'\n",
        }
    )
    assert {name for name in site.published if name.endswith((".py", ".pyc")) or "kit" in name} == {
        "downloads/example.py", "kit/readme.txt",
    }  # fmt: skip


def test_the_front_matter_beats_the_files(build, png):
    site = build(
        {
            "docs/opengraph-image.py": PER_PAGE,
            "docs/icon.svg": SVG,
            "docs/a/pictures/cover.png": png(900, 500),
            "docs/a/off.md": "---\nmetaimage: false\n---\n# Off\n",
            "docs/a/near.md": "---\nmetaimage: {image: pictures/cover.png, alt: A cover}\n---\n# Near\n",
            "docs/far.md": "---\nmetaimage: {image: /a/pictures/cover.png}\n---\n# Far\n",
            "docs/remote.md": "---\nmetaimage: {image: 'https://cdn.dev/x.png?a=1&b=2', alt: X}\n---\n# R\n",
            "docs/words.md": "---\nmetaimage: {title: Own title, description: Own words}\n---\n# Words\n",
            "docs/drawn.md": "---\nmetaimage: {template: default}\n---\n# Drawn\n",
        }
    )
    assert site.metas("og:title", "a/off/index.html") == site.metas("twitter:card", "a/off/index.html") == []
    assert len(site.icons("a/off/index.html")) == 1
    for page in ("a/near/index.html", "far/index.html"):
        assert site.path_of(site.meta("og:image", page)) == "a/pictures/cover.png"
        assert site.path_of(site.meta("twitter:image", page)) == "a/pictures/cover.png"
        assert site.meta("og:image:width", page) == "900"
    assert site.meta("og:image:alt", "a/near/index.html") == "A cover"
    assert site.meta("og:image", "remote/index.html") == "https://cdn.dev/x.png?a=1&b=2"
    assert site.meta("twitter:image:alt", "remote/index.html") == "X"
    assert site.meta("og:title", "words/index.html") == "Own title"
    assert site.meta("og:image:alt", "words/index.html") == "Own title None"
    assert site.image(site.meta("og:image", "drawn/index.html")).size == (1200, 630)


def test_what_the_theme_wrote_is_not_doubled(build):
    head = (
        '{% extends "base.html" %}{% block extrahead %}<meta property="og:title" content="Theirs">'
        '<meta property="og:image" content="https://t.dev/x.png"><meta property="og:image:width" content="5">{% endblock %}'
    )
    files = {"theirs/main.html": head}
    theme = {"name": "mkdocs", "custom_dir": "theirs"}
    site = build(files, theme=theme)
    assert site.meta("og:title") == "Theirs"
    assert site.path_of(site.meta("og:image")) == "opengraph-image.png"
    assert site.meta("og:image:width") == "1200"
    kept = build(files, {"on_existing": "keep"}, theme=theme)
    assert kept.meta("og:image") == "https://t.dev/x.png"
    assert kept.meta("og:image:width") == "5"
