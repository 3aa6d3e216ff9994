"""Names in messages: the one that somebody probably meant, and several in a row."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Less like one another are `titel` and `site`: a wrong guess is worse than none.
_ALIKE: Final = 0.7


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like another; case, hyphens and underscores tell no two apart.

    Args:
        name: The name as it was written, `contenttype` say.
        known: The names that there are.

    Returns:
        One of the known names, or None where none is like it.
    """
    plain = {_plain(other): other for other in reversed(list(known))}
    near = get_close_matches(_plain(name), plain, n=1, cutoff=_ALIKE)
    return plain[near[0]] if near else None


def listed(names: Iterable[str]) -> str:
    """At least one name, as a sentence has them: `a, b and c`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")
