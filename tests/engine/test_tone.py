"""Whether a logo would be lost on a light or on a dark ground."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.pictures import tone_of

MARK = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{}</svg>'
TRIANGLE = MARK.format('<path d="M30 2 58 54H2z" fill="{}"/>')


@pytest.mark.parametrize(
    ("fill", "tone"),
    [
        ("#ffffff", "light"), ("#ffec3d", "light"), ("#e8eaf0", "light"), ("#f2a65a", ""), ("#e5482d", ""),
        ("#757575", ""), ("#4051b5", ""), ("#14151a", "dark"), ("#261230", "dark"), ("none", ""),
    ],
)  # fmt: skip
def test_marks_of_one_color(fill, tone):
    assert tone_of(TRIANGLE.format(fill).encode(), "mark.svg") == tone


@pytest.mark.parametrize(
    ("inside", "tone"),
    [
        # Half of it can be seen anywhere.
        ('<path d="M2 2h28v56z" fill="#fff"/><path d="M30 2h28L30 58z" fill="#e5482d"/>', ""),
        # A spot of colour alone is no logo.
        ('<path d="M30 2 58 54H2z" fill="#fff"/><circle cx="30" cy="40" r="4" fill="#e5482d"/>', "light"),
        # It brings its own ground.
        ('<rect width="60" height="60" rx="9" fill="#fff"/><circle cx="30" cy="30" r="9"/>', ""),
    ],
)
def test_marks_of_several_colors(inside, tone):
    assert tone_of(MARK.format(inside).encode(), "mark.svg") == tone


def test_pictures_of_pixels():
    see_through = Image.new("RGBA", (900, 300))
    see_through.paste("white", (50, 50, 200, 250))
    see_through.paste("white", (400, 100, 880, 180))
    # What cannot be seen says nothing.
    see_through.paste((0, 0, 0, 40), (0, 260, 900, 300))
    assert tone_of(_png(see_through), "mark.png") == "light"
    assert tone_of(_png(Image.new("RGB", (9, 9), "white")), "mark.png") == ""
    assert tone_of(_png(Image.new("RGBA", (9, 9))), "mark.png") == ""
    with pytest.raises(CardError, match=r"mark\.png"):
        tone_of(_png(see_through)[:200], "mark.png")


def _png(picture):
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
