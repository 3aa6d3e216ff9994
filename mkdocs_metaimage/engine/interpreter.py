"""The Python that runs this, for processes of its own."""

from __future__ import annotations

import sys


def python_here() -> str | None:
    """The path of the Python that runs this; None where there is none.

    In a program that Python is built into, that program would be started once more.
    """
    return None if getattr(sys, "frozen", False) else sys.executable or None
