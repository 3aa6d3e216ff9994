"""The built-in card: what every page of a site gets without a line of configuration."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_every_page_has_its_card(build, theme):
    site = build(
        {"docs/guide/install.md": "# Install\n\nRun it.\n", "docs/guide/index.md": "# Guide\n\nRead me.\n"},
        theme={"name": theme, "font": False} if theme == "material" else {"name": theme},
    )
    hashes = set()
    for page, path in {
        "index.html": "opengraph-image.png",
        "guide/index.html": "guide/opengraph-image.png",
        "guide/install/index.html": "guide/install/opengraph-image.png",
    }.items():
        url = site.meta("og:image", page)
        assert url.startswith("https://acme.dev/docs/")
        assert site.path_of(url) == path
        image = site.image(url)
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert (site.folder / path).stat().st_size <= 300_000
        hashes.add(url.partition("?")[2])
    assert len(hashes) == 3


def test_the_tags_of_a_page(build):
    site = build(
        {"docs/guide/install.md": "---\ndescription: How to & why\n---\n# Install <b>it</b>\n\nRun it.\n"},
        site_description="All of it",
        theme={"name": "mkdocs", "locale": "en"},
    )
    page = "guide/install/index.html"
    head = (site.folder / page).read_text().partition("</head>")[0]
    names = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)"', head)
    assert names == [
        "og:type", "og:site_name", "og:title", "og:description", "og:url",
        "og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt",
        "twitter:card", "twitter:title", "twitter:description",
        "twitter:image", "twitter:image:alt", "twitter:image:type", "twitter:image:width", "twitter:image:height",
    ]  # fmt: skip
    assert site.meta("og:type", page) == "website"
    assert site.meta("og:site_name", page) == "Acme"
    assert site.meta("og:title", page) == site.meta("twitter:title", page) == "Install it"
    assert site.meta("og:description", page) == "How to & why"
    assert site.meta("og:url", page) == "https://acme.dev/docs/guide/install/"
    assert site.meta("og:image:type", page) == "image/png"
    assert (site.meta("og:image:width", page), site.meta("og:image:height", page)) == ("1200", "630")
    assert "Install it. How to & why" in site.meta("og:image:alt", page)
    assert site.meta("twitter:card", page) == "summary_large_image"
    assert site.meta("twitter:image", page) == site.meta("og:image", page)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('title: Say "hello" & <script>alert(1)</script>', 'Say "hello" & <script>alert(1)</script>'),
        ("title: Vec<T> & A", "Vec<T> & A"),
        ("title: Ship it 🚀 👩‍👩‍👧‍👦", "Ship it 🚀 👩‍👩‍👧‍👦"),
        (f"title: {'A long title ' * 30}", ("A long title " * 30).strip()),
        ("title: 2024", "2024"),
        ("description: no title at all", "Odd page"),
    ],
)
def test_titles_of_every_kind(build, title, expected):
    site = build({"docs/odd-page.md": f"---\n{title}\n---\nText.\n"})
    assert site.meta("og:title", "odd-page/index.html") == expected
    assert site.image(site.meta("og:image", "odd-page/index.html")).size == (1200, 630)


def test_the_title_comes_from_front_matter_then_navigation_then_heading(build):
    pages = {
        "docs/a.md": "---\ntitle: Front\n---\n# Heading\n",
        "docs/b.md": "# Heading\n",
        "docs/c.md": "# The `code` &amp; *more*\n",
        "docs/d.md": "---\ntitle: Front\nmetaimage: {title: Card}\n---\n# Heading\n",
    }
    nav = [{"Home": "index.md"}, {"Nav A": "a.md"}, {"Nav B": "b.md"}, "c.md", "d.md"]
    site = build(pages, nav=nav)
    titles = [site.meta("og:title", f"{name}/index.html") for name in "abcd"]
    assert titles == ["Front", "Nav B", "The code & more", "Card"]


def test_a_heading_below_something_else_is_the_title_all_the_same(build):
    pages = {
        "docs/index.md": "<!-- Begin -->\n\n# Acme & sons\n",
        "docs/my_page.md": "![badge](a.png)\n\n# Below *badges*\n\n# Second\n",
        "docs/my-Page.md": "Text.\n\n## A part\n",
    }
    site = build(pages, validation={"links": {"not_found": "ignore"}})
    titles = [site.meta("og:title", f"{name}index.html") for name in ("", "my_page/", "my-Page/")]
    assert titles == ["Acme & sons", "Below badges", "my Page"]


def test_the_description_is_the_first_paragraph_that_says_something(build):
    text = '# T\n\n![badge](a.png)\n\n!!! note "Heed"\n    Inside.\n\nThe *real* one &amp; a\n[link](index.md).\n'
    site = build(
        {"docs/p.md": text}, markdown_extensions=["admonition"], validation={"links": {"not_found": "ignore"}}
    )
    assert site.meta("og:description", "p/index.html") == "Inside."
    assert site.meta("og:description") == "To Acme."


def test_a_page_without_any_description_takes_the_sites(build):
    site = build({"docs/p.md": "# T\n"}, site_description="The site's own")
    assert site.meta("og:description", "p/index.html") == "The site's own"


def test_without_directory_urls(build):
    site = build({"docs/g/a.md": "# A\n", "docs/g/index.md": "# G\n"}, use_directory_urls=False)
    assert site.path_of(site.meta("og:image", "g/a.html")) == "g/a/opengraph-image.png"
    assert site.path_of(site.meta("og:image", "g/index.html")) == "g/opengraph-image.png"
    assert site.path_of(site.meta("og:image", "index.html")) == "opengraph-image.png"
    assert {"g/a/opengraph-image.png", "g/opengraph-image.png", "opengraph-image.png"} <= site.published


@pytest.mark.parametrize("site_url", ["https://acme.dev/docs/v2", "https://acme.dev/docs/v2/"])
def test_a_site_url_keeps_its_path(build, site_url):
    site = build(
        {"docs/a.md": "# A\n", "docs/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        site_url=site_url,
    )
    assert site.meta("og:image", "a/index.html").startswith("https://acme.dev/docs/v2/a/opengraph-image.png?")
    assert site.icons("a/index.html")[0]["href"].startswith("/docs/v2/icon.svg?")


def test_without_a_site_url_there_is_one_warning_and_no_image_tag(build):
    icon = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    site = build({"docs/g/a.md": "# A\n", "docs/icon.svg": icon}, site_url="")
    assert site.output.count("`site_url` is not set") == 1
    assert site.metas("og:image", "g/a/index.html") == []
    assert site.metas("twitter:image", "g/a/index.html") == []
    assert site.meta("og:title", "g/a/index.html") == "A"
    assert site.icons("g/a/index.html")[0]["href"].startswith("../../icon.svg?")
    assert site.icons("index.html")[0]["href"].startswith("icon.svg?")
    assert site.icons("404.html")[0]["href"].startswith("/icon.svg?")
    strict = build({}, None, "--strict", site_url="", fails=True)
    assert "`site_url` is not set" in strict.output


def test_base_url_takes_the_place_of_site_url_in_social_tags(build):
    site = build(
        {"docs/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        {"base_url": "https://preview.dev/pr-7"},
    )
    assert site.meta("og:image").startswith("https://preview.dev/pr-7/opengraph-image.png?")
    assert site.icons()[0]["href"].startswith("/pr-7/icon.svg?")


def test_non_ascii_paths_are_encoded_once(build):
    site = build({"docs/größe und maß/ünï 100%.md": "# Ä\n"})
    (page,) = [name for name in site.published if name.endswith("100%/index.html")]
    url = site.meta("og:image", page)
    assert "%25" in url
    assert "%C3%BC" in url
    assert "%2525" not in url
    assert site.image(url).size == (1200, 630)


def test_only_heads_differ_from_a_build_without_the_plugin(build, tmp_path):
    pages = {"docs/a.md": "# A\n\nText & <b>more</b>.\n", "docs/b.md": "# B\n"}
    with_it = {p: (build(pages).folder / p).read_text() for p in ("index.html", "a/index.html", "404.html")}
    without = build(pages, plugins=[])
    for page, html in with_it.items():
        plain = (without.folder / page).read_text()
        ours = re.compile(r'[ \t]*<meta (?:property|name)="(?:og|twitter):[^>]*>\n?')
        if page == "index.html":
            stamp = re.compile(r"Build Date UTC : .*")
            html, plain = stamp.sub("", html), stamp.sub("", plain)
        assert ours.sub("", html) == plain


def test_disabled_it_leaves_pages_alone_and_still_publishes_no_code(build):
    site = build({"docs/opengraph-image.py": "def image(page):\n    return None\n"}, {"enabled": False})
    assert site.metas("og:image") == []
    assert not any(name.endswith(".py") for name in site.published)


def test_include_and_exclude(build):
    pages = {"docs/blog/a.md": "# A\n", "docs/blog/drafts/b.md": "# B\n", "docs/c.md": "# C\n"}
    site = build(pages, {"include": ["blog/"], "exclude": ["drafts/"]})
    assert site.metas("og:image", "blog/a/index.html")
    for page in ("blog/drafts/b/index.html", "c/index.html", "index.html"):
        assert site.metas("og:title", page) == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ({"name": "material", "font": False, "palette": {"primary": "teal"}}, ("#ffffff", "#009485")),
        (
            {"name": "material", "font": False, "palette": {"scheme": "slate", "primary": "deep purple"}},
            ("#1e2129", "#7e56c2"),
        ),
        (
            {"name": "material", "font": False, "palette": [{"scheme": "slate"}, {"scheme": "default"}]},
            ("#1e2129", "#4051b5"),
        ),
        ({"name": "mkdocs", "color_mode": "dark"}, ("#1e2129", "#2fa4e7")),
        ({"name": "readthedocs"}, ("#ffffff", "#2980b9")),
    ],
)
def test_the_card_takes_the_themes_colours(build, theme, expected):
    hook = "def image(site):\n    c = site.colors\n    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{c.background} {c.primary}--></svg>'\n"
    site = build({"docs/icon.py": "content_type = 'image/svg+xml'\n" + hook}, theme=theme)
    svg = (site.folder / site.path_of(site.icons()[0]["href"])).read_text()
    assert " ".join(expected) in svg
    background = site.image(site.meta("og:image")).convert("RGB").getpixel((600, 615))
    assert "#{:02x}{:02x}{:02x}".format(*background) == expected[0]
