"""Bad input: one message that says what, where and how to mend it, exit status 1, and no traceback of ours."""

from __future__ import annotations

import os
import re

import pytest

IMAGE = "def image(id):\n    return b''\n"


def variants(entries: str) -> str:
    return f"def generate_image_metadata():\n    return {entries}\n" + IMAGE


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        (variants("[{'alt': 'x'}]"), ["id"]),
        (variants("[{'id': 'a'}, {'id': 'a'}]"), ["'a'"]),
        (variants("[{'id': 0}, {'id': '0'}]"), ["'0'"]),
        (variants("[{'id': '../x'}]"), ["../x"]),
        (variants("[{'id': True}]"), ["True"]),
        (variants("[{'id': 'a', 'size': {'width': 0, 'height': 1}}]"), ["0", "size"]),
        (variants("[{'id': 'a', 'size': 'big'}]"), ["big", "size"]),
        (variants("[{'id': 'a', 'sizes': (1, 1)}]"), ["sizes", "size"]),
        (variants("{'id': 'a'}"), ["list"]),
        (variants("None"), ["None", "list"]),
        ("def image():\n    return None\n", ["None", "ImageResponse"]),
        ("def image(:\n    return None\n", ["syntax"]),
        ("def image(parms):\n    return None\n", ["parms", "params"]),
        ("def image(id):\n    return b''\n", ["id", "generate_image_metadata"]),
        ("x = 1\n", ["image"]),
        ("import nothing_of_this_name\n", ["nothing_of_this_name"]),
        ("def image():\n    return b'no image'\n", ["image"]),
        ("content_type = 'image/jpeg'\nfrom PIL import Image\nfrom pathlib import Path\ndef image():\n    return 'p.png'\n", ["image/jpeg", "image/png"]),
        ("size = (10, 10)\ndef image():\n    return 'p.png'\n", ["10x10", "40x30"]),
        ("size = (10, 10)\nfrom mkdocs_metaimage import ImageResponse\ndef image():\n    return ImageResponse('x', width=20)\n", ["10x10", "20x10"]),
        ("content_type = 'image/svg+xml'\ndef image():\n    return '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'\n", ["image/svg+xml"]),
        ("content_type = 'text/html'\ndef image():\n    return b''\n", ["text/html"]),
        ("from mkdocs_metaimage import ImageResponse\ndef image():\n    return ImageResponse('<img src=\"gone.png\">')\n", ["gone.png"]),
    ],
)  # fmt: skip
def test_code_files(build, png, hook, said):
    site = build(
        {
            "docs/shop/opengraph-image.py": hook,
            "docs/shop/index.md": "# Shop\n",
            "docs/shop/p.png": png(40, 30),
        },
        fails=True,
    )
    assert "docs/shop/opengraph-image.py" in site.output
    for word in said:
        assert word in site.output
    assert "mkdocs_metaimage/" not in site.output


def test_an_exception_in_a_hook_shows_the_users_frames_only(build):
    hook = "def image(page):\n    return helper(page)\n\ndef helper(page):\n    raise RuntimeError('the database is down')\n"
    site = build({"docs/shop/opengraph-image.py": hook, "docs/shop/index.md": "# Shop\n"}, fails=True)
    for word in (
        "docs/shop/opengraph-image.py:5",
        "image",
        "shop/",
        "RuntimeError",
        "the database is down",
        "in helper",
    ):
        assert word in site.output
    assert "mkdocs_metaimage/" not in site.output
    assert "site-packages" not in site.output


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"docs/opengraph-image.png": b"\x89PNG\r\n\x1a\nno"}, ["opengraph-image.png"]),
        ({"docs/opengraph-image.png": b"text"}, ["opengraph-image.png"]),
        ({"docs/a/[x]/icon.svg": "<svg/>", "docs/a/[y]/icon.svg": "<svg/>"}, ["[x]", "[y]"]),
        ({"docs/[...x]/y/icon.svg": "<svg/>"}, ["[...x]"]),
        ({"docs/[]/icon.svg": "<svg/>"}, ["[]"]),
        ({"docs/[a]/[a]/icon.svg": "<svg/>"}, ["[a]"]),
        ({"docs/(a)/icon.py": IMAGE, "docs/(b)/icon.py": IMAGE}, ["(a)/icon.py", "(b)/icon.py"]),
        (
            {"docs/opengraph-image.py": IMAGE, "docs/opengraph_image.py": IMAGE},
            ["opengraph-image.py", "opengraph_image.py"],
        ),
    ],
)
def test_files(build, files, said):
    site = build(files, fails=True)
    for word in said:
        assert word in site.output
    assert "Traceback" not in site.output


