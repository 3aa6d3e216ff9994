"""Cards written as templates: what they see, what configures them, what they are made of."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mkdocs_metaimage
from mkdocs_metaimage.engine.response import ImageResponse
from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.hooks import BUILT_IN, template
from mkdocs_metaimage.metadata import ImageMetadata, Size

if TYPE_CHECKING:
    from mkdocs_metaimage.hooks import Hook

    from .conftest import Docs

NAME = "opengraph-image.html"


def test_a_package_in_a_zip_file_says_that_it_has_to_lie_in_a_folder(tmp_path: Path) -> None:
    package = Path(mkdocs_metaimage.__file__).parent
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as app:
        for path in package.rglob("*.py"):
            app.write(path, path.relative_to(package.parent))
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from mkdocs_metaimage.errors import MetaImageError\n"
        "from mkdocs_metaimage.hooks import built_in_templates\n"
        "try: built_in_templates()\n"
        "except MetaImageError as error: print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "app.zip")], capture_output=True, text=True, check=True
    ).stdout
    assert "app.zip" in said
    assert "in a folder, not in a zip file" in said


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that responses are made of, which are not drawn here."""
    texts: list[str] = []

    class Response(ImageResponse):
        def __init__(self, element: object) -> None:
            assert hasattr(element, "__html__")
            texts.append(str(element))

    monkeypatch.setattr(template, "ImageResponse", Response)
    return texts


def metadata(docs: Docs, text: str) -> ImageMetadata:
    [variant] = docs.hook(NAME, text).variants(docs.request())
    return variant


class TestRendering:
    def test_context(self, docs: Docs, drawn: list[str]) -> None:
        text = "<h1>{{ page.title }}</h1>{{ site.name }} {{ params.slug }}"
        answer = docs.image(text, {"slug": "1"}, NAME)
        assert isinstance(answer, ImageResponse)
        assert drawn == ["<h1>Install &amp; run</h1>Acme 1"]

    def test_a_response_can_be_made(self, docs: Docs) -> None:
        assert isinstance(docs.image("<h1>{{ page.title }}</h1>", name=NAME), ImageResponse)

    def test_params_are_none_on_a_static_route(self, docs: Docs, drawn: list[str]) -> None:
        docs.image("{{ params is none }}", name=NAME)
        assert drawn == ["True"]

    def test_params_are_fresh(self, docs: Docs, drawn: list[str]) -> None:
        params = {"slug": ["a"]}
        docs.image("{% set done = params.slug.append('b') %}{{ params.slug | join }}", params, NAME)
        assert drawn == ["ab"]
        assert params == {"slug": ["a"]}

    def test_metadata_and_image_are_one_rendering(self, docs: Docs, drawn: list[str]) -> None:
        path = docs.write("n.html", "{{ page.title }}")
        hook = docs.hook(NAME, "{% include 'n.html' %}")
        calls = []
        render = hook._template.render  # type: ignore[attr-defined]
        hook._template.render = lambda context: calls.append(1) or render(context)  # type: ignore[attr-defined]
        request = docs.request({"a": "b"})
        hook.image(request, *hook.variants(request))
        hook.image(docs.request({"a": "b"}), *hook.variants(docs.request({"a": "b"})))
        assert calls == [1]
        hook.variants(docs.request({"a": "c"}))
        assert calls == [1, 1]
        assert path in docs.builds[-1].sources

    def test_an_undefined_name_may_be_tested(self, docs: Docs, drawn: list[str]) -> None:
        docs.image("{% if page.card.tint %}no{% endif %}{{ page.card.mood or 'calm' }}", name=NAME)
        assert drawn == ["calm"]

    def test_byte_order_mark(self, docs: Docs, drawn: list[str]) -> None:
        docs.image("\ufeff<p>é</p>", name=NAME)
        assert drawn == ["<p>é</p>"]


