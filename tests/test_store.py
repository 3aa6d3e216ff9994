"""The cache of drawn images."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.store import Kept, Store

DIGEST = "ab" * 32
NOTES = st.tuples(st.text(), st.text(), st.lists(st.text()).map(tuple))


@given(st.binary(max_size=200), st.lists(NOTES))
def test_what_is_put_is_got(tmp_path_factory, data, notes):
    store = Store(tmp_path_factory.mktemp("store"))
    store.put(DIGEST, Kept(data, tuple(notes)))
    assert store.get(DIGEST) == Kept(data, tuple(notes))


@given(st.data())
def test_whatever_is_changed_in_an_entry_is_noticed(tmp_path_factory, data):
    store = Store(tmp_path_factory.mktemp("store"))
    store.put(DIGEST, Kept(b"picture", (("kind", "said", ("item",)),)))
    (path,) = (file for file in store.folder.rglob("*") if file.is_file())
    content = path.read_bytes()
    cut = data.draw(st.integers(0, len(content) - 1))
    changed = data.draw(
        st.sampled_from([content[:cut], content[:cut] + b"~" + content[cut + 1 :], content + b"x"])
    )
    path.write_bytes(changed)
    assert store.get(DIGEST) is None


def test_an_entry_in_the_place_of_another_is_noticed(tmp_path):
    store = Store(tmp_path)
    other = "cd" * 32
    for digest in (DIGEST, other):
        store.put(digest, Kept(digest.encode()))
    one, two = (file for file in tmp_path.rglob("*") if file.is_file())
    one.write_bytes(two.read_bytes())
    assert [store.get(digest) for digest in (DIGEST, other)].count(None) == 1


@given(st.binary(max_size=200), st.lists(NOTES))
def test_what_is_put_is_copied(tmp_path_factory, data, notes):
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder / "cache")
    store.put(DIGEST, Kept(data, tuple(notes)))
    target = folder / "site" / "a" / "b" / "card.png"
    assert store.copy(DIGEST, target) == tuple(notes)
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: content[:4096] + bytes(len(content) - 4096),
        lambda content: bytes([content[0] ^ 1]) + content[1:],
        lambda content: content[:-13] + bytes([content[-13] ^ 128]) + content[-12:],
        lambda content: content + content,
        lambda content: content + b"\0",
        lambda _: b"\x89PNG\r\n\x1a\n of another program",
        lambda _: b"metaimage 3\n",
        lambda _: bytes(12) + b"\0\0\0\0metaimage 3\n",
    ],
)
def test_no_damage_gets_into_a_site(tmp_path, damage):
    store = Store(tmp_path / "cache")
    store.put(DIGEST, Kept(bytes(range(256)) * 40))
    (path,) = (file for file in store.folder.rglob("*") if file.is_file())
    path.write_bytes(damage(path.read_bytes()))
    assert store.copy(DIGEST, tmp_path / "site" / "card.png") is None
    assert not (tmp_path / "site").exists()
    assert store.get(DIGEST) is None


def test_a_folder_in_the_place_of_an_entry(tmp_path):
    store = Store(tmp_path)
    (tmp_path / "images" / f"{DIGEST}.image").mkdir(parents=True)
    assert store.copy(DIGEST, tmp_path / "card.png") is None


def test_what_is_the_same_already_is_not_written(tmp_path):
    store = Store(tmp_path / "cache")
    store.put(DIGEST, Kept(b"picture"))
    target = tmp_path / "card.png"
    for before, written in ((b"picture", False), (b"Picture", True), (b"a longer one", True), (b"", True)):
        target.write_bytes(before)
        os.utime(target, (10**9, 10**9))
        assert store.copy(DIGEST, target) == ()
        assert target.read_bytes() == b"picture"
        assert (target.stat().st_mtime != 10**9) is written


def test_a_copy_is_no_link(tmp_path):
    store = Store(tmp_path / "cache")
    store.put(DIGEST, Kept(b"picture"))
    store.copy(DIGEST, tmp_path / "card.png")
    with (tmp_path / "card.png").open("r+b") as file:
        file.write(b"changed")
    assert store.get(DIGEST) == Kept(b"picture")


def test_a_target_that_cannot_be_written_is_an_error(tmp_path):
    store = Store(tmp_path / "cache")
    store.put(DIGEST, Kept(b"picture"))
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "file" / "card.png", tmp_path / "file" / "a" / "card.png", tmp_path / "folder"):
        with pytest.raises(OSError, match="irectory"):
            store.copy(DIGEST, target)


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_others_may_read_the_cache_if_they_may_read_files(tmp_path, umask):
    before = os.umask(umask)
    try:
        Store(tmp_path).put(DIGEST, Kept(b"picture"))
        Store(tmp_path).copy(DIGEST, tmp_path / "card.png")
    finally:
        os.umask(before)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o666 & ~umask}
    assert len(files) == 2


def test_an_image_of_nothing_and_one_of_much(tmp_path):
    store = Store(tmp_path)
    for data in (b"", bytes(5_000_000)):
        store.put(DIGEST, Kept(data))
        assert store.get(DIGEST) == Kept(data)


def test_nothing_is_kept_of_what_was_not_put(tmp_path):
    assert Store(tmp_path / "none").get(DIGEST) is None
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotADirectoryError, match="file"):
        Store(tmp_path / "file").put(DIGEST, Kept(b""))
    (tmp_path / "images").write_text("in the way")
    with pytest.raises(NotADirectoryError, match="images"):
        Store(tmp_path).put(DIGEST, Kept(b""))
