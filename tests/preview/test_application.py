"""What is asked below `__metaimage/` is answered."""

from __future__ import annotations

import json
import re
import threading
from contextlib import closing
from types import MappingProxyType

import pytest
from preview.drafts import write
from preview.fake_docs import API, HOOK, SECRET, Browser, at_once, make_docs

from mkdocs_metaimage.preview import desk as desk_module
from mkdocs_metaimage.preview import endpoints
from mkdocs_metaimage.preview.static_files import StaticFiles


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
    image = browser.card()["id"]
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
    card = browser.card()
    answer = browser.ask(root + card["src"], method=method)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert int(answer.headers["Content-Length"]) == card["bytes"]
    assert answer.body[:4] == (b"\x89PNG" if method == "GET" else b"")


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
    first = own.card()
    write(own.docs.root, {"docs/guide/opengraph-image.py": HOOK.replace("{page.title}", "other words")})
    second = own.card()
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
