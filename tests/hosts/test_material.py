"""Material for MkDocs: its blog, its tags and icons, and its own social cards."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

MATERIAL = {"name": "material", "font": False}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16"/></svg>'
SEEN = "content_type = 'image/svg+xml'\ndef image(page, site):\n    return f'<svg xmlns=\"http://www.w3.org/2000/svg\"><!--SEEN--></svg>'\n"

BLOG = {
    "docs/blog/index.md": "# News\n",
    "docs/blog/.authors.yml": "authors:\n  ann:\n    name: Ann Lee\n    description: Writes\n    avatar: https://acme.dev/ann.png\n",
    **{
        f"docs/blog/posts/p{number}.md": (
            f"---\ndate:\n  created: 2024-0{number}-02\n  updated: 2025-01-01\ncategories: [Tips]\nauthors: [ann]\n---\n"
            f"# Post {number} & co\n\nLead {number}.\n\n<!-- more -->\n\nRest.\n"
        )
        for number in (1, 2, 3)
    },
}


def order(first: bool, *others):
    return ["metaimage", *others] if first else [*others, "metaimage"]


def svg_of(site, page: str) -> str:
    (icon,) = site.icons(page)
    return (site.folder / site.path_of(icon["href"])).read_text()


def seeing(expression: str) -> str:
    return SEEN.replace("SEEN", expression)


@pytest.mark.parametrize("first", [True, False])
def test_every_page_of_a_blog_has_its_own_card(build, first):
    blog = {"blog": {"pagination_per_page": 2, "authors_profiles": True}}
    site = build(BLOG, theme=MATERIAL, plugins=order(first, "search", blog))
    titles = {
        "index.html": "Welcome",
        "blog/index.html": "News",
        "blog/page/2/index.html": "News",
        "blog/archive/2024/index.html": "2024",
        "blog/category/tips/index.html": "Tips",
        "blog/author/ann/index.html": "Ann Lee",
        **{
            f"blog/2024/0{number}/02/post-{number}--co/index.html": f"Post {number} & co"
            for number in (1, 2, 3)
        },
    }
    assert set(titles) <= site.published
    for page, title in titles.items():
        assert site.meta("og:title", page) == title
        url = site.meta("og:image", page)
        assert site.path_of(url) == page.removesuffix("index.html") + "opengraph-image.png"
        assert site.image(url).size == (1200, 630)
        assert site.meta("og:type", page) == ("article" if title.startswith("Post") else "website")
    assert site.meta("og:description", "blog/2024/01/02/post-1--co/index.html") == "Lead 1."


def test_hooks_see_the_dates_and_authors_of_posts(build):
    hook = seeing("{page.date:%Y-%m-%d} {page.updated:%Y-%m-%d} {page.authors} {page.route[:4]}")
    pages = {**BLOG, "docs/blog/2024/icon.py": hook}
    site = build(pages, theme=MATERIAL, plugins=["metaimage", "blog"])
    svg = svg_of(site, "blog/2024/02/02/post-2--co/index.html")
    assert "<!--2024-02-02 2025-01-01 ('Ann Lee',) ('blog', '2024', '02', '02')-->" in svg


@pytest.mark.parametrize("first", [True, False])
def test_tags_search_and_instant_navigation(build, first):
    site = build(
        {
            "docs/a.md": "---\ntags: [One, Two]\n---\n# A\n\nText.\n",
            "docs/tags.md": "# All tags\n\n<!-- material/tags -->\n",
        },
        theme={**MATERIAL, "features": ["navigation.instant", "navigation.tabs"]},
        plugins=order(first, "search", "tags"),
    )
    assert site.meta("og:title", "a/index.html") == "A"
    assert site.meta("og:description", "a/index.html") == "Text."
    assert site.meta("og:title", "tags/index.html") == "All tags"
    assert "opengraph" not in (site.folder / "search/search_index.json").read_text()


# Material's plugin writes its tags at this event and priority; it needs Cairo and fonts from the network.
OTHER_CARDS = """
from mkdocs.plugins import event_priority

