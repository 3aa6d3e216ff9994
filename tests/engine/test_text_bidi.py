"""Levels and the order of a line, after examples of UAX #9."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.text.bidi import levels, visual_order


def shown(text, base):
    return "".join(text[index] for index in visual_order(levels(text, base)))


@pytest.mark.parametrize(
    ("text", "base", "visual"),
    [
        ("abc", "ltr", "abc"),
        ("abc", "rtl", "abc"),
        ("אבג", "ltr", "גבא"),
        ("abc אבג def", "ltr", "abc גבא def"),
        ("abc אבג def", "rtl", "def גבא abc"),
        ("אבג 123 דה", "auto", "הד 123 גבא"),
        ("abc!", "rtl", "!abc"),
        ("אבג!", "auto", "!גבא"),
        ("אבג!", "ltr", "גבא!"),
        ("אב (גד) ab", "auto", "ab )דג( בא"),
        ("אב (ab) גד", "auto", "דג )ab( בא"),  # N0: the brackets go with the paragraph
        ("ab (אב) cd", "ltr", "ab (בא) cd"),
        ("אב a(b)", "ltr", "בא a(b)"),
        ("مرحبا 12-34", "auto", "34-12 ابحرم"),  # W2: numbers after Arabic letters
        ("שלום 12-34", "auto", "12-34 םולש"),
        ("קמ 5%", "auto", "5% מק"),
    ],
)
def test_order(text, base, visual):
    assert shown(text, base) == visual


def test_levels():
    assert levels("ab אב 12", "ltr") == [0, 0, 0, 1, 1, 1, 2, 2]
    assert levels("אב ab", "rtl") == [1, 1, 1, 2, 2]


def test_white_space_at_the_end_has_the_base_level():
    assert levels("אב  ", "ltr") == [1, 1, 0, 0]
    assert levels("ab  ", "rtl") == [2, 2, 1, 1]


def test_auto_takes_the_first_strong_character_outside_of_isolates():
    assert levels("12 אב", "auto")[-1] == 1
    assert levels("\u2067אב\u2069 ab אב", "auto")[-1] == 1
    assert levels("\u2067אב\u2069 ab", "auto")[-1] == 0
    assert levels("12", "auto") == [0, 0]


def test_an_isolate_does_not_touch_its_surroundings():
    # Without the isolate the number would go to the left of the Hebrew name.
    assert shown("\u2068אבג\u2069 12", "ltr").replace("\u2068", "").replace("\u2069", "") == "גבא 12"
    assert shown("אבג 12", "ltr") == "12 גבא"
    nested = "a \u2067אב \u2066cd\u2069 הו\u2069 e"
    assert (
        "".join(char for char in shown(nested, "ltr") if char not in "\u2066\u2067\u2069") == "a וה cd בא e"
    )


def test_unclosed_isolates_and_stray_ends():
    assert len(levels("a \u2067אב", "ltr")) == 5
    assert levels("a\u2069b", "ltr") == [0, 0, 0]


def test_overrides():
    assert shown("\u202eabc\u202c", "ltr").strip("\u202e\u202c") == "cba"


def test_rule_l2():
    assert visual_order([0, 1, 1, 2, 2, 1, 0]) == [0, 5, 3, 4, 2, 1, 6]
    assert visual_order([1, 1]) == [1, 0]
    assert visual_order([2, 2]) == [0, 1]
    assert visual_order([]) == []


ALPHABET = "ab אב12.,()[]\u0661\u0628\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\t\n%+-"


@given(st.text(ALPHABET, max_size=40), st.sampled_from(["ltr", "rtl", "auto"]))
def test_every_character_has_a_level_and_a_place(text, base):
    found = levels(text, base)
    assert len(found) == len(text)
    assert all(level >= 0 for level in found)
    assert sorted(visual_order(found)) == list(range(len(text)))


@given(st.text(max_size=20))
def test_any_text_has_levels(text):
    assert len(levels(text, "auto")) == len(text)


def test_isolates_without_end():
    found = levels("\u2067" * 3000 + "a", "ltr")
    assert len(found) == 3001
    assert max(found) <= 126
