"""What measures the builds of whole sites: the sites it makes, the builds, and what it says of them."""

from __future__ import annotations

import functools
import importlib
import inspect
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.install import BENCHMARKS
from benchmarks.measure import CommandError, Usage, run
from benchmarks.sites.builds import CardsMissingError, SiteFolder, Variant
from benchmarks.sites.drawing import WARM_UP, cards, seconds
from benchmarks.sites.pages import Corpus, write_site
from benchmarks.sites.report import MARK, drawn, publish, table
from benchmarks.sites.results import Drawing, Results, Rounds, Row
from benchmarks.sites.serving import started
from benchmarks.sites.serving import table as start_table
from benchmarks.sites.stages import STAGES, traced
from benchmarks.sites.stages import table as stage_table
from benchmarks.sites.tracing import Clock, Tracer
from benchmarks.table import read_block

PYTHON = Path(sys.executable)
TEXT = """# Rules of the linter and of its formatter

Every rule has a code of letters and digits, a page of its own, and an example of what it finds in code.

- no paragraph, since it begins with a mark, however long it may be; however long it may be; however long

## Settings that change what rules find in projects

What `code` is in is left out, since a word cut from it would not be a word, and no page would say a thing.

Another paragraph
on two lines that is long enough to be one that pages are made of, and which has only words.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    docs = tmp_path / "corpus"
    (docs / "a").mkdir(parents=True)
    (docs / "one.md").write_text(TEXT)
    headings = (
        "One more heading with other words; quite different verbs, nouns and numbers to make titles from"
    )
    (docs / "a" / "two.md").write_text(f"# {headings}\n\nShort.\n")
    return Corpus.read(docs)


def _row(build: str, *walls: float, cards: str = "metaimage", pages: int = 996, site: str = "ruff") -> Row:
    rounds = tuple(Usage(wall, wall * 2, int(wall * 1e6)) for wall in walls)
    return Row(site, pages, "mkdocs", cards, build, rounds)


RESULTS = Results(
    "2 cores",
    (
        _row("plain", 10, 20, 12, cards="none"),
        _row("cold", 15, 26, 17.5),
        _row("plain", 1, cards="none", pages=1000, site="generated"),
        _row("cold", 3, pages=1000, site="generated"),
        _row("warm", 1.5, pages=1000, site="generated"),
    ),
    (Drawing("1 worker", 400, (4.0, 5.0)), Drawing("2 workers", 400, (2.5, 2.0))),
)


def test_a_corpus_is_the_words_of_headings_and_the_plain_paragraphs(corpus):
    assert corpus.words[:4] == ("One", "more", "heading", "with")
    assert "Settings" not in corpus.words
    assert len(corpus.paragraphs) == 2
    assert corpus.paragraphs[1].startswith("Another paragraph on two lines")


def test_a_corpus_of_too_few_words_is_told(tmp_path):
    (tmp_path / "a.md").write_text("# Two words\n")
    with pytest.raises(ValueError, match="too little text"):
        Corpus.read(tmp_path)


def _titles(site: Path) -> list[str]:
    return [path.read_text().splitlines()[0] for path in sorted((site / "docs").rglob("*.md"))]


def test_generated_pages_are_those_of_their_seed_with_titles_of_their_own(corpus, tmp_path):
    for name, count, seed in (("a", 250, 0), ("b", 250, 0), ("c", 250, 1)):
        write_site(tmp_path / name, corpus, count, seed)
    titles = _titles(tmp_path / "a")
    assert len(titles) == len(set(titles)) == 250
    assert all(re.fullmatch(r"# [A-Z][\w' -]+", title) for title in titles)
    assert titles == _titles(tmp_path / "b")
    assert titles != _titles(tmp_path / "c")
    assert (tmp_path / "a/docs/index.md").is_file()
    # In folders, and smaller sites are the beginnings of larger ones.
    assert (tmp_path / "a/docs/part-002/page-00249.md").is_file()
    write_site(tmp_path / "d", corpus, 5)
    assert _titles(tmp_path / "d")[0] in titles


def _cards(site: Path) -> dict[str, bytes]:
    built = site / "site"
    return {path.parent.name: path.read_bytes() for path in built.rglob("opengraph-image.png")}


def test_a_site_is_built_cold_warm_and_with_one_title_changed(corpus, tmp_path):
    write_site(tmp_path / "source", corpus, 5)
    site = SiteFolder(tmp_path / "ours", tmp_path / "source", Variant("ours", "metaimage"), PYTHON)
    usage = site.build()
    assert usage.wall > 0
    assert usage.cpu > 0
    assert usage.peak > 10e6
    first = _cards(tmp_path / "ours")
    assert len(first) == site.pages == 5
    cache = tmp_path / "ours/.cache/plugin/metaimage"
    kept = {path for path in cache.rglob("*") if path.is_file()}
    site.change_title()
    site.build()
    changed = _cards(tmp_path / "ours")
    assert [name for name in first if first[name] != changed[name]] == ["page-00002"]
    assert {path for path in cache.rglob("*") if path.is_file()} > kept
    site.forget()
    assert not any(path.is_file() for path in cache.rglob("*"))
    assert "changed 1 times" in (tmp_path / "ours/docs/part-000/page-00002.md").read_text()
    # The source is left as it was.
    assert not (tmp_path / "source/site").exists()
    assert "changed" not in (tmp_path / "source/docs/part-000/page-00002.md").read_text()


def test_a_site_without_cards_has_none_and_forgets_nothing(corpus, tmp_path):
    write_site(tmp_path / "source", corpus, 3)
    site = SiteFolder(tmp_path / "plain", tmp_path / "source", Variant("plain", "none"), PYTHON)
    site.forget()
    site.build()
    assert (tmp_path / "plain/site/index.html").is_file()
    assert not _cards(tmp_path / "plain")


def test_a_build_that_fails_or_makes_too_few_cards_is_no_result(corpus, tmp_path):
    write_site(tmp_path / "source", corpus, 3)
    broken = Variant("broken", "metaimage", options={"template": "nowhere.html"})
    with pytest.raises(CommandError, match="nowhere"):
        SiteFolder(tmp_path / "broken", tmp_path / "source", broken, PYTHON).build()
    some = Variant("some", "metaimage", options={"exclude": ["index.md"]})
    with pytest.raises(CardsMissingError, match="3 pages, but 2 cards"):
        SiteFolder(tmp_path / "some", tmp_path / "source", some, PYTHON).build()


def test_results_come_back_from_json(tmp_path):
    RESULTS.write(tmp_path / "new" / "site.json")
    assert Results.read(tmp_path / "new" / "site.json") == RESULTS


def test_rounds_gather_by_build_in_order():
    rounds = Rounds()
    for wall in (1.0, 2.0):
        for build in ("plain", "cold"):
            rounds.add(_row(build), Usage(wall, 0, 0))
    assert [row.build for row in rounds.rows()] == ["plain", "cold"]
    assert [usage.wall for usage in rounds.rows()[1].rounds] == [1.0, 2.0]


def test_what_a_build_takes_over_another_is_told_round_by_round():
    # A slow round was slow for both; the medians differ by 6.
    plain, cold = _row("plain", 10, 30, 11), _row("cold", 15, 34, 17)
    assert cold.over(plain, "wall") == 5


def test_the_table_says_all_there_is():
    said = table(RESULTS)
    assert re.search(
        r"metaimage, nothing cached +17\.5 +15\.0-26\.0 +\+5\.50 +35\.0 +\+11\.00 +18 +\+6", said
    )
    assert re.search(r"1,000 +1\.00 s +\+2\.00 s +2\.00 ms +\+0\.50 s +0\.50 ms", said)
    assert re.search(r"2 workers +400 +2\.25 s +2\.00x", said)


def test_the_readme_gets_the_chart_and_the_figures_between_its_marks(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("Before\n\n<!-- bench-site -->\nold\n<!-- /bench-site -->\n\nAfter\n")
    (tmp_path / "results").mkdir()
    publish(RESULTS, readme, tmp_path / "results" / "site.svg")
    text = readme.read_text()
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    assert "old" not in text
    assert "](results/site.svg)" in text
    assert "| MkDocs' theme: metaimage, nothing cached | 17.5 s | +5.50 s | +11.00 s | +6 MB |" in text
    chart = (tmp_path / "results" / "site.svg").read_text()
    assert chart == drawn(RESULTS)
    assert "996 pages" in chart


def test_cards_differ_and_are_the_same_each_time(corpus):
    digests = [drawing.digest() for drawing in cards(corpus, 30)]
    assert len(set(digests)) == 30
    assert digests == [drawing.digest() for drawing in cards(corpus, 30)]


def test_an_executor_draws_more_than_it_warms_up_with(corpus):
    drawn = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn, /, *args):
            drawn.append(args[0].digest())
            return super().submit(len, "")

    assert seconds(list(cards(corpus, WARM_UP + 3)), lambda: Counting(2)) >= 0
    assert len(drawn) == len(set(drawn)) == WARM_UP + 3


@pytest.mark.parametrize("name", STAGES)
def test_every_timed_function_is_there(name):
    module, _, path = name.partition(":")
    found = functools.reduce(getattr, path.split("."), importlib.import_module(f"mkdocs_metaimage.{module}"))
    assert inspect.isfunction(inspect.unwrap(found))


def test_a_clock_counts_for_the_innermost_stage():
    clock = Clock()
    clock.enter("outer")
    clock.enter("inner")
    assert clock.inside("inner")
    assert not clock.inside("outer")
    clock.leave()
    assert clock.inside("outer")
    clock.leave()
    assert set(clock.seconds()["main"]) == {"MkDocs", "outer", "inner"}


def test_a_tracer_wraps_what_is_imported_later_and_names_what_is_not_there(tmp_path, monkeypatch):
    (tmp_path / "traced_one.py").write_text("def call():\n    return 'called'\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("builtins.__import__", __import__)
    Tracer({"traced_one:nowhere": "stage"}, Clock()).install()
    # As if the package imported it.
    with pytest.raises(AttributeError, match="nowhere"):
        exec("import traced_one", {"__name__": "mkdocs_metaimage.x"})


def test_the_stages_of_a_build_are_timed_and_change_nothing(corpus, tmp_path):
    write_site(tmp_path / "source", corpus, 5)
    site = SiteFolder(tmp_path / "ours", tmp_path / "source", Variant("ours", "metaimage"), PYTHON)
    site.build()
    pages = {path: path.read_bytes() for path in (tmp_path / "ours/site").rglob("*.html")}
    found = {"warm": traced(tmp_path / "ours", PYTHON, STAGES)}
    site.forget()
    found["cold"] = traced(tmp_path / "ours", PYTHON, STAGES)
    main = found["warm"]["threads"]["main"]
    assert {"import", "config", "files", "plan", "heads", "MkDocs"} <= main.keys()
    assert sum(wall for wall, _ in main.values()) == pytest.approx(found["warm"]["total"][0], rel=0.2)
    assert pages == {path: path.read_bytes() for path in pages}
    said = stage_table(found)
    assert re.search(r"^ +warm s +warm CPU s +cold s +cold CPU s$", said, re.MULTILINE)
    assert re.search(r"^heads +\d\.\d{3} ", said, re.MULTILINE)


def test_the_time_of_processes_that_outlive_a_command_is_counted():
    busy = "import time; start = time.process_time()\nwhile time.process_time() - start < 0.5: pass"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    assert run([PYTHON, "-c", parent]).cpu >= 0.5 or sys.platform != "linux"


def test_the_readme_has_a_place_for_the_figures():
    read_block(BENCHMARKS.parent / "README.md", MARK)


def test_starts_of_a_server_are_measured_to_the_first_card(tmp_path):
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    (source / "docs" / "index.md").write_text("# One\n")
    (source / "mkdocs.yml").write_text("site_name: Acme\nsite_url: https://acme.dev/a/\n")
    SiteFolder(tmp_path / "plain", source, Variant("plain", "none"), PYTHON)
    SiteFolder(tmp_path / "ours", source, Variant("ours", "metaimage"), PYTHON)
    plain = started(tmp_path / "plain", PYTHON)
    ours = started(tmp_path / "ours", PYTHON, preview=True)
    assert plain.card is None
    assert ours.card is not None
    assert min(ours.card, ours.wall, ours.cpu, plain.wall, plain.cpu) > 0
    shown = start_table({"without": [plain], "cold": [ours], "warm": [ours]})
    assert [line.split()[0] for line in shown.splitlines()[2:]] == ["without", "cold", "warm"]
    assert "+0.0 %" in shown
    (tmp_path / "plain" / "mkdocs.yml").write_text("site_name: [")
    with pytest.raises(CommandError, match="The server ended"):
        started(tmp_path / "plain", PYTHON)
