"""Who should not get anything from the preview does not, and nobody gets what is not meant for browsers."""

from __future__ import annotations

import re
from contextlib import closing
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from preview.fake_docs import API, HOST, SECRET, Browser, make_docs


@pytest.fixture(scope="module", params=["/", "/acme/"])
def browser(request, tmp_path_factory):
    """What asks a preview of two pages, of a site at the root of its server or below it."""
    with closing(Browser(make_docs(tmp_path_factory.mktemp("site"), request.param))) as browser:
        yield browser
        assert browser.logged == []


@pytest.fixture(scope="module")
def root(browser):
    return f"{browser.docs.mount}__metaimage/"


def test_a_redirect_says_nothing_that_is_no_address(tmp_path):
    with closing(Browser(make_docs(tmp_path, "/acme/"))) as browser:
        answer = browser.ask("/__metaimage/\r\nSet-Cookie: a//evil.example\x00ü", "a=\r\n<ü>\x7f")
    assert (
        answer.headers["Location"]
        == "/acme/__metaimage/%0D%0ASet-Cookie%3A%20a//evil.example%00%C3%BC?a=%0D%0A%3C%C3%BC%3E%7F"
    )


def test_a_drawing_runs_nothing(browser, root):
    (icon,) = [
        image
        for image in browser.call("cards", page="index.md").data["images"]
        if image["convention"] == "icon"
    ]
    answer = browser.ask(root + icon["src"])
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert (
        answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )


