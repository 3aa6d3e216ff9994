from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.pages import Page, Site
from mkdocs_metaimage.tags import LinkedImage, Tag, icon_tags, social_tags

CARD = LinkedImage("https://acme.dev/docs/opengraph-image.png?5f1c", "image/png", (1200, 630), "Install Acme")
SITE = Site(name="Acme")


def page(**values: Any) -> Page:
    return Page(**{"title": "Install", "url": "install/", "route": ("install",), **values})


def lines(tags: list[Tag]) -> str:
    return "\n".join(tag.html for tag in tags)


def contents(tags: list[Tag], name: str) -> list[str]:
    values = [dict(tag.attributes) for tag in tags]
    return [value["content"] for value in values if name in (value.get("name"), value.get("property"))]


def test_all_social_tags_in_order() -> None:
    full = page(
        title="Install",
        description="How to install it.",
        canonical_url="https://acme.dev/docs/install/",
        locale="pt-BR",
        date=datetime.date(2026, 11, 21),
    )
    assert lines(social_tags(full, SITE, [CARD], [CARD])) == (
        '<meta property="og:type" content="article">\n'
        '<meta property="og:site_name" content="Acme">\n'
        '<meta property="og:title" content="Install">\n'
        '<meta property="og:description" content="How to install it.">\n'
        '<meta property="og:url" content="https://acme.dev/docs/install/">\n'
        '<meta property="og:locale" content="pt_BR">\n'
        '<meta property="og:image" content="https://acme.dev/docs/opengraph-image.png?5f1c">\n'
        '<meta property="og:image:type" content="image/png">\n'
        '<meta property="og:image:width" content="1200">\n'
        '<meta property="og:image:height" content="630">\n'
        '<meta property="og:image:alt" content="Install Acme">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
        '<meta name="twitter:title" content="Install">\n'
        '<meta name="twitter:description" content="How to install it.">\n'
        '<meta name="twitter:image" content="https://acme.dev/docs/opengraph-image.png?5f1c">\n'
        '<meta name="twitter:image:alt" content="Install Acme">\n'
        '<meta name="twitter:image:type" content="image/png">\n'
        '<meta name="twitter:image:width" content="1200">\n'
        '<meta name="twitter:image:height" content="630">'
    )


def test_what_is_not_known_has_no_tag() -> None:
    bare = page(title="", description=" \n", canonical_url=None, locale="en")
    image = LinkedImage("https://acme.dev/a", content_type="", size=None, alt=None)
    assert lines(social_tags(bare, Site(), [image], [image])) == (
        '<meta property="og:type" content="website">\n'
        '<meta property="og:image" content="https://acme.dev/a">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
        '<meta name="twitter:image" content="https://acme.dev/a">'
    )


def test_without_images_the_texts_remain() -> None:
    assert lines(social_tags(page(), SITE, [], [])) == (
        '<meta property="og:type" content="website">\n'
        '<meta property="og:site_name" content="Acme">\n'
        '<meta property="og:title" content="Install">\n'
        '<meta name="twitter:card" content="summary">\n'
        '<meta name="twitter:title" content="Install">'
    )


def test_the_block_of_an_image_is_complete_before_the_next_one_starts() -> None:
    second = LinkedImage("https://acme.dev/b.jpg", "image/jpeg", (200, 100))
    tags = social_tags(page(), SITE, [CARD, second], [second, CARD])
    names = [value for tag in tags for key, value in tag.attributes if key != "content"]
    assert [name for name in names if name.startswith("og:image")] == [
        *("og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt"),
        *("og:image", "og:image:type", "og:image:width", "og:image:height"),
    ]
    assert [name for name in names if name.startswith("twitter:image")] == [
        *("twitter:image", "twitter:image:type", "twitter:image:width", "twitter:image:height"),
        *("twitter:image", "twitter:image:alt", "twitter:image:type"),
        *("twitter:image:width", "twitter:image:height"),
    ]
    assert contents(tags, "og:image") == [CARD.url, second.url]
    assert contents(tags, "twitter:image") == [second.url, CARD.url]


def test_x_gets_the_other_images_where_it_has_none_of_its_own() -> None:
    tags = social_tags(page(), SITE, [CARD], [])
    assert contents(tags, "twitter:image") == [CARD.url]
    assert contents(tags, "twitter:card") == ["summary_large_image"]


