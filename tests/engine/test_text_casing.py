"""Capitals and small letters of languages, as Chromium writes them."""

import pytest

from mkdocs_metaimage.engine.text.casing import lowercase, titlecase, uppercase


@pytest.mark.parametrize(
    ("lang", "text", "capitals"),
    [
        ("", "straße, ﬁne", "STRASSE, FINE"),
        ("en", "istanbul", "ISTANBUL"),
        ("tr", "istanbul ılık", "İSTANBUL ILIK"),
        ("tr-TR", "ai", "Aİ"),
        ("az_AZ", "i", "İ"),
        ("hy", "և", "ԵՒ"),
        ("", "άλφα", "ΆΛΦΑ"),
        ("el", "άλφα", "ΑΛΦΑ"),
        ("el-GR", "Μαΐου, γραΐδιο", "ΜΑΪΟΥ, ΓΡΑΪΔΙΟ"),
        ("el", "το ή το", "ΤΟ Ή ΤΟ"),
        ("el", "ήλιος", "ΗΛΙΟΣ"),
        ("el", "άυλος, μάιος, ρολόι", "ΑΫΛΟΣ, ΜΑΪΟΣ, ΡΟΛΟΪ"),
        ("el", "ὦ κεῖμαι ᾳ ῳ Ῥόδος", "Ω ΚΕΙΜΑΙ ΑΙ ΩΙ ΡΟΔΟΣ"),
        ("el", "ΰ ΐ, café", "Ϋ Ϊ, CAFÉ"),
        ("el", "", ""),
    ],
)
def test_capitals(lang: str, text: str, capitals: str) -> None:
    assert uppercase(text, lang) == capitals


@pytest.mark.parametrize(
    ("lang", "text", "small"),
    [
        ("", "ISPARTA", "isparta"),
        ("tr", "ISPARTA İZMİR", "ısparta izmir"),
        ("az", "I", "ı"),
        ("el", "ΟΔΟΣ", "οδος"),
        ("", "ΣΑΣ", "σας"),
    ],
)
def test_small_letters(lang: str, text: str, small: str) -> None:
    assert lowercase(text, lang) == small


@pytest.mark.parametrize(
    "letters", [("ﬁ", "ﬁ"), ("ß", "ß"), ("ŉ", "ŉ"), ("ǆ", "ǅ"), ("ΰ", "ΰ"), ("և", "և"), ("é", "É")]
)
def test_a_letter_begins_a_word_as_one_letter(letters: tuple[str, str]) -> None:
    assert titlecase(letters[0]) == letters[1]
