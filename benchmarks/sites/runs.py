"""Which builds are measured, in which order."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..install import BENCHMARKS
from .builds import SiteFolder, Variant
from .pages import Corpus, write_site
from .results import Drawing, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from .results import Rounds

    Tell = Callable[[str], None]

#: From how many pages on a generated site is built once.
_LARGE = 5000


@dataclass(frozen=True, slots=True)
class _Case:
    site: str
    theme: str
    variant: Variant
    folder: SiteFolder
    title: bool


def measure_corpus(
    source: Path, work: Path, python: Path, rounds: int, found: Rounds, tell: Tell, peers: bool = True
) -> None:
    """Build a real site without cards, with ours and with those of Material's social plugin.

    Args:
        source: The site.
        work: Where to build.
        python: The interpreter that has MkDocs and the plugins.
        rounds: How often.
        found: Takes what the builds take.
        tell: Told of each build.
        peers: Whether Material's theme and its plugin are measured too.
    """
    material: dict[str, Any] = {"theme": {"name": "material"}}
    variants = [
        ("mkdocs", Variant("plain", "none")),
        ("mkdocs", Variant("metaimage", "metaimage")),
    ]
    if peers:
        variants += [
            ("material", Variant("material", "none", material)),
            ("material", Variant("material-metaimage", "metaimage", material)),
            ("material", Variant("material-social", "social", material)),
        ]
    cases = [
        _Case(source.name, theme, variant, SiteFolder(work / variant.name, source, variant, python), True)
        for theme, variant in variants
    ]
    _run(cases, rounds, found, tell)


def measure_growth(
    counts: Sequence[int], source: Path, work: Path, python: Path, rounds: int, found: Rounds, tell: Tell
) -> None:
    """Build sites of more and more pages with and without our cards.

    Args:
        counts: How many pages.
        source: The site whose text the pages are made of.
        work: Where to build.
        python: The interpreter that has MkDocs and the plugin.
        rounds: How often; large sites once, which say enough by their length.
        found: Takes what the builds take.
        tell: Told of each build.
    """
    corpus = Corpus.read(source / "docs")
    for count in counts:
        site = work / f"generated-{count}"
        write_site(site, corpus, count)
        cases = []
        for variant in (Variant("plain", "none"), Variant("metaimage", "metaimage")):
            folder = SiteFolder(work / f"{count}-{variant.name}", site, variant, python)
            cases.append(_Case("generated", "bare", variant, folder, False))
        _run(cases, rounds if count < _LARGE else 1, found, tell)


def measure_drawing(
    source: Path, python: Path, rounds: int, tell: Tell, cards: int = 400
) -> tuple[Drawing, ...]:
    """Draw cards without a site around them.

    Args:
        source: The site from whose words they are made.
        python: The interpreter that has the plugin.
        rounds: How often.
        tell: Told of it.
        cards: How many.
    """
    tell(f"drawing {cards} cards by one worker, by two, and by threads")
    command = [python, "-m", f"{__package__}.drawing", source.absolute() / "docs", str(cards), str(rounds)]
    project = BENCHMARKS.parent
    done = subprocess.run([*map(str, command)], cwd=project, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    return tuple(Drawing(how, cards, tuple(seconds)) for how, seconds in found.items())


def _run(cases: Sequence[_Case], rounds: int, found: Rounds, tell: Tell) -> None:
    for number in range(rounds):
        for case in cases:
            for build in _builds(case):
                usage = case.folder.build()
                row = Row(case.site, case.folder.pages, case.theme, case.variant.cards, build)
                found.add(row, usage)
                what = f"{row.site}, {row.pages} pages, theme {row.theme}, cards {row.cards}, {build}"
                tell(f"round {number + 1}: {what}: {usage.wall:.1f} s")


def _builds(case: _Case) -> Iterator[str]:
    """The names of a variant's builds; what each needs is done as it is asked for."""
    if case.variant.cards == "none":
        yield "plain"
        return
    case.folder.forget()
    yield "cold"
    yield "warm"
    if case.title:
        case.folder.change_title()
        yield "title"
