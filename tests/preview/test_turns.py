"""A user's hooks run one at a time, and one that does not return is told of."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from preview.drafts import page, write
from preview.fake_docs import Browser, FakeDocs, age, at_once, until

from mkdocs_metaimage.hooks import HookLoader
from mkdocs_metaimage.preview import turns as module
from mkdocs_metaimage.preview.turns import OverdueError, Turns

#: Returns when the file `go` is there.
WAITS = """
import time
from pathlib import Path
from mkdocs_metaimage import ImageResponse

def wait():
    while not (Path(__file__).parent.parent / "go").exists():
        time.sleep(0.005)

def image(page):
    if page.title == "Slow":
        wait()
    return ImageResponse("<p>Hi</p>")
"""
AWAITS = """
import asyncio
from pathlib import Path
from mkdocs_metaimage import ImageResponse

async def image(page):
    while page.title == "Slow" and not (Path(__file__).parent.parent / "go").exists():
        await asyncio.sleep(0.005)
    return ImageResponse("<p>Hi</p>")
"""


@pytest.fixture
def turns(tmp_path):
    loader = HookLoader(tmp_path, tmp_path)
    yield partial(Turns, loader)
    loader.close()


@pytest.fixture
def browse(tmp_path, monkeypatch):
    """Makes a browser of a site with this hook, of which a second is too long."""
    monkeypatch.setattr(module, "_PATIENCE", 1.0)
    browsers = []

    def make(hook):
        write(tmp_path, {"docs/index.md": "", "docs/slow.md": "", "docs/opengraph-image.py": hook})
        age(tmp_path)
        browsers.append(Browser(FakeDocs(tmp_path, (page("index.md"), page("slow.md")))))
        return browsers[-1]

    yield make
    (tmp_path / "go").touch()
    until(lambda: all(thread.name != module.WORKER for thread in threading.enumerate()))
    for browser in browsers:
        browser.close()


def test_turns_come_one_after_another(turns):
    turns, running = turns(), []

    def work(number):
        running.append(number)
        time.sleep(0.005)
        assert running == [number]
        return running.pop()

    assert sorted(at_once(4, lambda number: turns.take(partial(work, number)))) == [0, 1, 2, 3]


def test_what_is_raised_is_raised_where_the_turn_is_taken(turns):
    for error in (TimeoutError("mine"), SystemExit(3), OverdueError("of another")):
        with pytest.raises(type(error)) as caught:
            turns().take(partial(_raise, error))
        assert caught.value is error


def test_many_turns_that_are_short_keep_nobody_from_his(turns):
    turns = turns(patience=0.5)
    assert len(at_once(12, lambda _: turns.take(partial(time.sleep, 0.08)))) == 12


def test_others_have_their_turns_when_one_that_was_overdue_has_ended(turns):
    turns, ended, left = turns(patience=0.02), threading.Event(), []
    with pytest.raises(OverdueError):
        turns.take(lambda: ended.wait(20) and left.append(1))
    for _ in range(2):
        with pytest.raises(OverdueError):
            turns.take(lambda: left.append(2))
    ended.set()
    until(lambda: left)
    until(lambda: _can_take(turns))
    assert left == [1], "what nobody waited for any more was not begun"


def test_a_hook_that_does_not_return_stands_in_the_cards_place_until_it_is_mended(browse):
    browser = browse(WAITS)
    for name, key in (("cards", "slow.md"), ("page", "index.md")):
        answer = browser.call(name, page=key)
        assert answer.status == 200
        (image,) = answer.data["images"]
        (error,) = answer.data["errors"]
        assert image["error"] == error
        assert "opengraph-image.py has not returned for 1 s" in error["message"]
        assert (error["file"], error["line"]) == ("docs/opengraph-image.py", 8)
        assert "in wait" in error["traceback"]
        assert str(browser.docs.root) not in str(answer.data)
    for name in ("boxes", "fonts", "templates"):
        answer = browser.call(name, page="index.md", image="opengraph-image")
        assert answer.status == 503
        assert "opengraph-image.py has not returned" in answer.data["error"]
    assert browser.call("site").status == 200, "it asks no hook"
    write(browser.docs.root, {"docs/opengraph-image.py": WAITS.replace("        wait()", "        pass")})
    until(lambda: browser.card("slow.md")["src"])
    assert browser.logged == []


def test_a_coroutine_that_does_not_return_is_named(browse):
    (error,) = browse(AWAITS).call("cards", page="slow.md").data["errors"]
    assert error["file"] == "docs/opengraph-image.py"


def _raise(error):
    raise error


def _can_take(turns):
    try:
        return turns.take(lambda: True)
    except OverdueError:
        return False
