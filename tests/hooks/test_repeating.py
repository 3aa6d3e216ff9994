"""Which templates need not be filled again for what they were filled with before."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.hooks import BUILT_IN, built_in_templates


@pytest.fixture
def recipe(docs):
    docs.write("parts.html", "{% macro box(text) %}<p>{{ text }}</p>{% endmacro %}{% set now = 1 %}")
    docs.write(
        "counting.html",
        "{% set n = namespace(of=0) %}{% macro box() %}{% set n.of = n.of + 1 %}{% endmacro %}",
    )
    return lambda text: docs.hook("opengraph-image.html", text).recipe


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title | truncate(20) }} {{ site.name.upper() }} {{ page.date | date }}",
        "{% for tag in page.tags %}{{ loop.index }} {{ tag }}{% endfor %}{{ page.meta.get('a', '') }}",
        "{% macro box(text) %}{{ text }}{% endmacro %}{{ box(page.title) }}{% call box(1) %}{% endcall %}",
        "{% import 'parts.html' as parts %}{{ parts.box(page.title) }}",
        "{% from 'parts.html' import box %}{{ box(page.title) }}",
        "{% extends '_base.html' %}{% block title %}{{ super() }}{{ self.address() }}{% endblock %}",
        "{{ page.tags | map('upper') | join }} {{ page.headings | map(attribute='text') | join }}",
        "{% include 'missing.html' ignore missing %}",
    ],
)
def test_what_looks_at_nothing_else(recipe, text):
    assert recipe(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "{{ asset('logo.png') }}",
        "{{ page.date.today() }}",
        "{{ page.date['today']() }}",
        "{{ (page.date | attr('today'))() }}",
        "{% set now = page.date.today %}{{ now() }}",
        "{% set range = page.date.today %}{{ range() }}",
        "{% macro box(now) %}{{ now() }}{% endmacro %}{{ box(page.date.today) }}",
        "{% macro today() %}{% endmacro %}{{ page.date.today() }}",
        "{% macro box() %}{% endmacro %}{% set box = page.date.today %}{{ box() }}",
        "{% from 'parts.html' import now as range %}{{ range() }}",
        "{% from 'parts.html' import now %}{{ now() }}",
        "{% import 'parts.html' as parts %}{{ parts.now() }}",
        "{% import 'parts.html' as parts %}{% set parts = page.date %}{{ parts.box() }}",
        "{% import 'counting.html' as counting %}{{ counting.box() }}",
        "{{ page.tags | random }}",
        "{% filter random %}a{% endfilter %}",
        "{{ page.tags | map('random') }}",
        "{{ page.tags | map(page.title) }}",
        "{{ page.tags | map(*page.tags) }}",
        "{{ lipsum() }}",
        "{{ page.meta.update(a=1) }}",
        "{% include page.card.part %}",
    ],
)
def test_what_may_look_at_more(recipe, text):
    assert recipe(text) is None


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("{{ site.name }} {{ site.url }}", False),
        ("{{ site.pages | length }}", True),
        ("{{ site['pages'] | length }}", True),
        ("{% set all = site %}{{ all.pages | length }}", True),
        ("{% for site in [site] %}{{ site.pages | length }}{% endfor %}", True),
        ("{% include 'all.html' %}", True),
    ],
)
def test_who_reads_other_pages(docs, recipe, text, reads):
    docs.write("all.html", "{{ site | attr('pages') | length }}")
    assert recipe(text).reads_pages is reads


def test_the_sources_are_all_that_it_is_made_of(docs, recipe):
    sources = dict(recipe("{% include 'parts.html' %}{{ page.title }}").sources)
    assert sources == {
        str(docs.root / name): (docs.root / name).read_text()
        for name in ("opengraph-image.html", "parts.html")
    }


def test_code_may_do_anything(docs):
    assert docs.hook("icon.py", "def image(): return b''").recipe is None


def test_most_built_in_templates_need_not_be_filled_again(docs):
    loader = docs.build()
    again = {
        name for name in built_in_templates() if loader.load(BUILT_IN / f"{name}.html", False).recipe is None
    }
    assert again == {"blog", "photo", "split"}, "these name files"
