"""`serve`: which cards are drawn, when, and what the browser gets."""

from __future__ import annotations

import contextlib
import http.client
import io
import re
import threading
import time

import pytest
from hosts.built import HOST, write
from PIL import Image

PER_PAGE = "<p>{{ page.title }}</p>"
PAGES = {
    "docs/opengraph-image.html": PER_PAGE,
    "docs/guide/index.md": "# Guide\n",
    "docs/guide/größe & mehr.md": "# Größe\n",
}
STATIC = (
    "content_type = 'image/svg+xml'\ndef image():\n    return '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'\n"
)


def _served(server):
    server.until(lambda: "Serving on" in server.log, "Serving on")
    return server


def test_a_card_is_drawn_when_it_is_asked_for(serve):
    server = _served(serve({**PAGES, "docs/icon.py": STATIC}))
    url = server.card_of()
    # Whatever is asked for by its path, too.
    assert server.drawn() == 0
    answer = server.ask(url)
    assert answer.status == 200
    assert Image.open(io.BytesIO(answer.body)).size == (1200, 630)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Cache-Control"] == "no-store"
    assert server.drawn() == 1
    assert server.ask("opengraph-image.png").body == answer.body
    head = server.ask(url, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(answer.body))
    assert server.ask(url, "POST").status == 405
    assert server.drawn() == 1

    # What is no drawing is in the site's folder, and a picture that is not there is not there.
    (icon,) = re.findall(r'rel="icon" href="([^"]+)"', server.ask("").text)
    assert server.ask(f"http://x{icon}").body.startswith(b"<svg")
    assert server.ask("guide/nothing.png").status == 404
    assert server.ask("http://x/opengraph-image.png").status == 404

    card = server.card_of("guide/gr%C3%B6%C3%9Fe%20%26%20mehr/")
    assert "gr%C3%B6%C3%9Fe" in card
    assert server.ask(card).body not in (b"", answer.body)
    assert server.drawn() == 2


def test_a_rebuild_draws_nothing_that_nobody_asks_for(serve):
    server = _served(serve(PAGES))
    home, guide = server.card_of(), server.card_of("guide/")
    before = server.ask(home).body
    write(server.root, {"docs/guide/index.md": "# Handbook\n", "docs/more.md": "# More\n"})
    changed = server.card_of("guide/", wanted='og:title" content="Handbook"')
    assert changed != guide
    assert server.drawn() == 1
    # That of a page that has not changed comes from the cache.
    assert server.card_of() == home
    assert server.ask(home).body == before
    assert server.drawn() == 1
    assert server.ask(changed).status == server.ask(server.card_of("more/")).status == 200
    assert server.drawn() == 3

    # While a page is wrong the last site is served, and so are its cards.
    write(server.root, {"mkdocs.yml": (server.root / "mkdocs.yml").read_text() + "\n: ["})
    server.until(lambda: "An error happened during the rebuild" in server.log, "The error")
    assert server.ask(home).body == before


HELD = """
import pathlib, time
def on_nav(nav, config, files):
    while pathlib.Path("hold").exists():
        time.sleep(0.05)
"""


def test_a_rebuild_keeps_nobody_waiting(serve):
    server = _served(serve({**PAGES, "held.py": HELD}, hooks=["held.py"]))
    url = server.card_of()
    write(server.root, {"hold": "", "docs/index.md": "# Changed\n"})
    server.until(lambda: server.log.count("Building documentation...") == 2, "A rebuild")
    # It has its card from the last build, though it was not drawn before.
    assert server.ask(url).body.startswith(b"\x89PNG")
    (server.root / "hold").unlink()
    changed = server.card_of(wanted='og:title" content="Changed"')
    assert changed != url
    assert server.ask(changed).body.startswith(b"\x89PNG")


@pytest.mark.parametrize("argument", ["--no-livereload", "--clean"])
def test_cards_are_drawn_at_once_where_nothing_else_is_sure(serve, argument):
    server = _served(serve(PAGES, {}, argument))
    assert server.drawn() == 3
    assert server.ask(server.card_of("guide/")).body.startswith(b"\x89PNG")


