from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.head import rewrite_head
from mkdocs_metaimage.tags import Tag


def meta(name: str, content: str) -> Tag:
    return Tag("meta", (("name" if name.startswith("twitter:") else "property", name), ("content", content)))


def link(rel: str, href: str) -> Tag:
    return Tag("link", (("rel", rel), ("href", href)))


TITLE = meta("og:title", "Ours")
IMAGE = [meta("og:image", "https://a.b/ours.png"), meta("og:image:width", "1200")]
CARD = meta("twitter:card", "summary_large_image")
X_IMAGE = [meta("twitter:image", "https://a.b/ours.png"), meta("twitter:image:alt", "A card")]
ICON = link("icon", "/icon.png")
APPLE = link("apple-touch-icon", "/apple-icon.png")
ALL = [TITLE, *IMAGE, CARD, *X_IMAGE, ICON, APPLE]

# As the themes write it, Material's description with the quote that it does not escape.
MKDOCS = """\
<!DOCTYPE html>
<html lang="en" data-bs-theme="light">
    <head>
        <meta charset="utf-8">
        <meta http-equiv="X-UA-Compatible" content="IE=edge">
        <meta name="viewport" content="width=device-width, initial-scale=1.0">
        <meta name="description" content="None">
        <link rel="canonical" href="https://acme.dev/docs/">
        <link rel="shortcut icon" href="img/favicon.ico">
        <title>S & Co</title>
        <link href="css/base.css" rel="stylesheet">
        <script>hljs.highlightAll();</script>\x20
    </head>

    <body class="homepage">
"""
READTHEDOCS = """\
<!DOCTYPE html>
<html class="writer-html5" lang="en" >
<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" /><meta name="description" content="None" />
      <link rel="shortcut icon" href="img/favicon.ico" />
    <title>S & Co</title>
    <link rel="stylesheet" href="css/theme.css" />
    <!--[if lt IE 9]>
      <script src="js/html5shiv.min.js"></script>
    <![endif]-->
</head>

<body class="wy-body-for-nav" role="document">
"""
MATERIAL = """\

<!doctype html>
<html lang="en" class="no-js">
  <head>
\x20\x20\x20\x20
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
\x20\x20\x20\x20\x20\x20
        <meta name="description" content="Hello "x"">
\x20\x20\x20\x20\x20\x20
      <link rel="icon" href="assets/images/favicon.png">
      <meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">
\x20\x20\x20\x20
        <title>S & Co</title>
\x20\x20\x20\x20\x20\x20
      <style>:root{--md-text-font:"Roboto"}</style>
    <script>__md_scope=new URL(".",location),__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e),0)</script>
  </head>
  <body dir="ltr">
"""
MINIFIED = (
    "<!doctypehtml><html class=no-js lang=en><meta charset=utf-8>"
    "<meta content=width=device-width,initial-scale=1 name=viewport>"
    "<link href=assets/images/favicon.png rel=icon>"
    "<title>S & Co</title><link href=assets/main.css rel=stylesheet><body dir=ltr><p>Text\n</p>"
)
THEMES = [MKDOCS, READTHEDOCS, MATERIAL, MINIFIED]


def document(head: str) -> str:
    return f"<!doctype html>\n<html>\n<head>\n<title>T</title>\n{head}</head>\n<body></body>\n</html>\n"


def found(html: str) -> list[tuple[str, str]]:
    """All that a parser finds of the tags that matter, as what they are about and what they say."""
    tags = []
    for element in BeautifulSoup(html, "html.parser").find_all(["meta", "link"]):
        about = element.get("property") or element.get("name") or " ".join(element.get("rel", []))
        if about.startswith(("og:", "twitter:")) or "icon" in about:
            tags.append((about, element.get("content") or element.get("href")))
    return tags


OURS = found("".join(tag.html for tag in ALL))


# Where the tags go


def test_in_the_head_of_the_mkdocs_theme() -> None:
    assert rewrite_head(MKDOCS, [TITLE, ICON]) == MKDOCS.replace(
        '        <link rel="shortcut icon" href="img/favicon.ico">\n', ""
    ).replace(
        "        <title>S & Co</title>\n",
        "        <title>S & Co</title>\n"
        '        <meta property="og:title" content="Ours">\n'
        '        <link rel="icon" href="/icon.png">\n',
    )


