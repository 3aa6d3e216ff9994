"""A first card is quick: what it does not need is not imported."""

from __future__ import annotations

import subprocess
import sys

LATE = (
    "fontTools", "brotli", "resvg_py", "urllib.request", "asyncio", "ssl", "mkdocs", "jinja2", "bidi", "budoux",
    "uniseg", "importlib.metadata", "PIL.GifImagePlugin", "soupsieve",
    "mkdocs_metaimage.engine.paint.debug", "mkdocs_metaimage.engine.remote", "mkdocs_metaimage.pipeline",
)  # fmt: skip
CARD = (
    "<style>.a > .b { font: 700 40px sans-serif; display: flex }</style>"
    "<div class='a'><p class='b'>Words – “mots”, слова, λέξεις…</p></div>"
)


def imported(script: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_a_card_without_pictures_needs_little():
    script = f"from mkdocs_metaimage import ImageResponse\nImageResponse({CARD!r}).encode()"
    assert not imported(script).intersection(LATE)


def test_the_public_names_do_not_bring_the_engine():
    names = imported("import mkdocs_metaimage")
    rooms = ("css.cascade", "layout", "paint", "text.shape", "encode")
    assert not names.intersection(f"mkdocs_metaimage.engine.{room}" for room in rooms)