class TestMeta:
    def test_nothing_said(self, docs: Docs) -> None:
        assert metadata(docs, "<p>x</p>") == ImageMetadata(None)

    def test_all_three_anywhere(self, docs: Docs) -> None:
        text = """
        <div><meta name="size" content="1200x630"></div>
        <META NAME='alt' content='A card'/>
        <meta content=image/jpeg name=content-type>
        """
        assert metadata(docs, text) == ImageMetadata(None, "A card", Size(1200, 630), "image/jpeg")

    def test_the_context_can_be_used(self, docs: Docs) -> None:
        text = """
        {% set width = 600 %}
        <meta name="size" content="{{ width * 2 }}x{{ width }}">
        <meta name="alt" content="{{ page.title }}: {{ site.name }}">
        """
        assert metadata(docs, text) == ImageMetadata(None, "Install & run: Acme", Size(1200, 600))

    def test_conditions(self, docs: Docs) -> None:
        text = "{% if page.card.wide %}<meta name=size content=9x1>{% else %}<meta name=size content=3x3>{% endif %}"
        assert metadata(docs, text).size == Size(3, 3)

    @pytest.mark.parametrize(
        "text", ["<!-- <meta name=size content=big> -->", "{# <meta name=size content=big> #}"]
    )
    def test_comments_say_nothing(self, docs: Docs, text: str) -> None:
        assert metadata(docs, text).size is None

    def test_other_metas_say_nothing(self, docs: Docs) -> None:
        assert metadata(
            docs, "<meta charset=utf-8><meta name=viewport content=x><meta name=size>"
        ) == ImageMetadata(None)

    def test_an_empty_alt_says_nothing(self, docs: Docs) -> None:
        assert metadata(docs, '<meta name="alt" content=" {{ page.card.alt or \'\' }} ">').alt is None

    @pytest.mark.parametrize("size", ["2x3", " 2 x 3 ", "2X3", "2×3"])
    def test_spellings_of_a_size(self, docs: Docs, size: str) -> None:
        assert metadata(docs, f'<meta name="size" content="{size}">').size == Size(2, 3)

    @pytest.mark.parametrize(
        "size", ["big", "", "1200", "0x630", "1200x0", "1200x-1", "1.5x2", "1200x630px", "٣x٣", "1x2x3"]
    )
    def test_malformed_size(self, docs: Docs, size: str) -> None:
        error = docs.fails(f'<p>\n</p>\n<meta name="size" content="{size}">', NAME)
        assert repr(size) in error.message
        assert (error.file, error.line) == (docs.root / NAME, 3)
        assert '<meta name="size" content="1200x630">' in str(error.hint)

    def test_malformed_in_an_included_file(self, docs: Docs) -> None:
        path = docs.write("part.html", "\n<meta name=size content=big>")
        error = docs.fails("{% include 'part.html' %}", NAME)
        assert (error.file, error.line) == (path, 2)

    def test_unknown_content_type(self, docs: Docs) -> None:
        error = docs.fails('\n<meta name="content-type" content="image/pmg">', NAME)
        assert "'image/pmg'" in error.message
        assert "'image/png'?" in str(error.hint)
        assert (error.file, error.line) == (docs.root / NAME, 2)

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("sise", "size"),
            ("content_type", "content-type"),
            ("contenttype", "content-type"),
            ("options", "option"),
        ],
    )
    def test_one_of_a_misspelt_name(self, docs: Docs, name: str, near: str) -> None:
        error = docs.fails(f'\n<meta name="{name}" content="x">', NAME)
        assert error.message == f"Nobody reads a <meta> of the name {name!r}."
        assert (error.file, error.line, error.hint) == (docs.root / NAME, 2, f"Did you mean {near!r}?")

    @pytest.mark.parametrize(
        "name",
        [
            "viewport",
            "description",
            "author",
            "title",
            "twitter:title",
            "theme-color",
            "robots",
            "generator",
            "",
        ],
    )
    def test_one_for_somebody_else(self, docs: Docs, name: str) -> None:
        assert metadata(docs, f'<meta name="{name}" content="x">') == metadata(docs, "")

    def test_the_later_of_two_counts(self, docs: Docs) -> None:
        assert metadata(docs, "<meta name=size content=1x1><meta name=size content=2x2>").size == Size(2, 2)

    def test_beside_the_blocks_of_a_child(self, docs: Docs, drawn: list[str]) -> None:
        docs.write(
            "base.html", "<meta name=size content=1x1><meta name=alt content=base>{% block b %}{% endblock %}"
        )
        docs.write(
            "mid.html",
            "{% extends 'base.html' %}<meta name=alt content=mid><meta name=content-type content=image/jpeg>",
        )
        text = """
        {% extends "mid.html" %}
        {% set side = 7 %}
        What Jinja drops may say {{ anything }}.
        {% if page %}<meta name="size" content="{{ side }}x{{ side }}">{% endif %}
        {% block b %}<p>{{ page.title }}</p>{% endblock %}
        """
        assert metadata(docs, text.replace("{{ anything }}", "")) == ImageMetadata(
            None, "mid", Size(7, 7), "image/jpeg"
        )
        docs.images(docs.hook(NAME))
        assert (
            drawn[0].strip()
            == "<meta name=size content=1x1><meta name=alt content=base><p>Install &amp; run</p>"
        )


