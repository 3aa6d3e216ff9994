"""Picture beside picture: what every contestant made of the same text, on one sheet, drawn by this engine."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from mkdocs_metaimage import ImageResponse, html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COLUMNS, _WIDTH, _ROW = 3, 1680, 338
_SHEET = """
<body style="display: grid; grid-template-columns: repeat({{ columns }}, 1fr); gap: 24px; padding: 24px; height: 100%;
             box-sizing: border-box; align-content: start; background: #e8e8ef; font-size: 20px; color: #1d1d26">
{% for label, source in pictures %}
  <div>
    <img src="{{ source }}" style="display: block; width: 100%; height: 278px; object-fit: contain">
    <div style="margin-top: 6px; height: 30px; line-height: 30px">{{ label }}</div>
  </div>
{% endfor %}
</body>
"""


def draw_sheet(pictures: Sequence[tuple[str, Path]], file: Path) -> None:
    """Write a sheet with pictures and their labels."""
    sources = [(label, f"data:;base64,{b64encode(path.read_bytes()).decode()}") for label, path in pictures]
    rows = -(-len(pictures) // _COLUMNS)
    sheet = html(_SHEET, pictures=sources, columns=_COLUMNS)
    file.write_bytes(ImageResponse(sheet, width=_WIDTH, height=24 + rows * _ROW).encode())
