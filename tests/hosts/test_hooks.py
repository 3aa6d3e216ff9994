"""Code files in real builds: `generate_image_metadata`, `image`, and what they may return."""

from __future__ import annotations

import json

import pytest

NEXTJS_ICONS = """
from mkdocs_metaimage import ImageResponse, html

def generate_image_metadata(params):
    return [
        {"id": "small", "size": {"width": 48, "height": 48}, "content_type": "image/png"},
        {"id": "medium", "size": {"width": 72, "height": 72}, "content_type": "image/png"},
    ]

def image(id):
    return ImageResponse(html(
        "<div style='width: 100%; height: 100%; display: flex; align-items: center; justify-content: center;"
        " font-size: 88px; background: #000; color: #fafafa'>Icon {{ id }}</div>", id=id))
"""

PRODUCTS = """
import json
from pathlib import Path
from mkdocs_metaimage import ImageResponse, h

def captions(params):
    data = json.loads((Path(__file__).parents[2] / "captions.json").read_text())
    return data[params["id"]]

{prefix}def generate_image_metadata(params):
    {unpack}
    return [
        {{"id": index, "alt": caption, "size": (600, 400), "contentType": "image/png"}}
        for index, caption in enumerate(captions(params))
    ]

{prefix}def image(id, params):
    {unpack}
    {unpack_id}
    assert type(id) is int, type(id)
    return ImageResponse(h("div", {{"style": {{"fontSize": 60, "padding": 20}}}}, captions(params)[id]))
"""


def test_the_icons_of_nextjs_documentation(build):
    site = build({"docs/icon.py": NEXTJS_ICONS, "docs/a.md": "# A\n"})
    for page in ("index.html", "a/index.html", "404.html"):
        assert [(site.path_of(icon["href"]), icon["sizes"], icon["type"]) for icon in site.icons(page)] == [
            ("icon/small.png", "48x48", "image/png"),
            ("icon/medium.png", "72x72", "image/png"),
        ]
    for icon, side in zip(site.icons(), (48, 72), strict=True):
        image = site.image(icon["href"])
        assert image.size == (side, side)
        grey = image.convert("L")
        assert grey.getextrema()[0] == 0
        assert grey.getextrema()[1] > 200


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_catalogue_with_captions_from_a_data_file(build, asynchronous):
    hook = PRODUCTS.format(
        prefix="async " if asynchronous else "",
        unpack="params = await params" if asynchronous else "",
        unpack_id="id = await id" if asynchronous else "",
    )
    data = {"1": ["Front", 'Back, 5" wide'], "2": ["Only one"], "3": []}
    site = build(
        {
            "docs/products/[id]/opengraph-image.py": hook,
            "docs/captions.json": json.dumps(data),
            **{f"docs/products/{key}.md": f"# Product {key}\n" for key in data},
        }
    )
    for key, captions in data.items():
        page = f"products/{key}/index.html"
        assert site.metas("og:image:alt", page) == captions
        assert [site.path_of(url) for url in site.metas("og:image", page)] == [
            f"products/{key}/opengraph-image/{index}.png" for index in range(len(captions))
        ]
        assert all(site.image(url).size == (600, 400) for url in site.metas("og:image", page))
        names = [tag.get("property") for tag in site.soup(page).find_all("meta", property=True)]
        block = ["og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt"]
        assert [name for name in names if name.startswith("og:image")] == block * len(captions)


def test_module_level_metadata(build):
    hook = (
        "from mkdocs_metaimage import ImageResponse\n"
        "alt = 'Acme'\nsize = {'width': 800, 'height': 400}\ncontent_type = 'image/jpeg'\n"
        "def image(size, alt, content_type):\n"
        "    assert (size.width, size.height, alt, content_type) == (800, 400, 'Acme', 'image/jpeg')\n"
        "    return ImageResponse('<p>Hello</p>')\n"
    )
    site = build({"docs/opengraph-image.py": hook})
    url = site.meta("og:image")
    assert site.path_of(url) == "opengraph-image.jpg"
    assert (site.image(url).format, site.image(url).size) == ("JPEG", (800, 400))
    assert (site.meta("og:image:alt"), site.meta("og:image:type")) == ("Acme", "image/jpeg")


