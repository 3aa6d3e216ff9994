"""From planned images to files: each is written once, whoever draws, and whatever becomes of whoever draws."""

from __future__ import annotations

import io
import multiprocessing
import threading
import time
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import ThreadPoolExecutor as Threads
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.drawing import Drawing, draw
from mkdocs_metaimage.engine.element import Element
from mkdocs_metaimage.engine.notes import Note
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.pipeline import PlannedImage, Remarks, Renderer
from mkdocs_metaimage.pipeline.images import Content, Sketch
from mkdocs_metaimage.pipeline.workers import Workers
from mkdocs_metaimage.store import Store

MANY = 30
BAD = Drawing(Element("img", {"src": "none.png"}), 20, 10)


def drawing(text, css=""):
    return ImageResponse(f"<p style='font-size: 9px;{css}'>{text}</p>", width=40, height=20).drawing()


def planned(path, source, digest=None, notes=()):
    if isinstance(source, Drawing):
        content = Content(source, source.digest(), "image/png", ((40, 20),))
    else:
        content = Content(source, digest or "0" * 64, "image/png", ((40, 20),), notes)
    return PlannedImage(path, content, Path("docs/card.html"))


class Session:
    """A renderer, and what it said."""

    def __init__(self, folder, executor=None, mend=None, **kwargs):
        self.site, self.store = folder / "site", Store(folder / "cache")
        self.said, self.errors = [], []
        self.renderer = Renderer(
            self.site,
            self.store,
            executor,
            Remarks(self.said.append),
            mend or self.errors.append,
            **kwargs,
        )

    def run(self, images):
        news = []
        for image in images:
            self.renderer.offer(image)
            news += self.renderer.ready()
        return news + list(self.renderer.finish())

    def data(self, path):
        return (self.site / path).read_bytes()


@pytest.fixture
def session(tmp_path):
    return lambda *args, **kwargs: Session(tmp_path, *args, **kwargs)


class Held(Executor):
    """Draws when it is told to, in whatever order."""

    def __init__(self):
        self.calls = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self.calls.append((future, fn, args))
        return future

    def let_go(self, number=-1):
        future, fn, args = self.calls.pop(number)
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(fn(*args))
            except Exception as error:
                future.set_exception(error)


class Failing(Executor):
    """Draws only what it is given more than so many times."""

    def __init__(self, times, error=BrokenExecutor):
        self.times, self.error = times, error
        self.given = {}

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        digest = args[0].digest()
        self.given[digest] = self.given.get(digest, 0) + 1
        if self.given[digest] <= self.times:
            future.set_exception(self.error("it died"))
        else:
            try:
                future.set_result(fn(*args))
            except Exception as error:
                future.set_exception(error)
        return future


class Refusing(Executor):
    def __init__(self, error):
        self.error = error
        self.asked = 0

    def submit(self, fn, /, *args, **kwargs):
        self.asked += 1
        raise self.error("no more")


class Pools:
    """Gives pools of processes, a new one when the last is broken."""

    def __init__(self, stack):
        self.stack = stack
        self.last = None

    def __call__(self):
        if self.last is None or self.last._broken:
            pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
            self.last = self.stack.enter_context(pool)
        return self.last


def executors(kind, stack):
    if kind == "none":
        return None
    if kind == "processes":
        return Pools(stack)
    executor = stack.enter_context({"threads": Threads, "workers": Workers}[kind](2))
    return lambda: executor


@pytest.mark.parametrize("kind", ["none", "threads", "processes", "workers"])
def test_whoever_draws_the_files_are_the_same(session, kind):
    drawings = [drawing(f"Card {number}") for number in range(MANY)]
    with ExitStack() as stack:
        one = session(executors(kind, stack))
        news = one.run(planned(f"a/{number}.png", each) for number, each in enumerate(drawings))
    assert not one.errors
    for number, each in enumerate(drawings):
        assert one.data(f"a/{number}.png") == draw(each).data
        assert one.store.get(each.digest()).data == draw(each).data
    assert sorted(rendered.path for rendered in news) == sorted(f"a/{number}.png" for number in range(MANY))
    assert all(rendered.drawn and rendered.seconds > 0 for rendered in news)
    tally = one.renderer.tally
    assert (tally.images, tally.drawn, tally.from_cache, tally.waiting) == (MANY, MANY, 0, 0)
    assert len(tally.slowest) == 10
    assert [seconds for _, seconds in tally.slowest] == sorted(
        (rendered.seconds for rendered in news), reverse=True
    )[:10]
    again = session()
    assert not any(rendered.drawn for rendered in again.run(planned("b.png", each) for each in drawings[:1]))
    assert (again.renderer.tally.drawn, again.renderer.tally.from_cache) == (0, 1)


