"""Templates that extend others: whose blocks are shown, whose names mean what, and what is a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_metaimage.hooks import BUILT_IN, HookLoader, Request, built_in_templates
from mkdocs_metaimage.pages import Page

if TYPE_CHECKING:
    from .conftest import Docs

NAME = "opengraph-image.html"
BASE = """\
<meta name="option" content="eyebrow: above the title">
<h1>{% block title %}{{ page.title }}{% endblock %}</h1>
{% block foot %}<p>{% block address %}acme.dev{% endblock %}</p>{% endblock %}
"""


def text(docs: Docs, source: str, name: str = NAME) -> str:
    """What a template says of the page, in one line."""
    hook = docs.hook(name, source)
    request = docs.request()
    hook.variants(request)
    rendered = hook._rendered(request)  # type: ignore[attr-defined]
    return " ".join(rendered.replace('<meta name="option" content="eyebrow: above the title">', "").split())


class TestBlocks:
    def test_one_is_replaced_and_the_others_stay(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        source = "{% extends 'base.html' %}{% block title %}<i>{{ super() }}</i>{% endblock %}"
        assert text(docs, source) == "<h1><i>Install &amp; run</i></h1> <p>acme.dev</p>"

    def test_one_in_another(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        source = "{% extends 'base.html' %}{% block address %}here{% endblock %}"
        assert text(docs, source) == "<h1>Install &amp; run</h1> <p>here</p>"

    def test_over_two_levels(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        middle = "{% extends 'base.html' %}{% block foot %}{% block more %}more{% endblock %}{% endblock %}"
        docs.write("middle.html", middle)
        source = "{% extends 'middle.html' %}{% block more %}{{ super() }} and more{% endblock %}"
        assert text(docs, source) == "<h1>Install &amp; run</h1> more and more"

    @pytest.mark.parametrize("name", built_in_templates())
    def test_every_built_in_card_can_be_extended(self, docs: Docs, name: str) -> None:
        assert "Install &amp; run" in text(docs, f"{{% extends '{name}.html' %}}")
        hook = docs.hook("plain.html", f"{{% extends '{name}.html' %}}")
        own = docs.builds[-1].load(BUILT_IN / f"{name}.html", is_icon=False)
        assert hook.options == own.options

    def test_the_blocks_to_replace(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        hook = docs.hook(
            NAME, "{% extends 'base.html' %}{% block title %}{% block own %}{% endblock %}{% endblock %}"
        )
        assert hook.blocks == ("title", "foot", "own", "address")  # type: ignore[attr-defined]

    def test_parts_of_the_built_in_ones_can_be_had(self, docs: Docs) -> None:
        assert "Install &amp; run" in text(docs, "<p>{% include 'default.html' %}</p>")


class TestMistakes:
    @pytest.mark.parametrize(
        ("block", "advice"),
        [("titel", "Did you mean 'title'?"), ("zzz", "The blocks to replace are title, foot and address.")],
    )
    def test_a_block_that_is_never_shown(self, docs: Docs, block: str, advice: str) -> None:
        docs.write("base.html", BASE)
        error = docs.fails(f"{{% extends 'base.html' %}}\n\n{{% block {block} %}}x{{% endblock %}}", NAME)
        assert (
            error.message
            == f"The block {block!r} would never be shown: no template that this one extends has it."
        )
        assert (error.file, error.line, error.hint) == (docs.root / NAME, 3, advice)

    @pytest.mark.parametrize("again", [False, True])
    def test_a_block_in_one_that_is_replaced(self, docs: Docs, again: bool) -> None:
        docs.write("base.html", BASE)
        shown = "{{ super() }}" if again else "x"
        docs.write("middle.html", f"{{% extends 'base.html' %}}{{% block foot %}}{shown}{{% endblock %}}")
        source = "{% extends 'middle.html' %}{% block address %}here{% endblock %}"
        if again:
            assert "<p>here</p>" in text(docs, source)
            return
        error = docs.fails(source, NAME)
        reason = "the block 'foot', which it is in, is replaced"
        assert error.message == f"The block 'address' would never be shown: {reason}."
        assert error.hint == "The blocks to replace are title and foot."

    def test_a_block_beside_the_one_that_had_it(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        blocks = "{% block foot %}x{% endblock %}{% block address %}here{% endblock %}"
        error = docs.fails("{% extends 'base.html' %}" + blocks, NAME)
        assert (
            "'address' would never be shown: the block 'foot', which it is in, is replaced." in error.message
        )
        assert error.hint == "Show {{ super() }} in 'foot', or put into that what this one has."

    def test_a_block_in_an_included_template_that_extends(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        path = docs.write("part.html", "{% extends 'base.html' %}{% block tilte %}{% endblock %}")
        error = docs.fails("{% include 'part.html' %}", NAME)
        assert (error.file, error.hint) == (path, "Did you mean 'title'?")

    def test_the_extended_one_has_no_blocks(self, docs: Docs) -> None:
        docs.write("base.html", "<p></p>")
        error = docs.fails("{% extends 'base.html' %}{% block title %}{% endblock %}", NAME)
        assert error.hint == "There is no block to replace."

    @pytest.mark.parametrize(
        "source",
        [
            "{% extends 'base.html' %}{% block title %}{% block own %}x{% endblock %}{% endblock %}",
            "{% extends 'base.html' %}{% block own %}x{% endblock %}{% block title %}{{ self.own() }}{% endblock %}",
            "{% extends 'base.html' if page else 'no.html' %}{% block title %}x{% endblock %}",
            "{% if page %}{% extends 'base.html' %}{% endif %}{% block title %}x{% endblock %}{% block a %}{% endblock %}",
        ],
    )
    def test_blocks_that_are_shown(self, docs: Docs, source: str) -> None:
        docs.write("base.html", BASE)
        assert text(docs, source).startswith("<h1>x</h1>")

    @pytest.mark.parametrize(
        "beside",
        ["<style>p {}</style>", "<P>{{ page.title }}</P>", "{% if page %}<p>x</p>{% endif %}", "<!-- --><p>"],
    )
    def test_what_stands_beside_blocks_is_never_shown(self, docs: Docs, beside: str) -> None:
        docs.write("base.html", BASE)
        source = "{% extends 'base.html' %}\n{% block title %}x{% endblock %}\n\n" + beside
        error = docs.fails(source, NAME)
        tag = "style" if "style" in beside else "p"
        assert error.message == f"The <{tag}> would never be shown: it stands outside of the blocks."
        assert (error.file, error.line) == (docs.root / NAME, 4)
        assert error.hint == "Put it into a block: title, foot and address."

    def test_what_stands_before_the_extends_is_shown(self, docs: Docs) -> None:
        docs.write("base.html", BASE)
        assert text(docs, "<i>before</i>{% extends 'base.html' %}").startswith("<i>before</i> <h1>Install")

    @pytest.mark.parametrize(
        "beside",
        [
            "Words that say what this is for, a < b.",
            "<!-- <p>no</p> -->",
            "{# <p> #}",
            "<meta name=size content=9x9>",
            "<html><head><meta name=size content=9x9></head></html>",
            "{% macro m() %}<p>x</p>{% endmacro %}{% set y %}<p>y</p>{% endset %}",
        ],
    )
    def test_what_may_stand_beside_blocks(self, docs: Docs, beside: str) -> None:
        docs.write("base.html", BASE)
        source = "{% extends 'base.html' %}{% block title %}x{% endblock %}" + beside
        assert text(docs, source).startswith("<h1>x</h1>")

    def test_a_template_that_nobody_has(self, docs: Docs) -> None:
        error = docs.fails("\n{% extends 'defualt' %}", NAME)
        assert "It needs a template that is not there: defualt." in error.message
        assert str(error.hint).startswith("Did you mean the built-in template 'default.html'?")
        assert (error.file, error.line) == (docs.root / NAME, 2)


class TestNames:
    def test_a_file_may_extend_the_built_in_one_of_its_name(self, docs: Docs) -> None:
        assert "Install &amp; run" in text(docs, "{% extends 'default.html' %}", "default.html")

    def test_a_chain_of_one_name(self, docs: Docs) -> None:
        """From the folder to the docs' root, to the folder of the config file, to the built-in one."""
        line = "{{% extends 'card.html' %}}{{% block foot %}}{0} {{{{ super() }}}}{{% endblock %}}"
        docs.write("../card.html", "<p>{% block foot %}config{% endblock %}</p>")
        docs.write("card.html", line.format("docs"))
        assert text(docs, line.format("guide"), "guide/card.html") == "<p>guide docs config</p>"
        docs.write("default.html", "{% extends 'default.html' %}")
        assert "Install &amp; run" in text(docs, "{% extends 'default.html' %}", "guide/default.html")

    def test_an_own_one_hides_the_built_in_one(self, docs: Docs) -> None:
        docs.write("default.html", BASE)
        assert text(docs, "{% extends 'default.html' %}").startswith("<h1>Install")

    def test_one_that_extends_itself(self, docs: Docs) -> None:
        error = docs.fails("\n{% extends 'opengraph-image.html' %}", NAME)
        assert error.message == "The template extends itself."
        assert (error.file, error.line) == (docs.root / NAME, 2)

    def test_a_circle(self, docs: Docs) -> None:
        docs.write("a.html", "{% extends 'b.html' %}")
        path = docs.write("b.html", "<p>\n{% extends 'a.html' %}")
        error = docs.fails("{% extends 'a.html' %}", NAME)
        assert error.message == f"The template extends {docs.root / 'a.html'}, which extends it in turn."
        assert (error.file, error.line) == (path, 2)


