"""pytakumi: HTML drawn by Takumi, in Rust."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytakumi import Renderer
from serving import filled, serve

if TYPE_CHECKING:
    from serving import Draw


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    renderer = Renderer()
    # Of the variable font it would not take the optical size, as browsers do: the title would be a line longer.
    for weight, path in setup["fonts"]["static"].items():
        renderer.register_font(Path(path).read_bytes(), name="Inter", weight=float(weight))
    return lambda text: renderer.render_html(
        filled(setup["html"], text), width=1200, height=630, format="png"
    )


serve(prepare)