class TestComposition:
    def test_own_folder_then_routes_root_then_config_folder(self, docs: Docs, drawn: list[str]) -> None:
        for name in ("one", "two", "three"):
            docs.write(f"../{name}.html", "config ")
        for name in ("one", "two"):
            docs.write(f"{name}.html", "root ")
        docs.write("shop/one.html", "own ")
        text = "{% include 'one.html' %}{% include 'two.html' %}{% include 'three.html' %}"
        docs.image(text, name=f"shop/{NAME}")
        assert drawn == ["own root config "]

    def test_built_in_templates(self, docs: Docs, drawn: list[str]) -> None:
        hook = docs.hook(NAME, "{% extends 'default.html' %}")
        built_in = BUILT_IN / "default.html"
        assert built_in in docs.builds[-1].sources
        assert hook.per_page
        docs.images(hook)
        assert "Install &amp; run" in drawn[0]

    def test_a_built_in_template_itself(self, docs: Docs, drawn: list[str]) -> None:
        hook = docs.build().load(BUILT_IN / "default.html", is_icon=False)
        docs.images(hook)
        assert "eyebrow" in hook.options

    def test_a_file_may_extend_the_one_of_its_name_above(self, docs: Docs, drawn: list[str]) -> None:
        docs.write(NAME, "<b>{% block b %}{% endblock %}</b>")
        docs.image(f"{{% extends '{NAME}' %}}{{% block b %}}x{{% endblock %}}", name=f"shop/{NAME}")
        assert drawn == ["<b>x</b>"]

    def test_names_start_from_the_file_that_has_them(self, docs: Docs, drawn: list[str]) -> None:
        docs.write("look/base.html", "{% include 'part.html' %}{% include '../above.html' %}")
        docs.write("look/part.html", "part ")
        docs.write("above.html", "above")
        docs.image("{% extends 'look/base.html' %}", name=f"shop/{NAME}")
        assert drawn == ["part above"]

    def test_imports_and_optional_includes(self, docs: Docs, drawn: list[str]) -> None:
        docs.write("m.html", "{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}")
        text = "{% from 'm.html' import b %}{% import 'm.html' as m %}{{ b('<') }}{{ m.b(1) }}"
        text += "{% include 'no.html' ignore missing %}{% include ['no.html', 'yes.html'] %}"
        docs.write("yes.html", "yes")
        docs.image(text, name=NAME)
        assert drawn == ["<b>&lt;</b><b>1</b>yes"]

    def test_all_are_loaded_anew(self, docs: Docs, drawn: list[str]) -> None:
        docs.write("part.html", "one")
        docs.image("{% include 'part.html' %}", name=NAME)
        docs.write("part.html", "two")
        docs.build()
        docs.image("{% include 'part.html' %}", name=NAME)
        assert drawn == ["one", "two"]

    def test_sources(self, docs: Docs) -> None:
        docs.write("base.html", "{% include ['no.html', 'part.html'] %}{% import 'm.html' as m %}")
        docs.write("part.html", "")
        docs.write("m.html", "")
        docs.write("unused.html", "")
        docs.hook(NAME, "{% extends 'base.html' %}")
        expected = {docs.root / name for name in (NAME, "base.html", "part.html", "m.html")}
        assert docs.builds[-1].sources == expected


