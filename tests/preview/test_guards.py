"""Only the preview's own page, asked under a name of this machine, gets anything."""

from __future__ import annotations

import html
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.preview.guards import Allowed, headers_of, is_local, refuse_host, refuse_source

LOCAL = Allowed.of("127.0.0.1")


def host(text: str | None) -> dict[str, str]:
    return {} if text is None else {"HTTP_HOST": text}


@pytest.mark.parametrize(
    "name",
    [
        "localhost", "localhost:8000", "LOCALHOST:8000", "localhost.:8000", "docs.localhost:3000", "localhost:",
        "127.0.0.1", "127.0.0.1:8000", "127.8.9.1:80", "192.168.1.20:8000", "8.8.8.8",
        "[::1]", "[::1]:8000", "[2001:DB8::1]:8000", "[::ffff:127.0.0.1]:1",
    ],
)  # fmt: skip
def test_this_machine_is_asked(name):
    assert refuse_host(host(name), LOCAL) is None


@pytest.mark.parametrize(
    "name",
    [
        None, "", "evil.example", "evil.example:8000", "localhost.evil.example", "notlocalhost", "localhost:8000:1",
        "evil.example@localhost", "localhost/", "localhost, evil.example", "localhost evil.example", "[::1", "::1",
        "[evil.example]", "[::1]evil.example", "[localhost]:8000", "localhost:800000", "localhost:x", ".", "..", ":8000",
        "127.1", "0x7f.0.0.1", "2130706433", "127.0.0.1.evil.example", "127.0.0.01", "localhost\n", "ⓛocalhost",
        "127.0.0.1:８０００", "١٢٧.0.0.1",
    ],
)  # fmt: skip
def test_others_are_not(name):
    refusal = refuse_host(host(name), LOCAL)
    assert refusal is not None
    assert "the address that the server shows" in refusal.message


def test_who_is_refused_learns_what_to_write():
    refusal = refuse_host(host("Docs.Acme.dev:8000"), LOCAL)
    assert refusal is not None
    assert 'preview_hosts: ["docs.acme.dev"]' in refusal.message
    assert refuse_host(host("docs.acme.dev:8000"), Allowed.of("127.0.0.1", ["docs.acme.dev"])) is None


def test_what_a_host_says_is_no_markup():
    refusal = refuse_host(host("<script>alert(1)</script>"), LOCAL)
    assert refusal is not None
    assert "<script>" in refusal.message
    assert "<script>" not in refusal.page
    assert html.escape("<script>") in refusal.page


@pytest.mark.parametrize(
    ("option", "name", "served"),
    [
        ("Docs.Acme.DEV.", "docs.acme.dev:443", True),
        ("docs.acme.dev", "docs.acme.dev.:443", True),
        ("docs.acme.dev", "old.docs.acme.dev", False),
        ("docs.acme.dev", "acme.dev", False),
        ("*.acme.dev", "docs.acme.dev", True),
        ("*.acme.dev", "a.b.acme.dev", True),
        ("*.acme.dev", "acme.dev", False),
        ("*.acme.dev", "evilacme.dev", False),
        ("bücher.example", "xn--bcher-kva.example", True),
        ("ü..b", "", False),
        ("", "evil.example", False),
        ("*", "evil.example", False),
        ("*.", "evil.example", False),
    ],
)
def test_names_of_the_option_are_served(option, name, served):
    assert (refuse_host(host(name), Allowed.of("localhost", [option])) is None) is served


def test_a_server_for_others_is_asked_by_its_names(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk")
    for bound in ("0.0.0.0", "::", "", "192.168.1.20", "docs.lan"):
        everybodys = Allowed.of(bound)
        for name in ("desk", "DESK:8000", "desk.local"):
            assert refuse_host(host(name), everybodys) is None
            assert refuse_host(host(name), LOCAL) is not None
        assert refuse_host(host("evil.example"), everybodys) is not None
    assert refuse_host(host("docs.lan:8000"), Allowed.of("docs.lan")) is None


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("localhost:8000", "http://localhost:8000"),
        ("LOCALHOST:8000", "HTTP://LocalHost.:8000"),
        ("localhost", "http://localhost"),
        ("localhost", "http://localhost:80"),
        ("localhost:80", "http://localhost"),
        ("docs.acme.dev", "https://docs.acme.dev"),
        ("docs.acme.dev:443", "https://docs.acme.dev"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("[0:0::1]:8000", "http://[::1]:8000"),
    ],
)
def test_its_own_page_may_ask(name, origin):
    assert refuse_source(host(name) | {"HTTP_ORIGIN": origin}, is_page=False) is None


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "http://evil.example", "http://localhost", "http://localhost:3000", "http://127.0.0.1:8000",
        "https://localhost", "ftp://localhost:8000", "localhost:8000", "http://localhost:8000/", "http://[::1]:8000",
        "http://localhost:8000,http://evil.example", "http://evil.example,http://localhost:8000",
        "http://localhost:8000 http://localhost:8000", "http://localhost:8000,http://localhost:8000",
        "http://evil.example@localhost:8000", "http://localhost:8000.evil.example", "file://", "chrome-extension://abc",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_page", [True, False])
