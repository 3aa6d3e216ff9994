"""Code files: what they must have, what they may ask for, and what they are given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from mkdocs_metaimage.metadata import ImageMetadata, Size

if TYPE_CHECKING:
    from .conftest import Docs

GENERATE = (
    "def generate_image_metadata():\n    return [{'id': 'small', 'size': (4, 5), 'alt': 'A'}, {'id': 0}]\n"
)


class TestSingleImage:
    def test_without_generate_there_is_one_variant_without_id(self, docs: Docs) -> None:
        hook = docs.hook("icon.py", "def image(): return 'x'")
        assert hook.variants(docs.request()) == (ImageMetadata(None),)
        assert docs.images(hook) == ["x"]

    def test_module_metadata(self, docs: Docs) -> None:
        hook = docs.hook(
            "opengraph-image.py",
            """
            alt = "Acme documentation"
            size = {"width": 1200, "height": 630}
            content_type = "image/png"
            def image(alt, size, content_type): return alt, dict(**size), content_type
            """,
        )
        expected = ImageMetadata(None, "Acme documentation", Size(1200, 630), "image/png")
        assert hook.variants(docs.request()) == (expected,)
        assert docs.images(hook) == [("Acme documentation", {"width": 1200, "height": 630}, "image/png")]

    def test_module_metadata_is_ignored_beside_generate(self, docs: Docs) -> None:
        hook = docs.hook(
            "icon.py",
            GENERATE + "alt = 3\nsize = 'big'\ncontent_type = 'x'\ndef image(alt, size): return alt, size",
        )
        assert docs.images(hook) == [("A", Size(4, 5)), (None, None)]

    def test_wrong_module_metadata_names_the_line(self, docs: Docs) -> None:
        error = docs.fails("\nalt = 'A'\nsize = 'big'\ndef image(): return 'x'\n")
        assert "'big'" in error.message
        assert error.line == 3


class TestNeeds:
    def test_image_is_required(self, docs: Docs) -> None:
        error = docs.fails("x = 1")
        assert "image" in error.message
        assert error.file == docs.root / "opengraph-image.py"
        assert "def image(page)" in str(error.hint)

    def test_a_misspelt_image_is_guessed(self, docs: Docs) -> None:
        assert "'Image'" in docs.fails("def Image(page): return 1").message

    @pytest.mark.parametrize("name", ["image", "generate_image_metadata"])
    def test_must_be_callable(self, docs: Docs, name: str) -> None:
        error = docs.fails(f"def image(): return 1\n{name} = [1]\n")
        assert f"{name} is of type list" in error.message
        assert error.line == 2

    @pytest.mark.parametrize("signature", ["id", "id, /", "*, id", "id=3", "id: str"])
    def test_id_needs_generate(self, docs: Docs, signature: str) -> None:
        error = docs.fails(f"\ndef image({signature}): return 1\n")
        assert "'id'" in error.message
        assert "generate_image_metadata" in error.message
        assert error.line == 2

    def test_a_misspelt_generate_is_guessed(self, docs: Docs) -> None:
        error = docs.fails("def generateImageMetadata(): return []\ndef image(id): return 1\n")
        assert "'generateImageMetadata'?" in error.message

    def test_generate_cannot_ask_for_the_ids_it_gives(self, docs: Docs) -> None:
        error = docs.fails("def image(id): return 1\ndef generate_image_metadata(id): return []\n")
        assert "generate_image_metadata() in opengraph-image.py asks for 'id'" in error.message
        assert error.line == 2

    @pytest.mark.parametrize("argument", ["size", "alt", "content_type"])
    def test_generate_cannot_ask_for_what_it_tells(self, docs: Docs, argument: str) -> None:
        error = docs.fails(f"def image(): return 1\ndef generate_image_metadata({argument}): return []\n")
        assert f"'{argument}', which is not known before" in error.message
        assert "params, page and site" in str(error.hint)

    def test_unknown_required_argument(self, docs: Docs) -> None:
        error = docs.fails("def image(parms): return 1")
        assert "image() in opengraph-image.py asks for 'parms'" in error.message
        assert "'params'?" in error.message
        assert "params, page, site, size, alt and content_type" in str(error.hint)
        assert error.file == docs.root / "opengraph-image.py"
        assert error.line == 1

    @pytest.mark.parametrize("argument", ["titel", "ids"])
    def test_nothing_is_advised_that_is_far_off_or_would_be_refused(self, docs: Docs, argument: str) -> None:
        error = docs.fails(f"def image({argument}): return 1")
        assert error.message.endswith(f"asks for {argument!r}, which there is not.")

    def test_beside_generate_it_can_ask_for_the_id(self, docs: Docs) -> None:
        error = docs.fails(GENERATE + "def image(ids): return 1")
        assert "'id'?" in error.message
        assert "params, id, page" in str(error.hint)

    @pytest.mark.parametrize("signature", ["config", "*, config", "config, /", "page, config"])
    def test_unknown_in_any_position(self, docs: Docs, signature: str) -> None:
        assert "'config'" in docs.fails(f"def image({signature}): return 1").message

    def test_unknown_argument_of_generate(self, docs: Docs) -> None:
        error = docs.fails("def image(): return 1\ndef generate_image_metadata(locale): return []\n")
        assert "generate_image_metadata() in opengraph-image.py asks for 'locale'" in error.message


class TestArguments:
    def test_all_of_them(self, docs: Docs) -> None:
        text = GENERATE + "def image(params, id, page, site, size, alt, content_type): return (\n"
        text += "    params, id, page.title, site.name, size, alt, content_type)\n"
        first, second = docs.images(docs.hook("icon.py", text), {"slug": "1"})
        assert first == ({"slug": "1"}, "small", "Install & run", "Acme", Size(4, 5), "A", None)
        assert second == ({"slug": "1"}, 0, "Install & run", "Acme", None, None, None)

    def test_generate_is_given_what_it_names(self, docs: Docs) -> None:
        text = """
        def generate_image_metadata(params, page, site):
            return [{"id": params["slug"], "alt": f"{page.title} {site.name}"}]
        def image(alt): return alt
        """
        assert docs.image(text, {"slug": "1"}) == "Install & run Acme"

    @pytest.mark.parametrize(
        ("signature", "answer", "expected"),
        [
            ("page, /", "page.title", "Install & run"),
            ("*, page", "page.title", "Install & run"),
            ("page=None", "page.title", "Install & run"),
            ("other=3, /, page=None", "(other, page.title)", (3, "Install & run")),
            ("other=3, page=None, /", "(other, page.title)", (3, "Install & run")),
            ("other=3", "other", 3),
            ("*args", "args", ()),
            ("site, *args", "(site.name, args)", ("Acme", ())),
            ("**rest", "sorted(rest)", ["alt", "content_type", "page", "params", "site", "size"]),
            ("site, /, **rest", "sorted(rest)", ["alt", "content_type", "page", "params", "size"]),
            ("site, **rest", "sorted(rest)", ["alt", "content_type", "page", "params", "size"]),
        ],
    )
    def test_shapes_of_signatures(self, docs: Docs, signature: str, answer: str, expected: object) -> None:
        assert docs.image(f"def image({signature}): return {answer}") == expected

    def test_kwargs_get_the_id_where_there_is_one(self, docs: Docs) -> None:
        hook = docs.hook("icon.py", GENERATE + "def image(**rest): return rest['id']")
        assert docs.images(hook) == ["small", 0]

    def test_generate_kwargs(self, docs: Docs) -> None:
        text = "def generate_image_metadata(**rest): return [{'id': k} for k in sorted(rest)]\ndef image(id): return id"
        assert docs.images(docs.hook("icon.py", text)) == ["page", "params", "site"]

    def test_defaults_outside_the_list_stay(self, docs: Docs) -> None:
        text = "def generate_image_metadata(size=9): return [{'id': size}]\ndef image(id, tint='red'): return id, tint"
        assert docs.image(text) == (9, "red")

    def test_partials_callables_decorators_and_classes(self, docs: Docs) -> None:
        text = """
        import functools

        def draw(page, color, size=None): return page.title, color, size

        class Draw:
            def __call__(self, page): return page.url
            def method(self, page): return page.route

        def loud(function):
            @functools.wraps(function)
            def inner(*args, **kwargs): return "loud", function(*args, **kwargs)
            return inner
        """
        partial = "image = functools.partial(draw, color='red', size='mine')"
        # What the user has bound is his, though `size` is on the list.
        for name, last, expected in (
            ("icon1.py", partial, ("Install & run", "red", "mine")),
            ("icon2.py", "image = Draw()", "shop/1/"),
            ("icon3.py", "image = Draw().method", ("shop", "1")),
            ("icon4.py", "@loud\ndef image(page): return page.title", ("loud", "Install & run")),
            ("icon5.py", "image = lambda page: page.title", "Install & run"),
        ):
            docs.write(name, text)
            path = docs.root / name
            path.write_text(f"{path.read_text()}\n{last}\n")
            hook = docs.hook(name)
            assert hook.per_page
            assert docs.images(hook) == [expected]

    def test_signature_that_cannot_be_read(self, docs: Docs) -> None:
        assert "no signature" in docs.fails("image = getattr").message

    def test_params_are_fresh_at_each_call(self, docs: Docs) -> None:
        params = {"lang": "fr", "slug": ["a", "b"]}
        text = """
        def generate_image_metadata(params):
            params["slug"].append("c")
            params.clear()
            return [{"id": 1}, {"id": 2}]
        def image(id, params):
            params["slug"].append(id)
            return params.pop("lang"), params["slug"]
        """
        assert docs.images(docs.hook("icon.py", text), params) == [
            ("fr", ["a", "b", 1]),
            ("fr", ["a", "b", 2]),
        ]
        assert params == {"lang": "fr", "slug": ["a", "b"]}

    @pytest.mark.parametrize("async_", ["", "async "])
    def test_params_are_none_on_a_static_route(self, docs: Docs, async_: str) -> None:
        assert docs.image(f"{async_}def image(params): return [params]") == [None]

    @pytest.mark.parametrize("async_", ["", "async "])
    def test_params_of_an_optional_catch_all_without_segments(self, docs: Docs, async_: str) -> None:
        assert docs.image(f"{async_}def image(params): return params", {}) == {}


class TestPerPage:
    @pytest.mark.parametrize("signature", ["page", "page, /", "*, page", "page=None", "**rest"])
    def test_image_names_the_page(self, docs: Docs, signature: str) -> None:
        assert docs.hook("icon.py", f"def image({signature}): return 1").per_page

    @pytest.mark.parametrize("signature", ["page", "**rest"])
    def test_generate_names_the_page(self, docs: Docs, signature: str) -> None:
        text = f"def image(id): return 1\ndef generate_image_metadata({signature}): return [{{'id': 1}}]"
        assert docs.hook("icon.py", text).per_page

    def test_neither_does(self, docs: Docs) -> None:
        text = (
            GENERATE + "def image(id, params, site, size, alt, content_type, pages=(), *args): return 'page'"
        )
        hook = docs.hook("icon.py", text)
        assert not hook.per_page
        request = docs.request(page=None)
        assert [hook.image(request, one) for one in hook.variants(request)] == ["page", "page"]

    def test_a_bound_page_is_not_asked_for(self, docs: Docs) -> None:
        text = "import functools\ndef draw(page): return page\nimage = functools.partial(draw, page='p')"
        hook = docs.hook("icon.py", text)
        assert not hook.per_page
        assert docs.images(hook) == ["p"]


class TestAsync:
    @pytest.mark.parametrize("first", ["", "async "])
    @pytest.mark.parametrize("second", ["", "async "])
    def test_either_may_be_async(self, docs: Docs, first: str, second: str) -> None:
        text = f"{first}def generate_image_metadata(): return [{{'id': 0}}]\n{second}def image(id): return id"
        [answer] = docs.images(docs.hook("icon.py", text))
        assert answer == 0

    def test_id_and_params_can_be_awaited_and_used_at_once(self, docs: Docs) -> None:
        text = """
        import json
        async def generate_image_metadata(params):
            assert (await params) == params == {"slug": ["a"]}
            return [{"id": "small"}, {"id": 0}]
        async def image(id, params):
            plain, values = await id, await params
            assert type(values) is dict and type(values["slug"]) is list
            assert isinstance(params, dict) and params["slug"] == ["a"]
            assert isinstance(id, type(plain)) and id == plain and str(id) == str(plain)
            return plain, type(plain), json.dumps({"id": id, **params}), f"{id}", {plain: 1}[id]
        """
        assert docs.images(docs.hook("icon.py", text), {"slug": ["a"]}) == [
            ("small", str, '{"id": "small", "slug": ["a"]}', "small", 1),
            (0, int, '{"id": 0, "slug": ["a"]}', "0", 1),
        ]

    def test_a_sync_function_gets_plain_values(self, docs: Docs) -> None:
        text = GENERATE + "def image(id, params): return type(id), type(params)"
        assert docs.images(docs.hook("icon.py", text), {"a": "b"}) == [(str, dict), (int, dict)]

    def test_other_kinds_of_async(self, docs: Docs) -> None:
        text = """
        import asyncio, functools
        async def generate_image_metadata():
            for name in ("a", "b"):
                await asyncio.sleep(0)
                yield {"id": name}
        class Draw:
            async def __call__(self, id): return await id
        def loud(function):
            @functools.wraps(function)
            def inner(**kwargs): return function(**kwargs)
            return inner
        @loud
        async def wrapped(id): return await id
        async def bound(id, tint): return await id, tint
        def returns_awaitable(id):
            async def later(): return id
            return later()
        """
        path = docs.write("icon.py", text)
        for number, (last, expected) in enumerate(
            (
                ("Draw()", ["a", "b"]),
                ("wrapped", ["a", "b"]),
                ("functools.partial(bound, tint='red')", [("a", "red"), ("b", "red")]),
                ("returns_awaitable", ["a", "b"]),
            )
        ):
            assert (
                docs.images(docs.hook(f"icon{number}.py", f"{path.read_text()}\nimage = {last}")) == expected
            )

    def test_one_event_loop_for_a_build(self, docs: Docs) -> None:
        text = "import asyncio\nasync def image(): return asyncio.get_running_loop()"
        one, two = docs.image(text), docs.image(text, name="icon.py")
        assert one is two
        docs.builds[-1].close()
        assert one.is_closed()

    def test_inside_a_running_loop(self, docs: Docs) -> None:
        async def build() -> object:
            answer = docs.image(
                "import asyncio\nasync def image():\n    await asyncio.sleep(0)\n    return 'x'"
            )
            docs.builds[-1].close()
            return answer

        assert asyncio.run(build()) == "x"

    def test_an_error_inside_a_running_loop(self, docs: Docs) -> None:
        async def build() -> None:
            error = docs.fails("async def image():\n    1 / 0\n")
            assert "ZeroDivisionError" in error.message
            assert error.line == 2

        asyncio.run(build())

    def test_the_thread_keeps_its_own_loop(self, docs: Docs) -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            docs.image("async def image(): return 1")
            docs.builds[-1].close()
            assert asyncio.get_event_loop_policy().get_event_loop() is loop
        finally:
            asyncio.set_event_loop(None)
            loop.close()


class TestAnswers:
    def test_generators_mappings_and_metadata(self, docs: Docs) -> None:
        text = """
        from mkdocs_metaimage.metadata import ImageMetadata, Size
        def generate_image_metadata():
            yield ImageMetadata("a", size=Size(1, 2))
            yield {"id": 1, "contentType": "image/png", "media": "print"}
        def image(): return 1
        """
        hook = docs.hook("icon.py", text)
        assert hook.variants(docs.request()) == (
            ImageMetadata("a", size=Size(1, 2)),
            ImageMetadata(1, content_type="image/png", media="print"),
        )

    def test_media_of_a_social_image(self, docs: Docs) -> None:
        text = "def generate_image_metadata(): return [{'id': 1, 'media': 'print'}]\ndef image(): return 1"
        assert "icons only" in docs.fails(text, "twitter-image.py").message

    def test_an_empty_list_is_no_image(self, docs: Docs) -> None:
        assert (
            docs.images(
                docs.hook("icon.py", "def generate_image_metadata(): return []\ndef image(): return 1")
            )
            == []
        )

    def test_wrong_answer_names_the_function_and_its_line(self, docs: Docs) -> None:
        error = docs.fails(
            "def image(): return 1\n\ndef generate_image_metadata():\n    return [{'id': 'a/b'}]\n"
        )
        assert "'a/b'" in error.message
        assert (
            "generate_image_metadata() of opengraph-image.py for page /shop/1/, entry 0, has" in error.message
        )
        assert (error.file, error.line) == (docs.root / "opengraph-image.py", 3)

    @pytest.mark.parametrize("async_", ["", "async "])
    def test_none_is_no_image(self, docs: Docs, async_: str) -> None:
        error = docs.fails(f"\n{async_}def image(page): page.title\n")
        assert "returned None" in error.message
        assert "page /shop/1/" in error.message
        assert error.line == 2
        assert "return ImageResponse" in str(error.hint)

    def test_other_values_pass_unchecked(self, docs: Docs) -> None:
        assert docs.image("def image(): return b''") == b""
        assert docs.image("def image(): return 0", name="icon.py") == 0


class TestOptions:
    def test_every_text_may_be_an_option(self, docs: Docs) -> None:
        docs.write("look.py", "def tint(page): return page.card.get('tint')")
        hook = docs.hook(
            "icon.py", "import look\ndef image(page): return page.card['eyebrow'], f'{page.card[\"mood\"]}'"
        )
        assert {"eyebrow", "tint", "mood"} <= hook.options
        assert "size" not in hook.options
