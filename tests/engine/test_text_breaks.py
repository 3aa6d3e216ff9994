"""Where lines and grapheme clusters end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import LineBreak, line_break, line_break_boundaries

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.text.breaks import breaks_all, graphemes, keeps_all, line_breaks
from mkdocs_metaimage.engine.text.line_rules import breaks_by_rules, kind_by_class, kind_of
from mkdocs_metaimage.engine.text.words import between_phrases


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
    assert line_breaks("a b ") == [2]
    assert line_breaks(" a") == [1]


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


@given(st.text(st.characters(max_codepoint=0x1FFFF, exclude_categories=("Cs",)), max_size=30))
def test_the_quick_way_gives_the_same_clusters(text):
    assert graphemes(text) == tuple(grapheme_cluster_boundaries(text))[1:]


# Unassigned characters, which the version of Unicode decides about, and where Chromium has a table of its own.
CHARACTERS = st.characters(min_codepoint=0xA1, max_codepoint=0x2FFFF, exclude_categories=("Cn", "Cs", "Co"))
MARKS = st.sampled_from(
    "（）「」“”‘’»«、。！？…—‐/,.:;-$€%+日本ァーａ가각ᄀא1٣éab\u0301\u200d\u2060\u00a0\u200b🇩🇪👦🏻◌ᬅᯀ"
)


def classes(char):
    """Small kana are ideographs, as in Chromium."""
    value = line_break(char)
    return LineBreak.ID if value is LineBreak.CJ else value


@given(st.text(CHARACTERS | MARKS, max_size=12))
def test_the_rules_are_those_of_the_standard(text):
    expected = [offset for offset in line_break_boundaries(text, property=classes) if 0 < offset < len(text)]
    assert breaks_by_rules([kind_of(char) for char in text]) == expected


# As Chromium breaks "日" and these, in all languages but where others are named.
@pytest.mark.parametrize(
    ("text", "strictness", "lang", "breaks"),
    [
        ("日ァ", "auto", "", True),
        ("日ァ", "normal", "ja", True),
        ("日ァ", "strict", "ja", False),
        ("日ァ", "strict", "ko", True),
        ("日々", "auto", "ja", False),
        ("日々", "loose", "", True),
        ("日〜", "auto", "ja", False),
        ("日〜", "auto", "zh-Hant", True),
        ("日〜", "normal", "ja", True),
        ("日・", "loose", "en", False),
        ("日・", "loose", "ja", True),
        ("日“", "auto", "", False),
        ("日“", "auto", "zh", True),
        ("”日", "auto", "zh", True),
        ("“日", "auto", "zh", False),
        ("ab", "anywhere", "", True),
        ("a\u00a0", "anywhere", "", True),
    ],
)
def test_strictness(text, strictness, lang, breaks):
    assert bool(line_breaks(text, strictness, lang)) == breaks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("วันนี้อากาศดีมาก", ["วัน", "นี้", "อากาศ", "ดี", "มาก"]),
        ("ฉันอยากเรียน Python", ["ฉัน", "อยาก", "เรียน ", "Python"]),
        ("ເປັນພາສາ", ["ເປັນ", "ພາ", "ສາ"]),
        ("ភាសាខ្មែរ", ["ភា", "សា", "ខ្មែរ"]),
        ("မြန်မာဘာသာ", ["မြန်", "မာ", "ဘာ", "သာ"]),
    ],
)
def test_words_in_scripts_without_spaces(text, words):
    assert pieces(text) == words


@given(
    st.text(st.characters(min_codepoint=0xE01, max_codepoint=0xEDF, exclude_categories=("Cn",)), max_size=20)
)
def test_no_syllable_is_torn(text):
    assert set(line_breaks(text)) <= set(graphemes(text))


@pytest.mark.parametrize(
    ("before", "after", "breaks", "keeps"),
    [
        ("a", "b", True, True), ("1", "a", True, True), ("a", "(", True, False), ("a", ")", False, False),
        ("a", "-", True, False), (".", "a", True, False), (",", "$", False, False), ("%", "$", True, False),
        ("日", "本", False, True), ("“", "a", False, False), ("a", "\u00a0", False, False),
    ],
)  # fmt: skip
def test_word_break(before, after, breaks, keeps):
    assert breaks_all(before, after) == breaks
    assert keeps_all(before, after) == keeps


def test_phrases_of_japanese_are_kept_together():
    text = "今日はとても天気がいいので、散歩に行きました。"
    every = line_breaks(text)
    kept = between_phrases(text, every, "ja-JP")
    assert [text[start:end] for start, end in zip([0, *kept], [*kept, len(text)], strict=True)] == [
        "今日は", "とても", "天気が", "いいので、", "散歩に", "行きました。",
    ]  # fmt: skip
    assert between_phrases(text, every, "zh") == every
    assert between_phrases("a bc", [2], "ja") == [2]


def test_a_phrase_that_no_line_is_wide_enough_for_is_broken():
    style = "font: 20px/30px Inter; width: 60px; word-break: auto-phrase"
    page = ImageResponse(
        f"<html lang='ja'><body><p style='{style}'>ドキュメントサイトの画像</p>", width=200, height=200
    )
    (paragraph,) = page.layout().children[-1].children
    assert len(paragraph.lines) > 2
    assert all(line.width <= 60 for line in paragraph.lines)


def test_the_kinds_of_common_characters_are_those_of_the_tables_of_unicode():
    for char in map(chr, range(0x20, 0x2600)):
        assert kind_of(char) == kind_by_class(char), f"U+{ord(char):04X}"
