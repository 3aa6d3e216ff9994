"""What the cards of a design begin with is painted once, and no picture is another for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.cache import BoundedCache
from mkdocs_metaimage.engine.paint import grounds, sheet

DESIGN = """
<style>
  .card {{ position: relative; width: 100%; height: 100%; background-color: {ground}; font-size: 30px; color: white }}
  .disc {{ position: absolute; left: {left}px; top: -20px; width: 120px; height: 120px; border-radius: 50%;
          background-color: teal; opacity: {opacity} }}
  .bar {{ position: absolute; left: 0; width: 9px; height: 100%; background-image: linear-gradient({turn}deg, red, blue) }}
  .box {{ position: absolute; left: 40px; top: 50px; width: 90px; height: 40px; border-radius: 8px;
         box-shadow: {shadow}; background-color: gold }}
  .text {{ position: absolute; left: 20px; top: 20px }}
</style>
<div class="card">
  <div class="disc"></div><div class="bar"></div><div class="box"></div><div class="text">{text}</div>
</div>
"""
FEWEST = grounds._FEWEST
PLAIN = {
    "ground": "navy",
    "left": 100,
    "opacity": 0.4,
    "turn": 180,
    "shadow": "0 4px 12px black",
    "text": "Text",
}


@pytest.fixture(autouse=True)
def _none_is_kept(monkeypatch):
    monkeypatch.setattr(grounds, "_grounds", BoundedCache(12_000_000, grounds._bytes_of))
    monkeypatch.setattr(grounds, "_met", BoundedCache(256))
    monkeypatch.setattr(grounds, "_FEWEST", 1)


@pytest.fixture
def painted(monkeypatch):
    """How many steps each picture's ground took, and how many of them were painted rather than copied."""
    found = []

    def spied(place, steps, paint):
        found.append([len(steps), len(steps)])

        def seen(some):
            found[-1][1] += len(some)
            return paint(some)

        image, count = grounds.begun(place, steps, seen)
        found[-1][1] -= count
        return image, count

    monkeypatch.setattr(sheet, "begun", spied)
    return found


def drawn(size=(240, 126), **changes):
    width, height = size
    return ImageResponse(DESIGN.format(**PLAIN | changes), width=width, height=height).render()


def alone(monkeypatch, size=(240, 126), **changes):
    """The picture as it is when nothing is kept."""
    with monkeypatch.context() as patch:
        patch.setattr(grounds, "_FEWEST", 1_000_000_000)
        return drawn(size, **changes)


def test_the_ground_of_cards_with_other_texts_is_painted_twice_at_the_most(painted):
    for number in range(6):
        drawn(text=f"Text {number}")
    ((steps, _), *_) = painted
    assert painted == [[steps, steps]] * 2 + [[steps, 0]] * 4
    assert steps > 3


AFTER_TEXT = """
<style>
  .card {{ position: relative; width: 100%; height: 100%; background-color: navy; font-size: 30px; color: white }}
  .disc {{ position: absolute; left: {left}px; top: 10px; width: 90px; height: 90px; border-radius: 50%;
          background-color: teal; opacity: 0.4 }}
</style>
<div class="card">{text}<div class="disc"></div></div>
"""


def drawn_below(text="Text", left=150):
    html = AFTER_TEXT.format(text=text, left=left)
    return ImageResponse(html, width=240, height=126).render()


def test_shapes_over_the_text_are_in_the_ground_where_they_do_not_touch_it(monkeypatch, painted):
    for number in range(4):
        drawn_below(f"Tx{number}")
    assert [each[1] for each in painted] == [2, 2, 0, 0]
    # The box around the text reaches into that around the disc, and the letters into nothing that it covers.
    drawn_below("A<br><br>Somewhat", left=140)
    assert painted[-1][0] == 2
    # Where they touch the disc is painted after the text.
    drawn_below("Many more letters")
    assert painted[-1][0] == 1


