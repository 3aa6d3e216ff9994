"""What requests see is the site as its files are, and they share it."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import pytest
from preview.drafts import page, write
from preview.fake_docs import FakeDocs, age, at_once, until

from mkdocs_metaimage.conventions import OPENGRAPH_IMAGE
from mkdocs_metaimage.preview import desk as module
from mkdocs_metaimage.preview.desk import Desk
from mkdocs_metaimage.preview.pictures import Pictures
from mkdocs_metaimage.preview.planning import plan_page
from mkdocs_metaimage.preview.turns import OverdueError

CARD = "<p>{}</p>"


@pytest.fixture(autouse=True)
def every_look_counts(monkeypatch):
    monkeypatch.setattr(module, "_FRESH", 0.0)
    monkeypatch.setattr(module, "_SHARE", 0)
    monkeypatch.setattr(module, "_PAUSE", 0.01)


@pytest.fixture
def docs(tmp_path):
    write(tmp_path, {"docs/index.md": "# Home", "docs/opengraph-image.html": CARD.format("one")})
    age(tmp_path)
    docs = FakeDocs(tmp_path, (page("index.md"),))
    yield docs
    docs.close()


@pytest.fixture
def desk(docs):
    return Desk(docs, Pictures())


def card(desk):
    """What the home page's card says, as a request sees it, and the generation."""
    with desk.view() as view:
        drafted = view.turns.take(lambda: plan_page(view.draft, "index.md"))
        assert not drafted.failures, str(drafted.failures[0].error)
        ((convention, image),) = drafted.planned.images
        assert convention == OPENGRAPH_IMAGE
        return view.generation, image.content.digest


def test_a_draft_stays_while_nothing_changes(docs, desk):
    assert len({card(desk) for _ in range(3)}) == 1
    assert len(docs.drafts) == 1


def test_a_save_gives_another_draft_and_the_old_one_goes(docs, desk):
    first = card(desk)
    write(docs.root, {"docs/opengraph-image.html": CARD.format("two")})
    second = card(desk)
    assert second[0] > first[0]
    assert second[1] != first[1]
    assert docs.closed == docs.drafts[:1]


def test_a_file_that_only_planning_finds_is_watched(docs, desk, tmp_path):
    write(tmp_path, {"words.py": "WORD = 'one'\n"})
    (tmp_path / "docs/opengraph-image.html").unlink()
    hook = (
        "from words import WORD\nfrom mkdocs_metaimage import ImageResponse, h\n"
        "def image(page):\n    return ImageResponse(h('p', None, WORD))\n"
    )
    write(tmp_path, {"docs/opengraph-image.py": hook})
    age(tmp_path)
    first = card(desk)
    write(tmp_path, {"words.py": "WORD = 'another'\n"})
    second = card(desk)
    assert second[0] > first[0]
    assert second[1] != first[1]


def test_a_save_while_the_draft_is_made_is_not_lost(docs, desk):
    card(desk)

    def save():
        docs.before = lambda: None
        write(docs.root, {"docs/opengraph-image.html": CARD.format("three")})

    draft = docs.draft

    def slow():
        made = draft()
        save()
        return made

    docs.draft = slow
    write(docs.root, {"docs/opengraph-image.html": CARD.format("two")})
    second = card(desk)
    docs.draft = draft
    third = card(desk)
    assert third[0] > second[0], "what was read may be either"


def test_a_build_that_ended_gives_another_draft(docs, desk):
    generation, digest = card(desk)
    docs.builds += 1
    later = card(desk)
    assert later[0] > generation
    assert later[1] == digest


def test_a_draft_that_a_request_uses_stays_open(docs, desk):
    with ExitStack() as requests:
        first = requests.enter_context(desk.view())
        again = requests.enter_context(desk.view())
        assert first.draft is again.draft
        docs.builds += 1
        with desk.view() as other:
            assert other.draft is not first.draft
        assert not docs.closed
        # It still loads what it has not loaded yet.
        assert not plan_page(first.draft, "index.md").failures
    assert docs.closed == [first.draft]
    desk.close()
    assert docs.closed == docs.drafts


