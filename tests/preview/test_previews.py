"""What each platform shows of a link to a page."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.preview.findings import inspect_page
from mkdocs_metaimage.preview.heads import read_head
from mkdocs_metaimage.preview.platforms import PLATFORMS
from mkdocs_metaimage.preview.previews import platform_previews
from mkdocs_metaimage.preview.shown import Shown, centred, domain_of

URL = "https://docs.example.org/x.png"
PAGE = "https://www.docs.example.org/x/"
HEAD = f"""
<title>Page - Site</title><meta name="description" content="For search.">
<meta property="og:title" content="Page"><meta property="og:description" content="About it.">
<meta property="og:site_name" content="Site">
<meta property="og:image" content="{URL}"><meta property="og:image:alt" content="A card">
"""
LARGE = '<meta name="twitter:card" content="summary_large_image">'


def shown(**values):
    plain = {"id": "opengraph-image", "convention": "opengraph-image", "content_type": "image/png"}
    return Shown(**{**plain, "size": (1200, 630), "bytes": 50_000, "url": URL, **values})


def previews(html, *images, url=PAGE):
    found = platform_previews(read_head(html), images, url)
    return {(each.platform, each.layout): each for each in found}


def active(html, *images, url=PAGE):
    found = [each for each in platform_previews(read_head(html), images, url) if each.active]
    assert [each.platform for each in found] == [platform.id for platform in PLATFORMS]
    return {each.platform: each for each in found}


def test_a_plain_card_is_large_everywhere():
    seen = active(HEAD + LARGE, shown())
    assert {each.layout for each in seen.values()} == {"large", "wide"}
    assert {each.image for each in seen.values()} == {"opengraph-image"}
    assert not any(each.title_cut or each.description_cut for each in seen.values())


def test_every_layout_of_every_platform_is_there_once_and_one_of_each_is_active():
    seen = previews(HEAD + LARGE, shown())
    assert list(seen) == [(platform.id, layout.id) for platform in PLATFORMS for layout in platform.layouts]


def test_x_crops_to_two_by_one_and_paints_the_title_over_the_picture():
    seen = previews(HEAD + LARGE, shown())
    large, summary = seen["x", "large"], seen["x", "summary"]
    assert (large.ratio, large.overlay, large.description) == (2.0, "Page", None)
    assert large.crop == pytest.approx((0, 15 / 630, 1, 600 / 630))
    assert (summary.ratio, summary.overlay, summary.description) == (1.0, None, "About it.")
    assert summary.crop == pytest.approx((285 / 1200, 0, 630 / 1200, 1))
    assert not summary.active


def test_a_frame_that_fits_the_picture_has_its_ratio():
    slack = active(HEAD, shown(size=(1000, 800)))["slack"]
    assert (slack.ratio, slack.crop) == (1.25, (0, 0, 1, 1))


def test_x_takes_its_own_tags_first_others_only_for_want_of_them_and_some_never():
    own = '<meta name="twitter:title" content="For X"><meta name="twitter:image" content="https://docs.example.org/t.png">'
    pictures = [shown(), shown(id="twitter-image", url="https://docs.example.org/t.png")]
    seen = active(HEAD + LARGE + own, *pictures)
    assert (seen["x"].title, seen["x"].image) == ("For X", "twitter-image")
    assert {(seen[each].title, seen[each].image) for each in seen if each != "x"} == {
        ("Page", "opengraph-image")
    }
    alone = active(own + LARGE, *pictures)
    assert (alone["slack"].title, alone["slack"].image) == ("For X", "twitter-image")
    assert (alone["linkedin"].title, alone["linkedin"].image) == ("docs.example.org", None)


def test_without_social_tags_the_title_and_description_of_the_page_are_taken():
    seen = active('<title>Page - Site</title><meta name="description" content="For search.">')
    assert {each.title for each in seen.values()} == {"Page - Site"}
    assert seen["facebook"].description == "For search."
    assert {(each.image, each.note) for each in seen.values()} == {(None, "The page names no picture.")}
    assert not any(each.layout in {"large", "wide"} for each in seen.values() if each.platform != "bluesky")


def test_what_only_some_show():
    tags = (
        '<meta name="theme-color" content="#123456"><meta name="theme-color" media="(prefers-color-scheme: dark)" '
        'content="#654321"><meta name="fediverse:creator" content="@ada@example.org">'
        '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="3 min">'
    )
    seen = active(HEAD + LARGE + tags, shown())
    assert [each for each in seen if seen[each].site_name] == ["slack", "discord", "telegram", "mastodon"]
    assert [each for each in seen if seen[each].author] == ["mastodon"]
    assert [each for each in seen if seen[each].alt] == ["x", "facebook", "mastodon"]
    assert [each for each in seen if seen[each].labels] == ["slack"]
    assert [(each, seen[each].color, seen[each].color_dark) for each in seen if seen[each].color] == [
        ("discord", "#123456", "#654321")
    ]
    assert [each for each in seen if seen[each].description is None] == ["x", "linkedin", "imessage"]


def test_domains_are_written_as_the_platforms_write_them():
    seen = active(HEAD, shown())
    assert (seen["facebook"].domain, seen["x"].domain) == ("DOCS.EXAMPLE.ORG", "docs.example.org")
    assert active('<meta property="og:url" content="https://e.org/">', url=None)["x"].domain == "e.org"
    assert active("", url=None)["x"].domain == ""


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.Example.org:8000/a", "example.org"),
        ("https://xn--mnchen-3ya.example/", "münchen.example"),
        ("https://münchen.example/", "münchen.example"),
        ("http://[::1]:8000/", "::1"),
        ("https://xn--a/", "xn--a"),
        ("/x/", ""),
        ("https://[broken/", ""),
        (None, ""),
    ],
)
def test_the_domain_of_a_url(url, domain):
    assert domain_of(url) == domain


@pytest.mark.parametrize(
    ("changes", "without", "why"),
    [
        ({"content_type": "image/avif"}, "facebook", "Facebook shows no AVIF."),
        ({"content_type": "image/svg+xml"}, "x", "X shows no SVG."),
        ({"content_type": "image/webp"}, "whatsapp", "WhatsApp shows no WebP."),
        ({"size": (299, 299)}, "whatsapp", "WhatsApp shows no picture under 300 px wide."),
        ({"size": (199, 200)}, "facebook", "Facebook shows no picture under 200x200 px."),
        ({"size": (2001, 1000)}, "bluesky", "Bluesky shows no picture over 2000x2000 px."),
        ({"bytes": 300_001}, "whatsapp", "WhatsApp shows no picture over 300 kB."),
        ({"bytes": 1_000_001}, "bluesky", "Bluesky shows no picture over 1 MB."),
        ({"bytes": 5_000_001}, "x", "X shows no picture over 5 MB."),
    ],
)
def test_a_picture_that_a_platform_refuses_is_not_shown_there(changes, without, why):
    preview = active(HEAD + LARGE, shown(**changes))[without]
    assert (preview.image, preview.crop, preview.overlay, preview.note) == (None, None, None, why)


def test_a_format_that_is_doubtful_is_shown_with_a_note():
    bluesky = active(HEAD, shown(content_type="image/webp"))["bluesky"]
    assert (bluesky.image, bluesky.note) == (
        "opengraph-image",
        "Bluesky shows WebP wrongly, or not every time.",
    )


def test_a_layout_that_the_page_does_not_get_says_what_would_give_it():
    note = previews(HEAD, shown())["x", "large"].note
    assert note == "X shows it so only for `twitter:card` summary_large_image and from 300x157 px on."
    assert (
        previews(HEAD, shown(size=(400, 210)))["slack", "large"].note
        == "Slack shows it so only from 500 px wide on."
    )


def test_imessage_falls_back_to_the_touch_icon():
    icon = shown(id="apple-icon", convention="apple-icon", size=(180, 180), url="/apple-icon.png")
    link = '<link rel="apple-touch-icon" href="/apple-icon.png">'
    seen = previews(link, icon)
    assert (seen["imessage", "thumbnail"].image, seen["imessage", "thumbnail"].active) == ("apple-icon", True)
    assert seen["imessage", "large"].image is None
    assert [key for key, each in seen.items() if each.image] == [("imessage", "thumbnail")]
    assert active(HEAD + link, shown(), icon)["imessage"].image == "opengraph-image"
    assert active("", icon)["imessage"].image is None  # no tag, no icon


def test_a_picture_of_somebody_else_is_named_and_its_size_believed():
    head = (
        HEAD
        + LARGE
        + '<meta property="og:image:width" content="100"><meta property="og:image:height" content="100">'
    )
    facebook = active(head)["facebook"]
    assert (facebook.image, facebook.layout) == (None, "thumbnail")
    assert facebook.note == f"The page names a picture that is none of this site's cards: {URL}"


def test_a_picture_of_which_nothing_is_known_is_taken_as_it_is():
    seen = active(HEAD + LARGE, shown(content_type="", size=None, bytes=None))
    assert {(each.image, each.crop) for each in seen.values()} == {("opengraph-image", None)}


def test_texts_are_cut():
    head = HEAD.replace('"Page"', '"' + "Words " * 60 + '"').replace("About it.", "More words " * 80)
    seen = active(head + LARGE, shown())
    assert all(
        each.title_cut and each.title.endswith("…") for each in seen.values() if each.platform != "slack"
    )
    assert not seen["slack"].title_cut
    assert seen["discord"].description_cut
    assert (seen["linkedin"].description, seen["linkedin"].description_cut) == (None, False)
    assert seen["x"].overlay == seen["x"].title


def test_as_json_a_preview_has_what_the_front_end_reads():
    found, _ = inspect_page(read_head(HEAD + LARGE), [shown(bytes=400_000)], PAGE)
    described = [json.loads(json.dumps(each.described())) for each in found]
    whatsapp = next(each for each in described if (each["platform"], each["layout"]) == ("whatsapp", "wide"))
    assert set(whatsapp) == {
        *(
            "platform",
            "layout",
            "name",
            "image",
            "active",
            "crop",
            "ratio",
            "title",
            "title_cut",
            "description",
        ),
        *(
            "description_cut",
            "domain",
            "site_name",
            "author",
            "color",
            "color_dark",
            "alt",
            "overlay",
            "labels",
        ),
        *("note", "findings"),
    }
    assert [each["code"] for each in whatsapp["findings"]] == ["more-than-300-kb"]
    assert set(whatsapp["findings"][0]) == {"level", "code", "platform", "image", "message", "hint"}
    x = next(each for each in described if (each["platform"], each["layout"]) == ("x", "large"))
    assert (set(x["crop"]), x["overlay"]) == ({"x", "y", "width", "height"}, {"title": "Page"})
    labels = '<meta name="twitter:label1" content="A"><meta name="twitter:data1" content="B">'
    slack = next(each for each in platform_previews(read_head(labels), []) if each.platform == "slack")
    assert slack.described()["labels"] == [["A", "B"]]


_SIZES = st.tuples(st.integers(1, 9000), st.integers(1, 9000))


@given(_SIZES, st.sampled_from([None, 0.5, 1.0, 40 / 21, 2.0]))
def test_a_crop_is_centred_within_the_picture_and_has_the_ratio_of_its_frame(size, ratio):
    crop = centred(size, ratio)
    assert crop.x + crop.width / 2 == pytest.approx(0.5)
    assert crop.y + crop.height / 2 == pytest.approx(0.5)
    assert max(crop.width, crop.height) == pytest.approx(1)
    assert 0 < crop.width <= 1
    assert 0 < crop.height <= 1
    if ratio is not None:
        assert crop.width * size[0] / (crop.height * size[1]) == pytest.approx(ratio)
