"""Inline formatting: a paragraph cut into lines (CSS Inline 3; CSS Text 3)."""

from .content import lines_content
from .widths import lines_widths

__all__ = ["lines_content", "lines_widths"]