def test_few_drawings_ask_for_no_executor(session):
    def none():
        raise AssertionError("nobody is needed")

    one = session(none)
    one.run(planned(f"{number}.png", drawing(str(number))) for number in range(10))
    assert one.renderer.tally.drawn == 10


def test_drawing_goes_on_while_pages_are_planned(session):
    held = Held()
    one = session(lambda: held, ahead=1)
    one.renderer.offer(planned("bad.png", BAD))
    for number in range(MANY):
        one.renderer.offer(planned(f"{number}.png", drawing(str(number))))
        if held.calls:
            held.let_go()
    assert one.renderer.tally.drawn > 10
    assert not one.errors, "errors in planning come first"
    list(one.renderer.ready())
    assert len(one.errors) == 1


@pytest.mark.parametrize("last", ["ready", "finish"])
def test_errors_that_came_while_pages_were_planned_are_told(session, last):
    failing = Failing(0)
    one = session(lambda: failing)
    for number in range(MANY):
        one.renderer.offer(planned(f"{number}.png", drawing(str(number))))
    one.renderer.offer(planned("bad.png", BAD))
    assert one.renderer.tally.waiting == 0
    assert not one.errors
    list(getattr(one.renderer, last)())
    assert len(one.errors) == 1


def test_few_drawings_that_take_long_ask_for_one(session):
    def slow(number):
        time.sleep(0.3)
        return drawing(str(number))

    with Threads(2) as threads:
        asked = []
        one = session(lambda: asked.append(1) or threads)
        sources = [
            Sketch(drawing(str(number)).digest(), lambda number=number: slow(number)) for number in range(6)
        ]
        one.run(planned(f"{number}.png", each, each.digest) for number, each in enumerate(sources))
    assert asked
    assert one.renderer.tally.drawn == 6


def test_no_more_is_under_way_than_allowed_and_all_is_done(session):
    held = Held()
    one = session(lambda: held, ahead=4)
    for number in range(MANY):
        one.renderer.offer(planned(f"{number}.png", drawing(str(number))))
    assert len(held.calls) == 4
    assert one.renderer.tally.waiting == MANY
    assert not list(one.renderer.ready())
    held.let_go()
    (rendered,) = one.renderer.ready()
    assert rendered.path == "3.png"
    assert len(held.calls) == 4
    helper = threading.Thread(target=lambda: [let_go(held) for _ in range(MANY - 1)])
    helper.start()
    assert len(list(one.renderer.finish())) == MANY - 1
    helper.join()


def let_go(held):
    while not held.calls:
        pass
    held.let_go()


def test_one_drawing_at_many_places_is_drawn_once(session):
    held = Held()
    one = session(lambda: held)
    same = drawing("Same")
    others = [planned(f"{number}.png", drawing(str(number))) for number in range(20)]
    images = [planned(f"same/{number}.png", same) for number in range(5)]
    for image in (*images[:2], *others, *images[2:4]):
        one.renderer.offer(image)
    while held.calls:
        held.let_go()
        list(one.renderer.ready())
    one.renderer.offer(images[4])
    assert {one.data(image.path) for image in images} == {draw(same).data}
    tally = one.renderer.tally
    assert (tally.images, tally.drawn, tally.from_cache, tally.waiting) == (25, 21, 4, 0)
    slowest = [path for path, _ in one.renderer.tally.slowest]
    assert len(slowest) == 10
    assert sum(path.startswith("same/") for path in slowest) <= 1, "it was drawn once"


def test_what_needs_no_drawing_is_written(session, tmp_path):
    (tmp_path / "own.png").write_bytes(b"file")
    one = session()
    news = one.run(
        [
            planned("x/bytes.png", b"bytes", "1" * 64),
            planned("x/file.png", tmp_path / "own.png", "2" * 64),
            planned("x/published.png", None, "3" * 64),
        ]
    )
    assert (one.data("x/bytes.png"), one.data("x/file.png")) == (b"bytes", b"file")
    assert not (one.site / "x/published.png").exists()
    assert len(news) == 2
    assert (one.renderer.tally.images, one.renderer.tally.drawn, one.renderer.tally.from_cache) == (2, 0, 0)


@pytest.mark.parametrize("error", [BrokenExecutor, CancelledError])
def test_a_drawing_whose_worker_died_is_drawn_again(session, error):
    failing = Failing(1, error)
    one = session(lambda: failing)
    one.run(planned(f"{number}.png", drawing(str(number))) for number in range(MANY))
    assert not one.errors
    assert set(failing.given.values()) == {2}
    assert one.renderer.tally.drawn == MANY


