"""Pictures are drawn when they are asked for, once, and found again by their digests."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import threading
import time
from pathlib import Path

import pytest
from preview.fake_docs import at_once

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine import drawing as engine
from mkdocs_metaimage.engine.drawing import Drawing, draw
from mkdocs_metaimage.engine.notes import Note
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.pipeline.images import Content, PlannedImage, Sketch
from mkdocs_metaimage.preview import pictures as module
from mkdocs_metaimage.preview.pictures import Pictures
from mkdocs_metaimage.store import Kept, Store


def drawing(text="Card", **values):
    made = ImageResponse(f"<p style='font-size: 9px'>{text}</p>", width=40, height=20).drawing()
    return dataclasses.replace(made, **values)


def planned(source, digest="", content_type="image/png", origin=Path("card.html"), **values):
    digest = digest or (source.digest() if isinstance(source, Drawing | Sketch) else sha(source))
    return PlannedImage("a/card.png", Content(source, digest, content_type, (), **values), origin)


def sha(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cache")


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, in order; each takes a moment, as cards do."""
    calls = []
    timed = engine.draw_timed

    def counted(drawing):
        calls.append(drawing)
        time.sleep(0.02)
        return timed(drawing)

    monkeypatch.setattr(engine, "draw_timed", counted)
    return calls


def test_a_drawing_is_drawn_and_then_known(store, drawn):
    pictures, card = Pictures(), drawing()
    first = pictures.draw(planned(card), store)
    assert (first.data, first.content_type, first.digest) == (draw(card).data, "image/png", card.digest())
    assert first.seconds is not None
    assert first.address == f"picture/{card.digest()}.png"
    assert store.get(card.digest()) == Kept(first.data)
    assert pictures.find(card.digest()) == ("image/png", first.data)
    again = pictures.draw(planned(card), store)
    assert (again.data, again.seconds) == (first.data, None)
    assert len(drawn) == 1


def test_what_the_cache_has_is_not_drawn_unless_that_is_to_be_measured(store, drawn):
    card = drawing()
    store.put(card.digest(), Kept(b"from the cache", (("palette", "Of {items}.", ("a", "b")),)))
    pictures = Pictures()
    picture = pictures.draw(planned(card), store)
    assert (picture.data, picture.seconds) == (b"from the cache", None)
    assert picture.notes == (Note("palette", "Of {items}.", ("a", "b")),)
    assert not drawn
    measured = pictures.draw(planned(card), store, afresh=True)
    assert measured.data == draw(card).data
    assert measured.seconds is not None
    assert pictures.draw(planned(card), store).seconds is None
    assert len(drawn) == 1


def test_what_is_only_tried_is_not_kept_in_the_cache(store, drawn):
    pictures, card = Pictures(), drawing("tried")
    picture = pictures.draw(planned(card), store, keep=False)
    assert store.get(card.digest()) is None
    assert pictures.find(card.digest()) == ("image/png", picture.data)


def test_notes_are_kept_with_a_picture(store, drawn):
    card = drawing("a\U0010fffdb", system_fonts=False)
    first = Pictures().draw(planned(card), store)
    assert [note.kind for note in first.notes] == ["missing_glyph"]
    assert Pictures().draw(planned(card), store).notes == first.notes
    assert len(drawn) == 1


@pytest.mark.parametrize("afresh", [False, True])
def test_what_many_ask_for_at_once_is_drawn_once(store, drawn, afresh):
    pictures, card = Pictures(), drawing()
    found = at_once(6, lambda number: pictures.draw(planned(card), store, afresh=afresh))
    assert len({picture.data for picture in found}) == 1
    assert len(drawn) == 1
    assert not afresh or all(picture.seconds is not None for picture in found)


def test_who_measures_does_not_take_what_another_reads(store, drawn):
    card = drawing()
    store.put(card.digest(), Kept(b"from the cache"))
    pictures = Pictures()
    found = at_once(
        8, lambda number: (number % 2, pictures.draw(planned(card), store, afresh=bool(number % 2)))
    )
    assert all(picture.seconds is not None for measured, picture in found if measured)
    assert not pictures._under_way


