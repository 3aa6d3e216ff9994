"""A page's head as those read it who show a link to the page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_metaimage.head import rewrite_head
from mkdocs_metaimage.pages import Page, Site
from mkdocs_metaimage.preview.heads import Head, HeadImage, HeadLink, read_head
from mkdocs_metaimage.tags import LinkedImage, icon_tags, social_tags


def test_a_page_without_a_head_says_nothing():
    assert read_head("") == Head()
    assert read_head("just text") == Head()


def test_our_tags_come_back_as_they_were_given():
    page = Page(
        title='Less & "more" <b>',
        url="x/",
        route=("x",),
        description="Ümlaut\nand line",
        canonical_url="https://e.org/x/",
    )
    image = LinkedImage("https://e.org/x.png?a=1&b=2", "image/png", (1200, 630), 'A "card"')
    tags = [
        *social_tags(page, Site(name="Docs"), [image], []),
        *icon_tags(
            LinkedImage("/favicon.ico", "image/x-icon"), [], [LinkedImage("/a.png", "image/png", (180, 180))]
        ),
    ]
    html = "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>T</title>\n</head><body></body></html>"
    head = read_head(rewrite_head(html, tags))
    named = HeadImage("https://e.org/x.png?a=1&b=2", 'A "card"', "image/png", (1200, 630))
    assert head.first("og:title") == 'Less & "more" <b>'
    assert head.first("og:description") == "Ümlaut and line"
    assert head.first("og:site_name") == "Docs"
    assert head.first("twitter:card") == "summary_large_image"
    assert head.opengraph_images == (named,)
    assert head.twitter_images == (named,)
    assert head.link("icon") == HeadLink("icon", "/favicon.ico", content_type="image/x-icon")
    assert head.link("apple-touch-icon") == HeadLink("apple-touch-icon", "/a.png", "180x180", "image/png")


def test_the_first_of_repeated_tags_wins_and_an_empty_one_does_not_count():
    head = read_head(
        '<meta property="og:title" content=" "><meta property="og:title" content="first">'
        '<meta property="og:title" content="second"><meta name="twitter:title" content="x">'
    )
    assert head.first("og:title", "twitter:title") == "first"
    assert head.first("og:description", "twitter:title") == "x"
    assert [content for name, content in head.metas if name == "og:title"] == ["", "first", "second"]


def test_properties_belong_to_the_image_before_them():
    head = read_head(
        '<meta property="og:image:alt" content="of none">'
        '<meta property="og:image" content="https://e.org/1.png"><meta property="og:image:url" content="https://e.org/1.png">'
        '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'
        '<meta property="og:image:width" content="9"><meta property="og:image" content="https://e.org/2.png">'
        '<meta property="og:image:width" content="wide"><meta property="og:image:alt" content="two">'
        '<meta property="og:image" content="">'
    )
    assert head.opengraph_images == (
        HeadImage("https://e.org/1.png", size=(1200, 630)),
        HeadImage("https://e.org/2.png", alt="two"),
    )


def test_names_are_of_any_case_and_in_either_attribute():
    head = read_head(
        "<META NAME=OG:Title CONTENT=one><meta name='Description' content='D'><meta property=Author content=Ada>"
    )
    assert (head.first("og:title"), head.description, head.author) == ("one", "D", "Ada")


def test_a_colour_is_for_light_or_for_dark_ground():
    dark = '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000">'
    light = '<meta name="theme-color" media="(prefers-color-scheme:light)" content="#fff">'
    assert (read_head(dark + light).theme_color, read_head(dark + light).theme_color_dark) == ("#fff", "#000")
    assert (read_head(dark).theme_color, read_head(dark).theme_color_dark) == (None, "#000")
    plain = read_head('<meta name="theme-color" content="teal">')
    assert (plain.theme_color, plain.theme_color_dark) == ("teal", None)


def test_language_direction_links_and_labels():
    head = read_head(
        '<html lang="ar" dir="RTL"><link rel="shortcut ICON" href=f.ico sizes="16x16 32x32" media=print>'
        '<link rel="apple-touch-icon-precomposed" href=a.png><link rel=stylesheet href=s.css><link rel=icon>'
        '<link rel=canonical href=" https://e.org/ "><link rel=manifest href=m.json>'
        '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="3 min">'
        '<meta name="twitter:label2" content="No data">'
        '<meta name="author" content="Ada"><meta name="fediverse:creator" content="@ada@e.org">'
    )
    assert (head.lang, head.dir, head.author) == ("ar", "rtl", "@ada@e.org")
    assert [(link.rel, link.href) for link in head.links] == [
        ("icon", "f.ico"),
        ("apple-touch-icon", "a.png"),
        ("canonical", "https://e.org/"),
        ("manifest", "m.json"),
    ]
    assert (head.links[0].sizes, head.links[0].media) == ("16x16 32x32", "print")
    assert head.labels == (("Reading time", "3 min"),)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>One</title><title>Two</title>", "One"),
        ("<title>a &lt;b&gt; &amp; c</title>", "a <b> & c"),
        ("<title>The <b> element</title>", "The <b> element"),
        ("<title>a</b> c</title>", "a</b> c"),
        ("<title>\n  spaced   out\n</title>", "spaced out"),
        ("<title></title>", None),
        ("<svg><title>a drawing</title></svg><title>Page</title>", "Page"),
        ("<title>never closed", "never closed"),
    ],
)
def test_a_title_is_text(html, title):
    assert read_head(f"<head>{html}").title == title


@pytest.mark.parametrize(
    "html",
    [
        "<head></head><meta property=og:title content=late>",
        "<body><meta property=og:title content=late>",
        "<!-- <meta property=og:title content=late> -->",
        "<script>'<meta property=og:title content=late>'</script>",
        "<noscript><meta property=og:title content=late></noscript>",
        "<template><template></template><meta property=og:title content=late></template>",
    ],
)
def test_what_is_not_in_the_head_is_not_read(html):
    assert read_head(html).metas == ()


def test_the_place_where_the_social_tags_end_is_counted_in_bytes():
    before = "<head>\n<title>Ü — 中</title>\r\n<meta name=description content=é>\n  "
    tags = '<meta property="og:title"\n  content="ü"><meta name="twitter:card" content="summary">'
    assert read_head(f"{before}{tags}<meta name=generator content=x></head>").social_end == len(
        (before + tags).encode()
    )
    assert read_head("<title>x</title>").social_end == 0


def test_a_declaration_that_nobody_knows_keeps_what_was_read_before():
    assert (
        read_head("<title>T</title><meta name=author content=Ada><![bogus[ <meta name=x content=y>").author
        == "Ada"
    )


_PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                *(
                    "<head>",
                    "</head>",
                    "<title>",
                    "</title>",
                    "<meta ",
                    "property=og:image",
                    " content=",
                    '"',
                    "'",
                    ">",
                    "/>",
                ),
                *(
                    "<!--",
                    "-->",
                    "<![",
                    "<![CDATA[",
                    "]]>",
                    "<!",
                    "<!doctype",
                    "<?",
                    "&",
                    "&#",
                    "&#x110000;",
                    "\ud800",
                    "\0",
                ),
                *(
                    "<script>",
                    "</script>",
                    "<svg>",
                    "<template>",
                    "</template>",
                    "og:image:width",
                    "99999999999",
                    "\r",
                    "\n",
                ),
                *("name=theme-color", "<link rel=icon href=", "<html lang", "</", "<"),
            ]
        ),
    ),
    max_size=30,
).map("".join)


@given(_PIECES)
@example("<![if")
@example("<meta property='og:image' content='\ud800'>")
def test_no_page_is_too_broken_to_read(html):
    head = read_head(html)
    assert 0 <= head.social_end <= len(html.encode(errors="surrogatepass"))
    assert all(image.url for image in (*head.opengraph_images, *head.twitter_images))
    assert all(name == name.lower() for name, _ in head.metas)
