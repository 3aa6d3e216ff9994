"""`text-shadow`: how it is written, where it is painted, and over what."""

from __future__ import annotations

import pytest
from engine.painted import BLACK, BLUE, GREEN, RED, WHITE, box, drawn, ink, line, on_white

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.color import TRANSPARENT, Color
from mkdocs_metaimage.engine.css.values import Context
from mkdocs_metaimage.engine.css.values.text_paint import (
    Decoration,
    Shadow,
    computed_shadows,
    parse_shadows,
)
from mkdocs_metaimage.engine.drawing import render

WHOLE = Shadow(0.0, 0.0, 0.0, None)


def written(text, *shadows, size=40.0, **style):
    style = {"color": TRANSPARENT, **style}
    return on_white(
        box(0, 0, 200, 120, lines=[line(20.0, 60.0, text, font_size=size, text_shadow=shadows, **style)]),
        width=200, height=120,
    )  # fmt: skip


def bounds(image):
    return image.convert("L").point(lambda value: 255 - value).getbbox()


def shadows_of(text):
    import tinycss2

    tokens = tinycss2.parse_component_value_list(text)
    found = parse_shadows([token for token in tokens if token.type != "whitespace"])
    return found if found is None else computed_shadows(found, Context(20.0, 16.0, 400, 300, BLUE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", ()),
        ("1px 2px", (Shadow(1, 2, 0, None),)),
        ("1px 2px 3px red", (Shadow(1, 2, 3, RED),)),
        ("red 1px 2px 3px", (Shadow(1, 2, 3, RED),)),
        ("-.5em 0 currentcolor", (Shadow(-10, 0, 0, None),)),
        ("1px 1px lime, 2px 2px 1rem", (Shadow(1, 1, 0, GREEN), Shadow(2, 2, 16, None))),
        ("1px 2px calc(1px - 3px)", (Shadow(1, 2, 0, None),)),
        ("0 0 rgb(from currentcolor b r g)", (Shadow(0, 0, 0, RED),)),
    ],
)
def test_how_shadows_are_written(text, expected):
    assert shadows_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["1px", "red", "1px 2px -3px", "1px 2px 3px 4px", "1px 2px red blue", "1px red 2px", "1px 2px,", "10% 1px",
     "inset 1px 1px", "none, 1px 1px"],
)  # fmt: skip
def test_what_is_no_shadow(text):
    assert shadows_of(text) is None


def test_a_sharp_shadow_is_the_text_moved():
    text = on_white(
        box(0, 0, 200, 120, lines=[line(26.0, 69.0, "Hg", font_size=40.0, color=RED)]), width=200, height=120
    )
    assert written("Hg", Shadow(6.0, 9.0, 0.0, RED)).tobytes() == text.tobytes()


def test_a_shadow_is_as_opaque_as_it_says_whatever_the_text_is():
    assert ink(written("H", WHOLE._replace(color=BLACK))) == ink(
        written("H", WHOLE._replace(color=BLACK), color=WHITE._replace(alpha=0.0))
    )
    strong, faint = (ink(written("H", WHOLE._replace(color=Color(0, 0, 0, alpha)))) for alpha in (1, 0.5))
    assert faint == pytest.approx(strong / 2, rel=0.03)


def test_a_shadow_without_a_colour_has_that_of_the_text():
    image = written("H", Shadow(60.0, 0.0, 0.0, None), color=BLUE)
    assert image.getpixel((20 + 5, 50)) == image.getpixel((80 + 5, 50)) == (0, 0, 255)


def test_a_blur_keeps_the_ink_and_spreads_it():
    sharp, soft = (written("H", Shadow(40.0, 0.0, blur, BLACK)) for blur in (0.0, 12.0))
    assert ink(soft) == pytest.approx(ink(sharp), rel=0.06)
    (left, top, right, bottom), (start, above, end, below) = bounds(sharp), bounds(soft)
    assert left - start >= 8
    assert top - above >= 8
    assert end - right >= 8
    assert below - bottom >= 8
    assert min(soft.convert("L").tobytes()) > 60


def test_the_first_shadow_is_on_top():
    both = (Shadow(5.0, 0.0, 0.0, RED), Shadow(5.0, 0.0, 0.0, BLUE))
    assert written("H", *both).getpixel((30, 50)) == (255, 0, 0)
    assert written("H", *both[::-1]).getpixel((30, 50)) == (0, 0, 255)


def test_text_is_over_its_shadows():
    image = written("H", WHOLE._replace(color=RED), WHOLE._replace(blur=4.0, color=RED), color=BLACK)
    assert image.getpixel((25, 40)) == (0, 0, 0)
    assert image.getpixel((22, 40))[0] > 200


