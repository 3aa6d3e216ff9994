"""The cache in real builds: what is drawn once is not drawn again."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hosts.built import HOST

CACHE = ".cache/plugin/metaimage"


def drawn(site) -> int:
    match = re.search(r"(\d+) drawn, (\d+) from cache", site.output)
    assert match, site.output
    return int(match[1])


def entries(site) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (site.root / CACHE).rglob("*") if path.is_file()}


PAGES = {"docs/a.md": "# A\n", "docs/b.md": "# B\n"}


def test_a_second_build_draws_nothing_and_a_changed_title_one_card(build):
    first = build(PAGES)
    assert drawn(first) == 3
    urls = first.metas("og:image", "a/index.html"), first.metas("og:image", "b/index.html")
    kept = entries(first)
    second = build(PAGES)
    assert drawn(second) == 0
    assert entries(second) == kept
    assert (second.metas("og:image", "a/index.html"), second.metas("og:image", "b/index.html")) == urls
    third = build({**PAGES, "docs/b.md": "# Bee\n"})
    assert drawn(third) == 1
    assert third.metas("og:image", "a/index.html") == urls[0]
    (old,), (new,) = urls[1], third.metas("og:image", "b/index.html")
    assert old.partition("?")[0] == new.partition("?")[0]
    assert old != new


def test_the_cache_survives_another_folder(build, tmp_path_factory):
    import shutil

    site = build(PAGES, {"cache_dir": "../kept"})
    before = site.meta("og:image")
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(site.root, moved)
    result = subprocess.run(
        [sys.executable, "-m", HOST, "build", "-f", "mkdocs.yml"],
        cwd=moved,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert before.encode() in (moved / "site/index.html").read_bytes()


@pytest.mark.parametrize("damage", ["truncate", "foreign", "empty", "folder"])
def test_a_damaged_entry_is_drawn_again(build, damage):
    first = build(PAGES)
    whole = entries(first)
    for name, data in whole.items():
        if damage == "folder":
            os.remove(name)
            continue
        with open(name, "wb") as file:
            file.write({"truncate": data[:-7], "foreign": b"\x89PNG not ours", "empty": b""}[damage])
    second = build(PAGES)
    assert drawn(second) == 3
    assert entries(second) == whole
    assert second.image(second.meta("og:image")).size == (1200, 630)


def test_what_was_said_of_a_card_is_said_again_from_the_cache(build):
    hook = "from mkdocs_metaimage import ImageResponse\ndef image():\n    return ImageResponse('<p style=\"colour: red\">x</p>')\n"
    for _ in range(2):
        site = build({"docs/opengraph-image.py": hook})
        assert "colour" in site.output
        assert site.output.count("colour") == 1
    assert (
        "colour"
        not in build({"docs/opengraph-image.py": hook}, {"validation": {"unknown_css": "ignore"}}).output
    )


def test_two_builds_at_once(build):
    site = build(PAGES)
    import shutil

    shutil.rmtree(site.root / CACHE)
    command = [sys.executable, "-m", HOST, "build", "-f", "mkdocs.yml", "-d"]
    runs = [
        subprocess.Popen(
            [*command, f"site{number}"], cwd=site.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for number in range(2)
    ]
    for run in runs:
        _, errors = run.communicate(timeout=60)
        assert run.returncode == 0, errors
    one, two = ((site.root / f"site{number}/opengraph-image.png").read_bytes() for number in range(2))
    assert one == two
    assert not [path for path in (site.root / CACHE).rglob(".*") if path.is_file()]


def test_one_drawing_at_two_places_is_drawn_once(build):
    hook = "from mkdocs_metaimage import ImageResponse\ndef image(params):\n    return ImageResponse('<p>Same</p>')\n"
    site = build({"docs/[x]/icon.py": hook, **PAGES}, {"exclude": ["*"]})
    assert {"a/icon.png", "b/icon.png"} <= site.published
    assert len([path for path in entries(site) if path.endswith(".image")]) == 1
