"""What the first answers need is made ready when the application is opened."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from preview.fake_docs import Browser, make_docs


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    """A preview that nobody has asked yet, and the drafts that were made for it."""
    docs, made = make_docs(tmp_path), []
    draft = docs.draft

    def counted():
        made.append(threading.current_thread().name)
        return draft()

    monkeypatch.setattr(docs, "draft", counted)
    with closing(Browser(docs)) as browser:
        yield browser, made


def warmed():
    for thread in threading.enumerate():
        if thread.name == "metaimage-preview-warmth":
            thread.join(60)


def test_the_draft_is_there_when_it_is_asked_for(drafts):
    browser, made = drafts
    root = f"{browser.docs.mount}__metaimage/"
    browser.ask(f"{root}assets/js/app.js")
    warmed()
    assert made == []
    for _ in range(2):
        assert browser.ask(root).status == 200
        warmed()
    assert browser.call("site").status == 200
    assert made == ["metaimage-preview-warmth"]


def test_what_goes_wrong_is_told_to_who_asks(drafts, monkeypatch, recwarn):
    browser, made = drafts
    draft = browser.docs.draft

    def fails():
        draft()
        raise OSError("gone")

    monkeypatch.setattr(browser.docs, "draft", fails)
    browser.ask(f"{browser.docs.mount}__metaimage/")
    warmed()
    assert (len(made), browser.logged, list(recwarn)) == (1, [], [])
    assert browser.call("site").status == 500
    assert len(made) == 2
    assert "gone" in browser.logged[0]
