"""Rows of figures as a table for the terminal, as Markdown, and as a part of a Markdown file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def plain_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table for the terminal: the first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    ruled = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(_line(row, widths) for row in ruled)


def markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown: the first column to the left, figures to the right."""
    rule = ["---", *["--:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def replace_block(file: Path, name: str, content: str) -> None:
    """Write what stands in a Markdown file between the marks `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ValueError: The file has no such marks.
    """
    text = file.read_text(encoding="utf-8")
    file.write_text(_block(name, file, text)[0] + content + _block(name, file, text)[2], encoding="utf-8")


def read_block(file: Path, name: str) -> str:
    """Return what stands in a Markdown file between the marks `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ValueError: The file has no such marks.
    """
    return _block(name, file, file.read_text(encoding="utf-8"))[1]


def _block(name: str, file: Path, text: str) -> tuple[str, str, str]:
    mark = re.escape(name)
    found = re.fullmatch(rf"(.*<!-- {mark} -->\n)(.*)(\n<!-- /{mark} -->.*)", text, re.DOTALL)
    if not found:
        raise ValueError(
            f"{file} has no lines <!-- {name} --> and <!-- /{name} -->: add them where the figures belong"
        )
    return found[1], found[2], found[3]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    figures = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return "  ".join([row[0].ljust(widths[0]), *figures]).rstrip()
