"""Dates in the languages of docs, against what Babel writes of the same CLDR."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from mkdocs_metaimage.engine.dates import WIDTHS, format_date
from mkdocs_metaimage.engine.notes import CardError

DATES = json.loads((Path(__file__).parent / "dates.json").read_text(encoding="utf-8"))
ASKED = [*((day, width) for day in ("2024-02-05", "2023-05-13") for width in WIDTHS)]
ASKED += [("2021-12-31", "full"), ("0987-10-09", "full")]
DAY = datetime.date(2024, 2, 5)


@pytest.mark.parametrize("locale", DATES)
def test_every_locale_writes_as_babel_does(locale: str) -> None:
    assert [format_date(day, width, locale) for day, width in ASKED] == DATES[locale]


def test_languages_that_docs_are_written_in() -> None:
    languages = {tag.partition("-")[0] for tag in DATES}
    assert len(languages) > 100
    for language in (
        "ar",
        "bn",
        "de",
        "fa",
        "fr",
        "he",
        "hi",
        "ja",
        "ko",
        "pt",
        "ru",
        "th",
        "tr",
        "vi",
        "zh",
    ):
        assert language in languages


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "February 5, 2024"),
        ("en-GB", "5 February 2024"),
        ("EN_gb", "5 February 2024"),
        ("de-DE", "5. Februar 2024"),
        ("pt-BR", "5 de fevereiro de 2024"),
        ("zh-TW", "2024年2月5日"),
        ("ar-EG", "٥ فبراير ٢٠٢٤"),
        ("ar-MA", "5 فبراير 2024"),
        ("fa", "۵ فوریهٔ ۲۰۲۴"),
        ("th", "5 กุมภาพันธ์ ค.ศ. 2024"),
        ("no", "5. februar 2024"),
        ("de-x-formal", "5. Februar 2024"),
        ("tlh", "2024-02-05"),
        ("", "2024-02-05"),
    ],
)
def test_long_dates(locale: str, expected: str) -> None:
    assert format_date(DAY, "long", locale) == expected


@pytest.mark.parametrize("value", [None, ""])
def test_no_date(value: object) -> None:
    assert format_date(value) == ""


@pytest.mark.parametrize(
    "value",
    [datetime.datetime(2024, 2, 5, 23, 59), "2024-02-05", "2024-02-05T10:00:00+09:00", " 2024-02-05 "],
)
def test_kinds_of_dates(value: object) -> None:
    assert format_date(value) == "Feb 5, 2024"


@pytest.mark.parametrize("value", ["tomorrow", "2024-13-01", 20240205, 1.5, ["2024-02-05"], "5.2.2024"])
def test_what_is_no_date(value: object) -> None:
    with pytest.raises(CardError, match="is no date: give one, or text such as 2024-05-31"):
        format_date(value)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("y-MM-dd", "2024-02-05"),
        ("d.M.yy", "5.2.24"),
        ("EEE d MMM", "Mo. 5 Feb."),
        ("E, cccc", "Mo., Montag"),
        ("LLLL y", "Februar 2024"),
        ("d. MMMM 'anno' y G", "5. Februar anno 2024 n. Chr."),
        ("MMM''yy", "Feb.'24"),
        ("'o''clock'", "o'clock"),
        ("«d»", "«5»"),
    ],
)
def test_patterns(form: str, expected: str) -> None:
    assert format_date(DAY, form, "de") == expected


@pytest.mark.parametrize("form", ["meduim", "%d.%m.%Y", "HH:mm", "MMMMMMM", "d 'of MMMM", "", None, "yyy"])
def test_forms_that_are_none(form: str) -> None:
    with pytest.raises(CardError, match="form"):
        format_date(DAY, form)


def test_years_have_the_digits_that_are_asked_for() -> None:
    assert format_date("0987-10-09", "y yyyy yy") == "987 0987 87"
    assert format_date("2005-10-09", "yy") == "05"


def test_iso_8601_has_four_digits_in_an_unknown_language() -> None:
    assert format_date("0987-10-09", "full", "tlh") == "0987-10-09"
    assert format_date("0987-10-09", "d MMMM, EEE", "tlh") == "9 10, 2"
