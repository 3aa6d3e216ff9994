"""`python -m benchmarks.cards`: run the comparison, show it, and write what the README shows of it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.install import BENCHMARKS, MissingError
from benchmarks.measure import is_busy, machine
from benchmarks.table import replace_block

from .card import as_html, card_tree, font_files
from .contestants import CONTESTANTS, REPOSITORY, Contestant, Installed, install
from .report import Report, Standing, chart_text, readme_block, terminal_text
from .rounds import Result, take_turns
from .sheet import draw_sheet
from .texts import texts

_TEXTS, _ROUNDS, _WARM_UP = 200, 10, 20
_RESULTS = BENCHMARKS / "results"


def main() -> None:
    """Run all that can be installed here."""
    left_out: dict[str, str] = {}
    ready = []
    for contestant in CONTESTANTS:
        try:
            ready.append(install(contestant))
        except MissingError as error:
            left_out[contestant.label] = str(error)
    with TemporaryDirectory() as folder:
        results, stopped = _run(ready, Path(folder))
        left_out |= {each.label: stopped[each.name] for each in CONTESTANTS if each.name in stopped}
        shown = [each for each in CONTESTANTS if each.on_sheet and each.name in results]
        _RESULTS.mkdir(exist_ok=True)
        draw_sheet([(each.label, Path(folder) / each.name) for each in shown], _RESULTS / "cards.png")
    standings = [
        _standing(each, results[each.contestant.name]) for each in ready if each.contestant.name in results
    ]
    # This project's ways first, as they are listed, then the others from the fastest.
    standings.sort(key=lambda row: 0 if row.ours else row.median)
    if not standings or not standings[0].ours:
        sys.exit(f"This engine did not draw its cards, so there is nothing to compare with: {left_out}")
    _publish(Report(machine(), _TEXTS, tuple(standings), left_out))


def _run(ready: list[Installed], pictures: Path) -> tuple[dict[str, Result], dict[str, str]]:
    tree = card_tree()
    setup = {"card": tree, "html": as_html(tree), "fonts": font_files()}
    words = texts(_TEXTS + _WARM_UP)
    each = _TEXTS // _ROUNDS
    rounds = [words[start : start + each] for start in range(0, _TEXTS, each)]
    if is_busy():
        sys.stderr.write(
            "Others use this machine: look at the processor's time rather than at the milliseconds.\n"
        )
    sys.stderr.write(f"{len(ready)} contestants draw {_TEXTS} cards each …\n")
    return take_turns(ready, setup, words[_TEXTS:], rounds, pictures)


def _standing(installed: Installed, result: Result) -> Standing:
    contestant: Contestant = installed.contestant
    return Standing(
        name=contestant.name,
        label=contestant.label,
        ours=contestant.ours,
        simpler=contestant.simpler,
        versions=installed.versions,
        median=round(result.seconds.median * 1000, 2),
        least=round(result.seconds.least * 1000, 2),
        most=round(result.seconds.most * 1000, 2),
        cpu=round(result.cpu * 1000, 2),
        kilobytes=round(result.size / 1000, 1),
        peak=round(result.peak / 1e6),
    )


def _publish(report: Report) -> None:
    report.save(_RESULTS / "cards.json")
    (_RESULTS / "cards.svg").write_text(chart_text(report), encoding="utf-8")
    replace_block(REPOSITORY / "README.md", "bench", readme_block(report, "benchmarks/results/cards.svg"))
    print(terminal_text(report))
    print(
        f"\nAlso in {_RESULTS}: cards.json, cards.svg, cards.png (picture beside picture); and in README.md."
    )


if __name__ == "__main__":
    main()
