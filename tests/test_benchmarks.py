"""What the benchmarks show is what they measured; nothing here looks at a clock."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from benchmarks import install
from benchmarks.cards import contestants
from benchmarks.cards.card import as_html, card_tree
from benchmarks.cards.contestants import CONTESTANTS, PEERS, REPOSITORY, Contestant, Installed
from benchmarks.cards.report import Report, Standing, chart_text, load, readme_block, terminal_text
from benchmarks.cards.rounds import take_turns
from benchmarks.cards.sheet import draw_sheet
from benchmarks.cards.texts import texts
from benchmarks.chart import Bar, Group, bar_chart, figure
from benchmarks.measure import CommandError, run, spread
from benchmarks.table import markdown_table, plain_table, read_block, replace_block

RESULTS = REPOSITORY / "benchmarks" / "results"
SVG = "{http://www.w3.org/2000/svg}"


def standing(name: str, median: float, simpler: str = "") -> Standing:
    versions = {name: "1.2"}
    return Standing(
        name, name.title(), name == "ours", simpler, versions, median, median / 2, median * 9, 1.5, 40.1, 73
    )


REPORT = Report(
    machine="a machine",
    texts=200,
    standings=(
        standing("ours", 8.0),
        standing("peer", 24.0),
        standing("flat", 4.0, "one <colour> & no more"),
    ),
    left_out={"Absent": "needs Node.js"},
)


def bars(svg: str) -> list[float]:
    drawn = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [
        float(bar.get("width"))
        for bar in drawn
        if "bar" in bar.get("class").split() or "ours" in bar.get("class")
    ]


def test_bars_are_as_long_as_their_values():
    groups = (
        Group("Cold", (Bar("us", 10, ours=True), Bar("<them> & co", 40, "4×"))),
        Group("Warm", (Bar("us", 20),)),
    )
    svg = bar_chart("Title & more", "less is better", "ms", groups)
    ten, forty, twenty = bars(svg)
    assert (forty / ten, forty / twenty) == (pytest.approx(4, abs=0.01), pytest.approx(2, abs=0.01))
    words = ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert words[:4] == ["Title & more", "less is better", "Cold", "us"]
    assert "40.0 ms 4×" in words
    assert "<them> & co" in words


def test_charts_stand_nothing_and_zero():
    assert bars(bar_chart("t", "s", "ms", ())) == []
    assert len(bars(bar_chart("t", "s", "ms", (Group("", (Bar("a", 0),)),)))) == 1


def test_charts_have_light_and_dark_colours():
    assert "prefers-color-scheme: dark" in chart_text(REPORT)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0.00"), (8.954, "8.95"), (31.149, "31.1"), (130.4, "130"), (12345.6, "12,346")],
)
def test_figures_are_short(value, written):
    assert figure(value) == written


def test_tables_are_aligned():
    rows = [["one", "1"], ["longer", "100.5"]]
    assert plain_table(["", "ms"], rows).splitlines() == [
        "           ms",
        "------  -----",
        "one         1",
        "longer  100.5",
    ]
    assert markdown_table(["", "ms"], rows).splitlines() == [
        "|  | ms |",
        "| --- | --: |",
        "| one | 1 |",
        "| longer | 100.5 |",
    ]


def test_a_block_is_replaced_and_nothing_else(tmp_path):
    file = tmp_path / "README.md"
    file.write_text("# A\n<!-- x -->\n\n<!-- /x -->\nafter\n")
    for content in ("one\n\ntwo \\1", "three"):
        replace_block(file, "x", content)
        assert read_block(file, "x") == content
    assert file.read_text() == "# A\n<!-- x -->\nthree\n<!-- /x -->\nafter\n"
    with pytest.raises(ValueError, match="<!-- y -->"):
        replace_block(file, "y", "")


def test_reports_come_back_as_they_were_kept(tmp_path):
    REPORT.save(tmp_path / "kept.json")
    assert load(tmp_path / "kept.json") == REPORT


def test_reports_give_ratios_marks_and_who_is_left_out():
    table = terminal_text(REPORT)
    lines = {line.split("  ")[0]: line.split() for line in table.splitlines() if line.strip()}
    assert lines["Ours"][1:5] == ["8.00", "4.00", "72.0", "1.00"]
    assert lines["Peer"][4] == "3.00"
    assert lines["Flat *"][5] == "0.50"
    assert "Flat: one <colour> & no more" in table
    assert "Not run: Absent (needs Node.js)." in table
    assert "3.0×" in chart_text(REPORT)


def test_the_readme_says_what_the_results_say():
    report = load(RESULTS / "cards.json")
    assert read_block(REPOSITORY / "README.md", "bench") == readme_block(
        report, "benchmarks/results/cards.svg"
    )
    assert (RESULTS / "cards.svg").read_text(encoding="utf-8") == chart_text(report)
    assert {row.name for row in report.standings} <= {each.name for each in CONTESTANTS}
    assert report.standings[0].ours
    with Image.open(RESULTS / "cards.png") as sheet:
        assert sheet.width > 1000


def test_texts_are_all_different_and_always_the_same():
    drawn = texts(220)
    assert len({text["title"] for text in drawn}) == 220
    assert drawn == texts(220)


def test_trees_become_the_same_html():
    tree = {"style": {"fontSize": "9px", "color": "red"}, "children": [{"style": {}, "text": "{{ title }}"}]}
    assert as_html(tree) == '<div style="font-size: 9px; color: red"><div style="">{{ title }}</div></div>'
    assert all(mark in as_html(card_tree()) for mark in ("{{ title }}", "{{ description }}", "{{ site }}"))


def contestant(name: str, *command: str) -> Installed:
    return Installed(Contestant(name, name, "draw_with_metaimage.py"), command, str(REPOSITORY), {})


def test_contestants_take_turns_and_those_that_stop_are_named(tmp_path):
    ours = contestant("ours", sys.executable, str(PEERS / "draw_with_metaimage.py"))
    broken = contestant("broken", sys.executable, "-c", "raise SystemExit('no cairo here')")
    silent = contestant("silent", sys.executable, "-c", "raise SystemExit(3)")
    words = texts(4)
    setup = {"html": as_html(card_tree())}
    results, stopped = take_turns([broken, ours, silent], setup, words[:1], [words[1:3], words[3:]], tmp_path)
    assert stopped == {"broken": "no cairo here", "silent": "ended with status 3"}
    (result,) = results.values()
    assert result.seconds.least <= result.seconds.median <= result.seconds.most
    assert result.peak > 10_000_000
    with Image.open(tmp_path / "ours") as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))
    draw_sheet([("Ours", tmp_path / "ours")] * 4, tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert len(sheet.convert("RGB").getcolors(1 << 20)) > 100


def test_every_contestant_has_its_script():
    assert all((PEERS / each.script).is_file() for each in CONTESTANTS)
    assert len({each.name for each in CONTESTANTS}) == len(CONTESTANTS)
    assert CONTESTANTS[0].ours


def test_what_is_measured_without_a_dependency_is_installed_without_it(monkeypatch):
    asked = {}

    def noted(name, requirements):
        asked[name] = requirements
        return Path(sys.executable)

    monkeypatch.setattr(contestants, "python_with", noted)
    monkeypatch.setattr(contestants, "versions", lambda python, packages: dict.fromkeys(packages, "1"))
    for each in CONTESTANTS:
        if each.ours:
            contestants.install(each)
    with_ng = {name for name, asked_for in asked.items() if any("zlib-ng" in each for each in asked_for)}
    assert with_ng == {"metaimage"}
    assert set(asked) == {"metaimage", "metaimage-no-zlib-ng", "metaimage-isal-no-zlib-ng"}
    assert all(any(each.startswith("pillow") for each in asked_for) for asked_for in asked.values())


def test_without_node_it_is_said_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(install.MissingError, match="Node"):
        install.node_with_packages(PEERS)


def test_what_pip_cannot_install_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "ENVIRONMENTS", tmp_path)
    with pytest.raises(install.MissingError, match="absent"):
        install.python_with("peer", [str(tmp_path / "absent.whl")])


def test_commands_are_measured_with_their_children():
    child = "import time; kept = b'x' * 60_000_000; time.sleep(0.5)"
    code = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in '12']]"
    used = run([sys.executable, "-c", code])
    assert used.cpu > 0
    if Path("/proc/self/smaps_rollup").exists():
        assert used.peak > 115_000_000, "both at a time"


def test_commands_that_fail_say_their_last_words(tmp_path):
    with pytest.raises(CommandError, match="status 7:\nlast words"):
        run([sys.executable, "-c", "print('last words'); raise SystemExit(7)"], cwd=tmp_path)


def test_spread():
    assert (spread([3, 1, 2]).median, spread([3, 1, 2]).least, spread([3, 1, 2]).most) == (2, 1, 3)
