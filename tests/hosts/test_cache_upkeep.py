"""The upkeep of the cache in real builds, and builds with caches that are old, partial or in the way."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hosts.built import HOST, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

CACHE = ".cache/plugin/metaimage"
PAGES = {f"docs/{name}.md": f"# {name.title()}\n" for name in ("install", "use", "mend")}


def images(root: Path) -> set[Path]:
    return set(root.joinpath(CACHE).rglob("*.image"))


def age(root: Path, days: float) -> None:
    then = time.time() - days * 24 * 60 * 60
    for path in root.joinpath(CACHE).rglob("*"):
        os.utime(path, (then, then))


def drawn(site) -> int:
    return int(re.search(r"(\d+) drawn, ", site.output)[1])


@pytest.mark.parametrize(
    ("options", "days", "goes"),
    [
        ({}, 31, True),
        ({}, 29, False),
        ({"cache_max_age": 5}, 6, True),
        ({"cache_max_age": 0}, 4000, False),
    ],
)
def test_the_image_of_a_former_title_goes_when_it_is_old(build, tmp_path, options, days, goes):
    build(PAGES, options)
    before = images(tmp_path)
    age(tmp_path, days)
    changed = build({**PAGES, "docs/use.md": "# Other\n"}, options)
    assert drawn(changed) == 1
    assert len(images(tmp_path)) == (4 if goes else 5)
    assert len(before - images(tmp_path)) == goes
    # What stayed was used, and so it is young again.
    for path in images(tmp_path) & before:
        assert goes is False or time.time() - path.stat().st_mtime < 60 * 60
    assert drawn(build({**PAGES, "docs/use.md": "# Other\n"}, options)) == 0


def test_a_build_that_fails_deletes_nothing(build, tmp_path):
    card = "from mkdocs_metaimage import ImageResponse\ndef image(page):\n    return ImageResponse(f'<p>{%s}</p>')\n"
    files = {**PAGES, "docs/opengraph-image.py": card % "page.title"}
    build(files)
    before = images(tmp_path)
    age(tmp_path, 100)
    build(
        {**files, "docs/opengraph-image.py": card % "page.title if page.title != 'Use' else 1 / 0"},
        fails=True,
    )
    assert images(tmp_path) == before
    assert drawn(build(files)) == 0


def test_a_build_of_a_program_tidies_up_too(tmp_path):
    """Which tells no plugin that it is over."""
    write(tmp_path, {"docs/index.md": "# Home\n", "mkdocs.yml": "site_name: Acme\nplugins: [metaimage]\n"})
    old = f"{CACHE}/images/{'0' * 64}.image"
    write(tmp_path, {old: ""})
    os.utime(tmp_path / old, (0, 0))
    config = importlib.import_module(f"{HOST}.config").load_config(str(tmp_path / "mkdocs.yml"))
    importlib.import_module(f"{HOST}.commands.build").build(config)
    assert not (tmp_path / old).exists()


def test_what_others_keep_in_the_folder_stays(build, tmp_path):
    build(PAGES, {"cache_dir": "kept"})
    mine = {"kept/a.txt": "mine", "kept/images/b.png": "mine", "kept/remote/c": "mine", "kept/x/y": "mine"}
    write(tmp_path, mine)
    for name in mine:
        os.utime(tmp_path / name, (0, 0))
    build(PAGES, {"cache_dir": "kept", "cache_max_age": 1})
    assert all((tmp_path / name).read_text() == "mine" for name in mine)


def test_remote_files_that_nobody_uses_go(build, tmp_path):
    folder = tmp_path / CACHE / "remote"
    write(tmp_path, {f"{CACHE}/remote/{'ab' * 32}": "old", f"{CACHE}/remote/{'cd' * 32}": "new"})
    os.utime(folder / ("ab" * 32), (0, 0))
    build()
    assert os.listdir(folder) == ["cd" * 32]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_part_of_a_cache_is_as_good_as_all_of_it(build, tmp_path, data):
    whole = build(PAGES)
    site = {path: (whole.folder / path).read_bytes() for path in whole.published if path.endswith(".png")}
    files = sorted(path for path in (tmp_path / CACHE).rglob("*") if path.is_file())
    for path in data.draw(st.lists(st.sampled_from(files), unique=True)):
        damage = data.draw(st.sampled_from(["gone", "cut", "empty", "zero"]))
        content = path.read_bytes()
        path.unlink()
        if damage != "gone":
            path.write_bytes(
                {"cut": content[: len(content) // 2], "empty": b"", "zero": bytes(len(content))}[damage]
            )
    # As what restores archives does it, or what copies them.
    if data.draw(st.booleans()):
        age(tmp_path, data.draw(st.sampled_from([0, 400, -400])))
    again = build(PAGES)
    assert {path: (again.folder / path).read_bytes() for path in site} == site
    assert again.meta("og:image") == whole.meta("og:image")
    assert len(images(tmp_path)) == 4


@pytest.mark.parametrize("place", ["kept", "kept/images"])
def test_a_file_in_the_place_of_the_cache_is_named(build, tmp_path, place):
    write(tmp_path, {place: "in the way"})
    site = build(PAGES, {"cache_dir": "kept"})
    assert drawn(site) == 4
    said = " ".join(site.output.split())
    assert "The cache kept cannot be written to (Not a directory)" in said
    assert said.count("Set the option `cache_dir`") == 1


def test_builds_that_share_a_cache_and_tidy_it(tmp_path):
    """Three at once, of which each has no use for the others' images; only that of nobody goes."""
    folders = [tmp_path / name for name in ("one", "two", "three")]
    config = 'site_name: Acme\nsite_url: "https://acme.dev/"\n'
    config += "plugins: [{metaimage: {cache_dir: ../kept, cache_max_age: 1}}]\n"
    for folder in folders:
        pages = {f"docs/{page}.md": f"# {folder.name} {page}\n" for page in range(12)}
        write(folder, {"mkdocs.yml": config, "docs/index.md": "# Home\n", **pages})

    def said() -> list[str]:
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", HOST, "build"],
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for folder in folders
        ]
        ends = [run.communicate(timeout=120)[1] for run in runs]
        assert [run.returncode for run in runs] == [0, 0, 0], ends
        return ends

    said()
    kept = tmp_path / "kept/images"
    for path in kept.iterdir():
        os.utime(path, (time.time() - 20 * 60 * 60,) * 2)
    nobodys = kept / f"{'0' * 64}.image"
    nobodys.write_bytes(b"")
    os.utime(nobodys, (0, 0))
    for text in said():
        assert ": 0 drawn, 13 from cache" in text
    assert len(os.listdir(kept)) == 3 * 12 + 1
    assert not nobodys.exists()
