"""`serve`: pages and cards from the dev server, and rebuilds that follow changes."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from hosts.built import HOST, write

HOOK = """
from mkdocs_metaimage import ImageResponse
from shade import NAME
alt = NAME
def image():
    return ImageResponse(f"<p>{NAME}</p>")
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path):
    """A site that is served, as its folder and the address of its home page."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}/docs/"
    write(
        tmp_path,
        {
            "mkdocs.yml": f"site_name: Acme\nsite_url: https://acme.dev/docs/\ndev_addr: 127.0.0.1:{port}\nplugins: [metaimage]\n",
            "docs/index.md": "# Welcome\n",
            "docs/opengraph-image.py": HOOK,
            "shade.py": "NAME = 'first'\n",
        },
    )
    log = (tmp_path / "log.txt").open("wb")
    command = [sys.executable, "-m", HOST, "serve", "-f", "mkdocs.yml", "--livereload"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield tmp_path, address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read()


def _until(url: str, wanted: str, root) -> str:
    """The page once it says what is wanted."""
    page = ""
    for _ in range(150):
        try:
            page = _get(url).decode()
        except (urllib.error.URLError, ConnectionError):
            page = ""
        if re.search(wanted, page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"{wanted!r} never came:\n{page[:2000]}\n{(root / 'log.txt').read_text()}")


def test_rebuilds_follow_changes(served):
    root, address = served
    page = _until(address, 'og:image:alt" content="first"', root)
    (url,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert url.startswith(f"{address}opengraph-image.png?")
    assert _get(url).startswith(b"\x89PNG")

    # A module beside the config file, which the server does not watch of itself.
    write(root, {"shade.py": "NAME = 'second'\n"})
    page = _until(address, 'og:image:alt" content="second"', root)
    (changed,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert changed != url

    # A mistake is told, the page goes without that image, and the next rebuild tries again.
    write(root, {"shade.py": "NAME = 1 / 0\n"})
    page = _until(address, r"(?s)\A(?!.*og:image).*og:title", root)
    assert "ZeroDivisionError" in (root / "log.txt").read_text()
    write(root, {"shade.py": "NAME = 'third'\n"})
    _until(address, 'og:image:alt" content="third"', root)
    assert not list(root.rglob("__pycache__"))

    # Folders that contradict each other take the files' images away, not the pages.
    write(root, {"docs/[a]/icon.py": HOOK, "docs/[b]/icon.py": HOOK, "docs/index.md": "# Changed\n"})
    page = _until(address, 'og:title" content="Changed"', root)
    assert 'og:image:alt" content="third"' not in page
    assert "[b]" in (root / "log.txt").read_text()


BASE = '{% block words %}{% endblock %}<img src="{{ asset(\'mark.svg\') }}" alt="">'
MARK = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="{}" d="M0 0h9v9z"/></svg>'


def test_rebuilds_follow_what_templates_are_made_of(served):
    root, address = served
    write(
        root,
        {
            "docs/guide/index.md": "# Guide\n",
            "docs/guide/opengraph-image.html": '{% extends "cards/base.html" %}{% block words %}{{ page.title }}{% endblock %}',
            "cards/base.html": BASE,
            "cards/mark.svg": MARK.format("red"),
        },
    )
    guide = f"{address}guide/"
    seen = [_until(guide, 'og:image" content="[^"]*guide/', root)]
    home = _until(address, "og:image", root)
    image = r'og:image" content="([^"]+)"'
    # Neither is in a folder that the server watches of itself.
    for name, text in (("cards/base.html", f"<p>Acme</p>{BASE}"), ("cards/mark.svg", MARK.format("blue"))):
        (before,) = re.findall(image, seen[-1])
        write(root, {name: text})
        seen.append(_until(guide, f'og:image" content="(?!{re.escape(before)})[^"]*guide/', root))
    # What is made of other files has not changed.
    assert re.findall(image, _get(address).decode()) == re.findall(image, home)

    write(root, {"cards/base.html": "{% if %}"})
    _until(guide, r"(?s)\A(?!.*og:image).*og:title", root)
    log = (root / "log.txt").read_text()
    assert "cards/base.html:1: The template is not valid Jinja" in log
    write(root, {"cards/base.html": f"<p>Acme</p>{BASE}"})
    assert re.findall(image, _until(guide, 'og:image" content="[^"]*guide/', root)) == re.findall(
        image, seen[-1]
    )