@pytest.mark.parametrize("name", ["opengraph-image", "twitter-image", "opengraph-image2"])
def test_the_limits_of_static_images(build, png, name):
    limit = (5 if name.startswith("twitter") else 8) * 1024 * 1024
    data = png(1200, 630)
    filler = limit - len(data) - 12
    # A chunk that decoders pass over, before the end of the file, makes it as long as is wanted.
    import struct
    import zlib

    def padded(length: int) -> bytes:
        body = b"paDd" + bytes(length)
        return (
            data[:-12] + struct.pack(">I", length) + body + struct.pack(">I", zlib.crc32(body)) + data[-12:]
        )

    assert len(padded(filler)) == limit
    build({f"docs/{name}.png": padded(filler)})
    site = build({f"docs/{name}.png": padded(filler + 1)}, fails=True)
    assert f"{name}.png" in site.output
    assert f"{limit + 1:,}" in site.output
    assert f"{limit:,}" in site.output


def test_a_mislabelled_image_names_the_right_extension(build, png):
    site = build({"docs/opengraph-image.png": png(1200, 630, "JPEG")}, fails=True)
    assert "opengraph-image.png" in site.output
    assert ".jpg" in site.output


def test_two_files_for_one_url(build, png):
    hook = "from mkdocs_metaimage import ImageResponse\ndef image():\n    return ImageResponse('<p>x</p>')\n"
    site = build({"docs/icon.py": hook, "docs/icon.png": png(32, 32)}, fails=True)
    assert "docs/icon.py" in site.output
    assert "docs/icon.png" in site.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"enabled": "maybe"}, ["enabled", "true or false", "maybe"]),
        ({"on_existing": "merge"}, ["on_existing", "replace, keep"]),
        ({"tempalte": "default"}, ["tempalte", "`template`"]),
        ({"template": "defualt"}, ["defualt", "'default'"]),
        ({"template": "gone.html"}, ["gone.html"]),
        ({"colors": {"primary": "bluish"}}, ["primary", "bluish", "CSS colour"]),
        ({"colors": {"primry": "#fff"}}, ["primry", "`colors.primary`"]),
        ({"validation": {"alt": "loud"}}, ["alt", "warn, info, ignore"]),
        ({"validation": {"alts": "warn"}}, ["alts", "`validation.alt`"]),
        ({"max_bytes": -1}, ["max_bytes", "-1"]),
        ({"max_bytes": "lots"}, ["max_bytes", "lots"]),
        ({"cache_max_age": -1}, ["cache_max_age", "-1", "days"]),
        ({"cache_max_age": "30d"}, ["cache_max_age", "30d", "days"]),
        ({"include": "blog/"}, ["include", "list"]),
        ({"include": ["blog/", "!"]}, ["include", "patterns", "!"]),
        ({"fonts": [{"family": "X"}]}, ["fonts", "path"]),
        ({"fonts": [{"path": "mkdocs.yml", "weight": -3}]}, ["fonts", "weight", "-3"]),
        ({"fonts": ["gone.ttf"]}, ["fonts", "gone.ttf"]),
        ({"routes_dir": "gone"}, ["routes_dir", "gone"]),
        ({"base_url": "preview.dev"}, ["base_url", "https://"]),
        ({"base_url": "https://[preview.dev"}, ["base_url", "https://["]),
        ({"logo": "gone.svg"}, ["logo", "gone.svg"]),
        ({"allow_remote": 1}, ["allow_remote", "true or false"]),
    ],
)
def test_options(build, options, said):
    site = build({}, options, fails=True)
    for word in said:
        assert word in site.output
    assert "Traceback" not in site.output