def test_in_the_head_of_the_readthedocs_theme() -> None:
    assert rewrite_head(READTHEDOCS, [TITLE, ICON]) == READTHEDOCS.replace(
        '      <link rel="shortcut icon" href="img/favicon.ico" />\n', ""
    ).replace(
        "    <title>S & Co</title>\n",
        "    <title>S & Co</title>\n"
        '    <meta property="og:title" content="Ours">\n'
        '    <link rel="icon" href="/icon.png">\n',
    )


def test_in_the_head_of_material() -> None:
    assert rewrite_head(MATERIAL, [TITLE, APPLE]) == MATERIAL.replace(
        "        <title>S & Co</title>\n",
        "        <title>S & Co</title>\n"
        '        <meta property="og:title" content="Ours">\n'
        '        <link rel="apple-touch-icon" href="/apple-icon.png">\n',
    )


def test_in_a_minified_page_without_head_tags() -> None:
    assert rewrite_head(MINIFIED, [TITLE, ICON]) == MINIFIED.replace(
        "<link href=assets/images/favicon.png rel=icon><title>S & Co</title>",
        '<title>S & Co</title><meta property="og:title" content="Ours"><link rel="icon" href="/icon.png">',
    )


@pytest.mark.parametrize(
    "marked",
    [
        # With tags on one line.
        "<!doctype html><html><head><title>T</title>{}<link href=x></head><body>",
        "<!doctype html><html><head><title>T</title><meta charset=utf-8>{}</head><body>",
        "<head><meta http-equiv=Content-Type content='text/html'>{}<script></script></head>",
        "<head><title>T</title><base href=/><meta name=VIEWPORT content=x/>{}</head>",
        "<html><head>{}</head><body><title>T</title></body>",
        "<html><head>{}<link rel=stylesheet href=x></head>",
        "<!doctype html>{}<p>Text",
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>{}Text",
        "<html lang=en>{}<header><title>no</title></header>",
        "<html>{}<body><meta charset=utf-8>",
        '<html><head prefix="og: https://ogp.me/ns#" data-x="</head>">{}</head>',
        "<title>T</title>{}<p>",
        "<TITLE>T</TITLE\n>{}</HEAD>",
        "<title>a <b> </titles> &lt;</title>{}<link href=x>",
        "<title/>no end</title>{}",
        "{}<div>Text</div>",
        "\ufeff{}<div>Text</div>",
        "<!-- <head> --> {}<div>Text</div>",
        "\ufeff<!doctype html><head>{}</head>",
        "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>{}<body/></html>",
        "<!-- <!doctype html><head><title>no</title> --><!doctype html><head><title>T</title>{}</head>",
        "<!--><!doctype html><head>{}<!-- --></head>",
        "<!doctype html><!--[if IE]><head class=ie><![endif]--><!--[if !IE]><!--><head>{}<!--<![endif]-->",
        "<head>{}<script>'<title>no</title>'</script></head>",
        "<head>{}<template><title>no</title><template></template><title>no</title></template></head>",
        "<head>{}<noscript><meta charset=no></noscript></head>",
        "<head><meta charset=utf-8>{}<style>a>b</style><svg><title>no</title></svg></head>",
        "<head><title>T</title>{}<div></div><meta charset=late></head>",
        "<head><title>T</title>{}<!-- never closed <title>no</title></head>",
        "<head>{}<title>never closed<meta charset=no></head>",
        "stray text <!doctype html><head>{}</head>",
        "<head>1 < 2 <title>T</title>{}</head>",
        # With a tag a line.
        "<head>\n\t<title>T</title>\n{\t\n}\t<link href=x>\n</head>",
        "<head>\r\n  <title>T</title>  \r\n{  \r\n}</head>\r\n",
        "<html>\n  <head>\n{    \n}\n    <link href=x>\n  </head>",
        "<html>\n  <head>\n{  \n}  </head>",
        "<!doctype html>\n{\n}<p>Text",
        "  <meta charset=utf-8>\n{  \n}",
        "<head>\n  <title>\n    T\n  </title>\n{  \n}</head>",
        "<head>\n  <meta\n    charset=utf-8\n  >\n{  \n}</head>",
        "<head><title>T</title>\n{\n}</head>",
        # Not alone on its line.
        "<head>\n  <title>T</title>{}<link href=x>\n</head>",
        "<head>\n  <title>T</title>{} <!-- comment -->\n</head>",
    ],
)
def test_the_place(marked: str) -> None:
    """Braces mark the place; between them stands what goes before and after each tag on a line of its own."""
    before, rest = marked.split("{")
    layout, after = rest.split("}")
    indentation, newline = layout.rstrip("\r\n"), layout.lstrip(" \t")
    tags = "".join(f"{indentation}{tag.html}{newline}" for tag in ALL)
    assert rewrite_head(before + after, ALL) == before + tags + after


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\ufeff",
        "Just text, 1 < 2",
        "window.page = '<html><head></head></html>'",
        '{"head": "<head>"}',
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
        '<rss version="2.0"><channel><title>T</title></channel></rss>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title></svg>',
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''><svg><title>T</title></svg>",
        "<headline><title>T</title></headline>",
        "<!-- only a comment <html> -->",
        "<!-- never closed <html>",
    ],
)
def test_what_is_no_page_is_untouched(text: str) -> None:
    assert rewrite_head(text, ALL) == text


