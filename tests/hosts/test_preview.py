"""The preview under `serve`: it shows the site as its files are, ahead of what the host has built."""

from __future__ import annotations

import io
import json
import os
import re
from functools import partial
from urllib.parse import quote

import pytest
import yaml
from hosts.built import HOST, write
from PIL import Image

HOOK = "def image(page):\n    from mkdocs_metaimage import ImageResponse\n    return ImageResponse('<p>{}</p>'.format(page.title), width=%d, height=630)\n"
# Every build but the first waits for a file, so that nothing of it can be what the preview shows.
HELD_UP = """
import pathlib, time
builds = []
def on_pre_build(config):
    builds.append(1)
    here = pathlib.Path(config.config_file_path).parent
    while len(builds) > 1 and not (here / "go").exists():
        time.sleep(0.05)
"""


class PreviewOf:
    """The preview of a server's site, asked as its page asks."""

    def __init__(self, server):
        self.server = server
        server.until(lambda: "Serving on" in server.log, "Serving on")

    def ask(self, path: str, **headers: str):
        return self.server.ask(f"__metaimage/{path}", **headers)

    def get(self, name: str, **query: str):
        said = "&".join(f"{key}={quote(value)}" for key, value in query.items())
        answer = self.ask(f"api/{name}?{said}", **{"X-Metaimage": "1"})
        assert answer.status == 200, answer.text
        return json.loads(answer.text)

    def cards(self, page: str = "index.md", **query: str):
        return self.get("cards", page=page, **query)

    def card(self, page: str = "index.md", **query: str):
        return next(image for image in self.cards(page, **query)["images"] if "opengraph" in image["id"])

    def picture(self, image) -> Image.Image:
        answer = self.ask(image["src"])
        assert answer.status == 200
        return Image.open(io.BytesIO(answer.body))

    def until(self, condition, what: str):
        return self.server.until(condition, what)


@pytest.fixture
def held_up(serve):
    """A served site whose rebuilds wait for the file `go`."""

    def run(files, options=None, **config):
        return PreviewOf(
            serve({**files, "held_up.py": HELD_UP}, options or {}, hooks=["held_up.py"], **config)
        )

    return run


def test_the_page_is_below_the_site_and_the_log_says_where(serve):
    preview = PreviewOf(serve({"docs/a b/ü.md": "# Ü\n"}))
    server = preview.server
    assert re.search(rf"Preview of the cards: {server.address}__metaimage/", server.log)
    answer = preview.ask("")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    elsewhere = server.ask(f"http://127.0.0.1:{server.port}/__metaimage/?page=x")
    assert (elsewhere.status, elsewhere.headers["Location"]) == (307, "/docs/__metaimage/?page=x")
    site = preview.get("site")
    assert site["host"]["name"].lower() == HOST
    assert site["mount"] == "/docs/"
    assert site["local"] is True
    assert [page["key"] for page in site["pages"]] == ["index.md", "a b/ü.md"]
    for page in site["pages"]:
        assert server.ask(f"http://x{page['href']}").status == 200
    assert preview.picture(preview.card("a b/ü.md")).size == (1200, 630)


def test_tags_are_those_of_the_published_site(serve, build):
    files = {"docs/guide/opengraph-image.py": HOOK % 1000, "docs/guide/index.md": "# Guide\n"}
    built = build(files)
    preview = PreviewOf(serve(files))
    page = preview.get("page", page="guide/index.md")
    served = " ".join(page["tags"])
    assert "127.0.0.1" not in served
    for name in ("og:image", "og:url", "twitter:image", "og:image:width"):
        assert f'content="{built.meta(name, "guide/index.html")}"' in served, name
    image = next(image for image in page["images"] if image["convention"] == "opengraph-image")
    written = (built.folder / image["path"]).read_bytes()
    assert preview.ask(image["src"]).body == written
    assert image["bytes"] == len(written)
    assert image["size"] == [1000, 630]
    assert image["seconds"] > 0


