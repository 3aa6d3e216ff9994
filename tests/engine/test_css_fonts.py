"""How the font properties are written, and what they compute to."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import h, parse


def computed(css):
    styled, notes = cascade(parse(h("p", {"style": css}, "x")), 100, 100)
    (child,) = styled.children
    return child.style, notes


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("font-style: oblique", {"font_style": "oblique"}),
        ("font-style: oblique 20deg", {"font_style": 20.0}),
        ("font-style: oblique -0.25turn", {"font_style": -90.0}),
        ("font-stretch: 62.5%", {"font_stretch": 62.5}),
        ("font-stretch: semi-expanded", {"font_stretch": 112.5}),
        ("font-width: condensed", {"font_stretch": 75.0}),
        ("font-variation-settings: 'wght' 650.5, 'XHGT' -2", {"font_variation_settings": (("wght", 650.5), ("XHGT", -2))}),
        ("font-feature-settings: 'ss01', 'liga' off, 'cv11' 3",
         {"font_feature_settings": (("ss01", 1), ("liga", 0), ("cv11", 3))}),
        ("font-variant-numeric: slashed-zero tabular-nums",
         {"font_variant_numeric": ("slashed-zero", "tabular-nums")}),
        ("font-variant: none", {"font_variant_ligatures": ("none",), "font_variant_caps": "normal"}),
        ("font-variant: small-caps tabular-nums ruby no-contextual",
         {"font_variant_caps": "small-caps", "font_variant_numeric": ("tabular-nums",),
          "font_variant_east_asian": ("ruby",), "font_variant_ligatures": ("no-contextual",)}),
        ("font-variant-numeric: ordinal; font-variant: normal", {"font_variant_numeric": ()}),
        ("font-synthesis: none", {"font_synthesis_weight": "none", "font_synthesis_small_caps": "none"}),
        ("font-synthesis: style small-caps", {"font_synthesis_style": "auto", "font_synthesis_weight": "none"}),
        ("font-size-adjust: 0.5", {"font_size_adjust": 0.5}),
        ("font-size-adjust: ex-height 0.5", {"font_size_adjust": 0.5}),
        ("font: oblique 10deg small-caps 650 condensed 20px/2 a, 'B c'",
         {"font_style": 10.0, "font_variant_caps": "small-caps", "font_weight": 650.0, "font_stretch": 75.0,
          "font_size": 20.0, "line_height": 40.0, "font_family": ("a", "B c")}),
        ("font-kerning: none; font-variant-numeric: ordinal; font-variation-settings: 'wght' 1; font: 20px a",
         {"font_kerning": "auto", "font_variant_numeric": (), "font_variation_settings": ()}),
    ],
)  # fmt: skip
def test_values(css, expected):
    style, notes = computed(css)
    assert notes == ()
    assert {name: getattr(style, name) for name in expected} == expected


@pytest.mark.parametrize(
    "css",
    [
        "font-style: oblique 91deg",
        "font-style: italic 10deg",
        "font-stretch: -1%",
        "font-stretch: wide",
        "font-variation-settings: 'weight' 1",
        "font-variation-settings: 'wght'",
        "font-feature-settings: 'ss01' -1",
        "font-feature-settings: ss01",
        "font-feature-settings: 'ss01',",
        "font-variant-numeric: tabular-nums proportional-nums",
        "font-variant-numeric: tabular-nums tabular-nums",
        "font-variant: small-caps unicase",
        "font-variant: none small-caps",
        "font-variant-ligatures: none contextual",
        "font-synthesis: weight weight",
        "font-synthesis: bold",
        "font-size-adjust: -1",
        "font: 62.5% condensed 20px a",
        "font: all-small-caps 20px a",
    ],
)
def test_what_is_no_value_is_noted(css):
    plain, _ = computed("")
    style, notes = computed(css)
    assert [note.kind for note in notes] == ["unknown_css"]
    assert style.text == plain.text


def test_font_feature_settings_go_over_the_variants():
    style, _ = computed(
        "font-variant-numeric: tabular-nums slashed-zero; font-feature-settings: 'tnum' 0; font-kerning: none"
    )
    assert dict(style.text.features) == {"tnum": 0, "zero": 1, "kern": 0}


def test_font_properties_are_inherited():
    tree = h("p", {"style": "font-variant: small-caps tabular-nums; font-stretch: 80%"}, h("b", None, "x"))
    styled, _ = cascade(parse(tree), 9, 9)
    text = styled.children[0].children[0].style.text
    assert (text.caps, text.features, text.width) == ("small-caps", (("tnum", 1),), 80.0)