def test_what_is_cut_off_within_a_tag_is_read_once() -> None:
    text = "<!doctype html><html><head>" + "</x " * 100_000
    assert rewrite_head(text, ALL).endswith("</x " * 100_000)


def test_without_tags_nothing_changes() -> None:
    html = document('<meta property="og:image" content="theirs.png">\n')
    assert rewrite_head(html, []) == html


@pytest.mark.parametrize("filling", ["x", "日"])
def test_a_late_title_does_not_push_the_tags_out_of_what_crawlers_read(filling: str) -> None:
    style = f"<style>/* {filling * (32_700 // len(filling.encode()))} */</style>"
    html = f"<head><meta charset=utf-8>{style}<title>T</title></head>"
    assert rewrite_head(html, ALL).startswith("<head><meta charset=utf-8><meta property=")


def test_a_title_that_crawlers_read_goes_first() -> None:
    html = f"<head><style>/* {'x' * 30_000} */</style><title>T</title></head>"
    output = rewrite_head(html, ALL)
    assert output.index("</title>") < output.index("og:title") < output.index("apple-touch-icon") < 32 * 1024


def test_never_before_the_charset() -> None:
    html = f"<head><title>T</title><style>/* {'x' * 40_000} */</style><meta charset=utf-8></head>"
    assert rewrite_head(html, [TITLE]) == html.replace("</head>", TITLE.html + "</head>")


# What the page already says


@pytest.mark.parametrize(
    "name",
    [
        *("og:title", "og:description", "og:type", "og:url", "og:site_name", "og:locale"),
        *("twitter:card", "twitter:title", "twitter:description"),
    ],
)
@pytest.mark.parametrize(
    "spelling",
    [
        '<meta property="{}" content="Theirs">',
        '<meta name="{}" content="Theirs">',
        "<meta content=Theirs property={}>",
        "<META CONTENT='>' Property = '{}'/>",
        '<meta name="description" property="{}" content="Theirs">',
        '<meta\n  property="{}"\n  content="Theirs"\n/>',
        '<meta property="{}" property="og:other">',
        '<meta property=" {} ">',
    ],
)
@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("on_existing", ["replace", "keep"])
def test_an_existing_text_stays(name: str, spelling: str, upper: bool, on_existing: str) -> None:
    html = document(spelling.format(name.upper() if upper else name) + "\n")
    assert rewrite_head(html, [meta(name, "Ours")], on_existing=on_existing) == html


