"""Something found on a page, as a sentence and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found.

    Attributes:
        level: `"error"` where a platform shows no picture or no text, `"warning"` where it shows it badly, `"note"`
            for what is good to know.
        code: A name that stays.
        message: What, where, and how much.
        hint: How to mend it, or None.
        image: The id of the picture that it is about, or None.
        platforms: The ids of the platforms that it concerns.
    """

    level: Literal["error", "warning", "note"]
    code: str
    message: str
    hint: str | None = None
    image: str | None = None
    platforms: tuple[str, ...] = ()

    @property
    def platform(self) -> str | None:
        """The one platform that it concerns; None where there are several, or none in particular."""
        return self.platforms[0] if len(self.platforms) == 1 else None

    def described(self) -> dict[str, str | None]:
        """It as JSON has it."""
        return {
            "level": self.level,
            "code": self.code,
            "platform": self.platform,
            "image": self.image,
            "message": self.message,
            "hint": self.hint,
        }
