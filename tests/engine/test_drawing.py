"""Drawings as values: what makes two of them the same, and that they travel."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from mkdocs_metaimage import ImageResponse, h, html
from mkdocs_metaimage.engine.drawing import Drawing, draw
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.response import Surroundings

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def card(name: str) -> Drawing:
    return Drawing(h("p", None, h("img", {"src": name}), name), 90, 60, pictures=((name, DOT),))


def test_a_drawing_pickles_and_draws_the_same():
    drawing = ImageResponse(html("<h1>{{ title }}</h1>", title="A & B"), width=300, height=90).drawing()
    again = pickle.loads(pickle.dumps(drawing))
    assert again == drawing
    assert again.digest() == drawing.digest()
    assert draw(again) == draw(drawing)


def test_equal_pictures_of_other_names_are_other_drawings_where_the_name_shows():
    assert card("a.svg").digest() != card("b.svg").digest()
    assert card("a").digest() != card("b").digest()


def test_where_a_machine_keeps_a_picture_has_no_say():
    one = Drawing(h("img", {"src": "/home/ann/logo.svg"}), 90, 60, pictures=(("/home/ann/logo.svg", DOT),))
    two = Drawing(h("img", {"src": "/srv/ci/logo.svg"}), 90, 60, pictures=(("/srv/ci/logo.svg", DOT),))
    assert one.digest() == two.digest()
    other = replace(two, pictures=(("/srv/ci/logo.svg", DOT.replace(b"9", b"8")),))
    assert other.digest() != two.digest()


@pytest.mark.parametrize(
    ("names", "element"),
    [
        ([r"a b.svg"], r"<i style='background: url({}/a\ b.svg)'></i>"),
        ([r"a\b.svg"], r"<img src='{}/a\b.svg'>"),
        (["a'\".svg"], "<img src='{}/a&apos;&quot;.svg'>"),
        (["a.svg", "a.svg.svg"], "<img src='{0}/a.svg'><img src='{0}/a.svg.svg'>"),
        (["a.svg.svg", "a.svg"], "<img src='{0}/a.svg.svg'><img src='{0}/a.svg'>"),
    ],
)
def test_another_picture_is_another_drawing_however_its_name_is_spelled(tmp_path, names, element):
    for name in names:
        (tmp_path / name).write_bytes(DOT)
    response = ImageResponse(element.format(tmp_path))
    before = response.drawing().digest()
    for name in names:
        (tmp_path / name).write_bytes(DOT.replace(b"9", b"8"))
        after = response.drawing().digest()
        assert after != before
        before = after


@pytest.mark.parametrize(
    "change",
    [
        {"width": 91},
        {"height": 61},
        {"content_type": "image/jpeg"},
        {"max_bytes": 10},
        {"tree": h("p", None, "x")},
    ],
)
def test_whatever_changes_the_picture_changes_the_digest(change):
    drawing = Drawing(h("p", None, "y"), 90, 60)
    assert replace(drawing, **change).digest() != drawing.digest()


def test_what_a_response_does_not_say_comes_from_its_surroundings(tmp_path):
    (tmp_path / "dot.svg").write_bytes(DOT)
    around = Surroundings(48, 32, "image/webp", tmp_path, max_bytes=9)
    drawing = ImageResponse("<img src='dot.svg'>", height=40).drawing(around)
    assert (drawing.width, drawing.height, drawing.content_type, drawing.max_bytes) == (
        48,
        40,
        "image/webp",
        9,
    )
    assert drawing.pictures == (("dot.svg", DOT),)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"width": 0}, "width"),
        ({"height": "630"}, "height"),
        ({"width": True}, "width"),
        ({"fonts": ["a.ttf"]}, "Font"),
        ({"width": 20_000, "height": 20_000}, "too large"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments, said):
    with pytest.raises(CardError, match=said):
        ImageResponse("x", **arguments).drawing()


def test_the_boxes_of_a_layout():
    response = ImageResponse(
        "<div id='a' class='x y' style='padding: 10px; font-size: 20px; line-height: 30px'>One <b>two</b></div>",
        width=300,
        height=100,
    )
    root = response.layout()
    assert (root.tag, root.x, root.y, root.width) == ("html", 0, 0, 300)
    (box,) = root.children
    assert (box.tag, box.id, box.classes) == ("div", "a", ("x", "y"))
    assert (box.x, box.y, box.width, box.height) == (0, 0, 300, 50)
    (line,) = box.lines
    assert (line.text, line.x, line.y, line.height) == ("One two", 10, 10, 30)
    (bold,) = box.children
    assert bold.tag == "b"
    assert line.x < bold.x < line.x + line.width


def test_encode_gives_a_file_of_the_type_asked_for():
    response = ImageResponse("<p>x</p>", width=40, height=30)
    assert response.encode().startswith(b"\x89PNG")
    assert response.encode("image/jpeg").startswith(b"\xff\xd8")
    assert response.render().size == (40, 30)


def test_variables_without_end_are_no_value():
    doubling = "".join(f"--a{index}: var(--a{index - 1}) var(--a{index - 1});" for index in range(1, 60))
    style = f"<style>:root {{ --a0: x; {doubling} }} p {{ font-family: var(--a59); }}</style><p>x</p>"
    (note,) = draw(ImageResponse(style, width=40, height=30).drawing()).notes
    assert note.kind == "unknown_css"


def test_a_response_stays_what_it_was_made():
    response = ImageResponse("<p>A</p>", width=90, height=60)
    for name in ("width", "debug", "fonts", "content_type"):
        with pytest.raises(AttributeError):
            setattr(response, name, None)
    assert pickle.loads(pickle.dumps(response)).drawing() == response.drawing()
