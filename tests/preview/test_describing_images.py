"""What the preview answers of images: true of their bytes, with an error in the place of one that there is not."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from preview.answers import CARD, ICONS, encoded, images_of, said
from preview.drafts import page

from mkdocs_metaimage.preview import describing
from mkdocs_metaimage.preview.attempts import Attempt
from mkdocs_metaimage.preview.describing.measures import is_transparent
from mkdocs_metaimage.preview.planning import UnknownPageError, plan_page


def test_an_image_is_measured_by_its_bytes(look):
    files = {
        "docs/opengraph-image.png": encoded((800, 400)),
        "docs/twitter-image.jpg": encoded((640, 320), "JPEG"),
        "docs/favicon.ico": encoded((48, 48), "ICO", sizes=[(16, 16), (48, 48)]),
        "docs/icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'/>",
        "docs/apple-icon.html": '<meta name="size" content="120x120"><b>A</b>',
    }
    view = look(files=files)
    found = images_of(said(describing.cards(view, "index.md")))
    assert list(found) == ["opengraph-image", "twitter-image", "favicon", "icon", "apple-icon"]
    sizes = {name: (image["size"], image["sizes"], image["type"]) for name, image in found.items()}
    assert sizes == {
        "opengraph-image": ([800, 400], None, "image/png"),
        "twitter-image": ([640, 320], None, "image/jpeg"),
        "favicon": ([48, 48], "16x16 48x48", "image/x-icon"),
        "icon": ([30, 20], "any", "image/svg+xml"),
        "apple-icon": ([120, 120], "120x120", "image/png"),
    }
    for image in found.values():
        digest, _, _ = image["src"].removeprefix("picture/").partition(".")
        content_type, data = view.pictures.find(digest)
        assert (content_type, len(data)) == (image["type"], image["bytes"])
        assert image["drawn"] == (image["id"] == "apple-icon")
        assert not image["built_in"]
        assert image["origin"].startswith("docs/")


def test_an_svg_of_any_size_has_none(look):
    files = {"docs/icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>"}
    icon = images_of(describing.cards(look(files=files), "index.md"))["icon"]
    assert (icon["size"], icon["sizes"], icon["error"]) == (None, "any", None)


def test_urls_are_those_of_the_tags(look):
    files = {"docs/icon.html": CARD, "docs/opengraph-image.html": CARD}
    answer = describing.page(look([page("a b.md")], files), "a b.md")
    tags = "\n".join(answer["tags"])
    for image in answer["images"]:
        assert f'"{image["url"]}"' in tags
    assert images_of(answer)["opengraph-image"]["url"].startswith(
        "https://acme.dev/docs/a%20b/opengraph-image.png?"
    )
    # Without the site's URL social images have none.
    answer = describing.cards(look([page("a b.md", canonical_url=None)], files, site_url=None), "a b.md")
    assert [image["url"] and image["url"].partition("?")[0] for image in answer["images"]] == [
        None,
        "../a%20b/icon.png",
    ]
    assert "no-site-url" in {finding["code"] for finding in answer["findings"]}


def test_variants_have_names_of_their_own(look):
    found = images_of(describing.cards(look(files={"docs/icon.py": ICONS}), "index.md"))
    assert list(found) == ["opengraph-image", "icon-small", "icon-dark"]
    assert found["icon-dark"]["media"] == "(prefers-color-scheme: dark)"
    files = {"docs/icon.html": "<b>1</b>", "docs/icon2.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    view = look(files={"docs/icon.py": "", **files})
    (view.draft.root / "docs/icon.py").unlink()
    found = images_of(describing.cards(look(files=files), "index.md"))
    assert list(found) == ["opengraph-image", "icon", "icon2"]


@pytest.mark.parametrize("arguments", ["id", "id, page"], ids=["shared", "per page"])
def test_a_variant_that_fails_leaves_the_others_theirs(look, arguments):
    fails = f"def image({arguments}):\n    if id == 'small':\n        raise ValueError('no')"
    broken = ICONS.replace("def image(id):", fails)
    view = look(files={"docs/icon.py": broken, "docs/opengraph-image.py": re.sub(', "media".*"', "", broken)})
    answer = said(describing.page(view, "index.md"))
    found = images_of(answer)
    assert list(found) == ["opengraph-image-dark", "opengraph-image-small", "icon-dark", "icon-small"]
    assert [image["src"] is None for image in found.values()] == [False, True, False, True]
    assert [image["error"] for image in found.values()][1::2] == answer["errors"]
    assert [error["line"] for error in answer["errors"]] == [10, 10]
    assert found["opengraph-image-dark"]["url"] in "".join(answer["tags"])
    # What is looked into has the same name.
    assert describing.boxes(view, "index.md", "icon-dark")["width"] == 32


def test_variants_that_all_fail_have_an_error_each(look):
    broken = ICONS.replace("def image(id):", "def image(id):\n    raise ValueError(id)")
    found = images_of(describing.cards(look(files={"docs/icon.py": broken}), "index.md"))
    assert list(found) == ["opengraph-image", "icon-small", "icon-dark"]
    assert found["icon-dark"]["error"]["message"].endswith("ValueError: dark")


def test_a_picture_elsewhere_is_shown_as_far_as_it_is_known(look):
    meta = {"metaimage": {"image": "https://cdn.dev/a.png", "alt": "A  hat"}}
    answer = said(describing.cards(look([page("index.md", meta=meta)]), "index.md"))
    image = images_of(answer)["opengraph-image"]
    assert (image["url"], image["src"], image["size"], image["bytes"]) == (
        "https://cdn.dev/a.png",
        None,
        None,
        None,
    )
    assert image["alt"] == "A hat"
    assert answer["errors"] == []


def test_the_alt_text_of_the_front_matter_goes_first(look):
    meta = {"metaimage": {"alt": "Said"}}
    answer = describing.page(look([page("index.md", meta=meta)]), "index.md")
    assert images_of(answer)["opengraph-image"]["alt"] == "Said"
    assert '<meta property="og:image:alt" content="Said">' in answer["tags"]


def test_an_error_stands_in_the_place_of_its_image(look):
    code = "def image(page):\n    value = {}\n    return value['no-such-key']\n"
    files = {"docs/opengraph-image.py": code, "docs/icon.html": "<b>A</b>"}
    answer = said(describing.page(look(files=files), "index.md"))
    found = images_of(answer)
    assert list(found) == ["opengraph-image", "icon"]
    assert (found["opengraph-image"]["src"], found["icon"]["error"]) == (None, None)
    (error,) = answer["errors"]
    assert found["opengraph-image"]["error"] == error
    assert error["convention"] == "opengraph-image"
    assert error["message"].endswith("failed: KeyError: 'no-such-key'")
    assert (error["file"], error["line"]) == ("docs/opengraph-image.py", 3)
    assert "line 3, in image\n    return value['no-such-key']" in error["traceback"]
    assert found["opengraph-image"]["origin"] == "docs/opengraph-image.py"


def test_what_is_planned_and_cannot_be_drawn_is_an_error_too(look):
    code = """
