"""What tells the plan of one page from that of another, or of another build."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest
from markupsafe import Markup

from mkdocs_metaimage import Font
from mkdocs_metaimage.hooks import Recipe
from mkdocs_metaimage.pages import Colors, Heading, Page, Site
from mkdocs_metaimage.pipeline import Links, Workshop
from mkdocs_metaimage.pipeline.plans import Inputs

FONT = Path(__file__).parents[1] / "chromium/fonts/NotoSansJP-400.ttf"
LINKS, WORKSHOP = Links(), Workshop()
RECIPE = Recipe((("/docs/card.html", "text"),), reads_pages=False)
DAY, NOON = datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1, 12)
UTC = datetime.UTC


def inputs(page, *, path="a", site=None, links=LINKS, workshop=WORKSHOP, recipe=RECIPE):
    return Inputs(site or Site(pages=(page,)), links, workshop, recipe).of(page, path)


def page(**fields) -> Page:
    return Page(**{"title": "A", "url": "a/", "route": ("a",), **fields})


# Of each field values that anything could tell apart.
FIELDS = {
    "title": ("A", "B"),
    "url": ("a/", "b/"),
    "route": (("a",), ("a", "b"), ("a/b",)),
    "description": ("", "A"),
    "canonical_url": (None, "", "https://a.b/"),
    "src_path": (None, "a.md"),
    "meta": (
        {}, {"a": 1}, {"a": True}, {"a": 1.0}, {"a": "1"}, {1: 1}, {"a": [1]}, {"a": (1,)}, {"a": {"b": DAY}},
        {"a": {"b": NOON}}, {"a": {"b": str(DAY)}}, {"a": NOON.replace(tzinfo=UTC)}, {"a": 1, "b": 2}, {"b": 2, "a": 1},
        {"a": None}, {"a": -0.0}, {"a": 0.0}, {"a": "\ud800"}, {"a": [[DAY]]}, {"a": [[repr(DAY)]]},
    ),
    "headings": ((), (Heading(1, "a", "b"),), (Heading(1, "ab", ""),), (Heading(2, "a", "b"),)),
    "section": ((), ("a",), ("a", "b")),
    "locale": ("en", "de"),
    "direction": ("ltr", "rtl"),
    "date": (None, DAY),
    "updated": (None, DAY),
    "authors": ((), ("a",)),
    "tags": ((), ("a",)),
    "card": ({}, {"title": "A"}, {"title": None}),
}  # fmt: skip
SITE_FIELDS = {
    "name": ("", "A"),
    "url": (None, "https://a.b/"),
    "description": ("", "A"),
    "author": ("", "A"),
    "locale": ("en", "de"),
    "logo": (None, "/a.svg"),
    "logo_tone": ("", "dark"),
    "colors": (Colors(), Colors(primary="red"), Colors(text="red")),
    "font_family": ("sans-serif", "serif"),
}


def test_nothing_else_is_in_a_page_or_site():
    assert FIELDS.keys() == {field.name for field in dataclasses.fields(Page)}
    assert SITE_FIELDS.keys() | {"pages"} == {field.name for field in dataclasses.fields(Site)}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_a_page_tells(name):
    found = [inputs(page(**{name: value})) for value in FIELDS[name]]
    assert None not in found
    assert len(set(found)) == len(found)
    assert found == [inputs(page(**{name: value})) for value in FIELDS[name]]


@pytest.mark.parametrize("name", SITE_FIELDS)
def test_every_field_of_the_site_tells(name):
    found = [inputs(page(), site=Site(**{name: value})) for value in SITE_FIELDS[name]]
    assert None not in found
    assert len(set(found)) == len(found)


def test_whatever_a_card_is_made_with_tells():
    others = [
        {"path": "b"},
        {"links": Links("https://a.b/")},
        {"links": Links("https://a.b/", "/")},
        {"workshop": Workshop(max_bytes=1)},
        {"workshop": Workshop(allow_remote=True)},
        {"workshop": Workshop(debug=True)},
        {"workshop": Workshop(kept_in=Path("/a"))},
        {"workshop": Workshop(fonts=(Font(FONT),))},
        {"workshop": Workshop(fonts=(Font(FONT, weight=700),))},
        {"recipe": Recipe((("/docs/card.html", "other"),), reads_pages=False)},
        {"recipe": Recipe((("/card.html", "text"),), reads_pages=False)},
    ]
    found = [inputs(page(), **other) for other in others]
    assert None not in found
    assert len({*found, inputs(page())}) == len(others) + 1


def test_other_pages_tell_where_the_template_reads_them():
    own = page()
    alone, two, changed = (
        Site(pages=(own, *others)) for others in ((), (page(url="b/"),), (page(url="b/", title="B"),))
    )
    for recipe, count in ((RECIPE, 1), (dataclasses.replace(RECIPE, reads_pages=True), 3)):
        assert len({inputs(own, site=site, recipe=recipe) for site in (alone, two, changed)}) == count


@pytest.mark.parametrize(
    "value", [object(), Markup("a"), Path("a"), type("Day", (datetime.date,), {})(2024, 5, 1)]
)
def test_what_is_not_known_to_be_a_plain_value_is_never_the_same(value):
    strange = page(meta={"a": [value]})
    assert inputs(strange) is None
    assert inputs(page(date=value)) is None
    reads = dataclasses.replace(RECIPE, reads_pages=True)
    assert inputs(page(), site=Site(pages=(page(), strange)), recipe=reads) is None


def test_a_font_that_is_not_there():
    assert inputs(page(), workshop=Workshop(fonts=(Font("missing.ttf"),))) is None
