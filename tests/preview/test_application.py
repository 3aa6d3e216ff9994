"""What is asked below `__metaimage/` is answered, whatever is asked, and with nothing that was not meant for it."""

from __future__ import annotations

import json
import re
import threading
from contextlib import closing
from types import MappingProxyType
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from preview.drafts import page, write
from preview.fake_docs import HOST, Browser, FakeDocs, age, at_once

from mkdocs_metaimage.preview import Preview, endpoints
from mkdocs_metaimage.preview import desk as desk_module
from mkdocs_metaimage.preview.static_files import StaticFiles

SECRET = "What nobody may read."
API = ("site", "cards", "page", "boxes", "fonts", "templates", "changes")
HOOK = """
from mkdocs_metaimage import ImageResponse
def image(page):
    return ImageResponse(f"<p>{page.title}</p>")
"""


def make_docs(root, mount="/"):
    files = {
        "secret.md": SECRET,
        "docs/index.md": "# Home",
        "docs/guide/größe.md": "# Größe",
        "docs/guide/opengraph-image.py": HOOK,
        "docs/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>x()</script></svg>',
    }
    write(root, files)
    age(root)
    return FakeDocs(root, (page("index.md"), page("guide/größe.md")), mount=mount)


@pytest.fixture(scope="module", params=["/", "/acme/"])
def browser(request, tmp_path_factory):
    """What asks a preview of two pages, of a site at the root of its server or below it."""
    with closing(Browser(make_docs(tmp_path_factory.mktemp("site"), request.param))) as browser:
        yield browser
        assert browser.logged == []


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The same for a test that changes something, and sees it at once."""
    monkeypatch.setattr(desk_module, "_FRESH", 0.0)
    monkeypatch.setattr(desk_module, "_SHARE", 0)
    with closing(Browser(make_docs(tmp_path))) as browser:
        yield browser


@pytest.fixture(scope="module")
def root(browser):
    return f"{browser.docs.mount}__metaimage/"


def one_card(browser, key="guide/größe.md"):
    (card,) = [
        image
        for image in browser.call("cards", page=key).data["images"]
        if image["convention"] == "opengraph-image"
    ]
    return card


def test_the_application_is_there(browser, root):
    answer = browser.ask(root)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    named = re.findall(r'(?:href|src)="([^"#]+)"', answer.body.decode())
    assert len(named) > 3
    kinds = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
    for name in named:
        part = browser.ask(root + name)
        assert (part.status, part.headers["Content-Type"]) == (200, kinds[name.rpartition(".")[2]]), name
        assert part.headers["X-Content-Type-Options"] == "nosniff"


def test_who_asks_elsewhere_is_sent_there(browser, root):
    asked = {root[:-1]: root, "/__metaimage": root}
    if root != "/__metaimage/":
        asked |= {"/__metaimage/": root, "/__metaimage/api/site": f"{root}api/site"}
    for path, target in asked.items():
        for query in ("", "page=guide/gr%C3%B6%C3%9Fe.md&tab=fonts"):
            answer = browser.ask(path, query)
            assert answer.status == 307
            assert answer.headers["Location"] == target + (f"?{query}" if query else "")
            assert answer.body == b""


def test_a_redirect_says_nothing_that_is_no_address(own):
    preview = Preview(make_docs(own.docs.root, "/acme/"), bound="localhost", log=own.logged.append)
    own.preview = preview
    answer = own.ask("/__metaimage/\r\nSet-Cookie: a//evil.example\x00ü", "a=\r\n<ü>\x7f")
    assert (
        answer.headers["Location"]
        == "/acme/__metaimage/%0D%0ASet-Cookie%3A%20a//evil.example%00%C3%BC?a=%0D%0A%3C%C3%BC%3E%7F"
    )


def test_it_owns_no_page_of_the_site(browser, root):
    for path in (root, root[:-1], f"{root}api/site", f"{root}none", "/__metaimage/", "/__metaimage"):
        assert browser.preview.owns(path), path
    for path in (
        "",
        "/",
        "/x/__metaimage/",
        f"{root[:-1]}s/",
        "/__METAIMAGE/",
        "//__metaimage/",
        "/__metaimagé/",
    ):
        assert not browser.preview.owns(path.encode().decode("latin-1")), path


@pytest.mark.parametrize("name", API)
def test_every_question_has_an_answer(browser, name):
    image = one_card(browser)["id"]
    answer = browser.call(name, page="guide/größe.md", image=image)
    assert answer.status == 200, answer.body
    assert isinstance(answer.data, dict)
    head = browser.call(name, "HEAD", page="guide/größe.md", image=image)
    assert (head.status, head.body) == (200, b"")


def test_the_site_is_told(browser):
    site = browser.call("site").data
    assert [page["key"] for page in site["pages"]] == ["index.md", "guide/größe.md"]
    assert site["local"] is True
    assert site["mount"] == browser.docs.mount
    assert str(browser.docs.root) not in json.dumps(site)


def test_others_who_can_reach_it_are_spoken_of(tmp_path):
    docs = make_docs(tmp_path)
    with closing(Browser(docs, bound="0.0.0.0")) as browser:
        assert browser.call("site").data["local"] is False


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_card_is_a_picture(browser, root, method):
    card = one_card(browser)
    answer = browser.ask(root + card["src"], method=method)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert int(answer.headers["Content-Length"]) == card["bytes"]
    assert answer.body[:4] == (b"\x89PNG" if method == "GET" else b"")


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
    src = one_card(browser)["src"]
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


def test_what_is_not_there_is_not_found(browser, root):
    for name in (
        "none",
        "index.html",
        "assets",
        "assets/",
        "assets/none.css",
        "api",
        "assets/../application.py",
    ):
        assert browser.ask(root + name).status == 404, name
    for name in ("", "none", "site/", "Site", "__class__"):
        answer = browser.call(name)
        assert answer.status == 404, name
        assert "__metaimage/" in answer.data["error"]


def test_questions_that_cannot_be_answered_say_what_can(browser):
    answer = browser.call("cards", page="none.md")
    assert (answer.status, "no such page" in answer.data["error"]) == (404, True)
    answer = browser.call("fonts", page="index.md", image="none")
    assert (answer.status, "no such image" in answer.data["error"]) == (404, True)
    answer = browser.call("cards", page="index.md", dir="up")
    assert (answer.status, "ltr" in answer.data["error"]) == (400, True)
    answer = browser.call("changes", generation="x")
    assert (answer.status, "number" in answer.data["error"]) == (400, True)
    answer = browser.call("cards", **{f"v{number}": number for number in range(30)})
    assert (answer.status, "20 values" in answer.data["error"]) == (400, True)


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
    assert browser.ask(root + one_card(browser)["src"], **link).status == 403
    own = {"SEC_FETCH_SITE": "same-origin", "ORIGIN": f"http://{HOST}"}
    assert browser.ask(f"{root}api/site", X_METAIMAGE="1", **own).status == 200


def test_every_answer_is_guarded(browser, root):
    for path in (*(root + name for name in PATHS), root[:-1], root + one_card(browser)["src"]):
        for host in (HOST, "evil.example"):
            headers = browser.ask(path, X_METAIMAGE="1", HOST=host).headers
            assert headers["Cache-Control"] == "no-store"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "default-src" in headers["Content-Security-Policy"]


def test_a_fault_of_ours_is_an_answer(own, monkeypatch):
    def fault(view, query):
        raise ZeroDivisionError("oh")

    def unspeakable(view, query):
        return {"number": float("nan")}

    faulty = MappingProxyType({"site": fault, "cards": unspeakable, "page": lambda view, query: {1, 2}})
    monkeypatch.setattr(endpoints, "ENDPOINTS", faulty)
    for name, error in [("site", "ZeroDivisionError"), ("cards", "ValueError"), ("page", "TypeError")]:
        answer = own.call(name)
        assert answer.status == 500
        assert error in answer.data["error"]
        assert "terminal" in answer.data["error"]
        text = own.logged.pop()
        assert error in text
        assert "Traceback" in text
    # The draft is given back all the same.
    own.docs.builds += 1
    with own.preview._desk.view():
        assert own.docs.closed == own.docs.drafts[:1]


def test_a_host_that_breaks_is_an_answer(own):
    own.docs.before = lambda: 1 / 0
    assert own.call("site").status == 500
    assert "ZeroDivisionError" in own.logged[0]
    own.docs.before = lambda: None
    assert own.call("site").status == 200


def test_half_a_character_is_told(own, monkeypatch):
    said = {"file": "a\udc80\ud800b.md", "title": "größe \U0001f600"}
    monkeypatch.setattr(endpoints, "ENDPOINTS", {"site": lambda view, query: said})
    assert own.call("site").data == said


def test_a_save_shows(own):
    first = one_card(own)
    write(own.docs.root, {"docs/guide/opengraph-image.py": HOOK.replace("{page.title}", "other words")})
    second = one_card(own)
    assert second["src"] != first["src"]


def test_a_hook_that_fails_is_data_until_it_is_mended(own):
    write(own.docs.root, {"docs/guide/opengraph-image.py": "def image(page):\n    return 1 / 0\n"})
    cards = own.call("cards", page="guide/größe.md")
    assert cards.status == 200
    (error,) = cards.data["errors"]
    assert (error["line"], "ZeroDivisionError" in error["message"]) == (2, True)
    assert str(own.docs.root) not in cards.body.decode()
    write(own.docs.root, {"docs/guide/opengraph-image.py": HOOK})
    assert own.call("cards", page="guide/größe.md").data["errors"] == []
    assert own.logged == []


def test_news_come_when_something_changes(own):
    generation = own.call("site").data["generation"]
    threading.Timer(0.1, write, (own.docs.root, {"docs/new.md": "# New"})).start()
    assert own.call("changes", generation=generation).data == {
        "generation": generation + 1,
        "building": False,
    }
    own.preview._patience = 0.01
    assert own.call("changes", generation=generation + 1).data["generation"] == generation + 1
    for other in ("0", generation, ""):
        assert own.call("changes", generation=other).data["generation"] == generation + 1


def test_who_waits_is_let_go_when_the_server_ends(own):
    own.preview._patience = 60
    generation = own.call("site").data["generation"]
    threading.Timer(0.05, own.preview.close).start()
    assert own.call("changes", generation=generation).status == 200


def test_many_ask_at_once(browser):
    def ask(number):
        return browser.call(API[number % 2], page=("index.md", "guide/größe.md")[number // 2 % 2])

    assert [answer.status for answer in at_once(12, ask)] == [200] * 12


def test_assets_are_those_that_were_listed(tmp_path):
    write(
        tmp_path, {"secret.css": SECRET, "assets/a.css": "a{}", "assets/js/b.js": "b", "assets/c.py": SECRET}
    )
    (tmp_path / "assets/dir.css").mkdir()
    files = StaticFiles(tmp_path / "assets")
    assert files.find("a.css") == ("text/css; charset=utf-8", b"a{}")
    assert files.find("js/b.js") == ("text/javascript; charset=utf-8", b"b")
    for name in (
        "../secret.css",
        "c.py",
        "dir.css",
        "/a.css",
        "./a.css",
        "js/../a.css",
        "",
        "js",
        "A.css",
        "a.css\0",
    ):
        assert files.find(name) is None, name
    (tmp_path / "assets/a.css").unlink()
    assert files.find("a.css") is None


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
