"""What was measured, as values and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from ..measure import Spread, Usage, spread

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """The same build, round by round.

    Attributes:
        site: Which site.
        pages: How many pages it has.
        theme: Its theme.
        cards: Whose cards: none, metaimage or social.
        build: plain, cold, warm or title.
        rounds: What it took.
    """

    site: str
    pages: int
    theme: str
    cards: str
    build: str
    rounds: tuple[Usage, ...] = ()

    def spread(self, what: str) -> Spread:
        """The spread of a figure over the rounds: wall, cpu or peak."""
        return spread(getattr(usage, what) for usage in self.rounds)

    def over(self, plain: Row, what: str) -> float:
        """How much more than another build it took: the median of the differences in each round."""
        pairs = zip(self.rounds, plain.rounds, strict=True)
        return float(median(getattr(mine, what) - getattr(other, what) for mine, other in pairs))


@dataclass(frozen=True, slots=True)
class Drawing:
    """How long some cards took to draw.

    Attributes:
        how: What drew them.
        cards: How many cards.
        seconds: Round by round.
    """

    how: str
    cards: int
    seconds: tuple[float, ...]

    @property
    def spread(self) -> Spread:
        """The spread of the seconds."""
        return spread(self.seconds)


@dataclass(frozen=True, slots=True)
class Results:
    """All of a run.

    Attributes:
        machine: What it ran on.
        rows: The builds.
        drawings: The drawing alone, by the number of workers.
    """

    machine: str
    rows: tuple[Row, ...]
    drawings: tuple[Drawing, ...]

    def plain(self, row: Row) -> Row:
        """The build of the same site in the same theme without cards."""
        wanted = (row.site, row.pages, row.theme, "none")
        return next(
            other for other in self.rows if (other.site, other.pages, other.theme, other.cards) == wanted
        )

    def write(self, path: Path) -> None:
        """Write them as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read what `write` wrote."""
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        rows = [
            Row(**{**row, "rounds": tuple(Usage(**usage) for usage in row["rounds"])})
            for row in found["rows"]
        ]
        drawings = [
            Drawing(**{**drawing, "seconds": tuple(drawing["seconds"])}) for drawing in found["drawings"]
        ]
        return cls(found["machine"], tuple(rows), tuple(drawings))


class Rounds:
    """Gathers figures as they come, build after build and round after round."""

    def __init__(self) -> None:
        self._found: dict[Row, list[Usage]] = {}

    def add(self, row: Row, usage: Usage) -> None:
        """Take what one build took, of a row without rounds."""
        self._found.setdefault(row, []).append(usage)

    def rows(self) -> tuple[Row, ...]:
        """What there is by now."""
        return tuple(replace(row, rounds=tuple(rounds)) for row, rounds in self._found.items())
