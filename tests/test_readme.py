"""What the README says is so: its tables are those of the code, its examples are a site that builds."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from mkdocs_metaimage.conventions import CONVENTIONS
from mkdocs_metaimage.hooks import built_in_templates
from mkdocs_metaimage.hosts.mkdocs.options import MetaImageOptions, ValidationOptions

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CARD = REPOSITORY / "demo_docs/docs/assets/card.png"
DESIGNS = CARD.with_name("designs.png")


def _module(path: str) -> Any:
    spec = importlib.util.spec_from_file_location(Path(path).stem, REPOSITORY / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(head: str) -> dict[str, list[str]]:
    """The rows of the table whose head starts so, by the text of the first column without backticks."""
    (table,) = re.findall(rf"^\| {re.escape(head)} \|.*\n\| ---.*\n((?:\|.*\n)+)", README, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines()]
    return {row[0].strip("`"): row[1:] for row in rows}


def _files() -> dict[str, str]:
    """The examples that begin with a comment that names their file."""
    blocks = re.findall(
        r"^```\w+\n(?:# |\{# )([\w./\[\]-]+)(?: #\})?\n(.*?)^```", README, re.MULTILINE | re.DOTALL
    )
    return dict(blocks)


def test_the_options_are_those_of_the_code() -> None:
    rows = _rows("option")
    assert list(rows) == [name for name, _ in MetaImageOptions._schema]
    for name, default, _ in _module("demo_docs/hooks/generated.py").option_rows(MetaImageOptions):
        if default.startswith("`"):
            assert rows[name][0] == default


def test_the_levels_are_those_of_the_code() -> None:
    generated = _module("demo_docs/hooks/generated.py")
    defaults = {name: default for name, default, _ in generated.option_rows(ValidationOptions)}
    assert {name: row[0] for name, row in _rows("`validation`").items()} == defaults


def test_the_conventions_are_those_of_the_code() -> None:
    rows = _rows("file | pictures")
    assert list(rows) == [convention.name for convention in CONVENTIONS]
    for convention in CONVENTIONS:
        pictures, code, where, tag = rows[convention.name]
        assert re.findall(r"`\.(\w+)`", pictures) == list(convention.static_extensions)
        assert (code != "none") == convention.code
        assert (where == "root only") == convention.root_only
        assert (convention.rel or convention.prefix or "") in tag


def test_every_python_example_names_its_file() -> None:
    examples = re.findall(r"^```python\n(.*?)\n", README, re.MULTILINE)
    assert [line.removeprefix("# ") for line in examples] == [
        path for path in _files() if path.endswith(".py")
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that the examples are, with pages for them to serve."""
    root = tmp_path_factory.mktemp("readme")
    (front_matter,) = re.findall(r"^```yaml\n(metaimage:\n.*?)^```", README, re.MULTILINE | re.DOTALL)
    files = {
        **_files(),
        "docs/index.md": "# Acme\n\nThe whole of it.\n",
        "docs/products/1.md": "# Pica rule\n",
        "docs/guide/install.md": "# Install\n",
        "docs/news/launch.md": f"---\n{front_matter}---\n\n# Launch\n",
        "docs/cards/launch.html": "<h1>{{ page.title }}</h1>",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "docs/assets").mkdir()
    (root / "docs/assets/launch.png").write_bytes(CARD.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def _images(site: Path, page: str) -> list[str]:
    text = (site / page / "index.html").read_text(encoding="utf-8")
    urls = re.findall(r'<meta property="og:image" content="https://acme\.dev/docs/([^"?]+)\?', text)
    assert all((site / url).is_file() for url in urls)
    return urls


def test_the_examples_build(site: Path) -> None:
    assert _images(site, "") == ["opengraph-image.png"]
    assert _images(site, "guide/install") == ["guide/install/opengraph-image.png"]
    assert _images(site, "products/1") == [f"products/1/opengraph-image/{number}.png" for number in (0, 1)]
    assert Image.open(io.BytesIO((site / "icon.png").read_bytes())).size == (48, 48)


def test_the_front_matter_is_understood(site: Path) -> None:
    assert _images(site, "news/launch") == ["assets/launch.png"]
    text = (site / "news/launch/index.html").read_text(encoding="utf-8")
    assert '<meta property="og:image:alt" content="What it shows">' in text
    assert '<meta property="og:title" content="Words for the card">' in text


def test_the_picture_is_what_the_first_example_draws() -> None:
    drawn = _module("demo_docs/pictures.py").readme_card().render().convert("RGB")
    committed = Image.open(io.BytesIO(CARD.read_bytes())).convert("RGB")
    assert committed.size == drawn.size
    difference = ImageStat.Stat(ImageChops.difference(committed, drawn)).rms
    assert max(difference) < 4, "run `python demo_docs/pictures.py`"
    assert CARD.stat().st_size <= 150_000


def test_the_designs_are_what_the_templates_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(REPOSITORY / "demo_docs")
    drawn = _module("demo_docs/pictures.py").designs().render().convert("RGBA")
    committed = Image.open(io.BytesIO(DESIGNS.read_bytes())).convert("RGBA")
    assert committed.size == drawn.size
    difference = ImageStat.Stat(ImageChops.difference(committed, drawn)).rms
    assert max(difference) < 4, "run `python demo_docs/pictures.py`"
    assert DESIGNS.stat().st_size <= 300_000
    (named,) = re.findall(r"!\[The built-in templates: ([^\]]+)\]", README)
    assert sorted(named.split(", ")) == list(built_in_templates())


def test_what_is_said_to_be_missing_is_missing() -> None:
    assert "What it does not know, such as `writing-mode` and\n`columns`, it names in a warning." in README
    missing = _module("demo_docs/hooks/generated.py")._missing()
    for name in ("writing-mode", "columns"):
        assert f"`{name}`" in missing, f"the engine knows {name} now: say so in the README"
