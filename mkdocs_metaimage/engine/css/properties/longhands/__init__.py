"""The table of the longhands that the engine honours, in the groups that `Style` has."""

from __future__ import annotations

from typing import Final

from .boxes import BOXES
from .inherited import INHERITED
from .painting import PAINTING

LONGHANDS: Final = (*INHERITED, *BOXES, *PAINTING)