def test_images_for_x_are_no_images_for_everyone() -> None:
    tags = social_tags(page(), SITE, [], [CARD])
    assert contents(tags, "og:image") == []
    assert contents(tags, "twitter:image") == [CARD.url]


@pytest.mark.parametrize(
    ("widths", "card"),
    [
        ([], "summary"),
        ([None], "summary_large_image"),
        ([299], "summary"),
        ([300], "summary_large_image"),
        ([1200], "summary_large_image"),
        ([144, 1200], "summary_large_image"),
    ],
)
def test_the_card_is_large_with_an_image_300_px_wide(widths: list[int | None], card: str) -> None:
    images = [LinkedImage("https://a.b/c", size=None if width is None else (width, 630)) for width in widths]
    assert contents(social_tags(page(), SITE, [], images), "twitter:card") == [card]


def test_the_card_follows_the_images_for_x() -> None:
    small = LinkedImage("https://a.b/c", size=(144, 144))
    assert contents(social_tags(page(), SITE, [CARD], [small]), "twitter:card") == ["summary"]


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("pt-BR", ["pt_BR"]),
        ("pt_br", ["pt_BR"]),
        ("PT-br", ["pt_BR"]),
        ("zh-Hant-TW", ["zh_TW"]),
        ("zh-cmn-Hans-CN", ["zh_CN"]),
        ("de-CH-1996", ["de_CH"]),
        ("en-GB-x-private", ["en_GB"]),
        ("fil-PH", ["fil_PH"]),
        ("en", []),
        ("zh-Hant", []),
        ("es-419", []),
        ("en-x-US", []),
        ("de-1996", []),
        ("null", []),
        ("", []),
    ],
)
def test_the_locale_names_a_country_or_is_left_out(locale: str, written: list[str]) -> None:
    assert contents(social_tags(page(locale=locale), SITE, [], []), "og:locale") == written


def test_icons_in_order() -> None:
    favicon = LinkedImage("/docs/favicon.ico?1", "image/x-icon", (16, 16), sizes="16x16 32x32")
    icons = [
        LinkedImage("/docs/icon/small.png?2", "image/png", (48, 48), sizes="48x48"),
        LinkedImage("/docs/icon.svg?3", "image/svg+xml", media="(prefers-color-scheme: dark)"),
    ]
    apple = [LinkedImage("/docs/apple-icon.png?4", "image/png", (180, 180), alt="not said of icons")]
    assert lines(icon_tags(favicon, icons, apple)) == (
        '<link rel="icon" href="/docs/favicon.ico?1" type="image/x-icon" sizes="16x16 32x32">\n'
        '<link rel="icon" href="/docs/icon/small.png?2" type="image/png" sizes="48x48">\n'
        '<link rel="icon" href="/docs/icon.svg?3" type="image/svg+xml" sizes="any"'
        ' media="(prefers-color-scheme: dark)">\n'
        '<link rel="apple-touch-icon" href="/docs/apple-icon.png?4" type="image/png" sizes="180x180">'
    )


def test_an_image_without_a_url_is_none() -> None:
    nowhere = LinkedImage("", "image/png", (1200, 630), "Alt")
    assert social_tags(page(), SITE, [nowhere], [nowhere]) == social_tags(page(), SITE, [], [])
    assert icon_tags(nowhere, [nowhere], [nowhere]) == []


def test_no_icons() -> None:
    assert icon_tags(None, [], []) == []


def test_an_icon_of_which_nothing_is_known() -> None:
    assert lines(icon_tags(None, [LinkedImage("/icon")], [])) == '<link rel="icon" href="/icon">'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('say "hi"', "say &quot;hi&quot;"),
        ("it's", "it&#x27;s"),
        ("</head><script>", "&lt;/head&gt;&lt;script&gt;"),
        ("a&amp;b", "a&amp;amp;b"),
        ("one\ntwo", "one&#10;two"),
        (" one\r\n two", " one&#13;&#10; two"),
        ("日本語 🎉", "日本語 🎉"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_values_are_escaped_and_on_one_line(value: str, written: str) -> None:
    assert Tag("meta", (("name", "x"), ("content", value))).html == f'<meta name="x" content="{written}">'


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(str.strip))
def test_a_parser_reads_back_the_value(value: str) -> None:
    soup = BeautifulSoup(Tag("meta", (("property", "og:title"), ("content", value))).html, "html.parser")
    [element] = soup.find_all(True)
    assert element.attrs == {"property": "og:title", "content": value}
