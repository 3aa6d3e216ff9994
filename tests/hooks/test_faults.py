"""What a user reads when his code fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_metaimage.errors import MetaImageError

if TYPE_CHECKING:
    from .conftest import Docs


def place(docs: Docs, error: MetaImageError) -> tuple[str, int | None]:
    """The file of an error, from the docs folder, and its line."""
    return str(error.file).removeprefix(f"{docs.root}/"), error.line


class TestLoading:
    def test_syntax_error(self, docs: Docs) -> None:
        error = docs.fails("x = 1\ndef image(:\n    pass\n")
        assert place(docs, error) == ("opengraph-image.py", 2)
        assert "def image(:" in error.message
        assert error.traceback is None

    def test_syntax_error_in_a_local_module(self, docs: Docs) -> None:
        docs.write("kit/look.py", "\n\nx = = 1\n")
        error = docs.fails("from kit import look")
        assert place(docs, error) == ("kit/look.py", 3)
        assert "x = = 1" in error.message

    @pytest.mark.parametrize("source", [b"x = '\xff'", b"x = 1\0", b"# coding: klingon\n"])
    def test_files_that_are_no_python(self, docs: Docs, source: bytes) -> None:
        (docs.root / "icon.py").write_bytes(source)
        with pytest.raises(MetaImageError, match="not valid Python") as caught:
            docs.hook("icon.py")
        assert place(docs, caught.value)[0] == "icon.py"

    def test_syntax_error_in_evaluated_text_is_an_exception_like_others(self, docs: Docs) -> None:
        error = docs.fails("def image():\n    return eval('1 +')\n")
        assert place(docs, error) == ("opengraph-image.py", 2)
        assert "SyntaxError" in error.message

    def test_missing_module(self, docs: Docs) -> None:
        error = docs.fails("import os\nimport no_such_module\n")
        assert place(docs, error) == ("opengraph-image.py", 2)
        assert "ModuleNotFoundError: No module named 'no_such_module'" in error.message
        assert "no_such_module.py" in str(error.hint)

    @pytest.mark.parametrize(
        "statement", ["import kit.missing", "from kit.missing import x", "from .kit import missing"]
    )
    def test_missing_part_of_a_package(self, docs: Docs, statement: str) -> None:
        docs.write("kit/__init__.py", "")
        error = docs.fails(statement)
        assert "missing" in error.message
        assert "_metaimage_" not in str(error)
        assert error.hint is None

    def test_missing_name(self, docs: Docs) -> None:
        docs.write("look.py", "")
        error = docs.fails("from look import tint")
        assert "cannot import name 'tint' from 'look'" in error.message

    def test_missing_module_of_a_local_module(self, docs: Docs) -> None:
        docs.write("look.py", "\nimport no_such_module")
        assert place(docs, docs.fails("import look")) == ("look.py", 2)

    def test_exception_at_import(self, docs: Docs) -> None:
        docs.write("look.py", "def tint(x):\n    return 1 / x\n")
        error = docs.fails("import look\nlook.tint(0)\n")
        assert place(docs, error) == ("look.py", 2)
        assert "ZeroDivisionError: division by zero" in error.message
        assert [line.strip() for line in str(error.traceback).splitlines() if "File" in line] == [
            f'File "{docs.root}/opengraph-image.py", line 2, in <module>',
            f'File "{docs.root}/look.py", line 2, in tint',
        ]

    def test_a_file_that_is_gone(self, docs: Docs) -> None:
        for name in ("icon.py", "icon.html"):
            with pytest.raises(MetaImageError) as caught:
                docs.hook(name)
            assert place(docs, caught.value) == (name, None)

    def test_exit(self, docs: Docs) -> None:
        error = docs.fails("import sys\nsys.exit(3)\n")
        assert "SystemExit: 3" in error.message
        assert error.line == 2

    def test_keyboard_interrupt_passes(self, docs: Docs) -> None:
        with pytest.raises(KeyboardInterrupt):
            docs.hook("icon.py", "raise KeyboardInterrupt")
        with pytest.raises(KeyboardInterrupt):
            docs.image("def image(): raise KeyboardInterrupt")


class TestCalling:
    @pytest.mark.parametrize("async_", ["", "async "])
    def test_image(self, docs: Docs, async_: str) -> None:
        error = docs.fails(
            f"""
            def generate_image_metadata(): return [{{"id": "small"}}]
            {async_}def image(id, page):
                title = page.title
                return title.no_such_thing
            """
        )
        assert place(docs, error) == ("opengraph-image.py", 5)
        for part in (
            "image() of opengraph-image.py",
            "page /shop/1/",
            "id 'small'",
            "AttributeError: 'str' object has no attribute 'no_such_thing'",
        ):
            assert part in error.message
        trace = str(error.traceback)
        assert trace.startswith("Traceback (most recent call last):\n")
        assert "return title.no_such_thing" in trace
        assert trace.count("File ") == 1
        assert "mkdocs_metaimage" not in trace
        assert "asyncio" not in trace

    @pytest.mark.parametrize("body", ["return 1 / 0", "yield 1 / 0", "return (1 / 0 for _ in 'x')"])
    @pytest.mark.parametrize("async_", ["", "async "])
    def test_generate(self, docs: Docs, async_: str, body: str) -> None:
        error = docs.fails(
            f"def image(): return 1\n{async_}def generate_image_metadata(params):\n    {body}\n"
        )
        assert place(docs, error) == ("opengraph-image.py", 3)
        assert "generate_image_metadata() of opengraph-image.py for page /shop/1/ failed" in error.message
        assert "ZeroDivisionError" in error.message

    def test_shared_images_name_no_page(self, docs: Docs) -> None:
        hook = docs.hook("icon.py", "def image(params): return params.slug")
        request = docs.request({"slug": ["a"]}, page=None)
        with pytest.raises(MetaImageError, match=r"for params \{'slug': \['a'\]\} failed"):
            hook.image(request, *hook.variants(request))
        request = docs.request(page=None)
        with pytest.raises(MetaImageError, match="for the pages that share it failed"):
            hook.image(request, *hook.variants(request))

    def test_in_a_local_module(self, docs: Docs) -> None:
        docs.write("look.py", "def tint():\n    raise LookupError('none')\n")
        error = docs.fails("import look\ndef image():\n    return look.tint()\n")
        assert place(docs, error) == ("look.py", 2)
        assert "image() of opengraph-image.py" in error.message
        assert str(error.traceback).count("File ") == 2

    def test_the_frames_of_libraries_are_left_out(self, docs: Docs) -> None:
        error = docs.fails("import json\ndef image():\n    return json.loads('{')\n")
        assert place(docs, error) == ("opengraph-image.py", 3)
        assert "JSONDecodeError" in error.message
        assert str(error.traceback).count("File ") == 1

    def test_causes_are_shown_the_same_way(self, docs: Docs) -> None:
        error = docs.fails(
            """
            import json
            class LookError(Exception): pass
            def image():
                try:
                    json.loads("{")
                except ValueError as error:
                    raise LookError("no look") from error
            """
        )
        assert error.line == 8
        assert "LookError: no look" in error.message
        trace = str(error.traceback)
        assert trace.count("File ") == 2
        assert "direct cause" in trace
        assert "opengraph-image.LookError" in trace
        assert "_metaimage_" not in trace

    def test_exception_groups(self, docs: Docs) -> None:
        error = docs.fails(
            """
            import asyncio
            async def fail(): raise LookupError("one")
            async def image():
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail())
            """
        )
        assert "LookupError: one" in str(error.traceback)
        assert "asyncio/" not in str(error.traceback)

    @pytest.mark.parametrize("raised", ["SystemExit(2)", "asyncio.CancelledError()", "GeneratorExit()"])
    @pytest.mark.parametrize("async_", ["", "async "])
    def test_what_would_end_the_build_silently(self, docs: Docs, raised: str, async_: str) -> None:
        error = docs.fails(f"import asyncio\n{async_}def image(): raise {raised}")
        assert raised.partition("(")[0].rpartition(".")[2] in error.message

    def test_an_exception_without_text(self, docs: Docs) -> None:
        assert docs.fails("def image(): assert False").message.endswith("failed: AssertionError")

    def test_an_exception_whose_text_fails(self, docs: Docs) -> None:
        text = "class Odd(Exception):\n    def __str__(self): raise KeyError\ndef image(): raise Odd"
        assert docs.fails(text).message.endswith("failed: Odd")

    def test_endless_recursion(self, docs: Docs) -> None:
        error = docs.fails("def image(): return image()")
        assert "RecursionError" in error.message
        assert len(str(error.traceback)) < 3000

    def test_a_wrong_call_has_no_frame_of_the_user(self, docs: Docs) -> None:
        text = "def loud(f):\n    return lambda **rest: f(**rest)\n@loud\ndef image(page): return 1"
        error = docs.fails(text)
        assert "TypeError" in error.message
        error = docs.fails("image = int", "icon.py")
        assert error.file == docs.root / "icon.py"


class TestOurOwnErrors:
    def test_card_errors_keep_their_message(self, docs: Docs) -> None:
        error = docs.fails(
            """
            from mkdocs_metaimage.engine.notes import CardError
            def image(page):
                raise CardError("The card is wrong: mend it.")
            """
        )
        assert error.message == "image() of opengraph-image.py for page /shop/1/: The card is wrong: mend it."
        assert place(docs, error) == ("opengraph-image.py", 4)

    def test_errors_without_a_file_get_one(self, docs: Docs) -> None:
        text = "from mkdocs_metaimage.metadata import Size\nsize = Size(0, 1)\ndef image(): return 1"
        error = docs.fails(text)
        assert place(docs, error) == ("opengraph-image.py", 2)
        assert "The width of a Size is 0." in error.message
        assert error.hint

    def test_errors_with_a_file_stay(self, docs: Docs) -> None:
        text = """
        from mkdocs_metaimage.errors import MetaImageError
        def image(): raise MetaImageError("x", "other.py", 3, "hint")
        """
        assert str(docs.fails(text)) == "other.py:3: x hint"