def test_a_logo_of_the_theme_that_is_not_there(build):
    site = build({}, theme={"name": "material", "font": False, "logo": "assets/gone.svg"}, fails=True)
    assert "assets/gone.svg" in site.output
    assert "theme.logo" in site.output


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("metaimage: yes please", ["yes please"]),
        ("metaimage: {image: gone.png}", ["gone.png", "page.md"]),
        ("metaimage: {image: ../../secret.png}", ["secret.png", "page.md"]),
        ("metaimage: {image: [a]}", ["image", "page.md"]),
        ("metaimage: {image: 'https://[acme.dev/a.png'}", ["https://[acme.dev", "page.md"]),
        ("metaimage: {template: defualt}", ["defualt", "'default'", "page.md"]),
    ],
)
def test_front_matter(build, front, said):
    site = build({"docs/page.md": f"---\n{front}\n---\n# P\n"}, fails=True)
    for word in said:
        assert word in site.output
    assert "Traceback" not in site.output


def test_a_page_in_the_place_of_an_image(build):
    site = build({"docs/opengraph-image.png.md": "# P\n"}, fails=True)
    assert "site/opengraph-image.png" in site.output
    assert "cannot be written" in site.output


def test_unknown_keys_of_the_front_matter_are_named(build):
    site = build({"docs/page.md": "---\nmetaimage: {titel: X, eyebrow: Y}\n---\n# P\n"})
    assert "`titel`" in site.output
    assert "`title`" in site.output
    assert "page.md" in site.output
    assert "eyebrow" not in site.output
    build({"docs/page.md": "---\nmetaimage: {titel: X}\n---\n# P\n"}, None, "--strict", fails=True)


def test_a_built_in_template_is_not_to_blame_for_what_a_page_gives_it(build):
    page = "---\nmetaimage: {template: code, code: x = 1, language: pyton}\n---\n# A\n"
    said = build({"docs/a.md": page}, fails=True).output
    assert (
        "a.md: code.html for page /a/: Pygments knows no language 'pyton' to highlight. Did you mean" in said
    )


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("site", "site"),
        ("site/.kept", "site"),
        ("docs", "docs"),
        ("link/kept", "docs"),
        ("docs/../docs/kept", "docs"),
    ],
)
def test_a_cache_where_it_would_be_emptied_or_published(build, tmp_path, folder, place):
    (tmp_path / "link").symlink_to("docs")
    said = build(None, {"cache_dir": folder}, fails=True).output
    assert f"mkdocs.yml: The option `cache_dir: {folder}` puts the cache into" in said
    assert f"folder {tmp_path / place}," in said or f" {place}," in said
    assert "`.cache/plugin/metaimage`" in said
    assert not (tmp_path / folder / "plans").exists()


@pytest.mark.parametrize(
    ("folder", "config"), [("docs/.kept", {}), ("docs/kept", {"exclude_docs": "/kept/"}), ("sites", {})]
)
def test_a_cache_that_is_not_published(build, folder, config):
    site = build(None, {"cache_dir": folder}, **config)
    assert (site.root / folder / "plans").exists()
    assert not [path for path in site.published if "kept" in path]


def test_built_in_templates_are_named_from_the_package(build):
    page = "---\nmetaimage: {template: photo, picture: ../index.md}\n---\n# A\n"
    said = build({"docs/a/b.md": page}, fails=True).output
    place = re.escape(os.path.join("mkdocs_metaimage", "templates", "photo.html"))
    assert re.search(rf"(?m)^(ERROR +- +)?{place}: .*docs/index.md is not a picture", said)
