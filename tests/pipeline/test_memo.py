"""What is kept from build to build: found again, and never when it is in doubt."""

from __future__ import annotations

import hashlib
import os
import time

import pytest

from mkdocs_metaimage.engine.response import ImageResponse, Surroundings
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.pipeline import Memo, Sketcher
from mkdocs_metaimage.pipeline import memo as module

DAY = 24 * 60 * 60


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "plans"


@pytest.fixture
def clock(monkeypatch):
    """Set how many days after today it is."""

    def to(days: float) -> None:
        now = time.time()
        monkeypatch.setattr(module.time, "time", lambda: now + days * DAY)

    real = time.time
    monkeypatch.setattr(
        module, "time", type("Clock", (), {"time": staticmethod(real), "time_ns": staticmethod(time.time_ns)})
    )
    return to


def begun(path) -> Memo:
    memo = Memo(path)
    memo.begin()
    return memo


def kept(path, **entries: object) -> None:
    memo = begun(path)
    for key, value in entries.items():
        memo.put("kind", key, value)
    memo.save(30)


def test_what_was_kept_is_found_by_another_process(path):
    kept(path, one=[1, "ä\ud800", None], two=("a", ("b",)))
    memo = begun(path)
    assert memo.get("kind", "one") == [1, "ä\ud800", None]
    assert memo.get("kind", "two") == ["a", ["b"]]
    assert memo.get("other", "one") is None


def test_the_file_is_not_written_when_nothing_has_changed(path):
    kept(path, one=1)
    before = path.stat()
    memo = begun(path)
    assert memo.get("kind", "one") == 1
    memo.save(30)
    assert path.stat() == before


@pytest.mark.parametrize("damage", [b"", b"{}", b"\n", b"\xff" * 99, None])
def test_a_file_that_is_not_whole_is_no_file(path, damage):
    kept(path, one=1)
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    assert begun(path).get("kind", "one") is None
    kept(path, two=2)
    assert begun(path).get("kind", "two") == 2


def test_what_another_engine_found_counts_for_nothing(path, monkeypatch):
    kept(path, one=1)
    monkeypatch.setattr(module, "engine_version", lambda: "another")
    assert begun(path).get("kind", "one") is None


def test_two_builds_at_once_keep_what_both_found(path):
    kept(path, before=0)
    one, two = begun(path), begun(path)
    one.put("kind", "one", 1)
    two.put("kind", "two", 2)
    one.save(30)
    two.save(30)
    memo = begun(path)
    assert [memo.get("kind", key) for key in ("before", "one", "two")] == [0, 1, 2]


def test_a_file_that_another_process_changed_is_read_again(path):
    memo = begun(path)
    memo.put("kind", "one", 1)
    memo.save(30)
    kept(path, one=3, two=2)
    memo.begin()
    assert (memo.get("kind", "one"), memo.get("kind", "two")) == (3, 2)


def test_a_file_that_was_deleted_is_forgotten(path):
    memo = begun(path)
    memo.put("kind", "one", 1)
    memo.save(30)
    path.unlink()
    memo.begin()
    assert memo.get("kind", "one") is None


def test_what_nobody_asks_for_goes(path, clock):
    kept(path, used=1, unused=2)
    clock(20)
    memo = begun(path)
    assert memo.get("kind", "used") == 1
    memo.save(30)
    clock(40)
    memo = begun(path)
    memo.put("kind", "new", 3)
    memo.save(30)
    memo = begun(path)
    assert [memo.get("kind", key) for key in ("used", "unused", "new")] == [1, None, 3]


def test_without_an_end_nothing_goes(path, clock):
    kept(path, old=1)
    clock(4000)
    memo = begun(path)
    memo.put("kind", "new", 2)
    memo.save(0)
    assert begun(path).get("kind", "old") == 1


def test_a_clock_that_was_wrong_keeps_nothing_for_ever(path, clock):
    clock(9000)
    kept(path, future=1)
    clock(0)
    memo = begun(path)
    memo.put("kind", "now", 2)
    memo.save(30)
    memo = begun(path)
    assert (memo.get("kind", "future"), memo.get("kind", "now")) == (None, 2)


def test_there_are_never_too_many(path, clock, monkeypatch):
    monkeypatch.setattr(module, "_MOST_ENTRIES", 3)
    kept(path, old=1)
    clock(1)
    kept(path, a=1, b=2, c=3)
    memo = begun(path)
    assert [memo.get("kind", key) for key in ("old", "a", "b", "c")] == [None, 1, 2, 3]


