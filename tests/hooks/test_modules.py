"""Local modules: where they are found, that builds and folders keep theirs apart, and what is left behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Docs


def made_up() -> list[str]:
    return [name for name in sys.modules if name.startswith("_metaimage_")]


class TestPlaces:
    def test_own_folder_then_routes_root_then_config_folder(self, docs: Docs) -> None:
        for name in ("one", "two", "three"):
            docs.write(f"../{name}.py", "place = 'config'")
        for name in ("one", "two"):
            docs.write(f"{name}.py", "place = 'root'")
        docs.write("shop/one.py", "place = 'own'")
        text = "import one, two, three\ndef image(): return one.place, two.place, three.place"
        assert docs.image(text, name="shop/icon.py") == ("own", "root", "config")

    def test_modules_of_one_name_do_not_collide(self, docs: Docs) -> None:
        for folder in ("a", "b", "[slug]", "(group)"):
            docs.write(f"{folder}/look.py", f"name = {folder!r}")
            docs.write(
                f"{folder}/icon.py",
                "from look import name\ndef image():\n    import look\n    return name, look.name",
            )
        hooks = [docs.hook(f"{folder}/icon.py") for folder in ("a", "b", "[slug]", "(group)")]
        answers = [docs.images(hook)[0] for hook in hooks]
        assert answers == [("a", "a"), ("b", "b"), ("[slug]", "[slug]"), ("(group)", "(group)")]

    def test_one_module_for_all_who_import_it(self, docs: Docs) -> None:
        docs.write("look.py", "seen = []")
        docs.write("a/icon.py", "import look\ndef image(): look.seen.append('a'); return look.seen")
        docs.write("b/icon.py", "from look import seen\ndef image(): seen.append('b'); return seen")
        assert docs.images(docs.hook("a/icon.py"))[0] is docs.images(docs.hook("b/icon.py"))[0]

    def test_a_local_module_goes_before_an_installed_one_for_user_code_only(self, docs: Docs) -> None:
        docs.write("json.py", "mine = True")
        docs.write("colorsys.py", "mine = True")
        text = """
        import colorsys, json, logging.config
        def image(): return json.mine, colorsys.mine
        """
        assert docs.image(text) == (True, True)
        import colorsys
        import json

        assert not hasattr(json, "mine")
        assert not hasattr(colorsys, "mine")

    def test_a_docs_folder_hides_nothing_installed(self, docs: Docs) -> None:
        docs.write("jinja2/example.py", "x = 1")
        docs.write("site/example.py", "x = 1")
        assert docs.image(
            "import jinja2, site\ndef image(): return hasattr(jinja2, 'Environment'), hasattr(site, 'main')"
        ) == (
            True,
            True,
        )

    def test_this_package_is_never_local(self, docs: Docs) -> None:
        docs.write("../mkdocs_metaimage/__init__.py", "raise ImportError('a second copy')")
        text = "from mkdocs_metaimage.metadata import Size\ndef image(): return Size"
        from mkdocs_metaimage.metadata import Size

        assert docs.image(text) is Size

    def test_markdown_folders_are_no_modules(self, docs: Docs) -> None:
        docs.write("guide/index.md", "# Guide")
        assert "No module named 'guide'" in docs.fails("import guide\ndef image(): return 1").message


class TestForms:
    @pytest.fixture(autouse=True)
    def package(self, docs: Docs) -> None:
        docs.write("kit/__init__.py", "from .deep import depth\n__all__ = ['star']")
        docs.write("kit/deep/__init__.py", "from ..base import name as depth\nfrom . import leaf")
        docs.write("kit/deep/leaf.py", "from kit.base import name")
        docs.write("kit/base.py", "name = 'base'")
        docs.write("kit/star.py", "light = 'light'")
        docs.write("bare/part.py", "name = 'part'")
        docs.write("shop/side.py", "name = 'side'")

    @pytest.mark.parametrize(
        ("statement", "answer", "expected"),
        [
            ("import kit", "kit.depth", "base"),
            ("import kit.deep.leaf", "kit.deep.leaf.name", "base"),
            ("import kit.deep.leaf as leaf", "leaf.name", "base"),
            ("from kit import base", "base.name", "base"),
            ("from kit.base import name as n", "n", "base"),
            ("from kit import *", "star.light", "light"),
            ("import bare.part", "bare.part.name", "part"),
            ("from bare import part", "part.name", "part"),
            ("from . import side", "side.name", "side"),
            ("from .side import name", "name", "side"),
            ("import importlib", "importlib.import_module('kit.base').name", "base"),
            ("from importlib import import_module", "import_module('side').name", "side"),
            ("from importlib import import_module", "import_module('.side', __package__).name", "side"),
            ("import importlib.util, importlib", "importlib.util.find_spec('json').name", "json"),
            ("from importlib import resources", "resources.__name__", "importlib.resources"),
            ("import os.path as p", "p.basename('a/b')", "b"),
            ("x = __import__('kit.base')", "x.base.name", "base"),
        ],
    )
    def test_import(self, docs: Docs, statement: str, answer: str, expected: str) -> None:
        assert docs.image(f"{statement}\ndef image(): return {answer}", name="shop/icon.py") == expected

    @pytest.mark.parametrize("name", ["opengraph-image.py", "opengraph_image.py"])
    def test_one_hook_takes_over_another(self, docs: Docs, name: str) -> None:
        docs.write(name, "size = (2, 1)\ndef image(page): return page.title")
        text = f"""
        from importlib import import_module
        card = import_module({name.removesuffix(".py")!r})
        size, image = card.size, card.image
        """
        hook = docs.hook("twitter-image.py", text)
        assert hook.per_page
        assert docs.images(hook) == docs.images(docs.hook(name)) == ["Install & run"]
        [variant] = hook.variants(docs.request())
        assert variant.size is not None

    def test_inside_a_function(self, docs: Docs) -> None:
        assert docs.image("def image():\n    from kit.base import name\n    return name") == "base"

    def test_inside_an_async_function(self, docs: Docs) -> None:
        assert docs.image("async def image():\n    import kit.star\n    return kit.star.light") == "light"

    def test_circles_end(self, docs: Docs) -> None:
        docs.write("ring.py", "import gnir\nname = 'ring'")
        docs.write("gnir.py", "import ring\ndef of(): return ring.name")
        assert docs.image("import ring\ndef image(): return ring.gnir.of()") == "ring"


class TestBuilds:
    def test_all_is_loaded_anew(self, docs: Docs) -> None:
        docs.write("look.py", "tint = 'red'")
        text = "from look import tint\nmood = {mood!r}\ndef image(): return tint, mood"
        assert docs.image(text.format(mood="calm")) == ("red", "calm")
        # The same length at the same second: a stale .pyc would pass for the new file.
        docs.write("look.py", "tint = 'tan'")
        docs.build()
        assert docs.image(text.format(mood="wild")) == ("tan", "wild")

    def test_a_file_is_loaded_once_a_build(self, docs: Docs) -> None:
        docs.write("icon.py", "def image(): return 1")
        assert docs.hook("icon.py") is docs.hook("icon.py")
        first = docs.hook("icon.py")
        docs.build()
        assert docs.hook("icon.py") is not first

    def test_builds_side_by_side(self, docs: Docs) -> None:
        docs.write("look.py", "tint = 'red'")
        first = docs.hook("icon.py", "def image():\n    import look\n    return look.tint")
        assert docs.images(first) == ["red"]
        docs.build()
        docs.write("look.py", "tint = 'blue'")
        assert docs.images(docs.hook("icon.py")) == ["blue"]
        assert docs.images(first) == ["red"]
        docs.builds.pop().close()
        assert docs.images(first) == ["red"]

    def test_nothing_stays_behind(self, docs: Docs) -> None:
        before = list(sys.meta_path)
        path = list(sys.path)
        docs.write("kit/__init__.py", "")
        docs.write("kit/part.py", "")
        docs.hook("icon.py", "import kit.part\ndef image(): return 1")
        assert made_up()
        docs.builds[-1].close()
        assert made_up() == []
        assert sys.meta_path == before
        assert sys.path == path
        docs.builds[-1].close()

    def test_no_bytecode_is_written(self, docs: Docs) -> None:
        docs.write("kit/__init__.py", "")
        docs.write("bare/part.py", "")
        text = "import kit, bare.part, importlib\nfrom . import look\nlook = importlib.import_module('look')\ndef image(): return 1"
        docs.write("look.py", "")
        docs.image(text)
        assert not list(docs.config_dir.rglob("__pycache__"))
        assert not list(docs.config_dir.rglob("*.pyc"))

    def test_stale_bytecode_is_not_read(self, docs: Docs) -> None:
        import py_compile

        path = docs.write("look.py", "tint = 'red'")
        py_compile.compile(
            str(path), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )
        docs.write("look.py", "tint = 'tan'")
        assert docs.image("import look\ndef image(): return look.tint") == "tan"

    def test_a_module_that_failed_is_tried_again_in_the_next_build(self, docs: Docs) -> None:
        docs.write("look.py", "1 / 0")
        docs.fails("import look\ndef image(): return look.tint")
        docs.write("look.py", "tint = 'red'")
        docs.build()
        assert docs.images(docs.hook("opengraph-image.py")) == ["red"]


class TestModulesAreReal:
    def test_dataclasses_with_postponed_annotations(self, docs: Docs) -> None:
        text = """
        from __future__ import annotations
        import pickle
        from dataclasses import dataclass, field
        from typing import ClassVar, get_type_hints

        @dataclass
        class Card:
            count: ClassVar[int] = 0
            words: list[str] = field(default_factory=list)

        def image():
            same = pickle.loads(pickle.dumps(Card(["a"])))
            return same == Card(["a"]), get_type_hints(Card)["words"] == list[str]
        """
        assert docs.image(text) == (True, True)

    def test_our_own_futures_do_not_leak(self, docs: Docs) -> None:
        assert docs.image("def f(x: int): pass\ndef image(): return f.__annotations__") == {"x": int}

    def test_names(self, docs: Docs) -> None:
        docs.write("kit/part.py", "name, file, package = __name__, __file__, __package__")
        text = (
            "from kit import part\ndef image(): return __file__, __name__, part.file, part.name, part.package"
        )
        own, name, file, part, package = docs.image(text)
        assert own == str(docs.root / "opengraph-image.py")
        assert file == str(docs.root / "kit/part.py")
        assert name.endswith(".opengraph-image")
        assert part.endswith(".kit.part")
        assert package == part.rpartition(".")[0]

    def test_inspect_and_resources(self, docs: Docs) -> None:
        docs.write("kit/__init__.py", "")
        docs.write("kit/data.txt", "data")
        text = """
        import inspect, kit
        from importlib.resources import files
        def image(): return inspect.getsource(image), files(kit).joinpath("data.txt").read_text()
        """
        source, data = docs.image(text)
        assert source.startswith("def image()")
        assert data == "data"

    def test_exec_and_eval_import_local_modules(self, docs: Docs) -> None:
        docs.write("look.py", "tint = 'red'")
        assert (
            docs.image("exec('import look')\ndef image(): return eval('__import__(\"look\").tint')") == "red"
        )


class TestSources:
    def test_all_that_was_read(self, docs: Docs) -> None:
        docs.write("kit/__init__.py", "from . import part")
        docs.write("kit/part.py", "")
        docs.write("late.py", "")
        docs.write("../conf.py", "")
        docs.write("unused.py", "")
        hook = docs.hook("icon.py", "import kit, conf\ndef image():\n    import late\n    return 1")
        loader = docs.builds[-1]
        names = ["icon.py", "kit/__init__.py", "kit/part.py"]
        expected = {docs.root / name for name in names} | {docs.config_dir / "conf.py"}
        assert loader.sources == expected
        docs.images(hook)
        assert loader.sources == expected | {docs.root / "late.py"}

    def test_files_that_failed_are_sources_too(self, docs: Docs) -> None:
        docs.write("look.py", "def")
        docs.fails("import look")
        assert docs.builds[-1].sources == {docs.root / "opengraph-image.py", docs.root / "look.py"}
