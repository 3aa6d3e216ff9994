"""Pieces put together: as one mask, or what they have in common."""

from __future__ import annotations

from functools import reduce

from PIL import Image, ImageChops

from ..regions import Piece, Region, around_all, relative


def meeting(region: Region, shapes: list[list[Piece]]) -> Image.Image:
    """The mask in a region of what is in all of these shapes."""
    masks = [on(region, pieces) for pieces in shapes]
    return reduce(ImageChops.multiply, masks)


def joined(pieces: list[Piece], clip: Region) -> list[Piece]:
    """What is inside of a clip of pieces, as one."""
    if not pieces:
        return []
    region = around_all(pieces).intersection(clip)
    return [] if region.empty else [Piece(region, on(region, pieces))]


def on(region: Region, pieces: list[Piece]) -> Image.Image:
    """The mask of pieces in a region, as if they had been painted one after the other."""
    mask = Image.new("L", (max(region.width, 0), max(region.height, 0)))
    for piece in pieces:
        part = piece.region.intersection(region)
        if part.empty:
            continue
        place = relative(part, region)
        if piece.mask is None:
            mask.paste(255, place)
        else:
            cover = piece.mask.crop(relative(part, piece.region))
            mask.paste(ImageChops.screen(mask.crop(place), cover), place)
    return mask
