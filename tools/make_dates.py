"""Make `mkdocs_metaimage/assets/dates.jsonl`: how languages write dates, from Unicode's CLDR.

It needs Babel, which brings the CLDR: `python tools/make_dates.py`. Run it when a new CLDR is out. It writes
what the tests expect too, `tests/engine/dates.json`, which Babel itself formats.

Each line of the file is one locale. One with a country or a script holds only what differs from the locale
without: `en-GB` has the patterns, and takes the names of the months from `en`.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.core import get_global
from babel.dates import format_date

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "mkdocs_metaimage" / "assets"
WIDTHS = ("short", "medium", "long", "full")
#: How often a letter of a pattern stands there for a name of a length.
WORDS = {3: "abbreviated", 4: "wide"}
#: Names that languages have had, and tags without a script, with the locale that has the data.
OLD = {"iw": "he", "in": "id", "tl": "fil", "mo": "ro", "sh": "sr_Latn"}
#: The languages of the world that docs are written in.
_LISTED = (
    "af am ar as az be bg bn br bs ca ceb cs cy da de dsb el en eo es et eu fa fi fil fo fr fy ga gd gl gsw gu ha "
    "haw he hi hr hsb hu hy ia id ig is it ja jv ka kab kk km kn ko ku ky lb lo lt lv mg mi mk ml mn mr ms mt my nb "
    "ne nl nn no oc or pa pl ps pt qu rm ro ru rw sa sc sd si sk sl so sq sr su sv sw ta te tg th ti tk to tr tt ug uk "
    "ur uz vi wo xh yi yo yue zh zu"
)
LANGUAGES = frozenset(_LISTED.split())
ZEROS = {
    "latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠", "adlm": "𞥐",
}  # fmt: skip
#: Days that show names, short names, one and two digits.
DAYS = ("2024-02-05", "2023-05-13", "2021-12-31", "0987-10-09")


def main() -> None:
    """Write both files."""
    found = {
        name.replace("_", "-"): described(fresh(name))
        for name in sorted(localedata.locale_identifiers())
        if name.partition("_")[0] in LANGUAGES and complete(name)
    }
    names = {tag: tag.replace("-", "_") for tag in found}
    for short, whole in {**get_global("likely_subtags"), **OLD}.items():
        tag = short.replace("_", "-")
        # `zh-TW` is `zh-Hant-TW`, and `sr-ME` is in Latin letters.
        if tag not in found and short.partition("_")[0] in {*LANGUAGES, *OLD}:
            for name in (whole, whole.rpartition("_")[0]):
                if name in names.values():
                    found[tag], names[tag] = found[name.replace("_", "-")], name
                    break
    kept = {tag: own for tag, own in reduced(found).items() if own or "-" not in tag}
    lines = [
        json.dumps([tag, own], ensure_ascii=False, separators=(",", ":")) for tag, own in sorted(kept.items())
    ]
    (ASSETS / "dates.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    licence = Path(localedata._dirname, "LICENSE.unicode").read_text(encoding="utf-8")
    (ASSETS / "dates-Unicode.txt").write_text(licence.strip() + "\n", encoding="utf-8")
    golden = {tag: expected(fresh(names[tag])) for tag in sorted(names) if tag in kept}
    path = ROOT / "tests" / "engine" / "dates.json"
    path.write_text(json.dumps(golden, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def complete(name: str) -> bool:
    """Whether the CLDR has names of months for a locale, and not the root's `M01`."""
    return bool(fresh(name).months["format"]["wide"][1] != "M01")


def fresh(name: str) -> Locale:
    """A locale, read anew: Babel writes the names that one locale takes from another into what both share."""
    localedata._cache.clear()
    return Locale.parse(name)


def described(locale: Locale) -> dict[str, Any]:
    """Patterns, names and digits, each under the pattern letters that ask for it."""
    found: dict[str, Any] = {width: locale.date_formats[width].pattern for width in WIDTHS}
    for letter, context in (("M", "format"), ("L", "stand-alone")):
        for count, width in WORDS.items():
            names = locale.months[context][width]
            found[letter * count] = [names[month] for month in range(1, 13)]
    for letter, context in (("E", "format"), ("c", "stand-alone")):
        for count, width in WORDS.items():
            names = locale.days[context][width]
            found[letter * count] = [names[day] for day in range(7)]
    found["G"] = locale.eras["abbreviated"][1]
    found["0"] = ZEROS[locale.default_numbering_system]
    return found


def reduced(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each locale without what the one that it falls back to has."""
    plain = {tag: without_repeated(whole) for tag, whole in found.items()}
    kept = {}
    for tag, own in plain.items():
        above = tag.rpartition("-")[0]
        while above and above not in plain:
            above = above.rpartition("-")[0]
        parent = plain[above] if above else {}
        # What the locale above has apart, this one may not.
        kept[tag] = {
            key: value
            for key, value in found[tag].items()
            if (key in own or key in parent) and parent.get(key) != value
        }
    return kept


def without_repeated(whole: dict[str, Any]) -> dict[str, Any]:
    """A locale without the names that are the same alone as in a date."""
    within = str.maketrans("Lc", "ME")
    return {
        key: value
        for key, value in whole.items()
        if key[0] not in "Lc" or value != whole[key.translate(within)]
    }


def expected(locale: Locale) -> list[str]:
    """What Babel writes, in the digits of the locale."""
    zero = ord(ZEROS[locale.default_numbering_system])
    digits = {ord("0") + digit: zero + digit for digit in range(10)}
    days = [datetime.date.fromisoformat(day) for day in DAYS]
    return [format_date(day, width, locale).translate(digits) for day in days[:2] for width in WIDTHS] + [
        format_date(day, "full", locale).translate(digits) for day in days[2:]
    ]


if __name__ == "__main__":
    main()
