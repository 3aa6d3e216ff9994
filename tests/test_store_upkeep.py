"""The upkeep of the cache: what nobody uses goes, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine import kept_files
from mkdocs_metaimage.store import Kept, Store, images, sweep

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60 * 60


def digest(number: int) -> str:
    return f"{number:064x}"


def entry(store: Store, number: int) -> Path:
    return store.folder / "images" / f"{digest(number)}.image"


def aged(path: Path, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def filled(folder: Path, ages: dict[int, float]) -> Store:
    """A store with an image for each number, last used so many days ago."""
    store = Store(folder)
    for number, days in ages.items():
        store.put(digest(number), Kept(bytes(1000)))
        aged(entry(store, number), days)
    return store


def left(store: Store) -> set[int]:
    return {int(path.stem, 16) for path in store.folder.glob("images/*.image")}


def test_what_nobody_has_used_for_long_goes(tmp_path):
    store = filled(tmp_path, {1: 0, 2: 2, 3: 29, 4: 31, 5: 1000})
    store.tidy((), 30)
    assert left(store) == {1, 2, 3}
    store.tidy((), 1)
    assert left(store) == {1}


def test_what_this_build_uses_stays_however_old_it_looks(tmp_path):
    store = filled(tmp_path, {1: 31, 2: 1000, 3: 31})
    store.tidy({digest(1), digest(2)}, 30)
    assert left(store) == {1, 2}


def test_everything_may_stay_for_ever(tmp_path):
    store = filled(tmp_path, {1: 31, 2: 10_000})
    store.tidy((), None)
    assert left(store) == {1, 2}


def test_where_there_is_too_much_the_longest_unused_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MOST_BYTES", 3500)
    store = filled(tmp_path, {1: 5, 2: 9, 3: 3, 4: 20, 5: 0.5, 6: 7})
    store.tidy({digest(4)}, 30)
    assert left(store) == {3, 4, 5}
    # What was used within a day may be another build's.
    monkeypatch.setattr(images, "MOST_BYTES", 1)
    store.tidy({digest(4)}, 30)
    assert left(store) == {4, 5}


@given(
    st.dictionaries(st.integers(0, 99), st.floats(-400, 400), max_size=12),
    st.sets(st.integers(0, 99)),
    st.data(),
)
def test_only_what_is_old_and_unused_goes(tmp_path_factory, ages, used, data):
    store = filled(tmp_path_factory.mktemp("store"), ages)
    longest = data.draw(st.sampled_from([None, 1, 30, 365]))
    store.tidy({digest(number) for number in used}, longest)
    gone = {
        number for number, days in ages.items() if longest and days > longest + 1 / 24 and number not in used
    }
    assert left(store) == set(ages) - gone


@pytest.mark.parametrize("use", ["get", "copy"])
def test_a_use_is_written_down_though_not_each_time(tmp_path, use):
    store = filled(tmp_path / "store", {1: 31, 2: 0.01})

    def used(number: int) -> None:
        if use == "get":
            assert store.get(digest(number)) == Kept(bytes(1000))
        else:
            assert store.copy(digest(number), tmp_path / "copy") == ()

    before = entry(store, 2).stat().st_mtime_ns
    used(2)
    assert entry(store, 2).stat().st_mtime_ns == before
    used(1)
    store.tidy((), 30)
    assert left(store) == {1, 2}


def test_a_clock_that_was_wrong_keeps_nothing_for_ever(tmp_path):
    store = filled(tmp_path, {1: -4000})
    store.tidy((), 30)
    assert left(store) == {1}
    assert abs(entry(store, 1).stat().st_mtime - time.time()) < DAY


def test_what_is_not_ours_is_left_alone(tmp_path):
    store = filled(tmp_path, {1: 100})
    folder = tmp_path / "images"
    foreign = [
        tmp_path / "notes.txt",
        tmp_path / f"{digest(1)}.image",
        folder / "cover.png",
        folder / digest(1),
        folder / f"{digest(1)}.image.bak",
        folder / f"{digest(1).upper()[:-1]}A.image",
        folder / ".gitignore",
        folder / "below" / f"{digest(1)}.image",
        folder / f"{digest(2)}.image" / "file",
    ]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"mine")
        aged(path, 1000)
    aged(foreign[-1].parent, 1000)
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (folder / f"{digest(3)}.image").symlink_to(tmp_path / "elsewhere")
    store.tidy((), 30)
    assert [path for path in foreign if not path.is_file()] == []
    assert (folder / f"{digest(3)}.image").is_symlink()
    assert not entry(store, 1).exists()


def test_what_killed_builds_left_goes(tmp_path):
    store = filled(tmp_path, {1: 0})
    for name, days in (("0123456789abcdef", 0.1), ("fedcba9876543210", 2)):
        part = tmp_path / "images" / f".{name}.part"
        part.write_bytes(b"half")
        aged(part, days)
        shutil.copy2(part, tmp_path)
    store.tidy((), None)
    for folder in (tmp_path, tmp_path / "images"):
        assert [path.name for path in folder.glob(".*")] == [".0123456789abcdef.part"]


def test_on_a_full_disk_nothing_is_left_that_is_half(tmp_path):
    # What is larger than the limit cannot be written, as on a disk that is full.
    code = """if True:
        import resource, sys
        from pathlib import Path
        from mkdocs_metaimage.store import Kept, Store
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        store = Store(Path(sys.argv[1]))
        store.put("0" * 64, Kept(bytes(1000)))
        try:
            store.put("1" * 64, Kept(bytes(10_000)))
        except OSError as error:
            print(error.strerror)
    """
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == os.strerror(27), done.stderr
    assert os.listdir(tmp_path / "images") == ["0" * 64 + ".image"]


@pytest.mark.parametrize("there", ["nothing", "file"])
def test_there_need_be_no_folder(tmp_path, there):
    if there == "file":
        (tmp_path / "images").write_text("in the way")
    Store(tmp_path).tidy((), 30)
    assert os.listdir(tmp_path) == ["images"] * (there == "file")


def test_a_folder_that_cannot_be_written_to_is_read(tmp_path, monkeypatch):
    store = filled(tmp_path, {1: 100, 2: 100})

    def refuse(*_arguments, **_more):
        raise PermissionError(13, "Permission denied")

    for name in ("unlink", "utime", "replace", "mkdir"):
        monkeypatch.setattr(os, name, refuse)
    store.tidy((), 30)
    assert left(store) == {1, 2}
    assert store.get(digest(1)) == Kept(bytes(1000))
    assert store.copy(digest(2), tmp_path / "copy") == ()


def test_where_files_in_use_cannot_be_replaced_what_is_there_stays(tmp_path, monkeypatch):
    store = filled(tmp_path, {1: 0})

    def refuse(*_arguments):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", refuse)
    store.put(digest(1), Kept(bytes(1000)))
    with pytest.raises(PermissionError):
        store.put(digest(2), Kept(bytes(1000)))
    assert os.listdir(tmp_path / "images") == [entry(store, 1).name]


def test_remote_files_that_nobody_uses_go_too(tmp_path):
    for name in ("old", "new"):
        kept_files.keep(tmp_path, f"https://acme.dev/{name}", name.encode())
    old, _ = sorted(tmp_path.iterdir(), key=lambda path: b"new" in path.read_bytes()[:3])
    aged(old, 31)
    (tmp_path / "mine").write_bytes(b"")
    aged(tmp_path / "mine", 31)
    sweep(tmp_path, kept_files.NAMES, (), 30, 10**6)
    assert kept_files.kept(tmp_path, "https://acme.dev/old") is None
    assert kept_files.kept(tmp_path, "https://acme.dev/new") == b"new"
    assert (tmp_path / "mine").exists()


def picture(number: int) -> bytes:
    return random.Random(number).randbytes(20_000 + number)


def _build(folder: Path, mine: range, ready, go, faults) -> None:
    """A build of images that all of them are old, beside others that tidy all the time."""
    store = Store(folder)
    for number in mine:
        if store.copy(digest(number), folder / f"site{mine.start}" / str(number)) is None:
            faults.put(f"{number} is gone before its use")
    ready.release()
    go.wait()
    for turn in range(8):
        store.tidy(() if turn % 2 else [digest(number) for number in mine], 1)
        for number in mine:
            store.put(digest(1000 + number), Kept(picture(1000 + number)))
            target = folder / f"site{mine.start}" / str(number)
            if store.copy(digest(number), target) is None or target.read_bytes() != picture(number):
                faults.put(f"{number} was not whole")
            other = store.get(digest(1000 + number + turn))
            if other and other.data != picture(1000 + number + turn):
                faults.put(f"{1000 + number} was not whole")


def test_builds_that_share_a_cache_take_nothing_from_each_other(tmp_path):
    store = Store(tmp_path)
    for number in range(80):
        store.put(digest(number), Kept(picture(number)))
        aged(entry(store, number), 100)
    context = multiprocessing.get_context("spawn")
    ready, go, faults = context.Semaphore(0), context.Event(), context.Queue()
    builds = [
        context.Process(target=_build, args=(tmp_path, mine, ready, go, faults))
        for mine in (range(30), range(20, 50), range(10, 40))
    ]
    for build in builds:
        build.start()
    for _ in builds:
        assert ready.acquire(timeout=60)
    go.set()
    for build in builds:
        build.join(60)
        assert build.exitcode == 0
    assert faults.empty(), faults.get()
    # Of the old ones those stay that a build has used.
    assert {number for number in left(store) if number < 1000} == set(range(50))
    assert not [
        name for name in os.listdir(tmp_path / "images") if not re.fullmatch(r"[0-9a-f]{64}\.image", name)
    ]
