"""Changes of the files of a site that is served."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Edits:
    """Changes of the files of a site.

    Attributes:
        root: The folder of its config file.
        before: What the changed files said before, None where there was none.
    """

    root: Path
    before: dict[Path, bytes | None] = field(default_factory=dict)

    def write(self, path: str, content: str | bytes | None) -> None:
        """Have a file say this from now on; None has it gone."""
        file = self.root / path
        self.before.setdefault(file, file.read_bytes() if file.exists() else None)
        _put(file, content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Have a file say something else in one place."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def mend(self, path: str) -> None:
        """Have a file say what it said at first."""
        _put(self.root / path, self.before[self.root / path])

    def undo(self) -> None:
        """Have all files say what they said at first."""
        for file, content in self.before.items():
            _put(file, content)


def _put(file: Path, content: str | bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