@pytest.mark.parametrize("left", range(0, 200, 7))
def test_shapes_over_the_text_are_as_if_nothing_waited(monkeypatch, left):
    for text in (
        "Text",
        "T<u>ex</u>t",
        "Te<br><span style='background: red'>xt</span> more",
        "😀 Te",
        "Text",
    ):
        found = drawn_below(text, left)
        with monkeypatch.context() as patch:
            patch.setattr(sheet.Sheet, "waits", False)
            assert found == drawn_below(text, left)


def test_shapes_wait_among_few_texts_only(monkeypatch, painted):
    cell = "<div style='width: 20px; height: 9px; font-size: 8px; background: red'>{}</div>"
    cells = "".join(cell.format(number) for number in range(90))
    html = f"<div style='display: flex; flex-wrap: wrap; width: 240px; background: blue'>{cells}</div>"
    found = ImageResponse(html, width=240, height=126).render()
    assert sheet._MANY < painted[0][0] < 40
    with monkeypatch.context() as patch:
        patch.setattr(sheet.Sheet, "waits", False)
        assert found == ImageResponse(html, width=240, height=126).render()


def test_what_is_different_on_each_card_keeps_nothing_else_from_being_kept(painted):
    for number in range(6):
        drawn(text=f"<div style='width: {number + 20}px; height: 9px; background: red'></div>Text")
    steps = painted[0][0]
    assert [each[1] for each in painted] == [steps, steps, 1, 1, 1, 1]


def test_pictures_are_the_same_as_without_it(monkeypatch):
    for text in ("One", "Two", "Three", "Four", "One"):
        assert drawn(text=text) == alone(monkeypatch, text=text)


@pytest.mark.parametrize(
    "change",
    [
        {"ground": "#000081"},
        {"ground": "rgb(0 0 128 / 99%)"},
        {"left": 101},
        {"opacity": 0.41},
        {"turn": 0},
        {"shadow": "0 4px 13px black"},
        {"shadow": "0 5px 12px black"},
        {"shadow": "inset 0 4px 12px black"},
        {"shadow": "0 4px 12px #000000fe"},
        {"size": (241, 126)},
        {"size": (240, 127)},
    ],
    ids=str,
)
def test_designs_that_hardly_differ_do_not_share_one(monkeypatch, change):
    for _ in range(3):
        drawn()
    for _ in range(3):
        assert drawn(**change) == alone(monkeypatch, **change)
    assert drawn() == alone(monkeypatch)


def test_pictures_of_the_same_size_are_told_apart(monkeypatch, tmp_path):
    pictures = []
    for name, color in (("red", (200, 0, 0)), ("green", (0, 200, 0))):
        Image.new("RGB", (60, 60), color).save(tmp_path / f"{name}.png")
        pictures.append(f"<img src='{tmp_path / name}.png' style='position: absolute; left: 150px'>")
    for picture in pictures * 4:
        assert drawn(text=picture) == alone(monkeypatch, text=picture)


def test_threads_share_it(monkeypatch):
    texts = [f"Text {number % 10}" for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: drawn(text=text), texts))
    wanted = {text: alone(monkeypatch, text=text) for text in set(texts)}
    assert all(picture == wanted[text] for text, picture in zip(texts, found, strict=True))


def test_only_so_many_are_kept():
    for left in range(40):
        for _ in range(2):
            drawn((1200, 630), left=left)
    kept = [entry.value for entry in grounds._grounds._entries.values()]
    assert 1 < len(kept) < 10
    assert sum(map(grounds._bytes_of, kept)) <= 12_000_000


def test_what_comes_once_is_not_kept():
    for left in range(5):
        drawn(left=left)
    assert not grounds._grounds._entries


def test_what_is_painted_as_quickly_as_it_is_copied_is_not_kept(monkeypatch):
    monkeypatch.setattr(grounds, "_FEWEST", FEWEST)
    for _ in range(3):
        drawn()
    assert not grounds._grounds._entries
    bright = "; background-image: linear-gradient(rgb(255 0 0 / 20%), rgb(0 0 255 / 20%))"
    for text in ("One", "Two", "Three"):
        drawn((600, 315), ground=f"navy{bright}", text=text)
    assert len(grounds._grounds._entries) == 1
