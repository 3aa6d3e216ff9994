"""takumi-py: HTML drawn by Takumi, in Rust. It is under the GPL, and is installed only to be compared with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from serving import filled, serve
from takumi_py import FontResource, Renderer

if TYPE_CHECKING:
    from serving import Draw


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    renderer = Renderer(load_default_fonts=False)
    # As with pytakumi, the optical size of the variable font would not be that of browsers.
    for weight, path in setup["fonts"]["static"].items():
        renderer.register_font(FontResource(Path(path).read_bytes(), name="Inter", weight=float(weight)))
    return lambda text: renderer.render_html(
        filled(setup["html"], text), width=1200, height=630, format="png"
    )


serve(prepare)
