"""The heads that `serve` keeps are those that a build would write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.head import rewrite_head
from mkdocs_metaimage.hosts.mkdocs import heads
from mkdocs_metaimage.hosts.mkdocs.heads import KeptHeads
from mkdocs_metaimage.tags import Tag

TITLE = Tag("meta", (("property", "og:title"), ("content", "Ours")))
IMAGE = Tag("meta", (("property", "og:image"), ("content", "https://a.b/ours.png")))
ICON = Tag("link", (("rel", "icon"), ("href", "/icon.png")))
HTML = """\
<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <link rel="icon" href="theirs.ico">
    <title>One</title>
  </head>
  <body>One</body>
</html>
"""
# What ends a head, or only seems to, and what may stand before and behind.
PIECES = (
    *(
        "<!doctype html>",
        "<html>",
        "<head>",
        "</head>",
        "</head",
        "</HEAD>",
        "<body>",
        "<p>Text</p>",
        "<",
        "\n",
        "  ",
    ),
    *("<!-- </head> -->", "<!--", "-->", "<script>'</head>'</script>", "<script>", "</script>", "<template>"),
    *(
        "</template>",
        "<meta charset=utf-8>",
        "<title>Title</title>",
        "<meta property='og:title' content='Theirs'>",
    ),
    *('<link rel="icon" href="theirs.ico">', "<meta property='og:image' content='theirs.png'>\n", "<div>"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def test_a_head_that_is_what_it_was_is_not_read_again(monkeypatch):
    kept, tags = KeptHeads(), (TITLE, IMAGE, ICON)
    written = kept.rewrite("a", HTML, tags, "replace")
    monkeypatch.setattr(heads, "find_edit", None)
    assert kept.rewrite("a", HTML, tuple(tags), "replace") == written
    longer = HTML.replace("<body>One", "<body><head></head>" + "Two " * 20_000)
    assert kept.rewrite("a", longer, tags, "replace") == rewrite_head(longer, tags)


def test_another_head_or_another_question_is():
    kept = KeptHeads()
    for html, tags, on_existing in (
        (HTML, (TITLE, IMAGE, ICON), "replace"),
        (HTML, (TITLE, IMAGE, ICON), "keep"),
        (HTML, (TITLE, IMAGE), "keep"),
        (HTML.replace("One", "Two"), (TITLE, IMAGE), "keep"),
        (HTML.replace("<head>", "<head><meta property='og:title' content='T'>"), (TITLE, IMAGE), "keep"),
        (HTML, (), "keep"),
        ("no page", (TITLE,), "keep"),
    ):
        assert kept.rewrite("a", html, tags, on_existing) == rewrite_head(html, tags, on_existing=on_existing)


@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_behind_the_head_makes_no_difference_that_is_missed(head, one, two):
    kept, tags = KeptHeads(), (TITLE, IMAGE, ICON)
    for rest in (one, two, one):
        html = f"<!doctype html><head>{head}</head>{rest}"
        assert kept.rewrite("a", html, tags, "replace") == rewrite_head(html, tags)