def test_a_drawing_whose_worker_died_twice_is_reported(session):
    failing = Failing(9)
    one = session(lambda: failing)
    one.run(planned(f"a/{number}.png", drawing(str(number))) for number in range(MANY))
    assert set(failing.given.values()) == {2}
    assert [error.message.split(":")[0] for error in one.errors] == [f"/a/{n}.png" for n in range(MANY)]
    error = one.errors[0]
    assert "it died" in error.message
    assert error.file == Path("docs/card.html")
    assert "workers: 0" in error.hint
    assert one.renderer.tally.images == 0


@pytest.mark.parametrize("error", [BrokenExecutor, RuntimeError, OSError])
def test_where_nobody_takes_a_drawing_it_is_drawn_here(session, error):
    refusing = Refusing(error)
    one = session(lambda: refusing)
    one.run(planned(f"{number}.png", drawing(str(number))) for number in range(MANY))
    assert one.renderer.tally.drawn == MANY
    assert refusing.asked == 2
    told = [remark.message for remark in one.said]
    if error is RuntimeError:  # as those say that were shut down
        assert not told
    else:
        assert len(told) == 1
        assert "(no more)" in told[0]
        assert "workers: 0" in told[0]


def test_a_pool_that_breaks_is_replaced(session):
    given = []

    class Breaking(Executor):
        def __init__(self):
            self.broken = False
            given.append(self)

        def submit(self, fn, /, *args, **kwargs):
            if self.broken:
                raise BrokenExecutor("broken")
            future = Future()
            if len(given) == 1:
                self.broken = True
                future.set_exception(BrokenExecutor("broken just now"))
            else:
                future.set_result(fn(*args))
            return future

    one = session(Breaking)
    one.run(planned(f"{number}.png", drawing(str(number))) for number in range(MANY))
    assert one.renderer.tally.drawn == MANY
    assert not one.errors


def test_remarks_come_in_the_order_of_planning(session):
    def images():
        for number in range(MANY):
            css = f"colour-{number % 3}: red" if number % 4 == 0 else ""
            yield planned(f"{number}.png", drawing(f"{number} \ue000" if number % 5 == 0 else number, css))
        yield planned("z.png", b"bytes", notes=(Note("byte_budget", "It is heavy."),))

    held = Held()
    one = session(lambda: held, ahead=100)
    for image in images():
        one.renderer.offer(image)
    while held.calls:
        held.let_go()  # the last first
    list(one.renderer.finish())
    other = session()
    other.run(images())
    assert one.said == other.said
    assert len(one.said) >= 5
    assert other.renderer.tally.from_cache == MANY


def test_errors_come_in_the_order_of_planning_and_at_once(session):
    held = Held()
    one = session(lambda: held)
    bad = [Drawing(Element("img", {"src": f"{number}.png"}), 20, 10) for number in range(2)]
    good = [drawing(str(number)) for number in range(14)]
    for number, each in enumerate([*good[:2], bad[0], good[2], bad[1], *good[3:]]):
        one.renderer.offer(planned(f"{number}.png", each))
    held.let_go(4)
    held.let_go(2)
    list(one.renderer.ready())
    assert not one.errors, "what was planned before them is not drawn yet"
    held.let_go(0)
    held.let_go(0)
    list(one.renderer.ready())
    assert [error.message.split(":")[0] for error in one.errors] == ["/2.png"]
    while held.calls:
        held.let_go()
    list(one.renderer.finish())
    assert [error.message.split(":")[0] for error in one.errors] == ["/2.png", "/4.png"]
    assert one.renderer.tally.images == 14


def test_what_cannot_be_drawn_is_told_once_for_all_its_places(session):
    one = session()
    one.run(planned(f"{number}.png", BAD) for number in range(3))
    assert len(one.errors) == 1
    assert not list(one.site.rglob("*.png"))


def test_an_error_that_ends_a_build_cancels_the_rest(session):
    held = Held()

    def abort(error):
        raise error

    one = session(lambda: held, abort)
    one.renderer.offer(planned("bad.png", BAD))
    for number in range(MANY):
        one.renderer.offer(planned(f"{number}.png", drawing(str(number))))
    calls = list(held.calls)
    held.let_go(0)
    with pytest.raises(MetaImageError, match=r"bad\.png"):
        list(one.renderer.ready())
    one.renderer.cancel()
    assert all(future.cancelled() for future, *_ in calls[1:])


def test_what_was_cancelled_does_not_come_back(session):
    held = Held()
    one = session(lambda: held)
    for number in range(MANY):
        one.renderer.offer(planned(f"{number}.png", drawing(str(number))))
    late, *_ = held.calls
    assert late[0].set_running_or_notify_cancel()
    one.renderer.cancel()
    late[0].set_result(late[1](*late[2]))
    # A build may go on after an error that is told.
    held.calls.clear()
    one.renderer.offer(planned("other.png", drawing("other")))
    held.let_go()
    assert [rendered.path for rendered in one.renderer.finish()] == ["other.png"]
    assert one.renderer.tally.waiting == 0


