"""The local modules of a code file, told from its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_metaimage.hooks import local_imports

if TYPE_CHECKING:
    from .conftest import Docs


def names(docs: Docs, text: str, name: str = "icon.py") -> list[str]:
    """The files that a hook with this text imports, from the docs folder."""
    found = local_imports(docs.write(name, text), docs.root, docs.config_dir)
    return sorted(path.relative_to(docs.config_dir).as_posix() for path in found)


@pytest.fixture
def kit(docs: Docs) -> Docs:
    docs.write("kit/__init__.py", "__all__ = ['star', 'nothing']")
    docs.write("kit/base.py", "from . import low\nfrom .sub.leaf import x")
    docs.write("kit/low.py", "")
    docs.write("kit/star.py", "")
    docs.write("kit/sub/__init__.py", "")
    docs.write("kit/sub/leaf.py", "from ..star import y\nfrom ... import beyond\nimport kit.low")
    docs.write("beyond.py", "")
    docs.write("download.py", "print('a user\\'s example')")
    docs.write("bare/part.py", "")
    return docs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import os, json", []),
        ("import kit", ["kit/__init__.py"]),
        ("import kit.low", ["kit/__init__.py", "kit/low.py"]),
        ("import kit.low as low", ["kit/__init__.py", "kit/low.py"]),
        ("from kit import low, nothing", ["kit/__init__.py", "kit/low.py"]),
        ("from kit.low import x", ["kit/__init__.py", "kit/low.py"]),
        ("from kit import *", ["kit/__init__.py", "kit/star.py"]),
        ("def image():\n    from kit import low", ["kit/__init__.py", "kit/low.py"]),
        ("import importlib\nimportlib.import_module('kit.low')", ["kit/__init__.py", "kit/low.py"]),
        ("__import__('beyond')", ["beyond.py"]),
        ("from . import beyond", ["beyond.py"]),
        ("from .kit import low", ["kit/__init__.py", "kit/low.py"]),
        ("from .. import beyond", []),
        ("from bare import part", ["bare/part.py"]),
        ("import bare", []),
        ("import mkdocs_metaimage, missing.part", []),
        (
            "from kit import base",
            [
                # The outermost package is in the folder's own, so three dots lead out of kit/sub and out of kit.
                "beyond.py",
                "kit/__init__.py",
                "kit/base.py",
                "kit/low.py",
                "kit/star.py",
                "kit/sub/__init__.py",
                "kit/sub/leaf.py",
            ],
        ),
    ],
)
def test_forms(kit: Docs, text: str, expected: list[str]) -> None:
    assert names(kit, text) == [f"docs/{name}" for name in expected]


def test_nearest_folder_wins(docs: Docs) -> None:
    for folder in ("..", ".", "shop"):
        docs.write(f"{folder}/look.py", "")
    assert names(docs, "import look", "shop/icon.py") == ["docs/shop/look.py"]
    assert names(docs, "import look", "icon.py") == ["docs/look.py"]
    assert names(docs, "import look", "other/icon.py") == ["docs/look.py"]
    (docs.root / "look.py").unlink()
    assert names(docs, "import look", "other/icon.py") == ["look.py"]


def test_a_module_looks_from_its_own_folder(docs: Docs) -> None:
    docs.write("shop/look.py", "import tint")
    docs.write("shop/tint.py", "")
    docs.write("tint.py", "")
    docs.write("all.py", "import tint")
    assert names(docs, "import look, all", "shop/icon.py") == [
        "docs/all.py",
        "docs/shop/look.py",
        "docs/shop/tint.py",
        "docs/tint.py",
    ]


def test_nothing_is_run(docs: Docs) -> None:
    docs.write("look.py", "raise SystemExit('run')\nimport tint")
    docs.write("tint.py", "")
    assert names(docs, "raise SystemExit('run')\nimport look") == ["docs/look.py", "docs/tint.py"]


def test_circles_end(docs: Docs) -> None:
    docs.write("ring.py", "import gnir, icon")
    docs.write("gnir.py", "import ring")
    assert names(docs, "import ring") == ["docs/gnir.py", "docs/icon.py", "docs/ring.py"]


@pytest.mark.parametrize("broken", ["def", "\0", "'\\ud800' + (" * 3])
def test_what_cannot_be_parsed_imports_nothing(docs: Docs, broken: str) -> None:
    docs.write("look.py", broken)
    assert names(docs, "import look") == ["docs/look.py"]


def test_other_encodings(docs: Docs) -> None:
    docs.write("look.py", "")
    (docs.root / "icon.py").write_bytes("# coding: latin-1\nimport look  # é".encode("latin-1"))
    assert local_imports(docs.root / "icon.py", docs.root, docs.config_dir) == {docs.root / "look.py"}


def test_what_is_not_there(docs: Docs) -> None:
    assert local_imports(docs.root / "icon.py", docs.root, docs.config_dir) == frozenset()


def test_a_changed_file_is_read_again(docs: Docs) -> None:
    docs.write("look.py", "")
    assert names(docs, "") == []
    assert names(docs, "import look") == ["docs/look.py"]


def test_agrees_with_what_is_loaded(kit: Docs) -> None:
    kit.write(
        "icon.py", "from kit import *\nimport bare.part\nfrom kit.base import low\ndef image(): return 1"
    )
    kit.write("kit/__init__.py", "__all__ = ['star']")
    kit.write("kit/sub/leaf.py", "from ..star import __name__\nfrom ... import beyond\nimport kit.low\nx = 1")
    kit.images(kit.hook("icon.py"))
    told = local_imports(kit.root / "icon.py", kit.root, kit.config_dir)
    assert kit.builds[-1].sources == told | {kit.root / "icon.py"}
