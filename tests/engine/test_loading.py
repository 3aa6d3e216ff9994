"""Where the files that a card names come from."""

from __future__ import annotations

import base64
import io
import os
import urllib.error
import urllib.request

import pytest
from PIL import Image

from mkdocs_metaimage.engine import remote
from mkdocs_metaimage.engine.loading import Loader
from mkdocs_metaimage.engine.notes import CardError


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (6, 4), (250, 10, 20)).save(file, "PNG")
    return file.getvalue()


PNG = _picture()


def load(url: str, base=None, *, allow_remote: bool = False) -> bytes:
    return Loader(base, allow_remote).load(url)


def test_base64_data():
    packed = base64.b64encode(PNG).decode()
    assert load(f"data:image/png;base64,{packed}") == PNG
    assert load(f"DATA:image/png;charset=x;BASE64,{packed[:30]}\n {packed[30:]}") == PNG
    assert load(f"data:image/png;base64,{packed.rstrip('=')}") == PNG
    assert load("data:image/png;base64," + packed.replace("+", "%2B").replace("/", "%2F")) == PNG


def test_percent_encoded_data():
    assert load("data:image/svg+xml,%3Csvg%20a='%23b'/%3E") == b"<svg a='#b'/>"
    assert load("data:image/svg+xml;utf8,<svg>é</svg>") == "<svg>é</svg>".encode()
    assert load("data:,") == b""


@pytest.mark.parametrize(
    "url", ["data:image/png;base64", "data:image/png;base64,a$b", "data:image/png;base64,abcde"]
)
def test_broken_data(url):
    with pytest.raises(CardError, match="data:image/png"):
        load(url)


def test_long_data_is_not_quoted_whole():
    with pytest.raises(CardError) as caught:
        load("data:image/png;base64," + "$" * 10_000)
    assert len(str(caught.value)) < 300


def test_paths(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("logo.png", "my logo.png", "50%.png", "a#b.png", "sub/é.png"):
        (tmp_path / name).write_bytes(name.encode())
    for url, name in (
        ("logo.png", "logo.png"),
        ("./logo.png?v=3#top", "logo.png"),
        ("my%20logo.png", "my logo.png"),
        ("my logo.png", "my logo.png"),
        ("50%.png", "50%.png"),
        ("50%25.png", "50%.png"),
        ("a#b.png", "a#b.png"),
        ("a%23b.png", "a#b.png"),
        ("sub/%C3%A9.png", "sub/é.png"),
        (str(tmp_path / "logo.png"), "logo.png"),
        ((tmp_path / "my logo.png").as_uri(), "my logo.png"),
    ):
        assert load(url, tmp_path) == name.encode(), url


def test_without_a_base_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "a.png").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert load("a.png") == b"x"


@pytest.mark.parametrize("url", ["gone.png", "sub", "", ".", "no/such/../folder.png", "a\0b.png", "x" * 5000])
def test_a_file_that_is_not_there(tmp_path, url):
    (tmp_path / "sub").mkdir()
    with pytest.raises(CardError):
        load(url, tmp_path)


def test_where_a_file_was_looked_for(tmp_path):
    with pytest.raises(CardError) as caught:
        load("img/gone%20away.png", tmp_path)
    assert str(tmp_path / "img" / "gone away.png") in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://example.org/a.png", "http://example.org/a.png", "//example.org/a.png"]
)
def test_remote_pictures_need_the_option(url):
    with pytest.raises(CardError, match=r"example\.org.*allow_remote: true"):
        load(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a.png", "javascript://x", "blob://x"])
def test_other_schemes(url):
    with pytest.raises(CardError, match="has the scheme"):
        load(url, allow_remote=True)


def test_plain_http_is_not_fetched():
    with pytest.raises(CardError, match="not served over https"):
        load("http://example.org/a.png", allow_remote=True)


class Answer(io.BytesIO):
    read1 = io.BytesIO.read1
    length = None


def answering(monkeypatch, data=b"", error=None):
    asked = []

    class Opener:
        def open(self, request, timeout):
            asked.append((request.full_url, timeout))
            if error:
                raise error
            return Answer(data)

    monkeypatch.setattr(urllib.request, "build_opener", lambda *handlers: Opener())
    return asked


def test_a_remote_picture_is_fetched_once(monkeypatch):
    asked = answering(monkeypatch, PNG)
    url = "https://example.org/once.png"
    assert load(url, allow_remote=True) == load(url, allow_remote=True) == PNG
    assert asked == [(url, 10.0)]
    assert load("//example.org/other.png", allow_remote=True) == PNG
    assert asked[-1][0] == "https://example.org/other.png"


def test_a_large_remote_picture(monkeypatch):
    answering(monkeypatch, bytes(8 * 1024 * 1024 + 1))
    with pytest.raises(CardError, match="larger than 8 MiB"):
        load("https://example.org/large.png", allow_remote=True)


def test_a_slow_remote_picture(monkeypatch):
    answering(monkeypatch, bytes(200_000))
    monkeypatch.setattr(remote, "LONGEST_FETCH", -1.0)
    with pytest.raises(CardError, match="took longer"):
        load("https://example.org/slow.png", allow_remote=True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (urllib.error.HTTPError("https://x", 404, "Not Found", None, None), "Not Found"),
        (urllib.error.URLError("no such host"), "no such host"),
        (TimeoutError(), "took longer"),
        (ConnectionResetError("reset"), "reset"),
    ],
)
def test_a_remote_picture_that_cannot_be_had(monkeypatch, error, said):
    answering(monkeypatch, error=error)
    with pytest.raises(CardError, match=said):
        load("https://example.org/failing.png", allow_remote=True)


def test_a_file_is_read_anew_when_it_has_changed(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"one")
    read = []
    loader = Loader(tmp_path, on_read=read.append)
    first = loader.load("a.bin")
    assert loader.load("a.bin") is first
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert loader.load("a.bin") == b"two"
    assert read == [path] * 3


def test_a_name_that_is_near_is_told(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "logo-dark.png").write_bytes(PNG)
    for url in ("img/logo-drak.png", "img/Logo-Dark.PNG", "img/logo_dark.png", "img/logo-dark.svg"):
        with pytest.raises(CardError, match=r"looked for .*img.[Ll]ogo.* Is it logo-dark\.png\?"):
            load(url, tmp_path)
    with pytest.raises(CardError, match=r"looked for .*other\.png\.$"):
        load("img/other.png", tmp_path)
    with pytest.raises(CardError, match=r"There is no picture img: .*img is a folder\.$"):
        load("img", tmp_path)
    with pytest.raises(CardError, match=r"nowhere.a\.png: there is no folder .*nowhere\.$"):
        load("nowhere/a.png", tmp_path)


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("data:;base64,aGk=", b"hi"),
        ("data:base64,hi", b"hi"),
        ("data:text/html;charset=utf-8;base64, aG k=", b"hi"),
        ("data:image/png;base64,aGk%3D", b"hi"),
        ("data:image/png ;base64 ,aGk=", b"hi"),
        ("data:image/svg+xml;charset=utf-8,%3Ca%3E b", b"<a> b"),
    ],
)
def test_data_of_any_type(url, data):
    assert load(url) == data


def test_messages_name_what_it_is(tmp_path):
    with pytest.raises(CardError, match=r"There is no font gone\.ttf: looked for .*gone\.ttf"):
        Loader(tmp_path, kind="font").load("gone.ttf")
    with pytest.raises(CardError, match=r"to fetch fonts, or save it beside the card"):
        Loader(kind="font").load("https://example.org/a.ttf")