def per_page(docs: Docs, text: str) -> bool:
    hook: Hook = docs.hook(NAME, text)
    return hook.per_page


class TestPerPage:
    @pytest.mark.parametrize(
        "text",
        [
            "{{ page.title }}",
            "{% if page %}x{% endif %}",
            "{% set x = page %}",
            "{% for h in page.headings %}{% endfor %}",
            "{% macro m() %}{{ page.title }}{% endmacro %}",
            "{% block b %}{{ page.title }}{% endblock %}",
            "{% set page = page.title %}",
            "{{ site.name ~ page.title }}",
            '<meta name="alt" content="{{ page.title }}">',
        ],
    )
    def test_mentioned(self, docs: Docs, text: str) -> None:
        assert per_page(docs, text)

    @pytest.mark.parametrize(
        "text",
        [
            "page {{ 'page' }} {# page #}",
            "{{ site.pages | length }}",
            "{{ params.page }} {{ params['page'] }}",
            "{% for page in site.pages %}{{ page.title }}{% endfor %}",
            "{% macro m(page) %}{{ page }}{% endmacro %}",
            "{% raw %}{{ page }}{% endraw %}",
            "{% set page = 1 %}{{ page }}",
            "{{ dict(page=1) }}",
        ],
    )
    def test_not_mentioned(self, docs: Docs, text: str, drawn: list[str]) -> None:
        hook = docs.hook(NAME, text)
        assert not hook.per_page
        request = docs.request({"page": "1"}, page=None)
        hook.image(request, *hook.variants(request))

    @pytest.mark.parametrize(
        "text",
        [
            "{% include 'p.html' %}",
            "{% extends 'p.html' %}",
            "{% import 'p.html' as p %}",
            "{% from 'p.html' import x %}",
            "{% include ['no.html', 'p.html'] %}",
            "{% include 'far.html' %}",
        ],
    )
    def test_mentioned_further_on(self, docs: Docs, text: str) -> None:
        docs.write("p.html", "{{ page.title }}{% set x = 1 %}")
        docs.write("far.html", "{% include 'plain.html' %}{% include 'p.html' ignore missing %}")
        docs.write("plain.html", "{% include 'far.html' %}")
        assert per_page(docs, text)

    @pytest.mark.parametrize(
        "text", ["{% include x %}", "{% extends site.name %}", "{% include 'a' if x else 'b' %}"]
    )
    def test_names_known_only_later(self, docs: Docs, text: str) -> None:
        assert per_page(docs, text)

    def test_a_plain_include(self, docs: Docs) -> None:
        docs.write("plain.html", "{{ site.name }}")
        assert not per_page(docs, "{% include 'plain.html' %}")


class TestOptions:
    def test_declared(self, docs: Docs) -> None:
        docs.write(
            "base.html", '<meta name="option" content="tint : its colour"><meta name=option content=mood>'
        )
        text = '{% extends \'base.html\' %}<meta name="option" content="eyebrow: text above the title">'
        assert docs.hook(NAME, text).options == {"eyebrow", "tint", "mood"}

    def test_read(self, docs: Docs) -> None:
        text = "{{ page.card.a }}{{ page.card['b'] }}{{ page.card.get('c', site.name) }}{{ page.meta.d }}"
        assert docs.hook(NAME, text).options >= {"a", "b", "c"}
        assert "d" not in docs.hook(NAME).options

    @pytest.mark.parametrize(
        "text", ["{# <meta name=option content=x> #}", "<meta name=option content=' : x'>", ""]
    )
    def test_none(self, docs: Docs, text: str) -> None:
        assert docs.hook(NAME, text).options == frozenset()