def test_what_is_offered_after_the_end_is_written_too(session):
    one = session()
    one.run([planned("a.png", drawing("a"))])
    assert [rendered.path for rendered in one.run([planned("b.png", drawing("b"))])] == ["b.png"]
    assert (one.renderer.tally.images, one.renderer.tally.drawn) == (2, 2)


def test_an_entry_of_the_cache_that_is_damaged_is_drawn_again(session):
    card = drawing("Card")
    session().run([planned("a.png", card)])
    one = session()
    (entry,) = (path for path in one.store.folder.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-9])
    (rendered,) = one.run([planned("b.png", card)])
    assert rendered.drawn
    assert one.data("b.png") == draw(card).data == one.store.get(card.digest()).data


def test_a_cache_that_cannot_be_written_to_is_told_once(session, tmp_path):
    (tmp_path / "cache").write_text("a file in its place")
    one = session()
    one.run(planned(f"{number}.png", drawing(str(number % 3))) for number in range(6))
    (remark,) = one.said
    assert remark.kind == "cache"
    assert "cache_dir" in remark.message
    assert len(list(one.site.iterdir())) == 6


def test_a_file_in_the_way_is_an_error_that_names_it(session, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/page").write_text("a page")
    with pytest.raises(MetaImageError, match="cannot be written") as caught:
        session().run([planned("page/card.png", drawing("Card"))])
    assert caught.value.file == tmp_path / "site/page/card.png"


class TestSketches:
    def test_are_made_when_they_are_drawn_and_not_before(self, session):
        made = []

        def make(number):
            made.append(number)
            return drawing(str(number))

        def images():
            for number in range(MANY):
                digest = drawing(str(number)).digest()
                yield planned(f"{number}.png", Sketch(digest, lambda number=number: make(number)), digest)

        session().run(images())
        assert sorted(made) == list(range(MANY))
        again = session()
        again.run(images())
        assert len(made) == MANY
        assert again.renderer.tally.from_cache == MANY

    def test_that_cannot_be_made_are_errors(self, session):
        def fail():
            raise MetaImageError("A file has changed.")

        with Threads(2) as threads:
            one = session(lambda: threads)
            images = [planned(f"{n}.png", drawing(str(n))) for n in range(20)]
            one.run([planned("bad.png", Sketch("4" * 64, fail), "4" * 64), *images])
        (error,) = one.errors
        assert error.message == "/bad.png: A file has changed."
        assert one.renderer.tally.drawn == 20


class TestKept:
    @pytest.mark.parametrize("kind", ["none", "threads", "workers"])
    def test_is_drawn_once_and_written_nowhere(self, session, kind):
        image = planned("a.png", drawing("Card"))
        with ExitStack() as stack:
            one = session(executors(kind, stack))
            kept = one.renderer.kept(image)
        assert Image.open(io.BytesIO(kept.data)).size == (40, 20)
        assert one.store.get(image.content.digest) == kept
        assert not one.site.exists()
        assert Session(one.site.parent).renderer.kept(image) == kept

    def test_is_asked_for_by_many_threads(self, session):
        with ExitStack() as stack:
            one = session(executors("workers", stack))
            images = [planned(f"{number}.png", drawing(str(number % 4))) for number in range(16)]
            with Threads(8) as asking:
                found = list(asking.map(one.renderer.kept, images))
        assert [kept.data for kept in found] == [draw(image.content.source).data for image in images]

    @pytest.mark.parametrize("times", [1, 2])
    def test_is_drawn_again_when_a_worker_dies(self, session, times):
        one = session(lambda: failing)
        failing = Failing(times)
        image = planned("a.png", drawing("Card"))
        if times == 1:
            assert one.renderer.kept(image).data == draw(image.content.source).data
        else:
            with pytest.raises(MetaImageError, match=r"a\.png.*it died"):
                one.renderer.kept(image)

    def test_is_drawn_here_where_no_process_can_be(self, session):
        refusing = Refusing(BrokenExecutor)
        one = session(lambda: refusing)
        for number in range(2):
            image = planned(f"{number}.png", drawing(str(number)))
            assert one.renderer.kept(image).data == draw(image.content.source).data
        assert len(one.said) == 1

    def test_that_has_changed_is_drawn_as_it_is_now_and_is_kept_as_that(self, session):
        one, now, digest = session(), drawing("Now"), drawing("Planned").digest()
        kept = one.renderer.kept(planned("a.png", Sketch(digest, lambda: now, AssertionError), digest))
        assert kept.data == draw(now).data
        assert one.store.get(digest) is None
        assert one.store.get(now.digest()) == kept

    def test_that_cannot_be_drawn_is_an_error(self, session):
        with pytest.raises(MetaImageError, match=r"a\.png.*none\.png"):
            session().renderer.kept(planned("a.png", BAD))