TAGS = '''
<meta property="og:type" content="website" />
<meta property="og:title" content="A - Acme" />
<meta property="og:description" content="None" />
<meta property="og:image" content="https://acme.dev/docs/assets/images/social/a.png" />
<meta property="og:image:type" content="image/png" />
<meta property="og:image:width" content="1" />
<meta property="og:image:height" content="1" />
<meta property="og:url" content="https://acme.dev/docs/a/" />
<meta name="twitter:card" content="summary_large_image" />
<meta name="twitter:title" content="A - Acme" />
<meta name="twitter:image" content="https://acme.dev/docs/assets/images/social/a.png" />
'''

@event_priority(50)
def on_post_page(output, page, config):
    return output.replace("</head>", TAGS + "</head>")
"""


def test_the_images_of_the_other_social_plugin_are_replaced(build):
    site = build({"docs/a.md": "# A\n", "cards.py": OTHER_CARDS}, theme=MATERIAL, hooks=["cards.py"])
    page = "a/index.html"
    for name in ("og:image", "twitter:image"):
        assert site.path_of(site.meta(name, page)) == "a/opengraph-image.png"
    assert site.meta("og:image:width", page) == "1200"
    for name in ("og:type", "og:title", "og:description", "og:url", "twitter:card", "twitter:title"):
        assert len(site.metas(name, page)) == 1
    kept = build({}, {"on_existing": "keep"}, theme=MATERIAL, hooks=["cards.py"])
    assert kept.meta("og:image", page).endswith("social/a.png")


@pytest.mark.parametrize("first", [True, False])
def test_the_other_social_plugin_is_named_once(build, first):
    # It draws no page's card here, so that it asks neither for Cairo nor for the network.
    social = {"social": {"cards_include": ["none.md"]}}
    site = build({"docs/a.md": "# A\n"}, theme=MATERIAL, plugins=order(first, social))
    assert site.output.count("The plugin material/social makes social cards too") == 1
    quiet = {"metaimage": {"validation": {"other_social_plugin": "ignore"}}}
    assert "social cards too" not in build(theme=MATERIAL, plugins=[quiet, social]).output
    for off in ({"enabled": False}, {"cards": False}):
        silent = build(theme=MATERIAL, plugins=["metaimage", {"social": off}])
        assert "social cards too" not in silent.output


def test_its_favicon_stays_until_there_is_an_icon_file(build, png):
    theme = {**MATERIAL, "favicon": "pictures/fav.png"}
    site = build({"docs/pictures/fav.png": png(32, 32), "docs/a.md": "# A\n"}, theme=theme)
    assert [icon["href"] for icon in site.icons("a/index.html")] == ["../pictures/fav.png"]
    site = build({"docs/icon.svg": SVG}, theme=theme)
    for page in ("index.html", "a/index.html", "404.html"):
        assert [icon["href"].partition("?")[0] for icon in site.icons(page)] == ["/docs/icon.svg"]


def test_tags_of_its_extrahead_block_are_not_doubled(build):
    head = (
        '{% extends "base.html" %}{% block extrahead %}{{ super() }}'
        '<meta property="og:title" content="Theirs"><link rel="icon" href="/theirs.png">{% endblock %}'
    )
    theme = {**MATERIAL, "custom_dir": "theirs"}
    site = build({"theirs/main.html": head, "theirs/icon.png": b"no image of the docs"}, theme=theme)
    assert site.meta("og:title") == "Theirs"
    assert site.path_of(site.meta("og:image")) == "opengraph-image.png"
    assert [icon["href"] for icon in site.icons()] == ["assets/images/favicon.png", "/theirs.png"]


@pytest.mark.parametrize(
    ("theme", "logo"),
    [
        ({"logo": "pictures/logo.svg"}, "docs/pictures/logo.svg"),
        ({"logo": "beside/logo.svg", "custom_dir": "theirs"}, "theirs/beside/logo.svg"),
        ({"logo": "https://acme.dev/logo.svg"}, "None"),
        ({"icon": {"logo": "own/mark"}, "custom_dir": "theirs"}, "data:image/svg+xml,%3Csvg%20fill"),
        ({"icon": {"logo": "material/library"}}, "data:image/svg+xml,%3Csvg%20fill"),
        ({}, "None"),
    ],
)
def test_the_logo_is_the_themes(build, theme, logo):
    files = {
        "docs/pictures/logo.svg": SVG,
        "theirs/beside/logo.svg": SVG,
        "theirs/.icons/own/mark.svg": SVG,
        "docs/icon.py": seeing("{site.logo}"),
    }
    site = build(files, theme={**MATERIAL, **theme})
    assert logo in svg_of(site, "index.html")
    assert site.image(site.meta("og:image")).size == (1200, 630)


@pytest.mark.parametrize(("fill", "tone"), [("#fff", "light"), ("#111", "dark"), ("red", "")])
def test_a_logo_for_a_header_of_one_color_is_known(build, fill, tone):
    mark = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7z" fill="{fill}"/></svg>'
    files = {"docs/logo.svg": mark, "docs/icon.py": seeing("[{site.logo_tone}]")}
    assert f"[{tone}]" in svg_of(build(files, theme={**MATERIAL, "logo": "logo.svg"}), "index.html")


def test_an_icon_of_lines_keeps_them(build):
    lines = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" fill="none" stroke="currentColor"><path d="M1 1h7v7z"/></svg>'
    theme = {**MATERIAL, "icon": {"logo": "own/mark"}, "custom_dir": "theirs"}
    files = {"theirs/.icons/own/mark.svg": lines, "docs/icon.py": seeing("{site.logo}")}
    logo = unquote(svg_of(build(files, {"colors": {"text": "#b00020"}}, theme=theme), "index.html"))
    assert ' color="#b00020"' in logo
    assert logo.count("fill=") == 1


@pytest.mark.parametrize(
    ("palette", "expected"),
    [
        ({"primary": "teal", "accent": "red"}, "#009485 #ff1a47 #ffffff"),
        ({"scheme": "slate", "primary": "custom"}, "#4051b5 #526cfe #1e2129"),
        ([{"scheme": "slate", "primary": "red"}, {"scheme": "default", "primary": "teal"}], "#ef5552 #526cfe #1e2129"),
        # The first of three follows the system's preference and has no colours.
        (
            [
                {"media": "(prefers-color-scheme)", "toggle": {"icon": "material/link", "name": "To light"}},
                {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "teal"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "red"},
            ],
            "#009485 #526cfe #ffffff",
        ),
        ([{"media": "(prefers-color-scheme)"}], "#4051b5 #526cfe #ffffff"),
    ],
)  # fmt: skip
def test_the_colours_are_those_of_the_palette(build, palette, expected):
    hook = seeing("{site.colors.primary} {site.colors.accent} {site.colors.background}")
    site = build({"docs/icon.py": hook}, theme={**MATERIAL, "palette": palette})
    assert f"<!--{expected}-->" in svg_of(site, "index.html")


def test_language_and_direction(build):
    hook = seeing("{page.locale} {page.direction}")
    site = build({"docs/icon.py": hook}, theme={**MATERIAL, "language": "pt-BR"})
    assert "<!--pt-BR ltr-->" in svg_of(site, "index.html")
    assert site.meta("og:locale") == "pt_BR"
    site = build({}, theme={**MATERIAL, "language": "en", "direction": "rtl"})
    assert "<!--en rtl-->" in svg_of(site, "index.html")
    assert site.metas("og:locale") == []


@pytest.mark.parametrize("first", [True, False])
def test_front_matter_of_the_meta_plugin_counts(build, first):
    files = {"docs/g/a.md": "# A\n", "docs/g/.meta.yml": "metaimage: {title: Of the folder}\n"}
    site = build(files, theme=MATERIAL, plugins=order(first, "meta"))
    assert site.meta("og:title", "g/a/index.html") == "Of the folder"


@pytest.mark.parametrize("first", [True, False])
def test_the_privacy_plugin_leaves_images_alone(build, first):
    privacy = {"privacy": {"assets_exclude": ["unpkg.com/*"]}}
    site = build({"docs/icon.svg": SVG}, theme=MATERIAL, plugins=order(first, privacy))
    assert site.meta("og:image").startswith("https://acme.dev/docs/opengraph-image.png?")
    assert site.icons()[0]["href"].startswith("/docs/icon.svg?")


@pytest.mark.parametrize("first", [True, False])
def test_the_offline_plugin_takes_directory_urls_away(build, first):
    site = build({"docs/g/a.md": "# A\n"}, theme=MATERIAL, plugins=order(first, "search", "offline"))
    assert site.path_of(site.meta("og:image", "g/a.html")) == "g/a/opengraph-image.png"
    assert site.image(site.meta("og:image", "g/a.html")).size == (1200, 630)
