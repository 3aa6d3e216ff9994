"""Filters, clips, masks and blend modes: values, notes, and what they make of pixels."""

import math
import random

import pytest
import tinycss2
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.color import BLACK, Color
from mkdocs_metaimage.engine.css.properties import PROPERTIES
from mkdocs_metaimage.engine.css.properties.declarations import expand, parse_block
from mkdocs_metaimage.engine.css.values import Context, Length
from mkdocs_metaimage.engine.css.values.filters import Blur, ColorFilter, DropShadow
from mkdocs_metaimage.engine.css.values.path_data import parse_path
from mkdocs_metaimage.engine.paint.effects.blending import blended, composed
from mkdocs_metaimage.engine.paint.effects.filters import filtered, grown, needed
from mkdocs_metaimage.engine.paint.regions import Region

CONTEXT = Context(20.0, 16.0, 1200, 630, Color(1, 2, 3))


def value(declaration):
    """The computed value of a longhand."""
    name, text = declaration.split(":", 1)
    tokens = tinycss2.parse_component_value_list(text)
    found = expand(name, tokens)
    if found is None:
        return None
    entry = PROPERTIES[name]
    return found[name] if entry.compute is None else entry.compute(found[name], CONTEXT)


def drawn(body, width=100, height=100, style=""):
    card = f"<style>body {{ margin: 0; background: #fff }} {style}</style>{body}"
    return ImageResponse(card, width=width, height=height).render().convert("RGB")


def notes(declaration):
    return [problem.message for problem in parse_block(declaration).problems]


def area(image, color=(0, 0, 0)):
    """How many pixels are darkened, where black on white is all that there is."""
    return sum(255 - each for each in image.convert("L").tobytes()) / 255


# --- Values


def test_filters_are_computed():
    assert value("filter: none") == ()
    assert value("filter: blur(2em) contrast(50%)") == (Blur(Length(40.0)), ColorFilter("contrast", 0.5))
    assert value("filter: blur() sepia() hue-rotate()") == (
        Blur(Length()), ColorFilter("sepia", 1.0), ColorFilter("hue-rotate", 0.0),
    )  # fmt: skip
    assert value("filter: drop-shadow(1px 2px)") == (
        DropShadow(Length(1.0), Length(2.0), Length(), Color(1, 2, 3)),
    )
    assert value("filter: drop-shadow(red 1px 2px 3px)") == value("filter: drop-shadow(1px 2px 3px red)")
    assert value("filter: invert(150%) saturate(300%)") == (
        ColorFilter("invert", 1.0), ColorFilter("saturate", 3.0),
    )  # fmt: skip


@pytest.mark.parametrize(
    "declaration",
    [
        "filter: blur(-1px)", "filter: blur(1%)", "filter: blur(1px 1px)", "filter: brightness(-1)",
        "filter: drop-shadow(1px)", "filter: drop-shadow(1px 2px -3px)", "filter: drop-shadow(1px red 2px)",
        "filter: drop-shadow(1px 2px 3px 4px)", "filter: none blur(1px)", "filter: blurr(1px)", "filter: 5px",
        "filter: hue-rotate(5px)", "clip-path: circle(-1px)", "clip-path: ellipse(5px)", "clip-path: polygon()",
        "clip-path: polygon(1px)", "clip-path: inset()", "clip-path: inset(1px 2px 3px 4px 5px)",
        "clip-path: rect(1px 2px 3px)", "clip-path: xywh(1px 1px -1px 1px)", "clip-path: path('')",
        "clip-path: path('L 5 5')", "clip-path: path('M 0 0 L 5')", "clip-path: circle() circle()",
        "clip-path: padding-box padding-box", "clip-path: inset(1px round)", "clip-path: circle(5px at)",
        "mask: none none", "mask-repeat: repeat-x repeat-y", "mask-composite: plus", "mask: url(a) 5px/",
        "mix-blend-mode: add", "background-blend-mode: plus-lighter", f"filter: {'blur(1px) ' * 40}",
    ],
)  # fmt: skip
def test_what_is_no_value(declaration):
    name, text = declaration.split(":", 1)
    assert expand(name, tinycss2.parse_component_value_list(text)) is None
    assert notes(declaration)


@pytest.mark.parametrize(
    "declaration", ["filter: url(#a) blur(1px)", "clip-path: url(#a)", "filter: url('a.svg#b')"]
)
def test_references_are_noted(declaration):
    assert [note for note in notes(declaration) if "url()" in note]