@pytest.mark.parametrize(
    "theirs",
    [
        '<!-- <meta property="og:title" content="Theirs"> -->',
        '<!--[if IE]><meta property="og:title" content="Theirs"><![endif]-->',
        '<script>document.write(\'<meta property="og:title" content="Theirs">\')</script>',
        '<SCRIPT type="text/template"><meta property="og:title" content="Theirs"></SCRIPT >',
        '<style>/* <meta property="og:title" content="Theirs"> */</style>',
        '<template><p><meta property="og:title" content="Theirs"></p></template>',
        '<template><p title="</template>"><meta property="og:title" content="Theirs"></p></template>',
        '<template><script></template></script><meta property="og:title" content="Theirs"></template>',
        '<template><!-- </template> --><meta property="og:title" content="Theirs"></template>',
        '<noscript><meta property="og:title" content="Theirs"></noscript>',
        '<meta name="x" content="<meta property=\'og:title\'>">',
        '<meta itemprop="og:title" content="Theirs">',
        '<meta property="og:title:x" content="Theirs">',
        '<meta property="x" property="og:title">',
        '<metas property="og:title">',
        '<link property="og:title">',
    ],
)
def test_what_is_no_existing_text(theirs: str) -> None:
    html = document(theirs + "\n")
    assert rewrite_head(html, [TITLE]) == document(f"{TITLE.html}\n{theirs}\n")


def test_tags_in_the_body_are_the_authors() -> None:
    body = "<body>\n<meta property='og:title' content='x'><link rel=icon href=y>\n</body>"
    html = f"<head></head>{body}"
    assert rewrite_head(html, [TITLE, ICON]) == f"<head>{TITLE.html}{ICON.html}</head>{body}"


def test_tags_after_an_element_that_cannot_be_in_a_head() -> None:
    html = '<head><title>T</title><div></div><meta property="og:title" content="Theirs"></head><body>'
    assert rewrite_head(html, [TITLE]) == html


def test_image_groups_are_replaced_whole() -> None:
    theirs = """\
<meta property="og:image" content="theirs.png">
<meta property="og:image:url" content="theirs.png">
<meta property="og:image:secure_url" content="theirs.png">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1">
<meta name="og:image:height" content="1">
<meta content=Theirs property=OG:IMAGE:ALT>
<meta name="twitter:image" content="theirs.png">
<meta property="twitter:image:src" content="theirs.png">
<meta name="twitter:image:alt" content="Theirs">
<meta name="image" property="og:image" content="theirs.png">
"""
    stays = '<meta property="og:video" content="theirs.mp4">\n<meta name="theme-color" content="red">\n'
    ours = "".join(f"{tag.html}\n" for tag in [*IMAGE, *X_IMAGE])
    assert rewrite_head(document(theirs + stays), [*IMAGE, *X_IMAGE]) == document(ours + stays)


def test_image_groups_are_replaced_only_by_their_like() -> None:
    theirs = '<meta property="og:image" content="o.png">\n<meta name="twitter:image" content="t.png">\n'
    assert found(rewrite_head(document(theirs), [TITLE])) == [
        *(("og:title", "Ours"), ("og:image", "o.png"), ("twitter:image", "t.png")),
    ]
    assert found(rewrite_head(document(theirs), X_IMAGE)) == [
        *(("twitter:image", "https://a.b/ours.png"), ("twitter:image:alt", "A card"), ("og:image", "o.png")),
    ]


def test_an_existing_card_stays_unless_its_image_is_replaced() -> None:
    card = '<meta name="twitter:card" content="summary">\n'
    image = '<meta name="twitter:image" content="theirs.png">\n'
    tags = [CARD, *X_IMAGE]
    ours = "".join(f"{tag.html}\n" for tag in tags)
    assert rewrite_head(document(card + image), tags) == document(ours)
    without_card = ours.removeprefix(f"{CARD.html}\n")
    assert rewrite_head(document(card), tags) == document(without_card + card)
    assert rewrite_head(document(card + image), [CARD]) == document(card + image)
    assert rewrite_head(document(card + image), tags, on_existing="keep") == document(card + image)


@pytest.mark.parametrize(
    "rel",
    [
        "icon",
        '"shortcut icon"',
        "'ICON Shortcut'",
        '"\n icon "',
        '"alternate icon"',
        '"apple-touch-icon icon"',
    ],
)
def test_icons_are_replaced_by_icons(rel: str) -> None:
    html = document(f"<link href=x rel={rel} media=print>\n")
    assert rewrite_head(html, [ICON]) == document(f"{ICON.html}\n")