@pytest.mark.parametrize("argument", ["--dirty", "--dirtyreload"])
def test_a_dirty_rebuild_leaves_the_cards_of_other_pages(serve, argument):
    server = _served(serve(PAGES, {}, argument))
    home = server.card_of()
    write(server.root, {"docs/guide/index.md": "# Handbook\n"})
    guide = server.card_of("guide/", wanted='og:title" content="Handbook"')
    assert server.card_of() == home
    bodies = {server.ask(url).body for url in (home, guide)}
    assert len(bodies) == 2
    assert all(body.startswith(b"\x89PNG") for body in bodies)


def test_remarks_on_a_card_are_made_when_it_is_drawn_once_a_build(serve):
    files = {
        "docs/opengraph-image.html": "<p>\ue000 {{ page.title }}</p>",
        "docs/guide/index.md": "# Guide\n",
    }
    # What is drawn late cannot stop the start of a strict build.
    server = _served(serve(files, {"validation": {"missing_glyph": "warn"}}, "--strict"))
    assert "U+E000" not in server.log
    for _ in range(2):
        assert server.ask("opengraph-image.png").status == 200
    assert len(re.findall("WARNING.*U\\+E000", server.log)) == 1
    assert server.ask("guide/opengraph-image.png").status == 200
    assert len(re.findall("WARNING.*guide/opengraph-image.png.*U\\+E000", server.log)) == 1

    write(server.root, {"docs/new.md": "# New\n"})
    server.until_page("New", "new/")
    assert server.ask("opengraph-image.png").status == 200
    assert len(re.findall("WARNING.* /opengraph-image.png.*U\\+E000", server.log)) == 2


