"""The one error a user of the package can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class MetaImageError(Exception):
    """Something in the user's files or settings is wrong, and the message says how to mend it.

    The hosts turn it into their own error, so that a build ends with one message and no traceback.

    Attributes:
        message: What is wrong, with the offending value; one sentence without the place.
        file: The file at fault, or None where a setting is.
        line: The line in that file, counted from 1, or None.
        hint: What to do about it, as a sentence, or None where the message says it.
        traceback: The traceback of the user's own frames, or None.
    """

    def __init__(
        self,
        message: str,
        file: Path | str | None = None,
        line: int | None = None,
        hint: str | None = None,
        traceback: str | None = None,
    ) -> None:
        super().__init__(message, file, line, hint, traceback)
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint
        self.traceback = traceback

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}{'' if self.line is None else f':{self.line}'}: "
        parts = [place + self.message]
        if self.hint:
            parts.append(self.hint)
        text = " ".join(parts)
        return text if self.traceback is None else f"{text}\n\n{self.traceback.rstrip()}"