def test_others_are_drawn_meanwhile(store, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    pictures, both = Pictures(), threading.Barrier(2, timeout=10)
    timed = engine.draw_timed
    monkeypatch.setattr(engine, "draw_timed", lambda drawing: (both.wait(), timed(drawing))[1])
    found = at_once(2, lambda number: pictures.draw(planned(drawing(str(number))), store))
    assert len({picture.digest for picture in found}) == 2


def test_a_drawing_whose_files_have_changed_is_drawn_as_it_is_now(store, drawn):
    old, new = drawing("old"), drawing("new")
    sketch = Sketch(old.digest(), lambda: new, lambda: MetaImageError("It has changed."))
    pictures = Pictures()
    picture = pictures.draw(planned(sketch, old.digest()), store)
    assert (picture.digest, picture.data) == (new.digest(), draw(new).data)
    assert store.get(old.digest()) is None
    assert store.get(new.digest()) is not None
    assert pictures.find(new.digest()) == ("image/png", picture.data)
    assert pictures.find(old.digest()) is None


def test_an_error_is_the_users(store):
    bad = planned(drawing(content_type="image/x-none"), origin=Path("docs/card.html"))
    pictures = Pictures()
    for _ in range(2):
        with pytest.raises(MetaImageError) as caught:
            pictures.draw(bad, store)
        assert caught.value.message.startswith("/a/card.png")
        assert caught.value.file == Path("docs/card.html")
    assert not pictures._under_way


def test_a_sketch_that_cannot_be_made_says_why(store):
    def make():
        raise MetaImageError("The picture logo.png is not there.", Path("docs/card.html"))

    with pytest.raises(MetaImageError, match=r"logo\.png"):
        Pictures().draw(planned(Sketch("0" * 64, make), "0" * 64), store)


def test_a_cache_that_cannot_be_written_to_is_no_fault(tmp_path):
    (tmp_path / "cache").write_text("no folder")
    pictures, card = Pictures(), drawing()
    assert pictures.draw(planned(card), Store(tmp_path / "cache")).data == draw(card).data


def test_bytes_are_shown_as_they_are(store):
    notes = (Note("byte_budget", "Too many bytes."),)
    picture = Pictures().draw(planned(b"<svg/>", content_type="image/svg+xml", notes=notes), store)
    assert (picture.data, picture.notes, picture.seconds) == (b"<svg/>", notes, None)
    assert picture.address.endswith(".svg")


@pytest.mark.parametrize("published", [True, False])
def test_files_are_shown_as_they_are_now(store, tmp_path, published):
    file = tmp_path / "icon.png"
    file.write_bytes(b"one")
    image = planned(None if published else file, sha(b"one"), origin=file)
    pictures = Pictures()
    assert pictures.draw(image, store).data == b"one"
    file.write_bytes(b"another")
    picture = pictures.draw(image, store)
    assert (picture.data, picture.digest) == (b"another", sha(b"another"))
    file.unlink()
    with pytest.raises(MetaImageError, match="cannot be read") as caught:
        pictures.draw(image, store)
    assert caught.value.file == file


def test_only_what_was_given_out_is_found(store):
    store.put("0" * 64, Kept(b"in the cache, but not asked for"))
    assert Pictures().find("0" * 64) is None


def test_memory_is_bounded_and_the_cache_has_the_rest(store, tmp_path):
    size = len(draw(drawing("0")).data)
    pictures = Pictures(room=3 * size)
    found = [pictures.draw(planned(drawing(str(number))), store) for number in range(8)]
    assert pictures._bytes == sum(len(picture.data) for picture in pictures._kept.values())
    assert len(pictures._kept) < 8
    assert [pictures.find(picture.digest) for picture in found] == [
        ("image/png", picture.data) for picture in found
    ]
    store.tidy((), None)
    for name in os.listdir(store.folder / "images"):
        (store.folder / "images" / name).unlink()
    assert pictures.find(found[0].digest) is None
    assert pictures.find(found[-1].digest) is not None


def test_files_are_read_again_while_they_are_the_same(store, tmp_path):
    pictures = Pictures(room=10)
    file = tmp_path / "icon.png"
    file.write_bytes(b"icon")
    pictures.draw(planned(file, sha(b"icon"), origin=file), store)
    pictures.draw(planned(b"much larger than that"), store)
    assert list(pictures._kept) == [sha(b"much larger than that")], "the last one stays, however large"
    assert pictures.find(sha(b"icon")) == ("image/png", b"icon")
    file.write_bytes(b"another")
    assert pictures.find(sha(b"icon")) is None
    file.unlink()
    assert pictures.find(sha(b"icon")) is None
