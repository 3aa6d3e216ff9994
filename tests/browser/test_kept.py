"""The lines that keep what was tried: they say it, and a page that has them has the card that was seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from mkdocs_metaimage.pages import text_direction

if TYPE_CHECKING:
    from browser.desk import Desk
    from browser.edits import Edits

# What YAML has another meaning for, or no place.
_TEXTS = [
    "no", "No", "NULL", "y", "~", "1.0", "0x1f", "1_000", "2024-01-01", "12:30", ".inf", "=", "<<", "---", "...",
    "a: b", "a:", "a #b", "#a", "- a", "? a", "'a'", '"a"', "[a]", "{a}", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">",
    "\\", "a\\nb", "a\tb", "a  b", "it's", "A & B, c/d (e)!", "Grüße", "日本語", "مرحبا: 1", "👩🏽‍💻 ❤️", "a\u00a0b",
    "a\u0085b", "a\u2028b", "a\u007fb", "\ufeffa", "a\ufffe", "e\u0301", "हिन्दी",
]  # fmt: skip
_TAGS = [
    "en", "ar", "AR-eg", "fa", "he", "ur-PK", "az", "az-Arab", "ar-Latn", "ks-Deva", "pa", "pa-Arab", "ckb", "dv",
    "yi", "zh-Hant", "ff-Adlm", "rhg-Rohg", "sr-Latn-RS", "syr", "ug", "ps", "sd", "nqo", "arc",
]  # fmt: skip


def test_lines_say_what_was_tried(desk: Desk):
    lines = desk.open().evaluate(
        """async ([module, texts]) => {
            const { frontMatter } = await import(module);
            return texts.map((text) => frontMatter({ title: text, description: text, lang: text, dir: "rtl" }));
        }""",
        [f"{desk.site.preview}assets/js/design/front_matter.js", _TEXTS],
    )
    for text, said in zip(_TEXTS, lines, strict=True):
        assert yaml.safe_load(said) == {"lang": text, "metaimage": {"title": text, "description": text}}


def test_a_language_is_written_as_the_site_has_it(desk: Desk):
    ways = desk.open().evaluate(
        """async ([module, tags]) => {
            const { direction } = await import(module);
            return tags.map(direction);
        }""",
        [f"{desk.site.preview}assets/js/design/languages.js", _TAGS],
    )
    assert dict(zip(_TAGS, ways, strict=True)) == {tag: text_direction(tag) for tag in _TAGS}


@pytest.mark.parametrize("template", ["", "split"])
def test_a_page_with_the_lines_has_the_card(desk: Desk, edits: Edits, template: str):
    page = desk.open(page="quickstart.md", tab="design")
    picture = page.get_by_role("region", name="Picture", exact=True).get_by_role("img")
    title = page.get_by_label("Title", exact=True)
    # What another test has saved may still be there.
    expect(title).to_have_value("Quick start")
    expect(picture).to_have_attribute("alt", re.compile("Quick start"))
    # Its address is made of what it shows.
    before = picture.get_attribute("src")
    title.fill('Yes: "no" #1')
    page.get_by_label("Language", exact=True).fill("ar")
    page.get_by_label("Template", exact=True).select_option(template)
    expect(page).to_have_url(re.compile("lang=ar"))
    expect(page).to_have_url(re.compile("template=split" if template else "title="))
    expect(picture).to_have_attribute("alt", re.compile('Yes: "no" #1'))
    seen = picture.get_attribute("src")
    assert seen != before
    lines = page.get_by_label("Lines of front matter").inner_text()
    page.get_by_role("button", name="Reset").click()
    expect(picture).to_have_attribute("src", str(before))
    edits.replace("docs/quickstart.md", "# Quick start\n", f"---\n{lines}\n---\n\n# Quick start\n")
    expect(picture).to_have_attribute("src", str(seen))
    expect(title).to_have_value('Yes: "no" #1')


def test_what_is_typed_is_not_lost_by_going_on(desk: Desk):
    page = desk.open(page="quickstart.md", tab="design")
    title = page.get_by_label("Title", exact=True)
    expect(title).to_have_value("Quick start")
    title.fill("Typed and gone on")
    page.get_by_role("tab", name="Tags").click()
    expect(page).to_have_url(re.compile("tab=tags&title=Typed"))
    expect(page.get_by_role("tabpanel")).to_contain_text("Typed and gone on")
    page.go_back()
    expect(page).to_have_url(re.compile("tab=design&title=Typed"))
    page.reload()
    expect(title).to_have_value("Typed and gone on")
