"""The filters of cards: `truncate`, `contrast`, `date`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_metaimage import html
from mkdocs_metaimage.engine.filters import contrast, truncate
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.text.breaks import graphemes

FAMILY = "👨‍👩‍👧‍👦"
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("ab é́\u0301👩🏽‍🔬🇩🇪नमस्ते各种语言‏سلام\u2067\u2069 -"),
    )
)


class TestTruncate:
    @pytest.mark.parametrize(
        ("text", "length", "expected"),
        [
            ("short", 5, "short"),
            ("Install and run", 15, "Install and run"),
            ("Install and run", 14, "Install and…"),
            ("Install and run", 12, "Install and…"),
            ("Install and run", 11, "Install…"),
            ("Install, then run", 12, "Install…"),
            ("Install – and run", 12, "Install…"),
            ("unbelievable", 6, "unbel…"),
            ("a well-known way", 8, "a…"),
            ("e\u0301te\u0301 a\u0300 Paris", 6, "e\u0301te\u0301 a\u0300…"),
            (FAMILY * 3, 2, FAMILY + "…"),
            (FAMILY * 2, 2, FAMILY * 2),
            ("🇩🇪🇫🇷🇯🇵", 2, "🇩🇪…"),
            ("各种语言的文档。排版", 6, "各种语言的…"),
            ("各种语言的文档。排版", 9, "各种语言的文档。…"),
            ("สวัสดีชาวโลก", 7, "สวัสดี…"),
            ("שלום עולם ועוד", 11, "שלום עולם…"),
            ("", 0, ""),
            ("x", 1, "x"),
            ("xy", 1, "…"),
            (None, 5, ""),
            (1234567, 4, "123…"),
        ],
    )
    def test_words(self, text: object, length: int, expected: str) -> None:
        assert truncate(text, length) == expected

    def test_an_undefined_text_is_an_error(self) -> None:
        with pytest.raises(CardError, match="'summary'"):
            html("{{ summary | truncate(10) }}")

    def test_a_long_text(self) -> None:
        marks = "e" + "\u0301" * 900
        assert truncate(marks * 3, 2) == marks + "…"
        assert truncate(marks * 2, 2) == marks * 2
        assert truncate("नमस्ते " * 500, 4) == "नमस्ते…"

    def test_arguments_are_those_of_jinja(self) -> None:
        assert truncate("Install and run", 10, True) == "Install a…"
        assert truncate("Install and run", 12, False, "...") == "Install..."
        assert truncate("Install and run", 12, False, "") == "Install and"
        assert truncate("Install and run", 12, leeway=3) == "Install and run"
        assert truncate("Install and run", 12, leeway=2) == "Install and…"

    def test_isolates_that_are_cut_open_are_closed(self) -> None:
        assert truncate("a \u2067שלום עולם\u2069 b", 9) == "a \u2067שלום…\u2069"
        assert truncate("a \u202bשלום עולם\u202c b", 9) == "a \u202bשלום…\u202c"
        whole = "a \u2067ש\u2069 and more"
        assert truncate(whole, 10) == "a \u2067ש\u2069 and…"

    def test_of_markup_only_the_text(self) -> None:
        assert truncate(Markup("a &amp; <b>bold</b> word"), 10) == "a & bold…"
        assert html("{{ x | truncate(10) }}", x=Markup("a &amp; <b>bold</b> word")) == "a &amp; bold…"
        assert html("{{ x | truncate(4) }}", x="<<<<<<") == "&lt;&lt;&lt;…"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((-1,), "length of truncate is -1"),
            (("9",), "is '9'"),
            ((True,), "is True"),
            ((2, True, "..."), "which has more"),
            ((2, True, None), "end of truncate is None"),
        ],
    )
    def test_what_cannot_be(self, arguments: tuple[Any, ...], said: str) -> None:
        with pytest.raises(CardError, match=said):
            truncate("Install", *arguments)

    @given(TEXTS, st.integers(1, 30), st.booleans(), st.sampled_from(["…", "...", "", " →"]))
    def test_a_cut_text(self, text: str, length: int, killwords: bool, end: str) -> None:
        if len(end) > length:
            return
        cut = truncate(text, length, killwords, end)
        assert len(graphemes(cut)) <= max(length, 0)
        if len(graphemes(text)) <= length:
            assert cut == text
            return
        kept, mark, closing = cut.rpartition(end) if end else (cut, "", "")
        if not end:
            kept = cut.rstrip("\u2069\u202c") if not text.startswith(cut) else cut
        assert mark == end
        assert set(closing) <= {"\u2069", "\u202c"}
        assert text.startswith(kept)
        assert len(kept) in {0, *graphemes(text)}


class TestContrast:
    @pytest.mark.parametrize(
        ("background", "expected"),
        [
            ("#fff", "#000000"),
            ("black", "#ffffff"),
            ("#4051b5", "#ffffff"),
            ("#ffec3d", "#000000"),
            ("oklch(0.3 0.1 250)", "#ffffff"),
            ("rgb(0 0 0 / 10%)", "#000000"),
            ("transparent", "#000000"),
        ],
    )
    def test_black_or_white(self, background: str, expected: str) -> None:
        assert contrast(background) == expected

    def test_candidates_stay_as_they_are_written(self) -> None:
        assert contrast("#fff", "gold", "hsl(220 50% 30%)") == "hsl(220 50% 30%)"
        assert contrast("#000", "#eee", "#EEEEEE") == "#eee"
        assert contrast("#fff", "rgb(0 0 0 / 0.05)", "#777") == "#777"

    @pytest.mark.parametrize("colors", [("blu",), ("#fff", "no"), (None,), ("#fff", "currentcolor")])
    def test_what_is_no_colour(self, colors: tuple[Any, ...]) -> None:
        with pytest.raises(CardError, match='give a CSS colour, such as "#4051b5"'):
            contrast(*colors)

    @given(st.integers(0, 0xFFFFFF))
    def test_either_black_or_white_can_be_read(self, number: int) -> None:
        """The lower of both contrasts is at most 4.6, so that the higher one is what small text needs, 4.5."""
        color = f"#{number:06x}"
        assert contrast(color, color, contrast(color)) == contrast(color)


@dataclass
class Owner:
    locale: str


class TestDate:
    def test_the_language_is_that_of_the_page(self) -> None:
        day = datetime.date(2024, 2, 5)
        source = "{{ day | date('long') }}"
        assert html(source, day=day, page=Owner("de"), site=Owner("fr")) == "5. Februar 2024"
        assert html(source, day=day, page=None, site=Owner("fr")) == "5 février 2024"
        assert html(source, day=day, page=Owner("de"), locale="es") == "5 de febrero de 2024"
        assert html(source, day=day) == "February 5, 2024"
        assert html("{{ day | date(locale='pl', form='d MMM') }}", day=day, page=Owner("de")) == "5 lut"

    def test_no_date_is_nothing(self) -> None:
        assert html("[{{ day | date }}]", day=None) == "[]"

    def test_an_undefined_date_is_an_error(self) -> None:
        with pytest.raises(CardError, match=r"uses what is not defined: 'day'"):
            html("{{ day | date }}")

    def test_errors_name_the_line(self) -> None:
        with pytest.raises(CardError, match=r"Line 2 of the template: 'soon' is no date"):
            html("\n{{ 'soon' | date }}")