def test_the_pages_of_others_may_not(origin, is_page):
    assert refuse_source(host("localhost:8000") | {"HTTP_ORIGIN": origin}, is_page=is_page) is not None


def fetch(site: str, mode: str = "navigate", dest: str = "document") -> dict[str, str]:
    named = {"HTTP_SEC_FETCH_SITE": site, "HTTP_SEC_FETCH_MODE": mode, "HTTP_SEC_FETCH_DEST": dest}
    return host("localhost:8000") | named


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "CROSS-SITE", "same-origin, cross-site"])
def test_others_may_link_to_the_page_and_no_more(site):
    assert refuse_source(fetch(site), is_page=True) is None
    assert refuse_source(fetch(site), is_page=False) is not None
    for mode, dest in [
        ("no-cors", "image"),
        ("navigate", "iframe"),
        ("cors", "empty"),
        ("no-cors", "script"),
        ("", ""),
    ]:
        assert refuse_source(fetch(site, mode, dest), is_page=True) is not None
    assert refuse_source(host("localhost:8000") | {"HTTP_SEC_FETCH_SITE": site}, is_page=True) is not None


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("is_page", [True, False])
def test_who_types_the_address_or_is_there_already_may(site, is_page):
    assert refuse_source(fetch(site, "cors", "empty"), is_page=is_page) is None


@pytest.mark.parametrize(
    ("bound", "name", "local"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("localhost", "localhost:8000", True),
        ("127.0.0.1", "docs.localhost", True),
        ("::1", "[::1]:8000", True),
        ("127.0.0.1", "[::ffff:127.0.0.1]", True),
        ("0.0.0.0", "127.0.0.1:8000", False),
        ("0.0.0.0", "localhost", False),
        ("::", "[::1]:8000", False),
        ("", "localhost", False),
        ("192.168.1.20", "192.168.1.20:8000", False),
        ("127.0.0.1", "docs.acme.dev", False),
        ("127.0.0.1", "192.168.1.20", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "localhost.evil.example", False),
    ],
)
def test_it_tells_whether_others_can_reach_it(bound, name, local):
    assert is_local(bound, name) is local


def test_only_pictures_are_kept_as_their_addresses_are_their_digests():
    kept = {kind: dict(headers_of(kind))["Cache-Control"] for kind in ("app", "data", "picture")}
    assert kept == {"app": "no-store", "data": "no-store", "picture": "private, max-age=31536000, immutable"}


def test_no_answer_is_read_by_others():
    for kind in ("app", "data", "picture"):
        headers = dict(headers_of(kind))
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
    app = dict(headers_of("app"))["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in app
    assert "unsafe" not in app
    assert "http" not in app
    assert dict(headers_of("picture"))["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


_HOSTILE = (
    st.text()
    | st.text("localhst.:[]@/,*127evil \t")
    | st.from_regex(r"[\[\]:.@a-z0-9*-]{0,30}", fullmatch=True)
)


@given(bound=_HOSTILE, option=_HOSTILE, name=_HOSTILE, origin=_HOSTILE, site=_HOSTILE)
def test_whatever_is_sent_is_let_in_or_refused(bound, option, name, origin, site):
    allowed = Allowed.of(bound, [option])
    sent = {"HTTP_HOST": name, "HTTP_ORIGIN": origin, "HTTP_SEC_FETCH_SITE": site}
    refusal = refuse_host(sent, allowed)
    if refusal is not None:
        assert name[:1] != "<" or f"<{name[1:]}" not in refusal.page
    for is_page in (True, False):
        refuse_source(sent, is_page=is_page)
    is_local(bound, name)


@given(label=st.from_regex(r"[a-z0-9-]{1,12}(\.[a-z0-9-]{1,12}){0,3}\.(com|dev|example)", fullmatch=True))
def test_no_name_of_the_internet_is_this_machine(label):
    assert refuse_host(host(label), LOCAL) is not None
    assert not is_local("127.0.0.1", label)
