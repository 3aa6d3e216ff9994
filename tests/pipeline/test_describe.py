"""The alternative text of a card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.pages import Page
from mkdocs_metaimage.pipeline.planner import describe


@given(st.text(min_size=1), st.text())
def test_it_is_what_the_card_says_within_the_limit_of_x(title, description):
    text = describe(Page(title=title, description=description, url="", route=()))
    assert 0 < len(text) <= 420
    whole = f"{title}: {description}" if description else title
    assert text == whole or (text.endswith("…") and whole.startswith(text[:-1]) and len(whole) > 420)
