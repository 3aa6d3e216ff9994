"""A file that is another is seen to be, however it came to be so."""

from __future__ import annotations

import os
import time

import pytest

from mkdocs_metaimage.preview.watching import differ, stamps_of, sure


@pytest.fixture
def seen(tmp_path):
    """Whether what is done changes the stamps of a file, of its folder, and of one that is not there."""
    file, folder, later = tmp_path / "docs/page.md", tmp_path / "docs", tmp_path / "docs/later.md"
    folder.mkdir()
    file.write_text("one")
    before = stamps_of([file, folder, later], {})
    assert not differ(stamps_of(before, before), before)

    def changes():
        now = stamps_of(before, before)
        return {os.path.basename(path) for path in before if differ({path: now[path]}, before)}

    return file, changes


def test_a_save_is_seen(seen):
    file, changes = seen
    file.write_text("two, and longer")
    assert changes() == {"page.md"}


def test_a_save_of_the_same_size_within_a_tick_is_seen_by_its_inode(seen):
    file, changes = seen
    other = file.with_name("other")
    other.write_text("two")
    before = file.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert changes() == {"page.md"}, "the folder has the same files"


def test_an_older_file_put_back_is_seen(seen):
    file, changes = seen
    os.utime(file, (1, 1))
    assert changes() == {"page.md"}


@pytest.mark.parametrize("by", ["unlink", "rename"])
def test_a_file_that_goes_is_seen(seen, by):
    file, changes = seen
    if by == "unlink":
        file.unlink()
    else:
        file.rename(file.with_name("renamed.md"))
    assert changes() == {"page.md", "docs"}


def test_a_file_that_comes_is_seen(seen):
    file, changes = seen
    file.with_name("later.md").write_text("later")
    assert changes() == {"later.md", "docs"}


def test_a_folder_that_goes_is_seen(seen):
    file, changes = seen
    file.parent.rename(file.parent.with_name("elsewhere"))
    assert changes() == {"page.md", "docs"}
    file.parent.write_text("a file in the place of the folder")
    assert changes() == {"page.md", "docs"}


def test_a_file_in_place_of_one_is_seen(seen):
    file, changes = seen
    file.unlink()
    file.mkdir()
    assert changes() == {"page.md"}


def test_what_editors_and_python_leave_beside_files_is_nothing(seen):
    file, changes = seen
    file.with_name(".page.md.swp").write_text("")
    file.with_name("__pycache__").mkdir()
    assert changes() == set()


def test_a_folder_is_read_again_only_where_something_in_it_has_changed(tmp_path, monkeypatch):
    before = stamps_of([tmp_path], {})
    monkeypatch.setattr(os, "listdir", lambda path: pytest.fail("it is as it was"))
    assert not differ(stamps_of([tmp_path], before), before)


def test_what_no_file_can_be_called_is_not_there(tmp_path):
    paths = [tmp_path / "a\0b", tmp_path / ("n" * 300), tmp_path / "file" / "below"]
    (tmp_path / "file").write_text("")
    assert set(stamps_of(paths, {}).values()) == {None}


def test_what_was_saved_while_it_was_read_is_not_sure(tmp_path):
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("read")
    os.utime(old, (time.time() - 5, time.time() - 5))
    begun = time.time_ns()
    new.write_text("read, and then saved")
    stamps = sure(stamps_of([old, new, tmp_path / "none"], {}), begun)
    assert stamps[str(old)] is not None
    assert stamps[str(new)] is None
    assert differ(stamps_of(stamps, stamps), stamps)
