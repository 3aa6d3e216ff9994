"""The preview of 144 pages in twelve languages, three of them written from right to left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.desk import Desk, Watched
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.serving import Served
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.corpora

_LANGUAGES = ("ar", "bn", "de", "en", "fa", "he", "hi", "ja", "ko", "ru", "zh", "zh-Hant")


@pytest.fixture
def many(context: BrowserContext, polyglot: Served, watched: Watched) -> Desk:
    return Desk(context.new_page(), polyglot, watched)


def test_the_first_cards_are_there_before_the_last(many: Desk):
    page = many.open()
    entries = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("link"))
    expect(entries).to_have_count(144)
    expect(entries.first.locator("img").first).to_have_js_property("naturalWidth", 1200)
    expect(entries.last.locator("img")).to_have_count(0)
    assert 0 < len(many.watched.asked("/picture/")) < 60
    entries.last.scroll_into_view_if_needed()
    expect(entries.last.locator("img").first).to_have_js_property("naturalWidth", 1200)


def test_each_language_is_a_filter(many: Desk):
    page = many.open()
    pages = many.data("site")["pages"]
    for language in _LANGUAGES:
        page.locator(f'input[name=language][value="{language}"]').check(force=True)
        wanted = [each for each in pages if each["locale"] == language]
        assert len(wanted) >= 10
        entries = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("link"))
        expect(entries).to_have_count(len(wanted))
        assert entries.get_by_role("link").all_text_contents() == [each["title"] for each in wanted]
        expect(entries.first.locator("img").first).to_have_js_property("naturalWidth", 1200)
        direction = "rtl" if language in ("ar", "fa", "he") else "ltr"
        expect(entries.first.get_by_role("link")).to_have_attribute("dir", direction)
        expect(entries.first.get_by_role("link")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_page_of_each_language_is_looked_through(many: Desk, language: str):
    page = many.open()
    key = next(each["key"] for each in many.data("site")["pages"] if each["locale"] == language)
    title = many.data("page", page=key)["details"]["title"]
    page = many.open(page=key)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Large image").get_by_role("img")).to_have_js_property(
        "naturalWidth", 1200
    )
    page.get_by_role("tab", name="Platforms").click()
    panel = page.get_by_role("tabpanel", name="Platforms")
    slack = panel.get_by_role("region", name="Slack").get_by_role("figure").first
    expect(slack.get_by_text(title, exact=True).first).to_be_visible()
    page.get_by_role("tab", name="Fonts").click()
    panel = page.get_by_role("tabpanel", name="Fonts")
    expect(panel.get_by_role("table", name="Fonts of opengraph-image")).to_be_visible()
    page.get_by_role("tab", name="Design").click()
    panel = page.get_by_role("tabpanel", name="Design")
    panel.get_by_role("button", name=re.compile("^Baselines")).click()
    lines = many.data("boxes", page=key, image="opengraph-image")["lines"]
    expect(panel.locator("svg .design-baselines path")).to_have_count(len(lines))
    page.get_by_role("tab", name="Tags").click()
    expect(page.get_by_role("tabpanel", name="Tags").get_by_text('property="og:title"').first).to_be_visible()


def test_all_are_checked(many: Desk):
    page = many.open(width="160")
    expect(page.get_by_text("144 of 144 pages checked")).to_be_visible(timeout=60_000)
