"""The cache of drawn images."""

from __future__ import annotations

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


def test_nothing_is_kept_of_what_was_not_put(tmp_path):
    assert Store(tmp_path / "none").get(DIGEST) is None
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file").put(DIGEST, Kept(b""))