def test_the_shorthand_of_masks():
    found = expand(
        "mask",
        tinycss2.parse_component_value_list(
            "linear-gradient(red, blue) right 5px top / 10px auto no-repeat padding-box no-clip exclude luminance, none"
        ),
    )
    assert found["mask-size"] == ((Length(10.0), "auto"), ("auto", "auto"))
    assert found["mask-repeat"] == (("no-repeat", "no-repeat"), ("repeat", "repeat"))
    assert found["mask-origin"] == ("padding-box", "border-box")
    assert found["mask-clip"] == ("no-clip", "border-box")
    assert found["mask-composite"] == ("exclude", "add")
    assert found["mask-mode"] == ("luminance", "match-source")
    assert found["mask-image"][1] is None
    assert value("mask-composite: source-in, xor") == ("intersect", "exclude")


def test_paths_are_read():
    (part,) = parse_path("M10-20.5l.5.5h1e1V3z")
    assert part.start == (10.0, -20.5)
    assert part.segments == (((10.5, -20.0),), ((20.5, -20.0),), ((20.5, 3.0),))
    first, second = parse_path("m1 1 2 2z m3 0 l1 1")
    assert (first.start, first.segments) == ((1.0, 1.0), (((3.0, 3.0),),))
    assert second.start == (4.0, 1.0)
    assert parse_path("M0 0A5 5 0 01 10 0") == parse_path("M0 0A5 5 0 0 1 10 0")
    assert all(parse_path(text) is None for text in ("", "5 5", "M", "M0", "M0 0 X", "M0 0 A5 5 0 2 1 3 3"))


def test_arcs_of_ellipses_that_are_far_too_large_are_lines():
    assert parse_path("M0 0A1e300 1e300 0 1 1 20 0") == parse_path("M0 0L20 0")


@pytest.mark.parametrize(("large", "sweep", "side"), [(0, 0, 1), (0, 1, -1), (1, 0, 1), (1, 1, -1)])
def test_arcs_are_of_their_ellipse(large, sweep, side):
    (part,) = parse_path(f"M 0 0 A 20 10 0 {large} {sweep} 20 0")
    points = [point for segment in part.segments for point in segment[-1:]]
    assert points[-1] == (20.0, 0.0)
    center = (10.0, side * 10 * math.sqrt(0.75) * (-1 if large else 1))
    for x, y in points:
        assert math.hypot((x - center[0]) / 20, (y + center[1]) / 10) == pytest.approx(1)


# --- Filters of pictures


def picture(*pixels):
    """A row of premultiplied pixels."""
    return Image.frombytes("RGBX", (len(pixels), 1), bytes(channel for pixel in pixels for channel in pixel))


@pytest.mark.parametrize(
    ("name", "amount", "wanted"),
    [
        ("brightness", 1.5, (150, 75, 255)),
        ("contrast", 0.5, (114, 89, 164)),
        ("invert", 1.0, (155, 205, 55)),
        ("grayscale", 1.0, (71, 71, 71)),
        ("sepia", 1.0, (116, 103, 80)),
        ("saturate", 0.0, (71, 71, 71)),
        ("hue-rotate", 360.0, (100, 50, 200)),
    ],
)
def test_color_filters(name, amount, wanted):
    found = filtered(picture((100, 50, 200, 255)), (ColorFilter(name, amount),)).tobytes()
    assert found[:3] == pytest.approx(wanted, abs=1)
    assert found[3] == 255


def test_color_filters_look_through_alpha():
    half = filtered(picture((50, 25, 100, 128), (0, 0, 0, 0)), (ColorFilter("invert", 1.0),)).tobytes()
    assert half[:4] == pytest.approx((78, 103, 28, 128), abs=1)
    assert half[4:] == bytes(4)


def test_opacity_multiplies_all_channels():
    found = filtered(picture((100, 50, 200, 255)), (ColorFilter("opacity", 0.5),))
    assert found.tobytes() == bytes((50, 25, 100, 128))


def test_a_blur_keeps_what_there_is():
    square = Image.new("RGBX", (80, 80), (0, 0, 0, 0))
    square.paste((200, 100, 0, 255), (30, 30, 50, 50))
    soft = filtered(square, (Blur(Length(4.0)),))
    for before, after in zip(square.split(), soft.split(), strict=True):
        assert sum(after.tobytes()) == pytest.approx(sum(before.tobytes()), rel=0.01)
    assert soft.getpixel((40, 40))[3] > 230
    assert 100 < soft.getpixel((30, 40))[3] < 150