def test_where_it_cannot_be_written_it_lasts_for_the_process(tmp_path):
    (tmp_path / "file").write_text("")
    memo = begun(tmp_path / "file" / "plans")
    memo.put("kind", "one", 1)
    memo.save(30)
    memo.begin()
    assert memo.get("kind", "one") == 1


class TestDigests:
    """The hashes of files."""

    def test_a_file_is_read_when_its_times_say_so(self, path, tmp_path):
        file = tmp_path / "a.png"
        file.write_bytes(b"one")
        memo = begun(path)
        first = memo.digest_of(file)
        file.write_bytes(b"two")
        os.utime(file, (1, 1))
        assert memo.digest_of(file) == first  # within one build
        memo.begin()
        assert memo.digest_of(file) != first

    def test_what_has_lain_still_is_not_read_again(self, path, tmp_path, monkeypatch):
        file = tmp_path / "a.png"
        file.write_bytes(b"one")
        monkeypatch.setattr(module, "_SETTLED", -(10**12))
        memo = begun(path)
        digest = memo.digest_of(file)
        memo.save(30)
        monkeypatch.setattr(type(file), "read_bytes", lambda _: pytest.fail("it is read"))
        memo.begin()
        if os.name != "nt":
            assert memo.digest_of(file) == digest

    def test_what_is_no_file_has_none(self, path, tmp_path):
        memo = begun(path)
        for name in ("missing", ".", "a\0b", "x" * 5000):
            assert memo.digest_of(tmp_path / name) is None


class TestSketches:
    """Drawings that are made when they have to be drawn."""

    @staticmethod
    def sketch(memo, around, text="<img src='a.png'>"):
        return Sketcher(memo).sketch(
            ImageResponse(text), around, ("Title", "About"), lambda error: MetaImageError(str(error))
        )

    @pytest.fixture
    def around(self, tmp_path, png_bytes):
        (tmp_path / "a.png").write_bytes(png_bytes("red"))
        return Surroundings(200, 100, base=tmp_path)

    @pytest.fixture
    def png_bytes(self):
        def make(color: str) -> bytes:
            import io

            from PIL import Image

            Image.new("RGB", (20, 20), color).save(buffer := io.BytesIO(), "PNG")
            return buffer.getvalue()

        return make

    def test_the_drawing_has_the_digest(self, path, around):
        sketched = self.sketch(begun(path), around, "<p>Words</p><img src='a.png' alt='A dot'>")
        assert sketched.sketch.drawing().digest() == sketched.sketch.digest
        assert sketched.said == "Words. A dot"

    def test_the_memo_has_it_without_making_it(self, path, around, monkeypatch):
        memo = begun(path)
        first = self.sketch(memo, around)
        memo.save(30)
        read = []
        around = Surroundings(200, 100, base=around.base, on_read=read.append)
        with monkeypatch.context() as patch:
            patch.setattr(ImageResponse, "drawing", lambda *_: pytest.fail("it is made"))
            again = self.sketch(begun(path), around)
        assert (again.sketch.digest, again.said) == (first.sketch.digest, first.said)
        assert read == [around.base / "a.png"]  # so that `serve` watches it
        assert again.sketch.drawing().digest() == first.sketch.digest

    def test_a_file_that_changes_while_the_site_is_built(self, path, around, png_bytes):
        memo = begun(path)
        self.sketch(memo, around)
        sketched = self.sketch(memo, around)
        (around.base / "a.png").write_bytes(png_bytes("blue"))
        said = "has changed while the site was built: build it again"
        with pytest.raises(MetaImageError, match=said):
            sketched.sketch.drawing()
        again = self.sketch(begun(path), around)
        assert again.sketch.drawing().digest() == again.sketch.digest != sketched.sketch.digest
        assert sketched.sketch.make().digest() == again.sketch.digest

    def test_a_file_that_vanishes_while_the_site_is_built(self, path, around):
        memo = begun(path)
        self.sketch(memo, around)
        sketched = self.sketch(memo, around)
        (around.base / "a.png").unlink()
        with pytest.raises(MetaImageError, match=r"There is no picture a\.png"):
            sketched.sketch.drawing()


def test_a_build_that_begins_meanwhile_takes_no_answer_away(path, tmp_path, monkeypatch):
    memo, file = begun(path), tmp_path / "a.txt"
    file.write_text("a")
    digest = memo._digest

    def interrupted(path):
        memo.begin()
        return digest(path)

    monkeypatch.setattr(memo, "_digest", interrupted)
    assert memo.digest_of(file) == hashlib.sha256(b"a").hexdigest()
