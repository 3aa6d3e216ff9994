"""Why a page does not get a layout, as the mock-up of that layout says."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.preview.heads import read_head
from mkdocs_metaimage.preview.platforms import PLATFORMS
from mkdocs_metaimage.preview.previews import platform_previews
from mkdocs_metaimage.preview.shown import Shown

_URL = "https://docs.example/card.png"
_X = PLATFORMS[0]


def _notes(platform: str, *, card: str, size: tuple[int, int]) -> dict[tuple[str, bool], str | None]:
    head = read_head(
        f'<head><meta property="og:image" content="{_URL}"><meta name="twitter:card" content="{card}"></head>'
    )
    image = Shown(
        id="opengraph-image", convention="opengraph-image", content_type="image/png", size=size, url=_URL
    )
    previews = platform_previews(head, [image], "https://docs.example/")
    return {(each.layout, each.active): each.note for each in previews if each.platform == platform}


def test_the_small_layout_says_what_gives_the_large_one_where_the_page_gets_that():
    notes = _notes("x", card="summary_large_image", size=(1200, 630))
    assert notes["large", True] == _X.note
    assert (
        notes["summary", False]
        == "X shows “Large card” for `twitter:card` summary_large_image and from 300x157 px on, and this else."
    )


def test_the_large_layout_says_what_it_wants_where_the_page_gets_the_small_one():
    notes = _notes("x", card="summary", size=(1200, 630))
    assert (
        notes["large", False]
        == "X shows it so only for `twitter:card` summary_large_image and from 300x157 px on."
    )
    assert notes["summary", True] == _X.note


@pytest.mark.parametrize(
    "platform",
    [each for each in PLATFORMS if len(each.layouts) > 1],
    ids=lambda platform: platform.id,
)
@pytest.mark.parametrize(("card", "size"), [("summary_large_image", (1200, 630)), ("summary", (360, 400))])
def test_every_layout_that_a_page_does_not_get_says_why(platform, card, size):
    unseen = [note for (_, active), note in _notes(platform.id, card=card, size=size).items() if not active]
    assert len(unseen) == 1
    assert platform.large_for in (unseen[0] or "")
