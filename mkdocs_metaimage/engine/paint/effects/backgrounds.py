"""Layers of a background that blend with those below them (Compositing 1, section 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layers import draw_layer
from ..premultiplied import masked
from ..regions import Piece, part_of
from .blending import composed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...css.style import Style
    from ...pictures import Pictures
    from ..background import Ground, PlacedLayer
    from ..canvas import Canvas
    from ..regions import Region


def paint_blended(
    canvas: Canvas, style: Style, layers: Sequence[PlacedLayer], ground: Ground, pictures: Pictures
) -> None:
    """Paint a background whose layers blend with each other, and not with what is below the box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        layers: The layers of the background, topmost first.
        ground: Where they lie, and what of them is seen.
        pictures: The pictures that layers name.
    """
    region = _touched(canvas, layers, ground)
    if region.empty:
        return
    # One clip is applied to what they have blended to, and not to each of them.
    common = None if len({layer.clip for layer in layers}) > 1 else ground.shape(layers[0].clip)[0]
    group = canvas.group(region)
    group.fill([Piece(region)] if common else ground.shape(layers[-1].clip)[0], style.background_color)
    modes = style.background_blend_mode
    for index, (layer, origin, clip) in reversed([*enumerate(layers)]):
        if layer is None:
            continue
        pieces, area = ground.shape(clip)
        place = ground.view if origin == "fixed" else ground.boxes.named(origin)
        own = canvas.group(region)
        shape = [Piece(region)] if common else pieces
        draw_layer(own, layer, place, shape, area.intersection(own.seen), pictures, style.pixelated)
        picture = own.image.convert("RGBX")
        mode = modes[index % len(modes)]
        if mode == "normal":
            group.compose(region, picture)
        else:
            group.restore(region, composed(mode, picture, group.image), 255)
    whole = group.image.convert("RGBX")
    for place, mask in common or [Piece(region)]:
        seen = place.intersection(region)
        if not seen.empty:
            part = part_of(whole, seen, region)
            canvas.compose(seen, part if mask is None else masked(part, part_of(mask, seen, place)))


def _touched(canvas: Canvas, layers: Sequence[PlacedLayer], ground: Ground) -> Region:
    """What the background covers, in device px."""
    whole: Region | None = None
    for layer in layers:
        for piece in ground.shape(layer.clip)[0]:
            whole = piece.region if whole is None else whole.union(piece.region)
    return (
        canvas.clip.intersection(whole) if whole is not None else canvas.clip._replace(right=canvas.clip.left)
    )
