"""Pillow alone: the same card as one would write it by hand, at places that are worked out beforehand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont
from serving import serve

if TYPE_CHECKING:
    from serving import Draw

_LEFT, _WIDTH = 150, 900


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    faces = setup["fonts"]["static"]
    site, title = ImageFont.truetype(faces["600"], 32), ImageFont.truetype(faces["800"], 84)
    description, address = ImageFont.truetype(faces["400"], 30), ImageFont.truetype(faces["500"], 24)
    ground = _ground()

    def draw(text: dict[str, str]) -> bytes:
        card = ground.copy()
        pen = ImageDraw.Draw(card)
        pen.text((_LEFT, 75), text["site"], "#1d1d26", site, anchor="lm")
        lines, details = _wrapped(text["title"], title), _wrapped(text["description"], description)
        top = 321 - (len(lines) * 94 + 24 + len(details) * 40.5) / 2
        for number, line in enumerate(lines):
            pen.text((_LEFT, top + (number + 0.5) * 94), line, "#1d1d26", title, anchor="lm")
        top += len(lines) * 94 + 24
        for number, line in enumerate(details):
            pen.text((_LEFT, top + (number + 0.5) * 40.5), line, "#52525e", description, anchor="lm")
        pen.text((_LEFT, 572), text["address"], "#52525e", address, anchor="lm")
        encoded = BytesIO()
        card.save(encoded, "PNG")
        return encoded.getvalue()

    return draw


def _ground() -> Image.Image:
    """What is the same on every card, drawn once. Its circles are not smoothed, which Pillow has nothing for."""
    card = Image.new("RGB", (1200, 630), "#ffffff")
    pen = ImageDraw.Draw(card, "RGBA")
    pen.ellipse((810, -330, 1430, 290), "#4051b51a")
    pen.ellipse((920, -190, 1320, 210), "#4051b51a")
    ramp = Image.linear_gradient("L").resize((28, 630))
    card.paste(
        Image.composite(Image.new("RGB", ramp.size, "#526cfe"), Image.new("RGB", ramp.size, "#4051b5"), ramp)
    )
    return card


def _wrapped(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


serve(prepare)
