"""Something found on a page, and what the checks look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...spelling import listed
from ..shown import domain_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..heads import Head
    from ..shown import Shown, Sight


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


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A page as the checks look at it.

    Attributes:
        head: What its head says.
        images: Its pictures.
        page_url: Its absolute URL, or None where the site has none.
        sights: What each platform makes of it.
        failed: Whether there is an error in the place of a picture.
    """

    head: Head
    images: tuple[Shown, ...]
    page_url: str | None
    sights: tuple[Sight, ...]
    failed: bool = False

    @property
    def domain(self) -> str:
        """The site's domain, or `""`."""
        return domain_of(self.page_url or self.head.first("og:url"))

    def taken(self) -> Iterator[tuple[Shown, tuple[Sight, ...]]]:
        """Each picture that the page's tags name, with what the platforms that take it make of it."""
        for image in self.images:
            sights = tuple(each for each in self.sights if each.picture.shown is image and each.picture.named)
            if sights:
                yield image, sights

    def shown(self) -> Iterator[tuple[Shown, tuple[Sight, ...]]]:
        """The same with the platforms alone that show it."""
        for image, sights in self.taken():
            showing = tuple(each for each in sights if refusal(each.platform, image) is None)
            if showing:
                yield image, showing


def ids(sights: Iterable[Sight]) -> tuple[str, ...]:
    """The ids of the platforms."""
    return tuple(each.platform.id for each in sights)


def names(sights: Iterable[Sight]) -> str:
    """The names of at least one platform, in a row."""
    return listed(each.platform.name for each in sights)
