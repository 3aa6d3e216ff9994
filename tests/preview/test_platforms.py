"""The table of the platforms, and texts cut to their limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from mkdocs_metaimage.preview.platforms import PLATFORMS, SAFE_BYTES
from mkdocs_metaimage.preview.text_limits import ELLIPSIS, Limit, length, shortened

_CARD = "summary_large_image"
_NAMED = {each.id: each for each in PLATFORMS}


def test_the_platforms_are_those_that_the_preview_promises():
    assert [each.id for each in PLATFORMS] == [
        *("x", "facebook", "linkedin", "slack", "discord"),
        *("whatsapp", "telegram", "mastodon", "bluesky", "imessage"),
    ]


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_every_platform_shows_the_card_that_is_the_default(platform):
    # 1200x630 px, PNG, at most 300 KB: what a site gets that sets nothing must be large everywhere.
    assert "image/png" in platform.formats
    assert platform.most_bytes is None or platform.most_bytes >= SAFE_BYTES
    assert platform.layout_of(_CARD, (1200, 630)) is platform.layouts[0]
    assert platform.most_size is None or platform.most_size >= (1200, 630)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_no_type_is_both_shown_and_unreliable_and_layouts_have_ids_of_their_own(platform):
    assert not platform.formats & platform.unreliable
    assert len({layout.id for layout in platform.layouts}) == len(platform.layouts)


@pytest.mark.parametrize(
    ("platform", "card", "size", "layout"),
    [
        ("x", _CARD, (1200, 630), "large"),
        ("x", "summary", (1200, 630), "summary"),
        ("x", None, (1200, 630), "summary"),
        ("x", _CARD, (299, 630), "summary"),
        ("x", _CARD, (300, 157), "large"),
        ("x", _CARD, (300, 156), "summary"),
        ("x", _CARD, None, "large"),
        ("facebook", None, (600, 315), "large"),
        ("facebook", None, (599, 315), "thumbnail"),
        ("facebook", None, (600, 314), "thumbnail"),
        ("linkedin", "summary", (401, 210), "large"),
        ("linkedin", _CARD, (400, 210), "thumbnail"),
        ("slack", None, (500, 262), "large"),
        ("slack", None, (499, 262), "thumbnail"),
        ("discord", _CARD, (200, 200), "large"),
        ("discord", "summary", (1200, 630), "thumbnail"),
        ("whatsapp", None, (1200, 630), "wide"),
        ("whatsapp", None, (630, 630), "square"),
        ("telegram", None, (630, 1200), "thumbnail"),
        ("mastodon", None, (1200, 630), "large"),
        ("bluesky", "summary", (64, 64), "large"),
        ("imessage", None, (900, 473), "large"),
        ("imessage", None, (899, 473), "thumbnail"),
    ],
)
def test_the_tags_and_the_size_of_the_picture_give_the_layout(platform, card, size, layout):
    assert _NAMED[platform].layout_of(card, size).id == layout


def test_what_gives_a_large_card_is_said_in_words():
    assert _NAMED["x"].large_for == "for `twitter:card` summary_large_image and from 300x157 px on"
    assert _NAMED["slack"].large_for == "from 500 px wide on"
    assert _NAMED["telegram"].large_for == "for pictures that are wider than high"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("", Limit(10), ""),
        ("just right", Limit(10), "just right"),
        ("just a bit longer", Limit(10), "just a…"),
        ("ends at word here", Limit(13), "ends at word…"),
        ("a comma, and more", Limit(10), "a comma…"),
        ("  white \n space\t is one  ", Limit(20), "white space is one"),
        ("an unbreakable.example.org/path/of/a/url", Limit(20), "an unbreakable.exam…"),
        ("中文标题中文标题", Limit(16, by_width=True), "中文标题中文标题"),
        ("中文标题中文标题!", Limit(16, by_width=True), "中文标题中文标…"),
        ("中文标题中文标题", Limit(8), "中文标题中文标题"),
        ("anything", Limit(0), ""),
        ("anything", None, "anything"),
        ("👩‍👩‍👧 and 🇫🇷🇩🇪🇮🇹 together", Limit(8), "👩‍👩‍👧 and…"),
    ],
)
def test_texts_are_cut_at_words_and_never_within_a_character(text, limit, shown):
    assert shortened(text, limit).text == shown


def test_a_text_that_fits_is_not_cut_and_one_too_long_by_a_character_is():
    limit = Limit(70, by_width=True)
    assert shortened("x" * 70, limit) == ("x" * 70, False)
    assert shortened("x" * 71, limit) == ("x" * 69 + ELLIPSIS, True)


_TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            [*"  \n,.", "\u0301", "\u200d", "👩", "🏽", "🇫", "中", "각", "ᄀ", "ᅡ", "\r", "क", "्", "ष"]
        ),
    ),
    max_size=80,
)


@given(_TEXTS, st.integers(0, 40), st.booleans())
def test_what_is_shown_is_whole_characters_within_the_limit(text, most, by_width):
    limit = Limit(most, by_width=by_width)
    whole = shortened(text, None).text
    shown, cut = shortened(text, limit)
    assert length(shown, limit) <= most
    assert cut == (length(whole, limit) > most)
    if not cut:
        assert shown == whole
    elif shown:
        kept = list(grapheme_clusters(shown.removesuffix(ELLIPSIS)))
        assert kept == list(grapheme_clusters(whole))[: len(kept)]


def test_every_platform_of_the_table_is_known_to_the_front_end():
    assets = Path(__file__).parents[2] / "mkdocs_metaimage/preview/assets/js/platforms"
    known = "".join(file.read_text(encoding="utf-8") for file in assets.glob("*.js"))
    assert [each.id for each in PLATFORMS if each.id not in known] == []