def test_what_is_saved_is_shown_before_it_is_built(held_up):
    files = {
        "docs/opengraph-image.py": "from words import width\n" + HOOK.replace("%d", "width"),
        "words.py": "width = 1000\n",
        "docs/guide/opengraph-image.html": '{% include "part.html" %}',
        "part.html": "<p>{{ page.title }}</p>",
        "docs/guide/index.md": "# Guide\n",
        "docs/other.md": "---\ntitle: Other\n---\nText.\n",
    }
    preview = held_up(files, {"template_options": {"eyebrow": "Old"}})
    root = preview.server.root

    def changes(page, saved, **query):
        """Save files, and wait for another card."""
        before = preview.card(page, **query)["src"]
        write(root, saved)
        return preview.until(
            lambda: (card := preview.card(page, **query))["src"] != before and card, f"another card of {page}"
        )

    assert preview.card()["size"] == [1000, 630]
    assert changes("index.md", {"words.py": "width = 900\n"})["size"] == [900, 630]
    assert changes("index.md", {"docs/opengraph-image.py": HOOK % 800})["size"] == [800, 630]
    changes("guide/index.md", {"part.html": "<p>{{ page.title }}!</p>"})
    changes("guide/index.md", {"docs/guide/opengraph-image.html": "<b>{{ page.title }}</b>"})
    named = changes("other.md", {"docs/other.md": "---\ntitle: Another\n---\nText.\n"})
    assert named["alt"].startswith("Another")
    given = changes("other.md", {"docs/other.md": "---\nmetaimage: {template: blog}\n---\nText.\n"})
    assert "blog" in given["origin"]
    # A file that comes, and one that goes.
    new = changes("other.md", {"docs/other/opengraph-image.py": HOOK % 700, "docs/other.md": "# Other\n"})
    assert new["size"] == [700, 630]
    (root / "docs/other/opengraph-image.py").unlink()
    preview.until(lambda: preview.card("other.md")["size"] == [800, 630], "the inherited card")
    # All that while nothing was built.
    assert preview.get("site")["building"] is True


def test_what_is_saved_during_a_build_stays_when_that_ends(serve):
    # Each build but the first says when it has read the pages, and waits for a file with its number.
    waits = """
import pathlib, time
builds = []
def on_env(env, config, files):
    builds.append(1)
    here = pathlib.Path(config.config_file_path).parent
    (here / f"read{len(builds)}").touch()
    while len(builds) > 1 and not (here / f"go{len(builds)}").exists():
        time.sleep(0.05)
"""
    page = "---\ntitle: {}\n---\nText.\n"
    files = {"docs/other.md": page.format("One"), "docs/a.md": "# A\n", "waits.py": waits}
    preview = PreviewOf(serve(files, {}, hooks=["waits.py"]))
    root = preview.server.root
    write(root, {"docs/a.md": "# B\n"})
    preview.until((root / "read2").exists, "a second build")
    write(root, {"docs/other.md": page.format("Two")})
    preview.until(lambda: preview.card("other.md")["alt"].startswith("Two"), "what was saved")
    write(root, {"go2": ""})
    preview.until((root / "read3").exists, "a third build")
    assert preview.card("other.md")["alt"].startswith("Two")


def test_a_file_that_is_gone_leaves_its_place_to_another(held_up):
    picture = io.BytesIO()
    Image.new("RGB", (600, 315)).save(picture, "PNG")
    preview = held_up({"docs/a/opengraph-image.png": picture.getvalue(), "docs/a/index.md": "# A\n"})
    assert preview.card("a/index.md")["size"] == [600, 315]
    (preview.server.root / "docs/a/opengraph-image.png").unlink()
    write(preview.server.root, {"docs/a/opengraph-image.html": "<p>Drawn</p>"})
    drawn = preview.until(
        lambda: (card := preview.card("a/index.md"))["size"] == [1200, 630] and card, "the drawn card"
    )
    assert (drawn["path"], drawn["error"]) == ("a/opengraph-image.png", None)


def test_options_are_read_again(held_up):
    preview = held_up({}, {"template": "minimal", "template_options": {}})
    root = preview.server.root
    path = root / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text())
    assert "minimal" in preview.card()["origin"]

    def saves(**changed):
        path.write_text(yaml.safe_dump({**settings, **changed}))

    saves(plugins=[{"metaimage": {"template": "big-type", "colors": {"primary": "#123456"}}}])
    preview.until(lambda: "big-type" in preview.card()["origin"], "the other template")
    assert preview.get("site")["site"]["colors"]["primary"] == "#123456"
    saves(site_url="https://other.example/")
    preview.until(lambda: "https://other.example/opengraph" in preview.card()["url"], "the other URL")

    def site_says(said):
        return said in json.dumps(preview.get("site")["errors"])

    # What cannot be read leaves the last that could in place, and is said.
    for broken, said in (
        ("plugins: [metaimage: {templat: x}]", "template"),
        ("plugins: [metaimage: {template: nowhere}]", "nowhere"),
        ("plugins: [metaimage: {template: [1]}]", "template"),
        ("plugins: [", "mkdocs.yml"),
        ("- a\n", "mapping"),
        ("plugins: [metaimage: {fonts: [no.ttf]}]", "no.ttf"),
        ("plugins: [metaimage: {logo: no.png}]", "no.png"),
        ("plugins: [metaimage: {routes_dir: nowhere}]", "routes_dir"),
    ):
        path.write_text(broken)
        preview.until(partial(site_says, said), broken)
        assert len(preview.get("site")["errors"]) == 1, broken
        assert preview.card()["src"], broken
    saves(plugins=["metaimage"])
    preview.until(lambda: not preview.get("site")["errors"], "no errors")
    assert "default" in preview.card()["origin"]


