"""Pictures on other hosts, fetched from a real server over TLS."""

from __future__ import annotations

import contextlib
import io
import os
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine import remote
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.remote import fetch
from mkdocs_metaimage.engine.response import Surroundings

# Made for these tests alone, for localhost.
CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTMcqFtN+1KSmkWvZ
RWUJ1ttvzSTKC1wv4AkqIDpV5RuhRANCAATowcy41+4o14dE2tq8DGAHwpNrrN3e
0YZyu+Xu3pYWyh+/1KHWTyGCOMO0rfvdPtzFit2zDjQr+azQqhxCkruG
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUccY/9C1M5V640HsxideXeSBgzLIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1MTEzMloYDzIxMjYxMDI4
MTUxMTMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATowcy41+4o14dE2tq8DGAHwpNrrN3e0YZyu+Xu3pYWyh+/1KHWTyGC
OMO0rfvdPtzFit2zDjQr+azQqhxCkruGo28wbTAdBgNVHQ4EFgQU5qPEOuKi+b/P
oLSmY46eb+gQLjcwHwYDVR0jBBgwFoAU5qPEOuKi+b/PoLSmY46eb+gQLjcwGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
zj0EAwIDSAAwRQIgLctIGC0Rm0DUbR4XkqwgbNsu8ZDXhEx3vyPAiPKAn1cCIQC5
YgCgc82Q0ELMe/w+0P90iF5ijiu7zsNRDuE+KDY/GA==
-----END CERTIFICATE-----
"""


def picture():
    file = io.BytesIO()
    Image.new("RGB", (6, 4), (250, 10, 20)).save(file, "PNG")
    return file.getvalue()


PNG = picture()


class Handler(BaseHTTPRequestHandler):
    """Answers by what is asked for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        with contextlib.suppress(OSError):
            getattr(self, self.path[1:].partition("?")[0])()

    def picture(self, body=PNG):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        self.picture(b"<!doctype html><title>Sign in</title>")

    def short(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(PNG) + 1))
        self.end_headers()
        self.wfile.write(PNG)

    def text(self):
        self.picture(b"no picture")

    def large(self):
        self.picture(bytes(8 * 1024 * 1024 + 1))

    def redirected(self):
        self.send_response(302)
        self.send_header("Location", self.server.onward)
        self.end_headers()

    def slow(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(40):
            self.wfile.write(b"X")
            time.sleep(0.05)

    def missing(self):
        self.send_error(404)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """Starts servers; the certificate is one that this machine trusts."""
    certificate = tmp_path / "server.pem"
    certificate.write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    servers = []

    def start(onward=""):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.asked, server.onward = [], onward
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        server.url = f"https://localhost:{server.server_port}"
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_picture_is_told_by_what_it_holds(serve):
    url = f"{serve().url}/picture"
    assert fetch(url, "picture") == PNG
    card = ImageResponse(f'<img src="{url}" style="display: block">', width=6, height=4)
    assert card.drawing(Surroundings(allow_remote=True)).pictures == ((url, PNG),)
    text = url.replace("picture", "text")
    card = ImageResponse(f'<img src="{text}">', width=6, height=4).drawing(Surroundings(allow_remote=True))
    with pytest.raises(CardError, match="is not a picture that is known here"):
        draw(card)


def test_a_file_is_kept_from_build_to_build(serve, tmp_path):
    server = serve()
    url = f"{server.url}/picture"
    kept = tmp_path / "cache" / "remote"
    assert fetch(url, "picture", kept) == fetch(url, "picture", kept) == PNG
    assert len(server.asked) == 1
    (file,) = kept.iterdir()
    assert file.read_bytes().startswith(PNG)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: bytes(len(data)), lambda _: PNG, lambda _: b""]
)
def test_a_damaged_file_is_fetched_again(serve, tmp_path, damage):
    server = serve()
    url = f"{server.url}/picture"
    fetch(url, "picture", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert fetch(url, "picture", tmp_path / "kept") == PNG
    assert len(server.asked) == 2


def test_a_file_of_a_host_that_is_gone_stays_in_use_and_is_not_fresh(serve, tmp_path):
    server = serve()
    url = f"{server.url}/picture"
    fetch(url, "picture", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    long_ago = time.time() - 300 * 24 * 60 * 60
    os.utime(file, (long_ago, long_ago))
    server.shutdown()
    server.server_close()
    assert fetch(url, "picture", tmp_path / "kept") == PNG
    assert remote.FRESH <= time.time() - file.stat().st_mtime < 2 * remote.FRESH


def test_a_file_of_the_future_is_not_fresh(serve, tmp_path):
    server = serve()
    url = f"{server.url}/picture"
    fetch(url, "picture", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    os.utime(file, (time.time() + 10**7,) * 2)
    assert fetch(url, "picture", tmp_path / "kept") == PNG
    assert len(server.asked) == 2


def test_a_folder_that_cannot_be_written_to_costs_only_time(serve, tmp_path):
    server = serve()
    (tmp_path / "file").touch()
    for _ in range(2):
        assert fetch(f"{server.url}/picture", "picture", tmp_path / "file") == PNG
    assert len(server.asked) == 2


def test_a_file_that_was_kept_for_long_is_asked_for_again(serve, tmp_path, monkeypatch):
    server = serve()
    url = f"{server.url}/picture"
    fetch(url, "picture", tmp_path)
    monkeypatch.setattr(remote, "FRESH", -1)
    assert fetch(url, "picture", tmp_path) == PNG
    assert len(server.asked) == 2
    # And it serves where the host does not.
    server.shutdown()
    server.server_close()
    assert fetch(url, "picture", tmp_path) == PNG


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", r"cannot be fetched \(Not Found\)"),
        ("short", r"cannot be fetched \(it ends too early\)"),
        ("page", "is a web page, perhaps one to sign in"),
    ],
)
def test_what_cannot_be_fetched_is_not_kept(serve, tmp_path, path, reason):
    with pytest.raises(CardError, match=f"{path} {reason}: save it beside the card"):
        fetch(f"{serve().url}/{path}", "picture", tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_large_file(serve):
    with pytest.raises(CardError, match="larger than 8 MiB"):
        fetch(f"{serve().url}/large", "picture")


def test_a_host_that_drips(serve, monkeypatch):
    monkeypatch.setattr(remote, "LONGEST_FETCH", 0.4)
    with pytest.raises(CardError, match="took longer than 0 s to fetch"):
        fetch(f"{serve().url}/slow", "picture")


def test_redirects(serve):
    end = serve()
    assert fetch(f"{serve(f'{end.url}/picture').url}/redirected", "picture") == PNG
    with pytest.raises(CardError, match=r"redirects to http://localhost/x, which is not https"):
        fetch(f"{serve('http://localhost/x').url}/redirected", "picture")


def test_a_public_host_may_not_lead_into_a_private_network(serve, monkeypatch):
    inner = serve()
    outer = serve(f"{inner.url}/picture")
    monkeypatch.setattr(remote, "is_public", lambda peer: peer[1] == outer.server_port)
    with pytest.raises(CardError, match=r"redirects to the private address 127\.0\.0\.1"):
        fetch(f"{outer.url}/redirected", "picture")
    assert inner.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("2606:4700::1111", True),
    ],
)
def test_public_addresses(address, public):
    assert remote.is_public((address, 443)) is public


def test_a_certificate_that_nobody_vouches_for(serve, monkeypatch, tmp_path):
    server = serve()
    (tmp_path / "none.pem").write_text("")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(CardError, match="certificate verify failed"):
        fetch(f"{server.url}/picture", "picture")
    assert server.asked == []
