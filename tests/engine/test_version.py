"""Engines that may draw one card differently have different versions, wherever they are installed."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest

from mkdocs_metaimage.engine import version


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """What tells the version of the package in a folder."""

    def told(package: Path) -> str:
        monkeypatch.setattr(version, "__file__", str(package / "engine/version.py"))
        return version.engine_version.__wrapped__()

    package = tmp_path / "package"
    (package / "engine/paint").mkdir(parents=True)
    (package / "engine/version.py").write_text("1")
    (package / "engine/paint/text.py").write_text("code")
    (package / "assets").mkdir()
    own = Path(__file__).parents[2] / "mkdocs_metaimage/assets"
    shutil.copy(own / "JetBrainsMono.ttf", package / "assets")
    return package, told


def test_the_place_has_no_say(installed, tmp_path):
    package, told = installed
    shutil.copytree(package, tmp_path / "elsewhere")
    (tmp_path / "elsewhere/engine/__pycache__").mkdir()
    (tmp_path / "elsewhere/engine/__pycache__/version.cpython.py").write_text("compiled")
    assert told(tmp_path / "elsewhere") == told(package)


@pytest.mark.parametrize("change", ["code", "name", "folder"])
def test_other_code_is_another_engine(installed, change):
    package, told = installed
    before = told(package)
    module = package / "engine/paint/text.py"
    if change == "code":
        module.write_text("Code")
    elif change == "name":
        module.rename(module.with_name("texts.py"))
    else:
        shutil.move(module, package / "engine/text.py")
    assert told(package) != before


def test_another_font_of_the_same_size_is_another_engine(installed):
    fonts = pytest.importorskip("fontTools.ttLib")
    package, told = installed
    before = told(package)
    path = package / "assets/JetBrainsMono.ttf"
    size = path.stat().st_size
    font = fonts.TTFont(path)
    font["hmtx"]["A"] = (1, 1)
    font.save(path)
    content = path.read_bytes()
    path.write_bytes(content[:size].ljust(size, b"\0"))
    assert told(package) != before


def test_another_library_is_another_engine(installed, monkeypatch):
    package, told = installed
    before = told(package)
    monkeypatch.setattr(metadata, "version", lambda name: "0.0")
    assert told(package) != before


def test_another_python_is_another_engine(installed, monkeypatch):
    package, told = installed
    before = told(package)
    monkeypatch.setattr(sys, "version_info", (4, 0, 0))
    assert told(package) != before
