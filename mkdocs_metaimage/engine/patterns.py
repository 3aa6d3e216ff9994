"""Regular expressions that most cards do without."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """What becomes a pattern when it is first asked for something."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        # Only names that are not there yet come here: the pattern's methods stay on this object.
        found = getattr(re.compile(self._source), name)
        setattr(self, name, found)
        return found


def late(source: str) -> re.Pattern[str]:
    """A pattern that is compiled at its first use: those of many characters take milliseconds each.

    Args:
        source: The regular expression.
    """
    return cast("re.Pattern[str]", _Late(source))