class TestErrors:
    def test_undefined_name(self, docs: Docs) -> None:
        error = docs.fails("<p>\n{{ titel }}</p>", NAME)
        assert (error.file, error.line) == (docs.root / NAME, 2)
        assert "'titel'" in error.message
        assert "page /shop/1/" in error.message
        assert NAME in error.message

    def test_undefined_attribute(self, docs: Docs) -> None:
        assert "'titel'" in docs.fails("{{ page.titel }}", NAME).message

    def test_undefined_in_an_included_file(self, docs: Docs) -> None:
        path = docs.write("part.html", "\n\n{{ titel }}")
        error = docs.fails("{% include 'part.html' %}", NAME)
        assert (error.file, error.line) == (path, 3)

    @pytest.mark.parametrize(
        "text", ["\n{% if %}", "\n{{ page.title", "\n{% endfor %}", "\n{{ 1 | no_such_filter }}"]
    )
    def test_syntax(self, docs: Docs, text: str) -> None:
        error = docs.fails(text, NAME)
        assert "not valid Jinja" in error.message
        assert (error.file, error.line) == (docs.root / NAME, 2)

    def test_syntax_in_an_included_file(self, docs: Docs) -> None:
        path = docs.write("part.html", "\n\n{% if %}")
        for text in ("{% include 'part.html' %}", "{% set x = 'part.html' %}{% include x %}"):
            error = docs.fails(text, "icon.html" if "set" in text else NAME)
            assert (error.file, error.line) == (path, 3)

    def test_missing_template(self, docs: Docs) -> None:
        error = docs.fails("\n{% extends 'no.html' %}", NAME)
        assert "no.html" in error.message
        assert (error.file, error.line) == (docs.root / NAME, 2)
        assert str(docs.root) in str(error.hint)

    def test_exception(self, docs: Docs) -> None:
        error = docs.fails("\n{{ 1 // 0 }}", NAME)
        assert "ZeroDivisionError" in error.message
        assert (error.file, error.line) == (docs.root / NAME, 2)
        assert "jinja2" not in str(error.traceback)

    @pytest.mark.parametrize("text", ["\n{{ 1 | trunkate }}", "{% if 1 %}\n{{ 1 | trunkate }}{% endif %}"])
    def test_a_misspelt_filter(self, docs: Docs, text: str) -> None:
        error = docs.fails(text, NAME)
        assert "No filter named 'trunkate'" in error.message
        assert (error.file, error.line) == (docs.root / NAME, 2)
        assert error.hint == "Did you mean 'truncate'?"

    def test_a_block_that_has_to_be_replaced(self, docs: Docs) -> None:
        docs.write("base.html", "{% block x required %}{% endblock %}")
        error = docs.fails("{% extends 'base.html' %}", NAME)
        assert "Required block 'x' not found." in error.message
        assert error.traceback is None

    def test_folders_with_backslashes(self, docs: Docs) -> None:
        docs.write("cards/base.html", "")
        error = docs.fails(r"{% include 'cards\\base.html' %}", NAME)
        assert error.hint is not None
        assert "'cards/base.html'" in error.hint

    def test_not_utf_8(self, docs: Docs) -> None:
        (docs.root / NAME).write_bytes(b"\xef\xbb\xbf<p>\n\xe9</p>")
        with pytest.raises(MetaImageError, match="no UTF-8: byte 0xe9") as caught:
            docs.hook(NAME)
        assert (caught.value.file, caught.value.line) == (docs.root / NAME, 2)

    @pytest.mark.parametrize(
        "text", [f"{{% include '{NAME}' %}}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"]
    )
    @pytest.mark.parametrize("limit", [1000, 40_000])
    def test_what_never_ends(self, docs: Docs, text: str, limit: int) -> None:
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, limit))  # as a card of very many levels does
        try:
            error = docs.fails(text, NAME)
            assert sys.getrecursionlimit() >= limit
        finally:
            sys.setrecursionlimit(before)
        assert "without an end" in error.message
        assert (error.file, error.line) == (docs.root / NAME, 1)
        assert error.traceback is None