@pytest.mark.parametrize(
    ("returned", "kind"),
    [
        ("Image.new('RGB', (40, 30), 'red')", "png"),
        ("data('PNG')", "png"),
        ("data('JPEG')", "jpg"),
        ("Path(__file__).parent / 'cover.png'", "png"),
        ("'cover.png'", "png"),
        ("ImageResponse(h('div', None), width=40, height=30)", "png"),
        ("Tree()", None),
    ],
)
def test_what_image_may_return(build, png, returned, kind):
    hook = (
        "from io import BytesIO\nfrom pathlib import Path\nfrom PIL import Image\n"
        "from mkdocs_metaimage import ImageResponse, h\n"
        "class Tree:\n    def __html__(self):\n        return '<p>x</p>'\n"
        "def data(kind):\n    file = BytesIO()\n    Image.new('RGB', (40, 30)).save(file, kind)\n    return file.getvalue()\n"
        f"def image():\n    return {returned}\n"
    )
    files = {"docs/shop/icon.py": hook, "docs/shop/index.md": "# S\n", "docs/shop/cover.png": png(40, 30)}
    site = build(files, fails=kind is None)
    if kind is None:
        assert "returned Tree" in site.output
        assert "ImageResponse" in site.output
        return
    (icon,) = site.icons("shop/index.html")
    assert (site.path_of(icon["href"]), icon["sizes"]) == (f"shop/icon.{kind}", "40x30")
    assert site.image(icon["href"]).size == (40, 30)


def test_an_icon_file_is_announced_with_all_its_sizes(build):
    hook = (
        "from mkdocs_metaimage import ImageResponse, h\n"
        "size = (32, 32)\ncontent_type = 'image/vnd.microsoft.icon'\n"
        "def image():\n    return ImageResponse(h('div', {'style': 'height: 32px; background: red'}))\n"
    )
    site = build({"docs/icon.py": hook})
    (icon,) = site.icons()
    assert (site.path_of(icon["href"]), icon["sizes"]) == ("icon.ico", "16x16 24x24 32x32")
    assert site.image(icon["href"]).info["sizes"] == {(16, 16), (24, 24), (32, 32)}


def test_modules_of_one_name_in_two_folders_do_not_collide(build):
    svg = "content_type = 'image/svg+xml'\nimport shade\ndef image():\n    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{shade.NAME}--></svg>'\n"
    site = build(
        {
            "docs/a/icon.py": svg, "docs/a/shade.py": "NAME = 'first'\n", "docs/a/index.md": "# A\n",
            "docs/b/icon.py": svg, "docs/b/shade.py": "NAME = 'second'\n", "docs/b/index.md": "# B\n",
            "docs/c/icon.py": svg, "shade.py": "NAME = 'beside the config file'\n", "docs/c/index.md": "# C\n",
        }
    )  # fmt: skip
    for page, name in {"a": "first", "b": "second", "c": "beside the config file"}.items():
        (icon,) = site.icons(f"{page}/index.html")
        assert f"<!--{name}-->" in (site.folder / site.path_of(icon["href"])).read_text()
    assert not list(site.root.rglob("__pycache__"))


def test_hooks_and_their_modules_are_loaded_anew(build):
    hook = "content_type = 'image/svg+xml'\nfrom shade import NAME\ndef image():\n    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{NAME}--></svg>'\n"
    for name in ("first", "second"):
        site = build({"docs/icon.py": hook, "docs/shade.py": f"NAME = '{name}'\n"})
        (icon,) = site.icons()
        assert f"<!--{name}-->" in (site.folder / site.path_of(icon["href"])).read_text()


def test_the_pages_of_the_site_come_in_the_order_of_the_navigation(build):
    card = """<meta name="alt" content="{{ site.pages | map(attribute='title') | join(' ') }}"><p>Acme"""
    pages = {f"docs/{name}.md": f"# {name.title()}\n" for name in ("index", "first", "second", "apart")}
    nav = ["index.md", {"Both": ["second.md", "first.md"]}]
    site = build({**pages, "docs/opengraph-image.html": card}, nav=nav)
    assert site.meta("og:image:alt") == "Index Second First Apart"


def test_what_a_hook_sees_of_the_page(build):
    hook = """
content_type = "image/svg+xml"
def image(page, site, params):
    seen = (page.title, page.description, page.url, page.canonical_url, page.route, page.src_path,
            page.meta["color"], [tuple(h) for h in page.headings], page.section, page.locale, page.direction,
            str(page.date), page.authors, page.tags, page.card["badge"], site.name, len(site.pages), params)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><!--{seen!r}--></svg>'
"""
    text = (
        "---\ncolor: red\nlang: ar\ndate: 2026-01-02\nauthors: [Ann, Bo]\ntags: [x]\nmetaimage: {badge: New}\n---\n"
        "# One & *two*\n\nFirst.\n\n## Deeper `x`\n"
    )
    site = build({"docs/guide/icon.py": hook, "docs/guide/a.md": text})
    (icon,) = site.icons("guide/a/index.html")
    svg = (site.folder / site.path_of(icon["href"])).read_text()
    expected = (
        "One & two", "First.", "guide/a/", "https://acme.dev/docs/guide/a/", ("guide", "a"), "guide/a.md", "red",
        [(1, "One & two", "one-two"), (2, "Deeper x", "deeper-x")], ("Guide",), "ar", "rtl", "2026-01-02",
        ("Ann", "Bo"), ("x",), "New", "Acme", 2, None,
    )  # fmt: skip
    assert f"<!--{expected!r}-->" in svg
    assert site.meta("og:type", "guide/a/index.html") == "article"
