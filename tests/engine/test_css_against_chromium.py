"""Computed styles, colours and markup are Chromium's, which `tests/chromium/computed_styles.py` asked."""

import json
import re
import sys
from dataclasses import fields, is_dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest
import tinycss2

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium.computed_styles import ANSWERS, AROUND, CHROMIUM_NAMES, SIZE

from mkdocs_metaimage.engine.css.cascade import StyledNode, cascade
from mkdocs_metaimage.engine.css.color import Color, parse_color
from mkdocs_metaimage.engine.css.properties import PROPERTIES, parse_value
from mkdocs_metaimage.engine.css.values import Context, Length
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.text.fonts import FontLibrary

ANSWERED = json.loads(ANSWERS.read_text(encoding="utf-8"))
BASE = ANSWERED["base"]
FONTS = FontLibrary()
OF_CHROMIUM = {name: CHROMIUM_NAMES.get(name, name) for name in PROPERTIES}
# What the engine makes of what it cannot lay out.
DISPLAYS = {
    "inline-table": "inline-block", "ruby": "inline", "ruby-text": "inline", "-webkit-box": "flex",
    "-webkit-inline-box": "inline-flex", "inline list-item": "list-item", "flow-root list-item": "list-item",
}  # fmt: skip
# What layout makes of what is a flex or grid item, or is positioned.
BLOCKS = {"inline": "block", "inline-block": "block", "inline-flex": "flex", "inline-grid": "grid"}
# Other words for what the engine does not tell apart.
SAME = {
    "legacy": "normal", "legacy center": "center", "-webkit-center": "center", "-webkit-right": "right",
    "-webkit-left": "left", "collapse": "hidden", '"Times New Roman"': "sans-serif",
}  # fmt: skip


# Without lines they say nothing; the engine keeps those of the ancestors' lines there.
_OF_LINES = ("text-decoration-color", "text-decoration-style", "text-decoration-thickness")


_OF_TEXT = ("-webkit-text-fill-color", "-webkit-text-stroke-color", "text-emphasis-color", "outline-color")


def style_of(source, fold=None):
    root, _ = cascade(parse(source), *SIZE, FONTS)
    found = find(root, "x")
    assert found is not None, source
    return found.style


def find(node, name):
    if node.id == name:
        return node
    for child in node.children:
        if isinstance(child, StyledNode):
            found = find(child, name)
            if found:
                return found
    return None


def expected(name, text, own):
    """Chromium's words as the engine's value of this kind."""
    if isinstance(own, str) and not text.endswith("px") and name != "text-emphasis-style":
        return text
    entry = PROPERTIES[name]
    value = parse_value(name, tinycss2.parse_component_value_list(text))
    assert value is not None, f"{name}: {text} is not read"
    if entry.compute is not None:
        value = entry.compute(value, Context(20.0, 16.0, *SIZE, Color(1, 2, 3)))
    return value


def same(name, own, text):
    if name not in ("white-space-collapse", "font-feature-settings"):
        text = SAME.get(text, text).removeprefix("unsafe ")
    if name == "font-family" and text == "Inter" and own == ("sans-serif",):
        return True  # what the page of the script says for the engine's own
    if name == "display":
        text = "block" if text.startswith("table") else DISPLAYS.get(text, text)
        return text in (own, BLOCKS.get(own))
    if name == "font-feature-settings":
        own = tuple(sorted(own))
    if name == "line-height":
        return near(own, None if text == "normal" else float(text.removesuffix("px")))
    if name == "font-style" and own == 0:
        return text == "normal"
    if name == "font-size":
        return near(own, float(text.removesuffix("px")))
    if name in ("letter-spacing", "word-spacing"):
        em = float(text.removesuffix("%")) / 100 if text.endswith("%") else None
        return near(own, em * 20 if em else 0.0 if text == "normal" else float(text.removesuffix("px")))
    if name in ("fill", "stroke") and own is None:
        return True  # the picture's own
    if name in _OF_TEXT and own is None:
        return parse_color(text) is not None  # that of the text, which is another for each descendant
    if text == "clip" and own == "visible":
        return True  # what pictures are by themselves in Chromium
    if name == "aspect-ratio" and text.startswith("auto ") and own is None:
        return True  # of a picture that is not there yet
    if name == "vertical-align" and text == "-webkit-baseline-middle":
        return own == "middle"
    if name.startswith("min-") and text == "0px" and own == "auto":
        return True  # `auto` is 0 outside of flex and grid containers
    if text in ("none", "auto") and own == ():
        return True
    wanted = expected(name, text, own)
    if name.startswith("background-") and isinstance(own, tuple) and isinstance(wanted, tuple):
        own = tuple(islice(cycle(own), len(wanted)))  # Chromium says it for each layer
    if name == "text-shadow":
        own = tuple(shadow._replace(color=shadow.color or Color(1, 2, 3)) for shadow in own)
    return near(own, wanted)


def near(first, second):
    if isinstance(first, float | int) and isinstance(second, float | int):
        return first == pytest.approx(second, rel=5e-4, abs=2e-3)
    if isinstance(first, Color) and isinstance(second, Color):
        return all(near(*pair) for pair in zip(first, second, strict=True))
    if isinstance(first, Length) and isinstance(second, Length):
        return all(near(first.resolve(base), second.resolve(base)) for base in (0, 10, 100, 1000))
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(near(*pair) for pair in zip(first, second, strict=True))
    if is_dataclass(first) and type(first) is type(second):
        return all(near(getattr(first, each.name), getattr(second, each.name)) for each in fields(first))
    return first == second


def differences(style, wanted):
    """What of the style is not as Chromium has it."""
    skipped = _OF_LINES if wanted["text-decoration-line"] == "none" else ()
    return [
        f"{name}: {getattr(style, entry.attribute)!r} for {wanted[OF_CHROMIUM[name]]}"
        for name, entry in PROPERTIES.items()
        if OF_CHROMIUM[name] in wanted
        and name not in skipped
        and hasattr(style, entry.attribute)
        and not same(name, getattr(style, entry.attribute), wanted[OF_CHROMIUM[name]])
    ]


@pytest.mark.parametrize("declarations", ANSWERED["declarations"])
def test_declarations(declarations):
    style = style_of(AROUND.format(declarations))
    assert differences(style, BASE | ANSWERED["declarations"][declarations]) == []


@pytest.mark.parametrize("document", ANSWERED["documents"])
def test_documents(document):
    assert differences(style_of(document), BASE | ANSWERED["documents"][document]) == []


@pytest.mark.parametrize("color", ANSWERED["colors"])
def test_colors(color):
    found, wanted = parse_color(color), ANSWERED["colors"][color]
    if wanted is None:
        assert found is None
    else:
        # Chromium's canvas holds channels multiplied by alpha.
        assert found[:3] == pytest.approx(wanted[:3], abs=1 if wanted[3] == 255 else 2)
        assert found[3] == pytest.approx(wanted[3] / 255, abs=0.003)


@pytest.mark.parametrize("markup", ANSWERED["markup"])
def test_markup(markup):
    answer = re.sub(r"<!--.*?-->|<\?[^>]*>|</?tbody>", "", ANSWERED["markup"][markup], flags=re.DOTALL)
    assert parse(markup) == parse(answer)