def test_an_error_stands_in_the_cards_place_until_it_is_mended(held_up):
    preview = held_up({"docs/opengraph-image.py": HOOK % 800, "docs/a.md": "# A\n"})
    root = preview.server.root
    write(root, {"docs/opengraph-image.py": "def image(page):\n    return page.nothing\n"})

    def failed():
        return preview.cards("a.md")["errors"]

    (error,) = preview.until(failed, "the error")
    assert error["convention"] == "opengraph-image"
    assert (error["file"], error["line"]) == ("docs/opengraph-image.py", 2)
    assert "nothing" in error["message"]
    assert "page.nothing" in error["traceback"]
    assert str(root) not in json.dumps(error)
    # Each page that has it, and each time that it is asked for.
    assert preview.cards("index.md")["errors"]
    assert failed() == [error]
    write(root, {"docs/opengraph-image.py": "def image(page:\n"})
    preview.until(lambda: "not valid Python" in str(failed()), "its syntax")
    write(root, {"docs/opengraph-image.py": HOOK % 640})
    preview.until(lambda: not failed(), "the end of the error")
    assert preview.card("a.md")["size"] == [640, 630]


def test_front_matter_that_cannot_be_read_is_told_of(held_up):
    broken = "---\ntitle: A\nmetaimage: {title: [a}\n---\n# A\n"
    preview = held_up({"docs/a.md": broken, "docs/b.md": "---\ntitle: B\n---\n", "docs/c.md": "---\n\n# C\n"})

    def errors():
        return preview.get("site")["errors"]

    (error,) = errors()
    assert (error["file"], error["line"]) == ("docs/a.md", 3)
    write(preview.server.root, {"docs/a.md": "---\ntitle: Mended\n---\n"})
    preview.until(lambda: not errors(), "the end of the error")
    assert preview.card("a.md")["alt"].startswith("Mended")
    write(preview.server.root, {"docs/b.md": "---\n\ttitle: B\n---\n"})
    (error,) = preview.until(errors, "an error that was saved")
    assert (error["file"], error["line"]) == ("docs/b.md", 2)
    # The card is that of the build.
    assert preview.card("b.md")["alt"].startswith("B")


def test_what_a_running_server_cannot_follow_is_told_of(held_up):
    preview = held_up({"docs/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"})
    root = preview.server.root
    text = (root / "mkdocs.yml").read_text()
    assert preview.get("site")["bound"] == "127.0.0.1"
    for changed, said in (("plugins: []", "plugins"), ("plugins: [metaimage: {enabled: false}]", "enabled")):
        (root / "mkdocs.yml").write_text(f"site_name: Acme\n{changed}\n")
        preview.until(partial(lambda said: said in json.dumps(preview.get("site")["errors"]), said), changed)
        assert preview.card()["src"]
    (root / "mkdocs.yml").write_text(text)
    preview.until(lambda: not preview.get("site")["errors"], "no errors")
    (root / "docs").rename(root / "elsewhere")
    (error,) = preview.until(lambda: preview.get("site")["errors"], "the folder's error")
    assert "cannot be read" in error["message"]
    assert preview.card()["src"]
    (root / "elsewhere").rename(root / "docs")
    preview.until(lambda: not preview.get("site")["errors"], "no errors")
    assert "Traceback" not in preview.server.log


def test_what_is_tried_leaves_no_trace(serve):
    preview = PreviewOf(serve({}))
    root = preview.server.root
    before = {path for path in root.rglob("*") if path.name != "log.txt"}
    tried = preview.card(title="Tried “here”", description="So.", lang="ar", dir="rtl", template="blog")
    assert tried["alt"].startswith("Tried “here”. So.")
    assert preview.picture(tried).size == (1200, 630)
    assert preview.card(title="Tried")["src"] != preview.card(title="Tried again")["src"]
    after = {path for path in root.rglob("*") if path.name != "log.txt"}
    assert after == before


def test_a_rebuild_takes_the_drafts_place(serve):
    preview = PreviewOf(serve({"docs/a.md": "# A\n"}))
    first = preview.get("site")["generation"]
    write(preview.server.root, {"docs/b.md": "# New page\n"})
    preview.until(lambda: "b.md" in [page["key"] for page in preview.get("site")["pages"]], "the new page")
    assert preview.card("b.md")["alt"].startswith("New page")
    assert preview.get("changes", generation=str(first))["generation"] > first


