"""A save shows the new card by itself, whatever was saved, and no page is loaded anew for it."""

from __future__ import annotations

import hashlib
import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from browser.serving import REPOSITORY
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.desk import Desk
    from browser.edits import Edits
    from playwright.sync_api import Locator, Page

_FONTS = REPOSITORY / "mkdocs_metaimage/assets"
_DEADLINE = 15_000  # ms; the times that are told are a fraction of it
_OWN = "docs/quickstart/opengraph-image.html"
_CARD = """\
<style>
  @font-face { font-family: Face; src: url(face.ttf); }
  .card { display: flex; flex-direction: column; width: 100%; height: 100%; font: 80px Face; background: #fff; }
</style>
<div class="card">{{ page.title }}{% include "badge.html" %}<img src="dot.png" width="200" height="200"></div>
"""


def _dot(color: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), color).save(file, "PNG")
    return file.getvalue()


_OWN_FILES: dict[str, str | bytes] = {
    "docs/quickstart/badge.html": "<div>One</div>",
    "docs/quickstart/dot.png": _dot("red"),
    "docs/quickstart/face.ttf": (_FONTS / "Inter.ttf").read_bytes(),
    _OWN: _CARD,
}
_BUILT_IN = {
    "docs/quickstart.md": "---\nmetaimage: {template: default}\n---\n# Quick start\n\nFrom nothing.\n"
}


@dataclass(frozen=True)
class Save:
    """A save, and the page whose card it changes.

    Attributes:
        kind: What was saved.
        page: The page's key.
        save: Does it.
        before: What the files must say before.
    """

    kind: str
    page: str
    save: Callable[[Edits], None]
    before: dict[str, str | bytes] | dict[str, str] | None = None


_SAVES = [
    Save("a .py file", "quickstart.md", lambda edits: edits.replace("docs/opengraph-image.py", "#2b2250", "#22502b")),
    Save("a module that it imports", "quickstart.md", lambda edits: edits.replace("docs/brand.py", "#f7b32b", "#2bf7b3")),
    Save(
        "an .html template",
        "guide/icons.md",
        lambda edits: edits.replace("docs/guide/opengraph-image.html", "background-color: #fbf8f3", "background-color: #c0ffee"),
    ),
    Save("a file that it includes", "quickstart.md", lambda edits: edits.write("docs/quickstart/badge.html", "Two"), _OWN_FILES),
    Save("a picture in it", "quickstart.md", lambda edits: edits.write("docs/quickstart/dot.png", _dot("blue")), _OWN_FILES),
    Save(
        "a font file",
        "quickstart.md",
        lambda edits: edits.write("docs/quickstart/face.ttf", (_FONTS / "JetBrainsMono.ttf").read_bytes()),
        _OWN_FILES,
    ),
    Save("front matter", "quickstart.md", lambda edits: edits.replace("docs/quickstart.md", "# Quick start", "---\ntitle: Slow end\n---\n# Quick start")),
    Save("an option in mkdocs.yml", "quickstart.md", lambda edits: edits.replace("mkdocs.yml", '"#e5482d"', '"#2d48e5"'), _BUILT_IN),
    Save("a new convention file", "quickstart.md", lambda edits: edits.write("docs/quickstart/opengraph-image.png", _dot("green"))),
    Save(
        "a convention file that is taken away",
        "products/1.md",
        lambda edits: edits.write("docs/products/[id]/opengraph-image.py", None),
    ),
]  # fmt: skip


def _card(page: Page) -> Locator:
    return page.get_by_role("region", name="Picture", exact=True).get_by_role("img")


def _digest(page: Page, card: Locator) -> str:
    """What the bytes of the card that is shown come to."""
    encoded = page.evaluate(
        """async (url) => Array.from(new Uint8Array(await (await fetch(url)).arrayBuffer()))""",
        card.evaluate("(img) => img.currentSrc"),
    )
    return hashlib.sha256(bytes(encoded)).hexdigest()


@pytest.mark.parametrize("save", _SAVES, ids=lambda save: save.kind.replace(" ", "-"))
def test_a_save_shows_the_new_card(desk: Desk, edits: Edits, save: Save, seconds: dict[str, float]):
    for path, content in (save.before or {}).items():
        edits.write(path, content)
    page = desk.open(page=save.page, tab="design")
    card = _card(page)
    expect(card).to_be_visible()
    if save.before:
        # Of what was written last, the card that is shown may be one before it.
        source = desk.data("cards", page=save.page)["images"][0]["src"]
        expect(card).to_have_attribute("src", source)
    before, source = _digest(page, card), card.get_attribute("src")
    page.evaluate("window.stays = true")
    began = time.monotonic()
    save.save(edits)
    page.wait_for_function(
        """(before) => {
            const card = [...document.querySelectorAll("[role=region][aria-label=Picture] img")].at(-1);
            return card && card.getAttribute("src") !== before && card.complete && card.naturalWidth > 0;
        }""",
        arg=source,
        timeout=_DEADLINE,
        polling=10,
    )
    seconds[save.kind] = time.monotonic() - began
    assert _digest(page, card) != before
    assert page.evaluate("window.stays") is True


def test_the_sheet_shows_it_too(desk: Desk, edits: Edits):
    page = desk.open()
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Quick start", exact=True))
    card = entry.locator("img").first
    expect(card).to_be_visible()
    source = card.get_attribute("src")
    page.evaluate("window.stays = true")
    edits.replace("docs/opengraph-image.py", "#2b2250", "#22502b")
    expect(card).not_to_have_attribute("src", source or "")
    expect(card).to_have_js_property("naturalWidth", 1200)
    assert page.evaluate("window.stays") is True


def test_a_new_title_is_everywhere(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md", tab="tags")
    expect(page.get_by_role("heading", name="Quick start", level=1)).to_be_visible()
    edits.replace("docs/quickstart.md", "# Quick start", "---\ntitle: Slow end\n---\n# Quick start")
    expect(page.get_by_role("heading", name="Slow end", level=1)).to_be_visible()
    expect(page.get_by_text('<meta property="og:title" content="Slow end">')).to_be_visible()
    expect(page).to_have_title("Slow end · mkdocs-metaimage preview")


def test_what_somebody_does_is_not_disturbed(desk: Desk, edits: Edits):
    page = desk.open(page="quickstart.md", tab="design")
    card = _card(page)
    expect(card).to_be_visible()
    title = page.get_by_role("textbox", name="Title")
    title.fill("Typing on")
    expect(page.get_by_text("Tried, 9 characters")).to_be_visible()
    page.wait_for_url("**title=Typing+on*")
    source = card.get_attribute("src")
    edits.replace("docs/opengraph-image.py", "#2b2250", "#22502b")
    expect(card).not_to_have_attribute("src", source or "")
    expect(title).to_have_value("Typing on")
    expect(title).to_be_focused()