def test_the_shadow_of_an_emoji_is_its_silhouette():
    image = written("😀", Shadow(70.0, 0.0, 0.0, BLUE), color=BLACK)
    colours = {image.getpixel((x, 46)) for x in range(100, 125)}
    assert colours == {(0, 0, 255)}
    soft = written("😀", Shadow(70.0, 0.0, 8.0, BLUE), color=BLACK)
    assert all(pixel[0] == pixel[1] <= pixel[2] for pixel in (soft.getpixel((x, 46)) for x in range(95, 160)))


def test_lines_have_shadows_too():
    lines = (Decoration(("underline",), BLUE, thickness="auto", size=40.0),)
    image = written("nnn", Shadow(0.0, 20.0, 0.0, RED), decorations=lines)
    assert image.getpixel((40, 64)) == (0, 0, 255)
    assert image.getpixel((40, 84)) == (255, 0, 0)
    soft = written("nnn", Shadow(0.0, 20.0, 6.0, RED), decorations=lines)
    assert soft.getpixel((40, 84))[1] > 40
    assert ink(soft, (0, 90, 200, 100)) > 0


def test_the_shadow_of_a_line_through_is_over_the_text_and_that_of_others_is_under():
    through = (Decoration(("line-through",), BLUE, size=40.0),)
    image = written("HHH", Shadow(0.0, 8.0, 0.0, RED), decorations=through, color=BLACK)
    rows = [image.getpixel((26, y)) for y in range(30, 60)]
    assert (255, 0, 0) in rows
    over = (Decoration(("overline",), BLUE, size=40.0),)
    image = written("HHH", Shadow(0.0, 20.0, 0.0, RED), decorations=over, color=BLACK)
    assert (255, 0, 0) not in [image.getpixel((26, y)) for y in range(35, 59)]


def test_shadows_are_clipped():
    text = line(20.0, 60.0, "HH", font_size=40.0, text_shadow=(Shadow(10.0, 5.0, 9.0, RED),))
    outer = box(0, 0, 60, 60, lines=[text], overflow="hidden")
    image = on_white(outer, width=200, height=120)
    assert image.crop((60, 0, 200, 120)).getcolors() == [(140 * 120, (255, 255, 255))]
    whole = on_white(box(0, 0, 60, 60, lines=[text]), width=200, height=120)
    assert image.crop((0, 0, 60, 60)).tobytes() == whole.crop((0, 0, 60, 60)).tobytes()


def test_shadows_far_away_are_in_a_translucent_group():
    far = (Shadow(120.0, 40.0, 6.0, BLACK),)
    text = line(20.0, 40.0, "H", font_size=20.0, text_shadow=far, color=TRANSPARENT)
    faint = on_white(box(0, 0, 50, 50, lines=[text], opacity=0.5), width=200, height=120)
    strong = on_white(box(0, 0, 50, 50, lines=[text]), width=200, height=120)
    assert ink(faint) == pytest.approx(ink(strong) / 2, rel=0.05)


def test_a_shadow_on_nothing_is_translucent():
    text = line(
        20.0, 60.0, "H", font_size=40.0, text_shadow=(Shadow(0.0, 0.0, 20.0, RED),), color=TRANSPARENT
    )
    image = drawn(box(0, 0, 200, 120, lines=[text]), 200, 120)
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    red, green, blue, alpha = image.getpixel((34, 46))
    assert (red, green, blue) == (255, 0, 0)
    assert 20 < alpha < 200


@pytest.mark.parametrize("shadow", ["1e9px 0 red", "0 0 1e9px red", "0 0 99999px", "-1e38px 1e38px 1e38px"])
def test_absurd_shadows_end(shadow):
    card = f'<p style="text-shadow: {shadow}; text-decoration: underline wavy">Ag😀'
    image, notes = render(ImageResponse(card, width=60, height=40).drawing())
    assert image.size == (60, 40)
    assert notes == ()


def test_shadows_are_inherited():
    card = '<div style="text-shadow: 3px 3px red"><p style="color: {}">Hg</p></div>'
    inherited = ImageResponse(card.format("blue"), width=90, height=60).render()
    own = ImageResponse(
        '<p style="text-shadow: 3px 3px red; color: blue">Hg</p>', width=90, height=60
    ).render()
    assert inherited.tobytes() == own.tobytes()


def test_emoji_throw_shadows_where_they_are_turned_and_where_they_are_large():
    for declarations in (
        "font-size: 40px; rotate: 20deg",
        "font-size: 300px",
        "font-size: 300px; rotate: 20deg",
    ):
        style = f"color: #00f; position: absolute; left: 500px; top: 200px; line-height: 1; {declarations}"
        for blur in (0, 4):
            card = f'<p style="{style}; text-shadow: -400px 0 {blur}px red">😀</p>'
            image, notes = render(ImageResponse(card, width=900, height=600).drawing())
            assert notes == ()
            found = image.crop((0, 0, 450, 600)).getcolors(300_000)
            assert (255, 0, 0, 255) in {color for _, color in found} or blur
            assert {color[1:3] for _, color in found} == {(0, 0)}
            assert max(color[3] for _, color in found) > 200