def test_a_shadow_lies_below():
    square = Image.new("RGBX", (40, 40), (0, 0, 0, 0))
    square.paste((255, 0, 0, 255), (10, 10, 20, 20))
    shadow = DropShadow(Length(5.0), Length(-3.0), Length(), Color(0, 0, 255, 0.5))
    found = filtered(square, (shadow,))
    assert found.getpixel((15, 15)) == (255, 0, 0, 255)
    assert found.getpixel((22, 8)) == (0, 0, 128, 128)
    assert found.getpixel((12, 22)) == (0, 0, 0, 0)


def test_regions_of_filters():
    filters = (Blur(Length(2.0)), DropShadow(Length(10.0), Length(0.0), Length(), BLACK))
    region = Region(0, 0, 10, 10)
    assert grown(region, filters) == Region(-6, -6, 26, 16)
    assert needed(region, filters) == Region(-16, -6, 16, 16)


# --- Blend modes, by the formulas of the specification, channels from 0 to 1


def light(color):
    return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]


def with_light(color, wanted):
    color = [channel + wanted - light(color) for channel in color]
    least, most = min(color), max(color)
    if least < 0:
        color = [wanted + (channel - wanted) * wanted / (wanted - least) for channel in color]
    if most > 1 and max(color) > wanted:
        most = max(max(color), 1)
        color = [wanted + (channel - wanted) * (1 - wanted) / (most - wanted) for channel in color]
    return color


def range_of(color):
    return max(color) - min(color)


def with_range(color, wanted):
    return [(channel - min(color)) * wanted / range_of(color) if range_of(color) else 0 for channel in color]


def hard(below, above):
    return 2 * above * below if above <= 0.5 else 1 - 2 * (1 - above) * (1 - below)


def soft(below, above):
    if above <= 0.5:
        return below - (1 - 2 * above) * below * (1 - below)
    root = ((16 * below - 12) * below + 4) * below if below <= 0.25 else math.sqrt(below)
    return below + (2 * above - 1) * (root - below)


CHANNELS = {
    "multiply": lambda below, above: below * above,
    "screen": lambda below, above: below + above - below * above,
    "overlay": lambda below, above: hard(above, below),
    "darken": min,
    "lighten": max,
    "color-dodge": lambda b, a: 0 if b == 0 else 1 if a == 1 else min(1, b / (1 - a)),
    "color-burn": lambda b, a: 1 if b == 1 else 0 if a == 0 else 1 - min(1, (1 - b) / a),
    "hard-light": hard,
    "soft-light": soft,
    "difference": lambda below, above: abs(below - above),
    "exclusion": lambda below, above: below + above - 2 * below * above,
}
COLORS = {
    "hue": lambda b, a: with_light(with_range(a, range_of(b)), light(b)),
    "saturation": lambda b, a: with_light(with_range(b, range_of(a)), light(b)),
    "color": lambda b, a: with_light(a, light(b)),
    "luminosity": lambda b, a: with_light(b, light(a)),
}


@pytest.mark.parametrize("mode", [*CHANNELS, *COLORS])
def test_blend_modes(mode):
    choose = random.Random(mode)
    colors = [tuple(choose.choice((0, 255, choose.randrange(256))) for _ in range(3)) for _ in range(600)]
    belows, aboves = colors[:300], colors[300:]
    rows = [
        Image.frombytes("RGB", (300, 1), bytes(c for color in row for c in color)) for row in (belows, aboves)
    ]
    found = blended(mode, rows[1], rows[0]).tobytes()
    for index, (below, above) in enumerate(zip(belows, aboves, strict=True)):
        b, a = [channel / 255 for channel in below], [channel / 255 for channel in above]
        wanted = COLORS[mode](b, a) if mode in COLORS else [*map(CHANNELS[mode], b, a)]
        assert [*found[index * 3 : index * 3 + 3]] == pytest.approx([each * 255 for each in wanted], abs=2.5)


def test_where_nothing_is_below_nothing_is_mixed():
    source = picture((100, 0, 0, 128))
    assert composed("multiply", source, picture((0, 0, 0, 0))).tobytes() == pytest.approx(
        source.tobytes(), abs=1
    )
    lighter = composed("plus-lighter", picture((200, 0, 9, 200)), picture((100, 7, 0, 100)))
    assert lighter.tobytes() == bytes((255, 7, 9, 255))
