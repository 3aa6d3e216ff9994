"""From places to URLs."""

from __future__ import annotations

from urllib.parse import quote, unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.pipeline import Links
from mkdocs_metaimage.pipeline.links import encoded

SEGMENTS = st.lists(
    st.text(st.characters(blacklist_characters="/", blacklist_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: text not in (".", "..")
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(
    ("site_url", "base_url", "absolute", "local"),
    [
        ("https://acme.dev", None, "https://acme.dev/a/i.png?h", "/a/i.png?h"),
        ("https://acme.dev/docs", None, "https://acme.dev/docs/a/i.png?h", "/docs/a/i.png?h"),
        ("https://acme.dev/docs/", None, "https://acme.dev/docs/a/i.png?h", "/docs/a/i.png?h"),
        ("https://acme.dev/docs/", "https://pr-7.dev", "https://pr-7.dev/a/i.png?h", "/a/i.png?h"),
        ("https://acme.dev/docs/", "https://x.dev/pr/7", "https://x.dev/pr/7/a/i.png?h", "/pr/7/a/i.png?h"),
        (
            "https://exämple.org/dö cs",
            None,
            "https://xn--exmple-cua.org/d%C3%B6%20cs/a/i.png?h",
            "/d%C3%B6%20cs/a/i.png?h",
        ),
        ("https://acme.dev/d%C3%B6cs", None, "https://acme.dev/d%C3%B6cs/a/i.png?h", "/d%C3%B6cs/a/i.png?h"),
        (None, "https://pr-7.dev/x/", "https://pr-7.dev/x/a/i.png?h", "/x/a/i.png?h"),
        (None, None, None, "../i.png?h"),
        ("", None, None, "../i.png?h"),
    ],
)
def test_urls(site_url, base_url, absolute, local):
    links = Links.of(site_url, base_url)
    assert links.absolute("a/i.png", "h") == absolute
    assert links.local("a/i.png", "h", "a/b/") == local


@given(SEGMENTS, SEGMENTS, st.booleans())
def test_a_relative_url_leads_from_the_page_to_the_image(image, page, directory):
    image = [*image, "icon.png"]
    page_url = "/".join(map(quote, page)) + ("/" if directory else ".html")
    url = Links().local("/".join(image), "h", page_url)
    whole = urljoin(f"https://x.dev/docs/{page_url}", url.removesuffix("?h"))
    assert unquote(whole.removeprefix("https://x.dev/docs/")) == "/".join(image)


def test_a_page_of_any_depth_gets_a_url_from_the_root():
    assert Links().local("a b.png", "h", "/404.html") == "/a%20b.png?h"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.dev/a-b/~c_1.html", "https://acme.dev/a-b/~c_1.html"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://acme.dev", "https://acme.dev"),
        ("HTTPS://acme.dev/", "https://acme.dev/"),
        ("https://acme.dev/a b/%20?q=ä#ö", "https://acme.dev/a%20b/%20?q=%C3%A4#%C3%B6"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://exämple.org:80/ü", "https://xn--exmple-cua.org:80/%C3%BC"),
        ("https://a..b/", "https://a..b/"),
    ],
)
def test_a_url_is_encoded_once(url, expected):
    assert encoded(url) == expected
    assert encoded(expected) == expected