def test_who_asks_at_once_gets_one_draft(docs, desk):
    docs.before = lambda: time.sleep(0.05)

    def ask(number):
        with desk.view() as view:
            return view.draft

    drafts = at_once(6, ask)
    assert len(set(map(id, drafts))) == len(docs.drafts) == 1


def test_a_draft_stays_open_for_a_hook_that_does_not_return(docs, desk, monkeypatch):
    monkeypatch.setattr("mkdocs_metaimage.preview.turns._PATIENCE", 0.02)
    ended = threading.Event()
    with desk.view() as view, pytest.raises(OverdueError):
        view.turns.take(lambda: ended.wait(20))
    write(docs.root, {"docs/opengraph-image.html": CARD.format("two")})
    assert card(desk), "a draft that follows has turns of its own"
    assert docs.closed == []
    ended.set()
    until(lambda: docs.closed == docs.drafts[:1])


def test_a_draft_that_cannot_be_made_is_tried_again(docs, desk):
    def broken():
        raise RuntimeError("the host broke")

    docs.before = broken
    for _ in range(2):
        with pytest.raises(RuntimeError), desk.view():
            raise AssertionError
    docs.before = lambda: None
    assert card(desk)


def test_a_draft_that_cannot_be_made_any_more_is_known_to_mend(docs, desk):
    generation, _ = card(desk)
    healthy = docs.before
    docs.before = lambda: 1 / 0
    write(docs.root, {"docs/index.md": "# Broken"})
    with pytest.raises(ZeroDivisionError), desk.view():
        raise AssertionError
    broken, _ = desk.wait(None, 0)
    assert broken > generation
    docs.before = healthy
    write(docs.root, {"docs/index.md": "# Mended again"})
    assert desk.wait(broken, 5)[0] > broken
    card(desk)
    assert docs.drafts[0] in docs.closed


def test_who_waits_learns_of_a_save(docs, desk):
    generation, _ = card(desk)
    assert desk.wait(generation, 0.03) == (generation, False)
    saving = threading.Timer(0.05, write, (docs.root, {"docs/opengraph-image.html": CARD.format("two")}))
    saving.start()
    assert desk.wait(generation, 10) == (generation + 1, False)
    saving.join()
    assert desk.wait(generation, 10) == (generation + 1, False), "it does not wait for what it does not know"
    assert len(docs.drafts) == 1, "nobody has asked for it yet"
    assert card(desk)[0] == generation + 1


def test_all_who_wait_learn_of_it_by_few_looks(docs, desk, monkeypatch):
    monkeypatch.setattr(module, "_FRESH", 0.1)
    generation, _ = card(desk)
    looks = []
    sources = docs.sources
    docs.sources = lambda draft: looks.append(draft) or sources(draft)
    threading.Timer(0.2, write, (docs.root, {"docs/new.md": "# New"})).start()
    assert at_once(10, lambda number: desk.wait(generation, 10)) == [(generation + 1, False)] * 10
    assert len(looks) < 10


def test_looks_that_take_long_are_far_between(docs, desk, monkeypatch):
    monkeypatch.setattr(module, "_SHARE", 5)
    generation, _ = card(desk)
    sources, looks = docs.sources, []
    docs.sources = lambda draft: looks.append(time.sleep(0.02)) or sources(draft)
    desk.wait(generation, 0.3)
    assert 1 <= len(looks) <= 3


def test_who_waits_learns_of_a_build(docs, desk):
    generation, _ = card(desk)
    threading.Timer(0.03, setattr, (docs, "building", True)).start()
    assert desk.wait(generation, 10) == (generation, True)
    assert desk.wait(generation, 0.02) == (generation, True)


def test_who_waits_is_let_go_at_the_end(docs, desk):
    generation, _ = card(desk)
    threading.Timer(0.03, desk.close).start()
    assert desk.wait(generation, 60) == (generation, False)
    assert docs.closed == docs.drafts


def test_a_server_that_is_started_anew_has_another_generation(docs):
    one = Desk(docs, Pictures())
    time.sleep(0.002)
    assert Desk(docs, Pictures()).wait(None, 0)[0] > one.wait(None, 0)[0]
