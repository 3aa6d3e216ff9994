"""Where the preview says that a fault is: the file, and the line where there is one to name."""

from __future__ import annotations

import pytest
from preview.answers import images_of, said

from mkdocs_metaimage.engine.text.fonts import Font
from mkdocs_metaimage.pipeline.returned import Workshop
from mkdocs_metaimage.preview import describing

HOOK = """
from mkdocs_metaimage import ImageResponse, html

def image(page):
    return %s
"""


def error_of(view):
    (error,) = said(describing.cards(view, "index.md"))["errors"]
    return error["file"], error["line"]


@pytest.mark.parametrize(
    ("returned", "line"),
    [
        ("42", 4),
        ("b'no picture'", 4),
        ("'no-such-file.png'", 4),
        ("ImageResponse('<p>A</p>', width=100_000, height=100_000)", 4),
        # The name stands once in the file.
        ("ImageResponse(\n        '<img src=no-such.png>')", 6),
        ("ImageResponse(html('<img src={{ name }}>', name='no-such' + '.png'))", 4),
        ("ImageResponse('<img src=no-such.png><img src=no-such.png>')", 4),
    ],
)
def test_what_a_function_returned_is_told_at_its_line(look, returned, line):
    view = look(files={"docs/opengraph-image.py": HOOK % returned})
    assert error_of(view) == ("docs/opengraph-image.py", line)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>A</p>\n<img src='no-such.png'>\n", 2),
        (
            "<style>\n@font-face { font-family: Own;\nsrc: url(no-such.ttf) }\np { font-family: Own }</style><p>A</p>",
            3,
        ),
        ("<style>p { background:\n url(no-such.png) }</style><p>A</p>", 2),
        ("<!-- no-such.png -->\n<img src='no-such.png'>", None),
        ("<style>\n@font-face { font-family: Own; src: url(opengraph-image.html) }</style><p>A</p>", 2),
    ],
)
def test_what_a_template_names_is_told_at_its_line(look, template, line):
    assert error_of(look(files={"docs/opengraph-image.html": template})) == (
        "docs/opengraph-image.html",
        line,
    )


def test_a_function_that_is_meant_to_be_image_is_told_at_its_line(look):
    assert error_of(look(files={"docs/icon.py": "\n\ndef imge(page):\n    pass\n"})) == ("docs/icon.py", 3)
    assert error_of(look(files={"docs/icon.py": "x = 1\n"})) == ("docs/icon.py", None)


def test_a_broken_file_of_the_option_fonts_is_to_blame_itself(look, tmp_path):
    path = tmp_path / "fonts/own.ttf"
    path.parent.mkdir()
    path.write_bytes(b"junk")
    files = {"docs/icon.html": "<p>A</p>"}
    view = look(files=files, workshop=Workshop(fonts=(Font(path),)))
    found = images_of(said(describing.cards(view, "index.md")))
    assert [image["error"]["file"] for image in found.values()] == ["fonts/own.ttf"] * 2