@pytest.mark.parametrize("rel", ["apple-touch-icon", "apple-touch-icon-precomposed", "APPLE-TOUCH-ICON"])
def test_apple_icons_are_replaced_by_apple_icons(rel: str) -> None:
    html = document(f"<link rel={rel} sizes=57x57 href=x>\n")
    assert rewrite_head(html, [APPLE]) == document(f"{APPLE.html}\n")


@pytest.mark.parametrize(
    ("rel", "tag"),
    [("apple-touch-icon", ICON), ("icon", APPLE), ("mask-icon", ICON), ("stylesheet", ICON), ("icon", TITLE)],
)
def test_other_links_stay(rel: str, tag: Tag) -> None:
    theirs = f"<link rel={rel} href=x>\n"
    assert rewrite_head(document(theirs), [tag]) == document(f"{tag.html}\n{theirs}")


def test_keep_lets_existing_images_and_icons_stay() -> None:
    html = document(
        '<meta property="og:image" content="o.png">\n<meta name="twitter:image" content="t.png">\n'
        "<link rel='shortcut icon' href=i.ico>\n<link rel=apple-touch-icon href=a.png>\n"
    )
    ours = f"{TITLE.html}\n{CARD.html}\n"
    assert rewrite_head(html, ALL, on_existing="keep") == html.replace("</title>\n", f"</title>\n{ours}")


def test_keep_inserts_what_is_not_there() -> None:
    assert rewrite_head(document(""), ALL, on_existing="keep") == rewrite_head(document(""), ALL)


def test_a_kept_image_is_not_hidden_from_x_by_the_same_image_of_ours() -> None:
    html = document('<meta property="og:image" content="o.png">\n')
    kept = rewrite_head(html, [*IMAGE, *X_IMAGE, TITLE], on_existing="keep")
    assert found(kept) == [("og:title", "Ours"), ("og:image", "o.png")]
    for_x = meta("twitter:image", "https://a.b/for-x.png")
    kept = rewrite_head(html, [*IMAGE, for_x], on_existing="keep")
    assert found(kept) == [("twitter:image", "https://a.b/for-x.png"), ("og:image", "o.png")]


# What is removed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a>\n  <link rel=icon>\n  <b>", "<a>\n  <b>"),
        ("<a>\r\n\t<link rel=icon> \t\r\n<b>", "<a>\r\n<b>"),
        ("<a>\n\n<link\nrel=icon\n>\n\n<b>", "<a>\n\n\n<b>"),
        ("<a><link rel=icon>\n<b>", "<a>\n<b>"),
        ("<a>\n  <link rel=icon><b>", "<a>\n  <b>"),
        ("<a> <link rel=icon> <b>", "<a>  <b>"),
        ("<a>\n<link rel=icon> <!-- theirs -->\n", "<a>\n <!-- theirs -->\n"),
        ("<link rel=icon><link rel=icon>\n<link rel=icon>\n", "\n"),
        ("<link rel=icon>", ""),
    ],
)
def test_removal_takes_the_line_of_a_tag_that_is_alone_on_it(before: str, after: str) -> None:
    before, after = (
        text.replace("<a>", "<script></script>").replace("<b>", "<style></style>") for text in (before, after)
    )
    head = "<head><title>T</title>{}" + "</head>"
    expected = rewrite_head(head.format("<!---->" + after), [ICON])
    assert rewrite_head(head.format("<!---->" + before), [ICON]) == expected


def test_a_last_line_without_an_end() -> None:
    assert rewrite_head("<title>T</title>\n  <link rel=icon>", [ICON]) == f"<title>T</title>\n{ICON.html}\n  "


# Whatever the page


