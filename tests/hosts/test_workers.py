"""Real builds whose cards are drawn by worker processes, which are killed, run wild and are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hosts.built import HOST, write
from PIL import Image

PAGES = 40
# Some tenths of a second each, so that there is time to do something to whoever draws it.
BLUR = "<div style='width: 100%; height: 100%; filter: blur(90px) hue-rotate(9deg)'>"
SLOW = 3 * BLUR + "{{ page.title }}" + 3 * "</div>"
# So slow that a build of them is not over before something is done to it.
SLOWER = 16 * BLUR + "{{ page.title }}" + 16 * "</div>"
PROC = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked for in /proc")


def start(root, options, template=None, pages=PAGES, command="build"):
    files = {f"docs/p{number}.md": f"# Page {number}\n" for number in range(pages)}
    if template:
        files["card.html"] = template
        options = {"template": "card.html", **options}
    settings = {"site_name": "Acme", "site_url": "https://acme.dev/", "plugins": [{"metaimage": options}]}
    write(root, {"docs/index.md": "# Home\n", "mkdocs.yml": yaml.safe_dump(settings), **files})
    return subprocess.Popen(
        [sys.executable, "-m", HOST, command, "-f", "mkdocs.yml"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def children(pid):
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def hired(process, count=1):
    end = time.monotonic() + 30
    while len(found := children(process.pid)) < count and time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    assert len(found) >= count
    return found


def assert_gone(pids):
    end = time.monotonic() + 10
    while any(map(alive, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(alive, pids))


def ended(process, seconds=120):
    output, _ = process.communicate(timeout=seconds)
    return output


def cards(root):
    return {path.parent.name: path.read_bytes() for path in (root / "site").rglob("opengraph-image.png")}


def test_the_number_of_workers_changes_nothing_but_time(tmp_path):
    found = {}
    for workers in (0, 1, "auto"):
        root = tmp_path / str(workers)
        process = start(root, {"workers": workers})
        assert f"{PAGES + 1} cards: {PAGES + 1} drawn" in ended(process)
        assert process.returncode == 0
        found[workers] = cards(root)
    assert len(found[0]) == PAGES + 1
    assert found[0] == found[1] == found["auto"]
    assert len(set(found[0].values())) == PAGES + 1


@pytest.mark.parametrize("workers", [-1, 65, 1.5, True, "many", [2]])
def test_a_number_that_is_none_is_an_error(build, workers):
    site = build({}, {"workers": workers}, fails=True)
    assert "Expected auto, or a whole number of processes up to 64, 0 for none" in site.output


@PROC
def test_with_none_no_process_is_started(tmp_path):
    process = start(tmp_path, {"workers": 0}, SLOW, pages=20)
    found = set()
    while process.poll() is None:
        found |= set(children(process.pid))
        time.sleep(0.01)
    output = ended(process)
    assert process.returncode == 0, output
    assert not found


@PROC
def test_workers_that_are_killed_lose_nothing(tmp_path):
    process = start(tmp_path, {"workers": 2}, SLOW)
    killed = set()
    for _ in range(4):
        (victim, *_) = [child for child in hired(process) if child not in killed] or [None]
        if victim is not None:
            time.sleep(0.1)
            with suppress(ProcessLookupError):  # all may be drawn by then
                os.kill(victim, signal.SIGKILL)
                killed.add(victim)
    output = ended(process)
    assert process.returncode == 0, output
    assert killed
    assert len(cards(tmp_path)) == PAGES + 1
    assert "Traceback" not in output
    for name, data in cards(tmp_path).items():
        assert data.endswith(b"IEND\xaeB`\x82"), name


@PROC
def test_workers_that_are_killed_again_and_again_are_reported(tmp_path):
    process = start(tmp_path, {"workers": 1}, SLOW)
    output = ""
    while process.poll() is None:
        for child in children(process.pid):
            time.sleep(0.05)
            if alive(child):
                os.kill(child, signal.SIGKILL)
        time.sleep(0.01)
    output = ended(process)
    assert "Traceback" not in output
    if process.returncode:
        assert "card.html: /" in output
        assert "ended twice" in output
        assert "SIGKILL" in output
    else:
        # All that were killed had not begun to draw, so that it was drawn without them.
        assert len(cards(tmp_path)) == PAGES + 1


@PROC
def test_an_owner_that_is_killed_leaves_no_workers(tmp_path):
    process = start(tmp_path, {"workers": 2}, SLOWER)
    found = hired(process, 2)
    os.kill(process.pid, signal.SIGKILL)
    # They share its standard output, which ends when they have.
    assert "Traceback" not in ended(process, 20)
    assert_gone(found)


@PROC
def test_ctrl_c_ends_all_of_them_quietly(tmp_path):
    process = start(tmp_path, {"workers": 2}, SLOWER)
    found = hired(process, 2)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    output = ended(process, 20)
    assert process.returncode != 0
    assert "Aborted!" in output
    assert "Traceback" not in output
    assert_gone(found)


@PROC
def test_an_error_ends_all_of_them(tmp_path):
    template = SLOW + "{% if page.title == 'Page 3' %}<img src='none.png'>{% endif %}"
    begun = time.monotonic()
    process = start(tmp_path, {"workers": 2}, template)
    found = set()
    while process.poll() is None:  # it may end as soon as it has begun to hire them
        found |= set(children(process.pid))
        time.sleep(0.001)
    output = ended(process)
    assert process.returncode == 1
    assert "none.png" in output
    assert "p3" in output
    assert "Traceback" not in output
    assert_gone(found)
    assert time.monotonic() - begun < 60


def test_a_script_that_builds_at_its_top_level_runs_once(tmp_path):
    start(tmp_path, {"workers": 2}).communicate(timeout=60)
    (tmp_path / "build.py").write_text(
        "import shutil\n"
        "shutil.rmtree('.cache')\n"
        "print('once')\n"
        f"import {HOST}.__main__\n"
        f"from {HOST}.commands.build import build\n"
        f"from {HOST}.config import load_config\n"
        "build(load_config('mkdocs.yml'))\n"
    )
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("once") == 1
    assert len(cards(tmp_path)) == PAGES + 1


def test_fonts_and_pictures_reach_the_workers(tmp_path):
    picture = tmp_path / "docs/img/dot.png"
    picture.parent.mkdir(parents=True)
    Image.new("RGB", (8, 8), "#f00").save(picture)
    fonts = Path(__file__).parents[2] / "mkdocs_metaimage/assets"
    font = next(path for path in sorted(fonts.iterdir()) if path.suffix == ".ttf")
    (tmp_path / "own.ttf").write_bytes(font.read_bytes())
    template = (
        "<p style='font-family: Own; font-size: 80px'>{{ page.title }}</p>"
        "<img src='docs/img/dot.png' width='100' height='100' style='position: absolute; right: 0; bottom: 0'>"
    )
    options = {"workers": 2, "fonts": [{"path": "own.ttf", "family": "Own"}]}
    process = start(tmp_path, options, template)
    output = ended(process)
    assert process.returncode == 0, output
    with Image.open(tmp_path / "site/p7/opengraph-image.png") as card:
        assert card.convert("RGB").getpixel((1150, 580)) == (255, 0, 0)


def test_cards_go_where_the_last_plugin_puts_the_site(build, tmp_path):
    hook = (
        f"from {HOST}.plugins import event_priority\n"
        "@event_priority(-300)\n"
        "def on_config(config):\n"
        "    config.site_dir += '/below'\n"
    )
    site = build({"moved.py": hook}, hooks=["moved.py"])
    assert (site.folder / "below/index.html").is_file()
    assert (site.folder / "below/opengraph-image.png").is_file()
    assert not (site.folder / "opengraph-image.png").exists()


def test_where_no_process_can_be_started_cards_are_drawn_all_the_same(build, monkeypatch):
    def refuse(*_, **__):
        raise OSError(11, "no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    site = build({f"docs/p{number}.md": f"# Page {number}\n" for number in range(20)}, {"workers": 2})
    assert len(cards(site.folder.parent)) == 21
    assert site.output.count("No process can be started") == 1
    assert "no more processes" in site.output
