"""The preview's front end as files: what it names is there, and nothing of it leads out of the machine."""

import re
from pathlib import Path

import pytest

import mkdocs_metaimage.preview

ASSETS = Path(mkdocs_metaimage.preview.__file__).parent / "assets"
MODULES = sorted((ASSETS / "js").rglob("*.js"))
SHEETS = sorted((ASSETS / "css").rglob("*.css"))
_IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""")
#: The namespace of SVG is a name and no address.
_NAMES = ("http://www.w3.org/2000/svg",)


def name_of(path: Path) -> str:
    return path.relative_to(ASSETS).as_posix()


def test_what_the_page_loads_is_there():
    named = re.findall(r'(?:href|src)="(assets/[^"]+)"', (ASSETS / "index.html").read_text())
    assert "assets/js/app.js" in named
    assert [name for name in named if not (ASSETS.parent / name).is_file()] == []


def test_the_page_runs_and_styles_nothing_by_itself():
    page = (ASSETS / "index.html").read_text()
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_what_is_there(path):
    named = _IMPORT.findall(path.read_text())
    assert [name for name in named if not name.startswith(("./", "../"))] == []
    assert [name for name in named if not (path.parent / name).is_file()] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_makes_no_markup_of_data(path):
    writing = (
        r"\.(?:innerHTML|outerHTML)\s*\+?=(?!=)|\b(?:insertAdjacentHTML|document\.write|eval|new Function)\b"
    )
    assert re.findall(writing, path.read_text()) == []


@pytest.mark.parametrize("path", [ASSETS / "index.html", *MODULES, *SHEETS], ids=name_of)
def test_no_address_leads_elsewhere(path):
    text = path.read_text()
    for name in _NAMES:
        text = text.replace(name, "")
    loading = r"""(?:\bfetch\(|\burl\(|\bimport\b[^\n;]*|\b(?:src|href)=)\s*["']?(?:https?:)?//"""
    assert re.findall(loading, text) == []


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_a_style_sheet_uses_tokens_that_there_are(path):
    known = {
        name for sheet in SHEETS for name in re.findall(r"(?<![\w(-])(--[a-z0-9-]+)\s*:", sheet.read_text())
    } | {name for module in MODULES for name in re.findall(r"""["'](--[a-z0-9-]+)["']""", module.read_text())}
    used = re.findall(r"var\((--[a-z0-9-]+)\)", path.read_text())
    assert sorted({name for name in used if name not in known}) == []


def test_every_style_sheet_and_module_is_reached():
    page = (ASSETS / "index.html").read_text()
    reached = {ASSETS.parent / name for name in re.findall(r'(?:href|src)="(assets/[^"]+)"', page)}
    waiting = [path for path in reached if path.suffix in {".js", ".css"}]
    while waiting:
        path = waiting.pop()
        for name in re.findall(r"""["'](\.{0,2}/?[\w./-]+\.(?:js|css))["']""", path.read_text()):
            other = (path.parent / name).resolve()
            if other not in reached and other.is_file():
                reached.add(other)
                waiting.append(other)
    assert [name_of(path) for path in [*MODULES, *SHEETS] if path not in reached] == []


def test_the_modules_of_the_first_view_are_asked_for_at_once():
    page = (ASSETS / "index.html").read_text()
    preloaded = re.findall(r'rel="modulepreload" href="assets/js/([^"]+)"', page)
    root = ASSETS / "js"
    needed, waiting = set(), [root / "app.js", root / "shell.js"]
    while waiting:
        path = waiting.pop()
        needed.add(path)
        named = re.findall(r"""^(?:import|export)\b[^;]*?\bfrom "([^"]+)";""", path.read_text(), re.MULTILINE)
        waiting += [other for name in named if (other := (path.parent / name).resolve()) not in needed]
    assert sorted(preloaded) == sorted(
        path.relative_to(root).as_posix() for path in needed if path.name != "app.js"
    )
