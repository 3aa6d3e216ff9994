"""Sites as people really lay them out: links, drafts, odd names, templates in parts, folders elsewhere."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest
from hosts.built import HOST, write

CARD = "from mkdocs_metaimage import ImageResponse\n"
SHARED = CARD + "def image(params):\n    return ImageResponse('<p>Shared</p>')\n"
PER_PAGE = CARD + "def image(page):\n    return ImageResponse(f'<p>{page.title}</p>')\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16"/></svg>'


def seen(expression: str, extra: str = "") -> str:
    """A hook that writes what an expression gives into an icon."""
    return (
        f"content_type = 'image/svg+xml'\n{extra}def image(page, site):\n"
        f"    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{{{expression}}}--></svg>'\n"
    )


def icon(site, page: str) -> str:
    (found,) = site.icons(page)
    return (site.folder / site.path_of(found["href"])).read_text().partition("<!--")[2].partition("-->")[0]


def test_a_docs_folder_behind_a_link(build, png, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "docs").symlink_to("real", target_is_directory=True)
    site = build(
        {
            "docs/index.md": "---\nmetaimage: {image: img/a.png}\n---\n# Home\n",
            "docs/img/a.png": png(900, 500),
        }
    )
    assert site.path_of(site.meta("og:image")) == "img/a.png"


def test_a_project_behind_a_link(tmp_path, png):
    files = {
        "real/mkdocs.yml": "site_name: A\nsite_url: https://acme.dev/docs/\nplugins: [metaimage]\n",
        "real/docs/index.md": "---\nmetaimage: {image: img/a.png}\n---\n# Home\n",
        "real/docs/img/a.png": png(900, 500),
    }
    write(tmp_path, files)
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    command = [
        sys.executable,
        "-m",
        HOST,
        "build",
        "-f",
        str(tmp_path / "link/mkdocs.yml"),
        "-d",
        str(tmp_path / "site"),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "https://acme.dev/docs/img/a.png?" in (tmp_path / "site/index.html").read_text()


@pytest.mark.parametrize("routes_dir", ["docs/_r", "docs/../docs/_r", "linked"])
def test_a_routes_dir_inside_the_docs(build, png, tmp_path, routes_dir):
    files = {
        "docs/_r/opengraph-image.py": "import helper\n" + PER_PAGE,
        "docs/_r/helper.py": "",
        "docs/_r/apple-icon.png": png(180, 180),
    }
    write(tmp_path, files)
    (tmp_path / "linked").symlink_to("docs/_r", target_is_directory=True)
    site = build(files, {"routes_dir": routes_dir})
    assert not [name for name in site.published if name.endswith(".py")]
    assert [name for name in site.published if name.endswith("apple-icon.png")] == ["_r/apple-icon.png"]
    assert site.path_of(site.icons(rel="apple-touch-icon")[0]["href"]) == "_r/apple-icon.png"


def test_names_that_end_in_index(build):
    pages = {"docs/reindex.md": "# Reindex\n", "docs/re.md": "# Re\n", "docs/a.html.md": "# Html\n"}
    site = build(pages, use_directory_urls=False)
    assert site.path_of(site.meta("og:image", "reindex.html")) == "reindex/opengraph-image.png"
    assert site.path_of(site.meta("og:image", "re.html")) == "re/opengraph-image.png"
    site = build(pages)
    assert site.path_of(site.meta("og:image", "a.html/index.html")) == "a.html/opengraph-image.png"


def test_two_pages_at_one_place(build):
    site = build({"docs/g.md": "# One\n", "docs/g/index.md": "# Two\n"}, use_directory_urls=False)
    assert site.path_of(site.meta("og:image", "g/index.html")) == "g/opengraph-image.png"
    url = site.meta("og:image", "g.html")
    assert site.path_of(url) != "g/opengraph-image.png"
    assert site.image(url).size == (1200, 630)


@pytest.mark.parametrize("file", ["opengraph-image.png", "opengraph-image.py"])
def test_a_template_draws_a_page_beside_what_its_folder_shares(build, png, file):
    content = png(1200, 630) if file.endswith("png") else SHARED
    site = build(
        {
            f"docs/g/{file}": content,
            "docs/g/index.md": "---\nmetaimage: {template: default}\n---\n# G\n",
            "docs/g/a.md": "# A\n",
        }
    )
    assert site.path_of(site.meta("og:image", "g/a/index.html")) == "g/opengraph-image.png"
    own = site.meta("og:image", "g/index.html")
    assert site.path_of(own) == "g/opengraph-image-default.png"
    assert site.image(own).tobytes() != site.image(site.meta("og:image", "g/a/index.html")).tobytes()
    alone = build(
        {
            "docs/opengraph-image.py": PER_PAGE,
            "docs/index.md": "---\nmetaimage: {template: default}\n---\n# G\n",
        }
    )
    assert alone.path_of(alone.meta("og:image")) == "opengraph-image.png"


def test_two_groups_of_the_root_contend_for_no_page(build):
    svg = "content_type = 'image/svg+xml'\ndef image():\n    return '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'\n"
    files = {
        "docs/(a)/index.md": "# A\n",
        "docs/(b)/x.md": "# X\n",
        "docs/(a)/icon.py": svg,
        "docs/(b)/icon.py": svg,
        "docs/apple-icon.py": CARD + "def image():\n    return ImageResponse('x')\n",
    }
    site = build({**files, "docs/index.md": "", "docs/(a)/index.md": "# A\n"}, fails=True)
    assert "equal claim" in site.output
    (site.root / "docs/index.md").unlink()
    result = subprocess.run(
        [sys.executable, "-m", HOST, "build"], cwd=site.root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "/docs/icon-" in (site.folder / "(a)/index.html").read_text()
    assert "/docs/apple-icon.png" in (site.folder / "404.html").read_text()


@pytest.mark.parametrize("value", ["", "''", "null", "false"])
def test_an_empty_title_is_none(build, value):
    site = build(
        {
            "docs/p.md": f"---\ntitle: {value}\n---\n# Real & true\n",
            "docs/my-page.md": f"---\ntitle: {value}\n---\nText.\n",
        }
    )
    assert site.meta("og:title", "p/index.html") == "Real & true"
    assert site.meta("og:title", "my-page/index.html") == "My page"


def test_a_title_can_be_nought(build):
    assert build({"docs/p.md": "---\ntitle: 0\n---\n# Real\n"}).meta("og:title", "p/index.html") == "0"


def test_a_static_image_that_the_host_keeps_back_is_published_all_the_same(build, png):
    site = build({"docs/opengraph-image.png": png(1200, 630)}, draft_docs="opengraph-image.png")
    assert site.path_of(site.meta("og:image")) == "opengraph-image.png"
    assert site.image(site.meta("og:image")).size == (1200, 630)


def test_no_part_of_a_template_is_published(build):
    part = "<p>{{ page.title }}</p>"
    site = build(
        {
            "docs/a/opengraph-image.html": "{% include 'part.html' %}{% include 'logo.svg' %}",
            "docs/a/part.html": part,
            "docs/a/logo.svg": SVG,
            "docs/a/index.md": "# A\n",
            "docs/b.md": "---\nmetaimage: {template: cards/own.html}\n---\n# B\n",
            "docs/cards/own.html": part,
            "docs/cards/option.html": "{% extends 'cards/base.html' %}",
            "docs/cards/base.html": part,
            "docs/ordinary.html": "<p>for readers</p>",
        },
        {"template": "docs/cards/option.html"},
    )
    parts = {
        "a/part.html",
        "cards/own.html",
        "cards/option.html",
        "cards/base.html",
        "a/opengraph-image.html",
    }
    assert not parts & site.published
    assert {"ordinary.html", "a/logo.svg"} <= site.published


def test_dates_can_be_sorted(build):
    pages = {
        "docs/a.md": "---\ndate: 2026-01-03\n---\n# A\n",
        "docs/b.md": "---\ndate: '2026-01-01'\n---\n# B\n",
        "docs/c.md": "---\ndate: 2026-01-02T10:00:00Z\n---\n# C\n",
    }
    extra = "import datetime\n"
    hook = seen("sorted((p.date, p.title) for p in site.pages if p.date)", extra)
    text = icon(build({**pages, "docs/icon.py": hook}), "a/index.html")
    day = datetime.date
    assert text == repr([(day(2026, 1, 1), "B"), (day(2026, 1, 2), "C"), (day(2026, 1, 3), "A")])


def test_what_a_hook_does_to_front_matter_stays_with_it(build):
    hook = seen('page.meta["tags"].append("mine") or page.meta["tags"]')
    text = "---\ntags: [one]\n---\n# P\n"
    site = build(
        {
            "docs/icon.py": hook,
            "docs/p.md": text,
            "docs/index.md": text,
            "theirs/main.html": "{% extends 'base.html' %}{% block content %}{{ page.meta.tags }}{% endblock %}",
        },
        theme={"name": "mkdocs", "custom_dir": "theirs"},
    )
    assert icon(site, "p/index.html") == "['one', 'mine']"
    assert "mine" not in (site.folder / "p/index.html").read_text()


def test_an_empty_variable_is_no_value(build):
    site = build({}, {"base_url": "", "logo": "", "routes_dir": None})
    assert site.meta("og:image").startswith("https://acme.dev/docs/")


def test_a_page_is_a_key(build):
    hook = (
        "import functools\n"
        + CARD
        + "@functools.lru_cache\ndef image(page):\n    return ImageResponse(page.title)\n"
    )
    assert build({"docs/opengraph-image.py": hook}).metas("og:image")


def test_a_picture_that_is_cut_off_in_a_card(build, png):
    site = build(
        {
            "docs/a.md": "# A\n",
            "docs/opengraph-image.html": "{{ page.title }}<img src='b.png'>",
            "docs/b.png": png(900, 900)[:200],
        },
        fails=True,
    )
    assert "b.png" in site.output
    assert "opengraph-image.png" in site.output
    assert "Traceback" not in site.output


@pytest.mark.parametrize("broken", [b"no picture", None])
@pytest.mark.parametrize("in_theme", [True, False])
def test_a_logo_that_is_no_picture(build, png, broken, in_theme):
    theme = {"name": "mkdocs", **({"logo": "logo.png"} if in_theme else {})}
    options = {} if in_theme else {"logo": "logo.png"}
    site = build({"docs/logo.png": broken or png(900, 900)[:100]}, options, theme=theme, fails=True)
    assert "logo" in site.output
    assert "mkdocs.yml" in site.output
    assert "default.html" not in site.output


@pytest.mark.parametrize(
    "returned",
    [
        "Image.new('RGB', (0, 0))",
        "closed()",
        "'a\\0b.png'",
        "ImageResponse('x', fonts=['a.ttf'])",
        "ImageResponse('x', width=20000, height=20000)",
        "ImageResponse('<p style=\"background: url(http://[::1)\">x</p>')",
    ],
)
def test_what_cannot_be_drawn(build, png, returned):
    hook = (
        f"from PIL import Image\nfrom pathlib import Path\n{CARD}"
        "def closed():\n    with Image.open(Path(__file__).parent / 'p.png') as image:\n        return image\n"
        f"def image(page):\n    return {returned}\n"
    )
    site = build(
        {"docs/opengraph-image.py": hook, "docs/p.png": png(30, 20), "docs/a/b.md": "# B\n"}, fails=True
    )
    assert "docs/opengraph-image.py" in site.output
    assert "page /" in site.output
    assert "mkdocs_metaimage/" not in site.output


def test_a_picture_reduced_to_its_budget_is_told_and_is_no_fault(build):
    hook = (
        CARD
        + "def image():\n    return ImageResponse('<div style=\"height: 100%; background: linear-gradient(37deg, #123456, #305070)\">' + '<b>word </b>' * 300 + '</div>')\n"
    )
    site = build({"docs/opengraph-image.py": hook}, {"max_bytes": 80_000}, "--strict")
    assert "256 colours" in site.output


def test_a_character_that_no_font_has_is_named_with_its_page(build):
    site = build({"docs/a.md": "# 漢\n", "docs/b.md": "# 漢\n"})
    (line,) = [line for line in site.output.splitlines() if "U+6F22" in line]
    for word in (
        "/a/opengraph-image.png, /b/opengraph-image.png",
        "漢",
        "Han",
        "Noto Sans CJK",
        "apt install fonts-noto-cjk",
        "`fonts`",
    ):
        assert word in line
    assert build({"docs/a.md": "# 漢\n"}, None, "--strict", fails=True)
