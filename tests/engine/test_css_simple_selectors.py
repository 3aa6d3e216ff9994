"""Selectors that are matched without soupsieve select what it selects."""

from __future__ import annotations

import pytest
import soupsieve
import tinycss2
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.css.sheets.simple_selectors import Place, simple_selector

DOCUMENT = BeautifulSoup(
    """<html><body id="b" class="x"><div class="x y" lang="AR-eg"><p id="p" class="y"><b class="x">1</b><i>2</i></p>
    <div id="q" lang="ko"><p class="x y z"><b lang="">3</b></p><div class="y"><i class="x:y" lang="kok">4</i></div></div>
    </div></body></html>""",
    "html.parser",
)
ELEMENTS = DOCUMENT.find_all(True)
LANGUAGES = [":lang(ar)", ":lang(KO)", ":lang(en, ko)", ":lang(kok)"]
COMPOUND = st.builds(
    lambda tag, parts: tag + "".join(parts),
    st.sampled_from(["", "*", "div", "P", "b", "i", "body", "html"]),
    st.lists(
        st.sampled_from(
            [
                ".x",
                ".y",
                ".z",
                "#p",
                "#q",
                "#b",
                r".x\:y",
                *LANGUAGES,
                ":is(.x, #p, b)",
                ":where( .y:lang(ko) , i )",
            ]
        ),
        max_size=2,
    ),
).filter(bool)
SELECTORS = st.builds(
    lambda first, rest: first + "".join(f"{sign}{compound}" for sign, compound in rest),
    COMPOUND,
    st.lists(st.tuples(st.sampled_from([" ", " > ", ">", "  "]), COMPOUND), max_size=3),
)


def place(tag):
    above = place(tag.parent) if tag.parent is not DOCUMENT else None
    attributes = {name: value for name, value in tag.attrs.items() if name != "class"}
    return Place(tag.name, attributes, frozenset(tag.attrs.get("class", ())), above)


def read(text: str):
    return simple_selector(tinycss2.parse_component_value_list(text))


@given(SELECTORS)
def test_they_select_what_soupsieve_selects(text):
    found = read(text)
    if found is None:
        assert text.count("#") > 1
        return
    wanted = soupsieve.compile(text)
    assert [found.match(place(tag)) for tag in ELEMENTS] == [wanted.match(tag) for tag in ELEMENTS]


@pytest.mark.parametrize(
    "text",
    ["", " ", "a:hover", "a + b", "a ~ b", "[x]", "> a", "a >", "a > > b", ".", "..a", "a.", "#1a", "a b:first-child",
     "a, b", "1", ".1", "*.a:not(.b)", "a|b", "&", "a*", ".a div.b c*", ":lang(de-AT)", ":lang('*')", ":lang()",
     ":is()", ":is(a b)", ":is(a, b:hover)", ":is(a)b", ":root", ":lang", ":"],
)  # fmt: skip
def test_others_are_left_to_soupsieve(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    ["a", " .a ", "*", "#a", "a#b.c", "*.a", "a  >  .b c", r".sm\:w-1", ":lang(a,b)", "a:is(b,.c):lang(d) e"],
)
def test_these_are_not(text):
    assert read(text) is not None