def _cut(png) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(data, "PNG")
    return data.getvalue()[: len(data.getvalue()) // 2]


def test_a_card_that_cannot_be_drawn_is_told_and_mended(serve, png):
    files = {
        "docs/opengraph-image.html": '<img src="{{ asset(\'mark.png\') }}" alt="">',
        "docs/mark.png": _cut(png),
    }
    server = _served(serve(files))
    url = server.card_of()
    for _ in range(2):
        answer = server.ask(url)
        assert answer.status == 500
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "mark.png is broken" in answer.text
        assert str(server.root) not in answer.text
    assert len(re.findall("ERROR.*mark.png is broken", server.log)) == 1
    assert "Traceback" not in server.log

    write(server.root, {"docs/mark.png": png(300, 300)})
    changed = server.card_of(wanted=f'og:image" content="(?!{re.escape(url)})')
    assert server.ask(changed).status == 200


def test_several_windows_ask_at_once(serve):
    pages = {f"docs/p{number}.md": f"# Page {number}\n" for number in range(6)}
    server = _served(serve({**PAGES, **pages}))
    paths = [f"p{number}/opengraph-image.png" for number in range(6)] * 3
    bodies: dict[int, bytes] = {}

    def ask(number: int, path: str) -> None:
        bodies[number] = server.ask(path).body

    threads = [threading.Thread(target=ask, args=each) for each in enumerate(paths)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bodies) == 18
    assert len(set(bodies.values())) == 6
    assert all(body.startswith(b"\x89PNG") for body in bodies.values())
    assert server.drawn() == 6


def test_a_page_shows_its_own_card(serve):
    page = "# Home\n\n![Its card](opengraph-image.png)\n"
    server = _served(serve({"docs/index.md": page}, {}, "--watch-theme", "--watch", "docs"))
    (source,) = re.findall(r'alt="Its card" src="([^"]+)"', server.until_page("Its card"))
    assert server.ask(source).headers["Content-Type"] == "image/png"


def test_every_language_has_its_cards(serve):
    languages = [
        {"locale": "en", "default": True, "name": "English"},
        {"locale": "pt", "name": "Português"},
    ]
    plugins = ["metaimage", {"i18n": {"docs_structure": "suffix", "languages": languages}}]
    files = {"docs/opengraph-image.html": PER_PAGE, "docs/index.pt.md": "# Olá\n"}
    server = _served(serve(files, plugins=plugins))
    before = [server.card_of(path) for path in ("", "pt/")]
    write(server.root, {"docs/index.md": "# Changed\n"})
    server.until_page('og:title" content="Changed"')
    cards = [server.card_of(path) for path in ("", "pt/")]
    assert [now == then for now, then in zip(cards, before, strict=True)] == [False, True]
    # Each language is a build of its own.
    assert server.drawn() == 0
    assert len({server.ask(card).body for card in cards}) == 2
    assert server.drawn() == 2


# A dev server that another plugin puts in place of MkDocs' own, and that lets nobody come before it.
OTHER_SERVER = """
class Server:
    def __init__(self, server):
        self._server = server
    def serve(self, **options):
        return self._server.serve(**options)
    def shutdown(self):
        return self._server.shutdown()
    def watch(self, path, **options):
        return self._server.watch(path, **options)

def on_serve(server, config, builder):
    return Server(server)
"""
# One that comes before it as we do.
AROUND = """
def on_serve(server, config, builder):
    app = server.get_app()
    def around(environ, start_response):
        if environ["PATH_INFO"] == "/docs/mine":
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"mine"]
        return app(environ, start_response)
    server.set_app(around)
"""


def test_a_server_that_cannot_be_wrapped_has_its_cards_drawn_at_once(serve):
    server = _served(serve({**PAGES, "other.py": OTHER_SERVER}, hooks=["other.py"]))
    assert server.drawn() == 3
    assert server.ask(server.card_of("guide/")).body.startswith(b"\x89PNG")
    write(server.root, {"docs/guide/index.md": "# Handbook\n"})
    server.card_of("guide/", wanted='og:title" content="Handbook"')
    assert server.drawn() == 4
    assert server.ask("guide/opengraph-image.png").status == 200


def test_what_is_switched_off_is_not_drawn_for_such_a_server(serve):
    server = _served(serve({**PAGES, "other.py": OTHER_SERVER}, {"enabled": False}, hooks=["other.py"]))
    assert "og:image" not in server.ask("").text
    assert server.drawn() == 0


def test_other_plugins_come_before_the_server_too(serve):
    server = _served(serve({**PAGES, "around.py": AROUND}, hooks=["around.py"]))
    assert server.ask("mine").body == b"mine"
    assert server.drawn() == 0
    assert server.ask("opengraph-image.png").body.startswith(b"\x89PNG")
    assert server.ask("guide/").status == 200


SCRIPT = f"""
import {HOST}.__main__
from {HOST}.commands.serve import serve
serve("mkdocs.yml")
"""


def test_a_script_that_serves_has_its_first_cards_drawn_at_once(serve):
    server = serve(PAGES, script=SCRIPT)
    # No log tells when, since a script sets up none.
    server.card_of()
    assert server.drawn() == 3
    write(server.root, {"docs/guide/index.md": "# Handbook\n"})
    changed = server.card_of("guide/", wanted='og:title" content="Handbook"')
    assert server.drawn() == 3
    assert server.ask(changed).body.startswith(b"\x89PNG")


def test_what_is_switched_off_is_not_served(serve):
    server = _served(serve(PAGES, {"enabled": False}))
    assert "og:image" not in server.ask("").text
    assert server.ask("opengraph-image.png").status == 404
    text = (server.root / "mkdocs.yml").read_text()
    write(server.root, {"mkdocs.yml": text.replace("enabled: false", "enabled: true")})
    assert server.ask(server.card_of()).status == 200
    write(server.root, {"mkdocs.yml": text})
    server.until_page(r"(?s)\A(?!.*og:image).*</html>")
    assert server.ask("opengraph-image.png").status == 404


def test_ctrl_c_ends_everything_quietly(serve):
    slow = "<p style='filter: blur(90px); font-size: 300px'>{{ page.title }}</p>" * 12
    server = _served(serve({**PAGES, "docs/guide/opengraph-image.html": slow}))
    assert server.ask("opengraph-image.png").status == 200

    def ask(path: str) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            server.ask(path)

    paths = ("guide/opengraph-image.png", "guide/gr%C3%B6%C3%9Fe%20%26%20mehr/opengraph-image.png")
    # Browsers that wait for a card do not hold it up.
    waiting = [threading.Thread(target=ask, args=[path]) for path in paths]
    for thread in waiting:
        thread.start()
    time.sleep(0.5)
    server.interrupt()
    for thread in waiting:
        thread.join()
    server.stop()
    assert "Traceback" not in server.log
    assert "ERROR" not in server.log