def test_a_build_that_fails_leaves_the_preview_as_it_was(serve):
    files = {
        "fails.py": "import pathlib\ndef on_pre_build(config):\n    assert not pathlib.Path('bad').exists()\n"
    }
    preview = PreviewOf(serve(files, hooks=["fails.py"]))
    write(preview.server.root, {"bad": "", "docs/index.md": "---\ntitle: Saved\n---\n"})
    preview.until(lambda: preview.server.log.count("AssertionError"), "the failure")
    preview.until(lambda: preview.card()["alt"].startswith("Saved"), "the draft")
    assert preview.until(lambda: preview.get("site")["building"] is False, "the end of the build")


def test_languages_of_their_own_builds(serve, build):
    pytest.importorskip("mkdocs_static_i18n")
    if HOST != "mkdocs":
        return  # the plugin knows no other
    english = {"locale": "en", "default": True, "name": "English", "build": True}
    german = {"locale": "de", "name": "Deutsch", "build": True, "site_name": "Ackme"}
    languages = {"docs_structure": "folder", "fallback_to_default": True, "languages": [english, german]}
    card = "<p>{{ page.title }} {{ site.name }} {{ site.locale }} {{ site.pages | map(attribute='title') | list }}</p>"
    files = {
        "docs/index.md": None,
        "docs/en/index.md": "# Welcome\n",
        "docs/de/index.md": "# Willkommen\n",
        "docs/en/only.md": "# Only here\n",
        "docs/en/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        "docs/opengraph-image.html": card,
    }
    plugins = [{"i18n": languages}, {"metaimage": {}}]
    built = build(files, plugins=plugins)
    preview = PreviewOf(serve(files, plugins=plugins))
    pages = {page["key"]: page for page in preview.get("site")["pages"]}
    assert {key: page["url"] for key, page in pages.items()} == {
        "en/index.md": "",
        "en/only.md": "only/",
        "de/index.md": "de/",
        "de/only/": "de/only/",
    }
    for key, page in pages.items():
        asked = preview.get("page", page=key)
        html = (built.folder / page["url"] / "index.html").read_text(encoding="utf-8")
        assert len(asked["tags"]) > 10
        assert [tag for tag in asked["tags"] if tag not in html] == [], key
        assert "icon" in [image["convention"] for image in asked["images"]], key
    assert "Ackme" in " ".join(asked["tags"])


def test_a_page_that_a_dirty_build_leaves_alone_stays(serve):
    preview = PreviewOf(serve({"docs/other.md": "# Other\n"}, None, "--dirty"))
    server = preview.server
    for number in range(2):
        write(server.root, {"docs/other.md": f"# Another {number}\n"})
        preview.until(
            lambda said=f"Another {number}": preview.card("other.md")["alt"].startswith(said), "the page"
        )
    assert [page["key"] for page in preview.get("site")["pages"]] == ["index.md", "other.md"]
    assert preview.card()["src"]


def test_other_hosts_are_refused_but_those_that_are_named(serve):
    preview = PreviewOf(serve({}, {"preview_hosts": ["cards.example.com"]}))
    assert preview.ask("", Host="evil.example").status == 403
    assert "preview_hosts" in preview.ask("", Host="evil.example").text
    assert preview.ask("", Host="cards.example.com").status == 200
    assert preview.ask("api/site", **{"X-Metaimage": "1", "Origin": "https://evil.example"}).status == 403
    assert preview.ask("api/site").status == 403
    # The site itself is none of our business.
    assert preview.server.ask("", Host="evil.example").status == 200


def test_no_path_leads_to_a_file(serve):
    preview = PreviewOf(serve({}))
    for path in ("../mkdocs.yml", "assets/../../../pages.py", "%2e%2e/mkdocs.yml", "picture/../x.png"):
        answer = preview.ask(path)
        assert answer.status == 404, path
        assert b"site_name" not in answer.body, path


def test_there_is_none_where_nothing_is_drawn_or_reloaded(serve):
    off = serve({}, {"enabled": False})
    off.until(lambda: "Serving on" in off.log, "Serving on")
    assert off.ask("__metaimage/").status == 404
    assert "Preview" not in off.log


def test_no_build_has_it(build):
    site = build()
    assert not [name for name in site.published if "__metaimage" in name]
    assert not [path for path, _, _ in os.walk(site.root) if "__metaimage" in path]
    assert "Preview" not in site.output
