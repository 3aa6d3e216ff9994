"""Selectors that are matched without soupsieve select what it selects."""

from __future__ import annotations

import pytest
import soupsieve
import tinycss2
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.css.sheets.simple_selectors import simple_selector

DOCUMENT = BeautifulSoup(
    """<html><body id="b" class="x"><div class="x y"><p id="p" class="y"><b class="x">1</b><i>2</i></p>
    <div id="q"><p class="x y z"><b>3</b></p><div class="y"><i class="x:y">4</i></div></div></div></body></html>""",
    "html.parser",
)
ELEMENTS = DOCUMENT.find_all(True)
COMPOUND = st.builds(
    lambda tag, parts: tag + "".join(parts),
    st.sampled_from(["", "*", "div", "P", "b", "i", "body", "html"]),
    st.lists(st.sampled_from([".x", ".y", ".z", "#p", "#q", "#b", r".x\:y"]), max_size=2),
).filter(bool)
SELECTORS = st.builds(
    lambda first, rest: first + "".join(f"{sign}{compound}" for sign, compound in rest),
    COMPOUND,
    st.lists(st.tuples(st.sampled_from([" ", " > ", ">", "  "]), COMPOUND), max_size=3),
)


def read(text: str):
    return simple_selector(tinycss2.parse_component_value_list(text))


@given(SELECTORS)
def test_they_select_what_soupsieve_selects(text):
    found = read(text)
    if found is None:
        assert text.count("#") > 1
        return
    wanted = soupsieve.compile(text)
    assert [found.match(tag) for tag in ELEMENTS] == [wanted.match(tag) for tag in ELEMENTS]


@pytest.mark.parametrize(
    "text",
    ["", " ", "a:hover", "a + b", "a ~ b", "[x]", "> a", "a >", "a > > b", ".", "..a", "a.", "#1a", "a b:first-child",
     "a, b", "1", ".1", "*.a:not(.b)", "a|b", "&", "a*", ".a div.b c*"],
)  # fmt: skip
def test_others_are_left_to_soupsieve(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["a", " .a ", "*", "#a", "a#b.c", "*.a", "a  >  .b c", r".sm\:w-1"])
def test_these_are_not(text):
    assert read(text) is not None