def test_only_pictures_that_were_given_out_are_there(browser, root):
    src = browser.card()["src"]
    digest = re.fullmatch(r"picture/([0-9a-f]{64})\.png", src)[1]
    known = re.sub(r"png$", "{}", src)
    for name in (
        known.format("jpg"), known.format("svg"), known.format("PNG"), known.format(""), f"picture/{digest}",
        f"picture/{'0' * 64}.png", f"picture/{digest[:-1]}.png", f"picture/{digest.upper()}.png", f"{src}/", f"{src}\n",
        f"picture/../{src}", f"picture/{digest}.png.png", "picture/", "picture/.png", "picture/../../secret.md",
    ):  # fmt: skip
        answer = browser.ask(root + name)
        assert answer.status == 404, name
        assert "Load the page again" in answer.data["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_can_be_done_but_reading(browser, root, method):
    for path in (root, f"{root}api/site", f"{root}none"):
        answer = browser.ask(path, method=method, X_METAIMAGE="1")
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("name", API)
def test_data_needs_the_header_that_no_other_page_can_send(browser, root, name):
    for header in (None, "", "0", "true"):
        answer = browser.ask(f"{root}api/{name}", "page=index.md", X_METAIMAGE=header)
        assert answer.status == 403
        assert "X-Metaimage: 1" in answer.data["error"]


PATHS = ("", "api/site", "api/none", "assets/css/base.css", f"picture/{'0' * 64}.png", "none")


def test_another_name_is_refused_everywhere(browser, root):
    for host in ("evil.example:8000", None, "<b>"):
        for path in (*(root + name for name in PATHS), root[:-1], "/__metaimage/"):
            answer = browser.ask(path, X_METAIMAGE="1", HOST=host)
            assert answer.status == 403
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert b"<b>" not in answer.body
            assert (b"preview_hosts: [&quot;evil.example&quot;]" in answer.body) == (
                host == "evil.example:8000"
            )


def test_names_of_the_option_are_served(tmp_path):
    with closing(Browser(make_docs(tmp_path), preview_hosts=["docs.acme.dev"])) as browser:
        answer = browser.ask("/__metaimage/api/site", X_METAIMAGE="1", HOST="docs.acme.dev")
        assert answer.status == 200
        assert answer.data["local"] is False


def test_the_pages_of_others_are_refused_everywhere(browser, root):
    for name in PATHS:
        for headers in (
            {"ORIGIN": "http://evil.example"},
            {"ORIGIN": "null"},
            {"SEC_FETCH_SITE": "cross-site", "SEC_FETCH_MODE": "no-cors", "SEC_FETCH_DEST": "image"},
            {"SEC_FETCH_SITE": "same-site", "SEC_FETCH_MODE": "navigate", "SEC_FETCH_DEST": "iframe"},
        ):
            assert browser.ask(root + name, X_METAIMAGE="1", **headers).status == 403, (name, headers)


def test_others_may_link_to_it(browser, root):
    link = {"SEC_FETCH_SITE": "cross-site", "SEC_FETCH_MODE": "navigate", "SEC_FETCH_DEST": "document"}
    assert browser.ask(root, "page=index.md", **link).status == 200
    assert browser.ask(root[:-1], **link).status == 307
    assert browser.ask(f"{root}api/site", X_METAIMAGE="1", **link).status == 403
    assert browser.ask(root + browser.card()["src"], **link).status == 403
    own = {"SEC_FETCH_SITE": "same-origin", "ORIGIN": f"http://{HOST}"}
    assert browser.ask(f"{root}api/site", X_METAIMAGE="1", **own).status == 200


def test_every_answer_is_guarded(browser, root):
    for path in (*(root + name for name in PATHS), root[:-1], root + browser.card()["src"]):
        for host in (HOST, "evil.example"):
            answer = browser.ask(path, X_METAIMAGE="1", HOST=host)
            headers = answer.headers
            shown = (
                answer.status == 200 and headers["Content-Type"].startswith("image/") and "picture/" in path
            )
            assert ("immutable" if shown else "no-store") in headers["Cache-Control"]
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "default-src" in headers["Content-Security-Policy"]


_PIECES = st.lists(
    st.sampled_from(
        ["..", ".", "", "/", "\\", "%2e%2e", "%2f", "\0", "~", "C:", "etc", "passwd", "secret.md", "index.md", "docs",
         "assets", "api", "picture", "site", "index.html", "cards", "file:", "größe.md", "guide", "\ud800", "a" * 300]
    )
    | st.text(max_size=8),
    max_size=8,
)  # fmt: skip


@settings(max_examples=150)
@given(pieces=_PIECES, start=st.sampled_from(["", "assets/", "picture/", "api/", "assets/js/", "../"]))
def test_no_path_reads_another_file(browser, root, pieces, start):
    path = root + start + "/".join(pieces)
    for asked in (path, quote(path, errors="surrogatepass")):
        answer = browser.ask(asked, X_METAIMAGE="1")
        assert answer.status in (200, 307, 403, 404)
        assert SECRET.encode() not in answer.body
        assert b"root:" not in answer.body
        if answer.status == 200:
            assert not asked.startswith(f"{root}picture/")
            assert answer.headers["Content-Type"].startswith(("text/", "image/svg", "application/json"))


_VALUES = st.text(max_size=40) | st.sampled_from(
    ["index.md", "guide/größe.md", "../secret.md", "/etc/passwd", "opengraph-image", "99999999", "rtl", "ar", "en",
     "../../secret.md", "default", "-1", "1e999", "\0", "x" * 3000, "<script>"]
)  # fmt: skip
_NAMES = st.sampled_from(
    [
        "page",
        "image",
        "title",
        "description",
        "lang",
        "dir",
        "template",
        "generation",
        "width",
        "height",
        "__class__",
    ]
)


@settings(max_examples=60)
@given(
    name=st.sampled_from([name for name in API if name != "templates"]),
    query=st.dictionaries(_NAMES, _VALUES, max_size=5),
    page=st.sampled_from(["index.md", "guide/größe.md", None]),
)
def test_no_query_does_harm(browser, name, query, page):
    browser.preview._patience = 0
    answer = browser.call(name, **(query if page is None else {**query, "page": page}))
    assert answer.status in (200, 400, 404)
    assert SECRET.encode() not in answer.body
    for image in answer.data.get("images", ()):
        assert image["size"] is None or max(image["size"]) <= 1200


@given(query=st.text(st.characters(max_codepoint=255), max_size=60))
def test_no_text_of_a_query_does_harm(browser, root, query):
    browser.preview._patience = 0
    answer = browser.ask(f"{root}api/changes", query, X_METAIMAGE="1")
    assert answer.status in (200, 400)
