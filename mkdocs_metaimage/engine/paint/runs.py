"""Runs and all that is painted with glyphs: shadows, lines, outlines, emphasis (CSS Text Decoration 4, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .text import paint_glyphs

if TYPE_CHECKING:
    from ..boxes import TextRun
    from ..css.color import Color
    from ..css.style import Style
    from ..css.values.text_paint import Shadow
    from .canvas import Canvas

_BELOW: Final = ("underline", "overline")
_THROUGH: Final = ("line-through",)


def paint_run(canvas: Canvas, run: TextRun, opacity: float = 1.0, *, shadows: bool = True) -> None:
    """Paint a run: the lines below it, its glyphs, the line through it.

    The shadows of the first two are below both, that of the line through the text is over the text.

    Args:
        canvas: Where to paint.
        run: The run.
        opacity: By how much to multiply the alpha of its colours, 0 to 1.
        shadows: Whether its shadows are painted too.
    """
    style = run.style
    thrown = style.text_shadow if shadows else ()
    outlined = bool(style.text_stroke_width and style.font_size)
    if thrown:
        if style.decorations:
            _paint_line_shadows(canvas, run, _BELOW, thrown, opacity)
        if not (outlined and style.strokes_first):
            _paint_shadows(canvas, run, thrown, opacity)
    if style.decorations:
        _paint_lines(canvas, run, _BELOW, opacity)
    fill = _faded(style.text_fill_color or style.color, opacity)
    if outlined:
        _paint_outlined(canvas, run, fill, thrown, opacity)
    else:
        paint_glyphs(canvas, run, fill)
    if style.decorations:
        if thrown:
            _paint_line_shadows(canvas, run, _THROUGH, thrown, opacity)
        _paint_lines(canvas, run, _THROUGH, opacity)
    if style.text_emphasis_style:
        from .emphasis import marks_of

        color = style.text_emphasis_color or style.text_fill_color or style.color
        for mark in marks_of(run):
            if thrown:
                _paint_shadows(canvas, mark, thrown, opacity)
            paint_glyphs(canvas, mark, _faded(color, opacity))


def is_plain(style: Style) -> bool:
    """Whether glyphs are all there is of text in a style."""
    return not (
        style.decorations or style.text_shadow or style.text_stroke_width or style.text_emphasis_style
    )


def reach_of(style: Style) -> float:
    """How far what is painted with a text may be away from it, in px, at most."""
    size = style.font_size
    for line in style.decorations:
        lengths = [length for length in (line.thickness, line.offset) if not isinstance(length, str)]
        size = max(size, line.size + 4 * sum(abs(length.resolve(line.size)) for length in lengths))
    # The points of an outline's corners may be four times as far away as its edge.
    size += 2 * style.text_stroke_width
    return size + max((max(abs(x), abs(y)) + 2 * blur for x, y, blur, _ in style.text_shadow), default=0.0)


def _paint_outlined(
    canvas: Canvas, run: TextRun, fill: Color, thrown: tuple[Shadow, ...], opacity: float
) -> None:
    """Paint a run with outlines over its letters, or below them and what shadows the letters throw on them."""
    from .stroke import paint_outlines

    stroke = _faded(run.style.text_stroke_color or run.style.color, opacity)
    if run.style.strokes_first:
        paint_outlines(canvas, run, stroke)
        _paint_shadows(canvas, run, thrown, opacity)
        paint_glyphs(canvas, run, fill)
    else:
        paint_glyphs(canvas, run, fill)
        paint_outlines(canvas, run, stroke)


def _paint_shadows(canvas: Canvas, run: TextRun, thrown: tuple[Shadow, ...], opacity: float) -> None:
    """Paint the shadows of glyphs, the last one first; outlines have none."""
    from .text_shadow import paint_shadow

    for shadow in reversed(thrown):
        paint_shadow(canvas, run, shadow, _shade(run, shadow, opacity))


def _paint_line_shadows(
    canvas: Canvas, run: TextRun, names: tuple[str, ...], thrown: tuple[Shadow, ...], opacity: float
) -> None:
    """Paint the shadows of lines of `text-decoration-line`."""
    from .text_shadow import paint_line_shadow

    if any(name in each.lines for each in run.style.decorations for name in names):
        for shadow in reversed(thrown):
            paint_line_shadow(canvas, run, names, shadow, _shade(run, shadow, opacity))


def _paint_lines(canvas: Canvas, run: TextRun, names: tuple[str, ...], opacity: float) -> None:
    from .decoration import paint_decorations

    paint_decorations(canvas, run, names, lambda color: _faded(color, opacity))


def _shade(run: TextRun, shadow: Shadow, opacity: float) -> Color:
    return _faded(shadow.color or run.style.color, opacity)


def _faded(color: Color, opacity: float) -> Color:
    return color if opacity == 1 else color._replace(alpha=color.alpha * opacity)
