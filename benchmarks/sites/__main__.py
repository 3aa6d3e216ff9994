"""Measure the builds of whole sites: `make bench-site CORPORA=path`."""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from pathlib import Path

from ..install import BENCHMARKS, MissingError, python_with
from ..measure import machine
from .report import publish, table
from .results import Drawing, Results, Rounds
from .runs import measure_corpus, measure_drawing, measure_growth

PROJECT = BENCHMARKS.parent
RESULTS = BENCHMARKS / "results" / "site.json"
SITE = "ruff"
COUNTS = (100, 1000, 10000)
PARTS = ("corpus", "growth", "workers")


def main() -> None:
    """Build, measure, print the table and keep the figures."""
    arguments = _arguments()
    source = arguments.corpora / SITE
    if not (source / "mkdocs.yml").is_file():
        sys.exit(f"{source} is no site: CORPORA names a folder of sites, of which {SITE} is built.")
    found = Rounds()
    python, peers = _python()
    with tempfile.TemporaryDirectory(prefix="bench-site-") as folder:
        work = Path(folder)
        if "corpus" in arguments.parts:
            measure_corpus(source, work, python, arguments.rounds, found, _tell, peers)
        if "growth" in arguments.parts:
            measure_growth(arguments.pages, source, work, python, arguments.rounds, found, _tell)
    drawings: tuple[Drawing, ...] = ()
    if "workers" in arguments.parts:
        drawings = measure_drawing(source, python, arguments.rounds, _tell)
    results = Results(machine(), found.rows(), drawings)
    print(table(results))
    # Half of the figures beside half of an older run would be those of no run.
    if set(arguments.parts) == set(PARTS):
        results.write(RESULTS)
        publish(results, PROJECT / "README.md", RESULTS.with_suffix(".svg"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sites", description=__doc__)
    parser.add_argument("corpora", type=Path, help="a folder of sites")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, nargs="*", default=COUNTS, help="sizes of the generated sites")
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS, help="fewer: only a table is printed"
    )
    return parser.parse_args()


def _python() -> tuple[Path, bool]:
    """The interpreter that builds, and whether it has Material's plugin."""
    # pip compiles what it installs, but not what is only linked to.
    compileall.compile_dir(PROJECT / "mkdocs_metaimage", quiet=1)
    ours = ["--editable", f"{PROJECT}[woff]"]
    try:
        return python_with("site", [*ours, "mkdocs-material[imaging]"]), True
    except MissingError as error:
        _tell(f"Material and its social plugin are left out: {error}")
        return python_with("site-alone", ours), False


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
