"""The OpenType features that the properties of CSS Fonts 4, section 6, ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The features of each keyword of `font-variant-ligatures`, `-numeric`, `-east-asian`, `-alternates` and
#: `-position`. What fonts do of their own accord needs no feature: common ligatures, contextual alternates.
BY_KEYWORD: Final[dict[str, dict[str, int]]] = {
    "none": dict.fromkeys(("liga", "clig", "dlig", "hlig", "calt"), 0),
    "no-common-ligatures": {"liga": 0, "clig": 0},
    "discretionary-ligatures": {"dlig": 1},
    "no-discretionary-ligatures": {"dlig": 0},
    "historical-ligatures": {"hlig": 1},
    "no-historical-ligatures": {"hlig": 0},
    "no-contextual": {"calt": 0},
    "historical-forms": {"hist": 1},
    "lining-nums": {"lnum": 1},
    "oldstyle-nums": {"onum": 1},
    "proportional-nums": {"pnum": 1},
    "tabular-nums": {"tnum": 1},
    "diagonal-fractions": {"frac": 1},
    "stacked-fractions": {"afrc": 1},
    "ordinal": {"ordn": 1},
    "slashed-zero": {"zero": 1},
    "jis78": {"jp78": 1},
    "jis83": {"jp83": 1},
    "jis90": {"jp90": 1},
    "jis04": {"jp04": 1},
    "simplified": {"smpl": 1},
    "traditional": {"trad": 1},
    "full-width": {"fwid": 1},
    "proportional-width": {"pwid": 1},
    "ruby": {"ruby": 1},
    "sub": {"subs": 1},
    "super": {"sups": 1},
}
#: Optional ligatures would swallow the space between letters (CSS Text 3, section 7.2); Chromium takes the
#: contextual alternates for such too.
SPACED_OUT: Final = {"liga": 0, "clig": 0, "calt": 0}


class Capitals(NamedTuple):
    """What `font-variant-caps` asks of a font.

    Attributes:
        features: The features that a font should have.
        lower: Whether capitals stand for small letters where it has them not.
        upper: Whether smaller capitals stand for capitals.
    """

    features: tuple[str, ...]
    lower: bool = False
    upper: bool = False


_SMALL: Final = Capitals(("smcp",), lower=True)
_ALL_SMALL: Final = Capitals(("c2sc", "smcp"), lower=True, upper=True)
_UNICASE: Final = Capitals(("unic",), upper=True)
# For each keyword what a font may have, the best first; the last is made of the letters there are.
_CAPITALS: Final[dict[str, tuple[Capitals, ...]]] = {
    "small-caps": (_SMALL,),
    "all-small-caps": (_ALL_SMALL,),
    "petite-caps": (Capitals(("pcap",)), _SMALL),
    "all-petite-caps": (Capitals(("c2pc", "pcap")), _ALL_SMALL),
    "unicase": (_UNICASE,),
    "titling-caps": (Capitals(("titl",)),),
}


def features_of(keywords: Iterable[str], kerning: str = "auto") -> dict[str, int]:
    """The features that keywords of `font-variant` and a `font-kerning` ask for."""
    features: dict[str, int] = {}
    for keyword in keywords:
        features.update(BY_KEYWORD.get(keyword, {}))
    if kerning == "none":
        features["kern"] = 0
    return features


def capitals(keyword: str, there: frozenset[str]) -> tuple[dict[str, int], Capitals | None]:
    """What a font does for `font-variant-caps`, and how what it has not is to be made, if at all.

    Args:
        keyword: The value, not `normal`.
        there: The features that the font has.
    """
    ways = _CAPITALS[keyword]
    for way in ways:
        if there.issuperset(way.features):
            return dict.fromkeys(way.features, 1), None
    made = ways[-1]
    return {}, made if made.lower or made.upper else None