class TestAssets:
    @pytest.fixture
    def found(self, docs: Docs) -> list[str]:
        for name in ("a.png", "look/a.png", "look/b.png", "shop/c.png", "theme/d.png", "img/a b&c.png"):
            docs.write(name, "")
        return []

    def names(self, docs: Docs, source: str, name: str = NAME) -> list[str]:
        rendered = text(docs, source, name)
        return [path.removeprefix(docs.root.as_posix() + "/") for path in rendered.split()]

    def test_beside_the_template_then_from_the_docs(self, docs: Docs, found: list[str]) -> None:
        source = (
            "{{ asset('a.png') }} {{ asset('/a.png') }} {{ asset('../a.png') }} {{ asset('look/b.png') }}"
        )
        assert self.names(docs, source, "look/card.html") == ["look/a.png", "a.png", "a.png", "look/b.png"]

    def test_of_the_template_whose_text_names_it(self, docs: Docs, found: list[str]) -> None:
        docs.write("look/part.html", "{{ asset('b.png') }} ")
        docs.write("look/m.html", "{% macro logo(x='b.png') %}{{ asset(x) }} {% endmacro %}")
        docs.write("look/base.html", "{{ asset('a.png') }} {% block b %}{{ asset('b.png') }}{% endblock %}")
        source = "{% extends 'look/base.html' %}{% block b %}{{ super() }} {{ asset('a.png') }} "
        source += "{% include 'look/part.html' %}{% import 'look/m.html' as m %}{{ m.logo() }}{% endblock %}"
        assert self.names(docs, source) == ["look/a.png", "look/b.png", "a.png", "look/b.png", "look/b.png"]

    def test_beside_the_page(self, docs: Docs, found: list[str]) -> None:
        hook = docs.hook(NAME, "{{ asset(page.card.picture) }}")
        page = Page(
            title="P", url="shop/p/", route=("shop", "p"), src_path="shop/p.md", card={"picture": "c.png"}
        )
        request = Request(None, page, docs.request().site)
        assert hook._rendered(request) == (docs.root / "shop/c.png").as_posix()  # type: ignore[attr-defined]

    def test_addresses_and_absolute_paths_stay(self, docs: Docs, found: list[str]) -> None:
        path = (docs.root / "a.png").as_posix()
        addresses = ["https://a.dev/x.png", "data:image/png;base64,", path]
        source = " ".join(f"{{{{ asset('{address}') }}}}" for address in addresses)
        assert text(docs, source).split() == addresses

    def test_names_are_escaped(self, docs: Docs, found: list[str]) -> None:
        assert text(docs, "{{ asset('img/a b&c.png') }}").endswith("/img/a b&amp;c.png")

    def test_the_theme(self, docs: Docs, found: list[str]) -> None:
        from mkdocs_metaimage.hooks import Assets

        path = docs.write(NAME, "{{ asset('d.png') }}")
        loader = HookLoader(docs.root, docs.config_dir, Assets(docs.root, (docs.root / "theme",)))
        docs.builds.append(loader)
        hook = loader.load(path, is_icon=False)
        assert hook._rendered(docs.request()) == (docs.root / "theme/d.png").as_posix()  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            (
                "'look/bb.png'",
                "There is no file 'look/bb.png', which asset() names. Did you mean 'look/b.png'? It is",
            ),
            ("'zzz'", "There is no file 'zzz', which asset() names. It is looked for in "),
            ("'z' * 300", "There is no file 'zzzz"),
            (r"'img\\x.png'", "The folders in a path have slashes between them. "),
            ("''", "asset() takes the path of a file, not ''."),
            ("none", "asset() takes the path of a file, not None."),
            ("titel", "uses what is not defined: 'titel'"),
        ],
    )
    def test_what_is_not_there(self, docs: Docs, found: list[str], name: str, said: str) -> None:
        error = docs.fails(f"\n\n{{{{ asset({name}) }}}}", NAME)
        assert said in f"{error.message} {error.hint}"
        assert (error.file, error.line) == (docs.root / NAME, 3)