@pytest.mark.parametrize("html", THEMES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_theme_gets_each_tag_once_and_keeps_the_rest(html: str, newline: str) -> None:
    html = html.replace("\n", newline)
    output = rewrite_head(html, ALL)
    assert found(output) == OURS
    assert output.endswith(html[html.index("<body") :])
    assert output.count("\r\n") == (output.count("\n") if newline == "\r\n" else 0)
    assert rewrite_head(output, ALL) == output


TAGS = st.lists(
    st.one_of(
        st.builds(
            meta,
            st.sampled_from(
                ["og:title", "og:image", "og:image:alt", "twitter:card", "twitter:image", "og:locale"]
            ),
            st.sampled_from(["https://a.b/c?d&e", "it's", 'say "hi"', "<script>", "🎉\nparty", "</head>"]),
        ),
        st.builds(link, st.sampled_from(["icon", "apple-touch-icon"]), st.sampled_from(["/a", "/b?c&d"])),
    ),
    max_size=6,
)
PIECES = st.sampled_from(
    [
        *(
            "<!doctype html>",
            "<html>",
            "<head>",
            "<HEAD class=x>",
            "</head>",
            "<body>",
            "</body>",
            "<header>",
        ),
        *(
            "<meta charset=utf-8>",
            "<meta name=viewport content=x>",
            "<title>T</title>",
            "<title>",
            "<base href=/>",
        ),
        *(
            "<link rel=icon href=x>",
            "<link rel='shortcut icon'/>",
            "<link rel=stylesheet>",
            "<p>",
            "é",
            "text",
            "<",
        ),
        *(
            '<meta property="og:image" content="x">',
            "<meta name=twitter:image content=x>",
            "<meta content='>'",
        ),
        *(
            '<meta property="og:title" content="x">',
            "<meta name=twitter:card content=summary>",
            '"',
            "'",
            ">",
        ),
        *("<script>'<head>'</script>", "<script>", "<!-- <head> -->", "<!--", "<template>", "</template>"),
        *(
            "\n",
            "\n  ",
            "\r\n\t",
            " ",
            "\n\n",
            "\ufeff",
            "<svg><title>no</title></svg>",
            "<!",
            "<?xml?>",
            "</",
        ),
        *(meta("og:title", "it's").html, meta("twitter:image", "it's").html, link("icon", "/a").html),
    ]
)
PAGES = st.lists(PIECES, max_size=25).map("".join)
CHOICES = st.sampled_from(["replace", "keep"])


@given(PAGES, TAGS, CHOICES)
def test_a_second_call_changes_nothing(html: str, tags: list[Tag], on_existing: str) -> None:
    output = rewrite_head(html, tags, on_existing=on_existing)
    assert rewrite_head(output, tags, on_existing=on_existing) == output


@given(st.sampled_from(THEMES), PAGES, TAGS)
def test_the_body_is_untouched(theme: str, body: str, tags: list[Tag]) -> None:
    assert rewrite_head(theme + body, tags) == rewrite_head(theme, tags) + body


NEW = [meta("og:x", "1"), meta("twitter:x", "2")]


@given(PAGES)
def test_without_the_tags_the_page_is_as_before(html: str) -> None:
    output = rewrite_head(html, NEW)
    if output == html:
        return
    before, rest = output.split(NEW[0].html)
    between, after = rest.split(NEW[1].html)
    # On lines of their own the tags have the line's end between them, and the indentation.
    newline, indentation = re.fullmatch(r"(\r?\n|)([ \t]*)", between).groups()
    assert before.removesuffix(indentation) + after.removeprefix(newline) == html


@given(
    st.sampled_from(THEMES),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).map(str.strip),
)
def test_a_parser_finds_each_value_once(theme: str, value: str) -> None:
    tags = [meta("og:image:alt", value), meta("og:title", value)]
    texts = [(name, text or "") for name, text in found(rewrite_head(theme, tags)) if name.startswith("og:")]
    assert texts == [("og:image:alt", value), ("og:title", value)]


@pytest.mark.parametrize(
    "theirs",
    [
        '<meta content="a" property="og:image">',
        '<meta content="a" name="\xa0OG:image ">',
        '<META name="x" Property="og:image" content="a"/>',
        '<meta content="a"name="og:image">',
        "<meta content=a property='og:image:alt'>",
        '<meta content="a" property="&#111;g:image">',
    ],
)
def test_images_among_tags_that_say_nothing_are_found(theirs: str) -> None:
    silent = '<meta name="author" content="Ann">\n<link rel="next" href="b/" title="B" />\n'
    page = document(silent + theirs + silent)
    assert theirs not in rewrite_head(page, IMAGE)
    assert rewrite_head(page, IMAGE).count(silent) == 2
