"""Where lines and grapheme clusters end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries

from mkdocs_metaimage.engine.text.breaks import graphemes, line_breaks


def pieces(text):
    cuts = [0, *line_breaks(text), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("word", ["word"]),
        ("two words", ["two ", "words"]),
        ("a  b", ["a  ", "b"]),
        ("well-known", ["well-", "known"]),
        ("soft\u00adhyphen", ["soft\u00ad", "hyphen"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("(in brackets)", ["(in ", "brackets)"]),
        ("3.5 km, 1,000", ["3.5 ", "km, ", "1,000"]),
        ("日本語。テスト", ["日", "本", "語。", "テ", "ス", "ト"]),
        ("あーっあァ々", ["あ", "ー", "っ", "あ", "ァ々"]),
        ("中文“引号”，（字）。", ["中", "文", "“引", "号”，", "（字）。"]),
        ("“quoted” text", ["“quoted” ", "text"]),
        ("👩‍👩‍👧🇩🇪", ["👩‍👩‍👧", "🇩🇪"]),
        ("한국어 글", ["한", "국", "어 ", "글"]),
    ],
)
def test_lines(text, lines):
    assert pieces(text) == lines


def test_neither_end_is_a_break():
    assert line_breaks("a b ") == (2,)
    assert line_breaks(" a") == (1,)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("👩‍👩‍👧a", ["👩‍👩‍👧", "a"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("नि", ["नि"]),
        ("한", ["한"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("", []),
    ],
)
def test_clusters(text, clusters):
    ends = graphemes(text)
    assert [text[start:end] for start, end in zip((0, *ends), ends, strict=False)] == clusters


@given(st.text(st.characters(max_codepoint=0x2040), max_size=30))
def test_the_quick_way_gives_the_same_clusters(text):
    assert graphemes(text) == tuple(grapheme_cluster_boundaries(text))[1:]


@given(st.text("aZ09 ,.", max_size=30))
def test_the_quick_way_gives_the_same_lines(text):
    slow = tuple(offset for offset in line_break_boundaries(text) if 0 < offset < len(text))
    assert line_breaks(text) == slow
