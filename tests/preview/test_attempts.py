"""What a form tries of a page, and what a query may not ask for."""

from __future__ import annotations

import pytest
from preview.drafts import page

from mkdocs_metaimage.preview.attempts import Attempt, AttemptError, read_attempt, tried
from mkdocs_metaimage.preview.docs import DocsPage


def _tried(attempt, **values):
    return tried(DocsPage("a.md", page("a.md", **values), "a"), attempt).page


def test_a_query_that_tries_nothing_is_no_attempt():
    assert read_attempt({}) is None
    assert read_attempt({"page": "index.md", "image": "icon", "width": "99999"}) is None
    assert read_attempt({"title": "", "description": "  ", "dir": ""}) is None


def test_all_that_can_be_tried():
    query = {"title": " A\n b ", "description": "c", "lang": "pt-BR", "dir": "rtl", "template": "big-type"}
    assert read_attempt(query) == Attempt("A b", "c", "pt-BR", "rtl", "big-type")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("title", "x" * 2001, "2000 characters"),
        ("description", "x" * 2001, "2000 characters"),
        ("lang", "en_GB", "BCP 47"),
        ("lang", "e" * 36, "BCP 47"),
        ("lang", 'en" onload="', "BCP 47"),
        ("dir", "LTR", "ltr nor rtl"),
        ("template", "card.html", "default"),
        ("template", "_base", "default"),
        ("template", "../templates/default", "default"),
        ("template", "/etc/passwd", "default"),
    ],
)
def test_what_cannot_be_tried_is_refused_with_what_can(name, value, said):
    with pytest.raises(AttemptError, match=said):
        read_attempt({name: value})
    if name != "template":
        assert read_attempt({"title": "x" * 2000, "description": "y" * 2000}) is not None


def test_an_attempted_title_wins_over_that_of_metaimage():
    own = {"title": "Card's", "eyebrow": "Kept"}
    found = _tried(Attempt(title="Tried"), meta={"metaimage": own, "title": "Page's"}, card=own)
    assert found.title == "Tried"
    assert found.card == {"title": "Tried", "eyebrow": "Kept"}
    assert found.meta["metaimage"] == {"title": "Tried", "eyebrow": "Kept"}
    assert own == {"title": "Card's", "eyebrow": "Kept"}


def test_what_is_not_tried_stays():
    found = _tried(Attempt(description="New"), title="Old", locale="de", direction="ltr", section=("S",))
    assert (found.title, found.description, found.locale, found.section) == ("Old", "New", "de", ("S",))


@pytest.mark.parametrize(
    ("attempt", "direction"),
    [
        (Attempt(lang="ar"), "rtl"),
        (Attempt(lang="en"), "ltr"),
        (Attempt(lang="az-Arab"), "rtl"),
        (Attempt(lang="ar", dir="ltr"), "ltr"),
        (Attempt(dir="rtl"), "rtl"),
        (Attempt(title="x"), "rtl"),
    ],
)
def test_the_direction_is_that_of_the_language_unless_it_is_tried_too(attempt, direction):
    found = _tried(attempt, locale="he", direction="rtl")
    assert found.direction == direction
    assert found.locale == (attempt.lang or "he")
    if attempt.lang:
        assert found.meta["lang"] == attempt.lang


def test_a_tried_template_is_not_hidden_by_a_picture():
    own = {"image": "cover.png", "alt": "A cover", "template": "blog", "author": "Ada"}
    found = _tried(Attempt(template="code"), meta={"metaimage": own}, card=own)
    assert found.card == {"template": "code", "author": "Ada"}
    assert _tried(Attempt(title="x"), meta={"metaimage": own}, card=own).card == {**own, "title": "x"}


@pytest.mark.parametrize("own", [False, ["no", "mapping"], "text"])
def test_what_the_front_matter_has_in_place_of_a_mapping_stays(own):
    found = _tried(Attempt(title="x", template="blog"), meta={"metaimage": own}, card={})
    assert found.meta["metaimage"] == own
    assert found.title == "x"
