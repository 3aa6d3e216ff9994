"""Placed boxes made by hand, for tests of painting."""

from __future__ import annotations

from mkdocs_metaimage.engine.boxes import Edges, Line, PlacedBox, Rect, TextRun
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.style import Style
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.css.values.gradients import Gradient
from mkdocs_metaimage.engine.css.values.gradients import Line as Course
from mkdocs_metaimage.engine.css.values.text_paint import Decoration
from mkdocs_metaimage.engine.paint import paint
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.shape import shape

LIBRARY = FontLibrary()
RED, GREEN, BLUE = Color(255, 0, 0), Color(0, 255, 0), Color(0, 0, 255)
WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")


def box(x, y, width, height, *children, lines=(), picture=None, tag="div", fragments=(), **values):
    """A box: `background` a colour or gradients, `border` (width, style, colour), `radius` px or a Length."""
    values.setdefault("display", "block")
    background = values.pop("background", None)
    if isinstance(background, Color):
        values["background_color"] = background
    elif background is not None:
        values["background_image"] = background
    overflow = values.pop("overflow", "visible")
    values |= {"overflow_x": overflow, "overflow_y": overflow}
    border = values.pop("border", None)
    for side in SIDES if border else ():
        for name, value in zip(("width", "style", "color"), border, strict=True):
            values.setdefault(f"border_{side}_{name}", value)
    radius = values.pop("radius", None)
    if radius is not None:
        length = radius if isinstance(radius, Length) else Length(radius)
        for corner in CORNERS:
            values.setdefault(f"border_{corner}_radius", (length, length))
    style = Style.of(values)
    edges = Edges(*(getattr(style, f"border_{side}_width") for side in SIDES))
    return PlacedBox(
        tag,
        "",
        (),
        style,
        Rect(x, y, width, height),
        edges,
        Edges(),
        fragments,
        tuple(lines),
        children,
        picture,
    )


def line(x, baseline, text, **values):
    """A line of one run."""
    size = values.setdefault("font_size", 20.0)
    decoration = {
        name: values.pop(f"text_decoration_{name}", None) for name in ("color", "style", "thickness")
    }
    lines = values.pop("text_decoration_line", ())
    if lines:
        offset = values.pop("text_underline_offset", "auto")
        given = {name: value for name, value in decoration.items() if value is not None}
        values["decorations"] = (Decoration(lines, **{"color": BLACK, **given}, offset=offset, size=size),)
    style = Style.of(values)
    shaped = shape(text, style.text, LIBRARY)
    run = TextRun(x, baseline, shaped, style)
    return Line(Rect(x, baseline - 20, shaped.advance, 25), baseline, text, (run,))


def gradient(angle, *stops, corner=None, repeating=False):
    """Stops are colours, or pairs of a colour and a Length."""
    pairs = tuple(stop if isinstance(stop[0], Color) else (stop, None) for stop in stops)
    return (Gradient(Course(angle, corner), pairs, repeating),)


def drawn(root, width=100, height=100, **pictures):
    return paint(root, width, height, Pictures(pictures))


def on_white(*children, width=100, height=100, **pictures):
    return drawn(box(0, 0, width, height, *children, background=WHITE, tag="html"), width, height, **pictures)


def ink(image, region=None):
    """How much of a picture is dark, in pixels."""
    grey = image.convert("L").crop(region) if region else image.convert("L")
    return sum(255 - value for value in grey.tobytes()) / 255