from mkdocs_metaimage import Font, ImageResponse, h
def image(page):
    return ImageResponse(h("p", {}, page.title), fonts=[Font(b"no font")])
"""
    view = look(files={"docs/opengraph-image.py": code})
    assert not plan_page(view.draft, "index.md").failures
    answer = said(describing.cards(view, "index.md"))
    (error,) = answer["errors"]
    assert error["convention"] == "opengraph-image"
    assert error["file"] == "docs/opengraph-image.py"
    assert error["message"].startswith("/opengraph-image.png: ")
    image = images_of(answer)["opengraph-image"]
    assert (image["error"], image["src"], image["drawn"]) == (error, None, True)
    for ask in (describing.boxes, describing.fonts):
        with pytest.raises(UnknownPageError, match="see the error in its place"):
            ask(view, "index.md", "opengraph-image")


def test_an_error_of_no_one_convention_takes_no_place_of_a_card_that_is_there(look):
    files = {"docs/(a)/icon.html": CARD, "docs/(b)/icon.html": CARD}
    answer = said(describing.cards(look(files=files), "index.md"))
    assert list(images_of(answer)) == ["opengraph-image"]
    assert answer["images"][0]["error"] is None
    assert [error["convention"] for error in answer["errors"]] == [None]


def test_what_shines_through():
    assert not is_transparent(encoded((4, 4)), "image/png")
    assert is_transparent(encoded((4, 4), mode="RGBA"), "image/png")
    opaque = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 255)).save(opaque, "PNG")
    assert not is_transparent(opaque.getvalue(), "image/png")
    assert not is_transparent(b"<svg/>", "image/svg+xml")


def test_boxes_and_fonts_of_a_card(look):
    view = look(
        [page("index.md", "Hat 帽")],
        {"docs/opengraph-image.html": f"<h1>{CARD}</h1>", "docs/icon.png": encoded((9, 9))},
    )
    boxes = said(describing.boxes(view, "index.md", "opengraph-image"))
    assert (boxes["width"], boxes["height"]) == (1200, 630)
    assert [(box["name"], box["depth"]) for box in boxes["boxes"]] == [("html", 0), ("h1", 1), ("div", 2)]
    assert boxes["boxes"][0].keys() == {"x", "y", "width", "height", "name", "kind", "depth"}
    assert [line["text"] for line in boxes["lines"]] == ["Hat 帽"]
    assert boxes["lines"][0].keys() == {"x", "y", "width", "height", "baseline", "text"}
    assert boxes["safe"].keys() == {"x", "y", "width", "height"}
    fonts = said(describing.fonts(view, "index.md", "opengraph-image"))
    assert fonts["missing"] == [
        {"character": "帽", "code": "U+5E3D", "name": "CJK UNIFIED IDEOGRAPH-5E3D", "font": "Noto Sans CJK"}
    ]
    inter = next(font for font in fonts["fonts"] if font["characters"] == "Hat")
    assert (inter["from"], inter["file"], inter["count"]) == (
        "bundled",
        "mkdocs_metaimage/assets/Inter.ttf",
        3,
    )
    tried = describing.boxes(view, "index.md", "opengraph-image", Attempt(title="Two"))
    assert [line["text"] for line in tried["lines"]] == ["Two"]
    for ask in (describing.boxes, describing.fonts):
        for image in ("icon", "twitter-image", "../opengraph-image"):
            with pytest.raises(UnknownPageError, match="no such image"):
                ask(view, "index.md", image)
