"""What is found on a page: what, where, how much, and what to do about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.boxes import TextLine
from mkdocs_metaimage.engine.notes import Note
from mkdocs_metaimage.preview.findings import inspect_page
from mkdocs_metaimage.preview.heads import read_head
from mkdocs_metaimage.preview.platforms import PLATFORMS
from mkdocs_metaimage.preview.shown import Shown

URL = "https://docs.example.org/x.png"
PAGE = "https://docs.example.org/x/"
TITLE = '<meta property="og:title" content="Page">'
DESCRIPTION = '<meta property="og:description" content="About it.">'
IMAGE = f'<meta property="og:image" content="{URL}">'
ALT = '<meta property="og:image:alt" content="A card">'
LARGE = '<meta name="twitter:card" content="summary_large_image">'
REST = '<title>Page</title><link rel="icon" href="/favicon.ico"><meta name="theme-color" content="#123456">'
HEAD = REST + TITLE + DESCRIPTION + IMAGE + ALT + LARGE


def shown(**values):
    plain = {"id": "opengraph-image", "convention": "opengraph-image", "content_type": "image/png"}
    return Shown(**{**plain, "size": (1200, 630), "bytes": 50_000, "url": URL, **values})


def found(head, *images, url=PAGE, **options):
    _, findings = inspect_page(read_head(head), images, url, **options)
    return findings


def only(head, *images, url=PAGE):
    """The one finding that there is."""
    findings = found(head, *images, url=url)
    assert len(findings) == 1, findings
    return findings[0]


def line(text, x, y, width=300.0, height=30.0):
    return TextLine(text, x, y, width, height, y + height * 0.8)


def test_of_a_page_as_it_should_be_nothing_is_found():
    assert found(HEAD, shown()) == ()


@pytest.mark.parametrize(
    ("content_type", "who"),
    [
        ("image/avif", "no platform shows"),
        ("image/svg+xml", "no platform shows"),
        ("image/gif", "LinkedIn, WhatsApp, Telegram, Bluesky and iMessage do not show"),
    ],
)
def test_a_type_that_is_not_shown_is_an_error(content_type, who):
    finding = only(HEAD, shown(content_type=content_type))
    assert (finding.level, finding.code, finding.image) == ("error", "type-not-shown", "opengraph-image")
    assert who in finding.message
    assert "image/png" in (finding.hint or "")


def test_webp_is_doubtful_on_some_platforms_and_not_shown_on_others():
    error, warning = found(HEAD, shown(content_type="image/webp"))
    assert (error.code, error.platforms) == ("type-not-shown", ("slack", "whatsapp", "telegram", "imessage"))
    assert (warning.code, warning.platforms) == ("type-unreliable", ("linkedin", "bluesky"))


def test_too_many_bytes_are_told_with_each_platforms_bound():
    error, warning = found(HEAD, shown(bytes=2_500_000))
    assert error.message == (
        "opengraph-image has 2.5 MB, more than Telegram (1 MB), Mastodon (2 MB) and Bluesky (1 MB) take."
    )
    assert (error.level, error.platform) == ("error", None)
    assert (warning.level, warning.code, warning.platform) == ("warning", "more-than-300-kb", "whatsapp")
    assert "2.5 MB: over 300 kB" in warning.message


def test_the_bound_itself_is_not_too_many():
    assert found(HEAD, shown(bytes=300_000)) == ()
    assert only(HEAD, shown(bytes=300_001)).code == "more-than-300-kb"


def test_what_the_engine_says_of_the_bytes_is_the_hint_and_no_second_finding():
    note = Note("byte_budget", "The picture takes {items} as image/png. image/jpeg would fit.", ("400 KB",))
    assert only(HEAD, shown(bytes=400_000, notes=(note,))).hint == note.message
    # A budget of the site's own is told as it is.
    assert only(HEAD, shown(bytes=200_000, notes=(note,))).code == "byte-budget"


def test_a_picture_that_is_too_small_or_too_large():
    error, warning, _ = found(HEAD, shown(size=(190, 150)))  # and the rest crop it
    assert (error.code, error.platforms) == ("too-small", ("facebook", "whatsapp", "telegram"))
    assert (
        "Facebook under 200x200 px, WhatsApp under 300 px wide and Telegram under 200 px wide"
        in error.message
    )
    # Where it is not shown at all it is not too small for a large card as well.
    assert (warning.code, warning.level) == ("small-picture", "warning")
    assert warning.platforms == ("x", "linkedin", "slack", "imessage")
    large = only(HEAD, shown(size=(4097, 2150)))
    assert (large.code, large.platforms) == ("too-large", ("x", "bluesky"))


def test_a_small_square_is_a_logo_and_only_noted():
    assert [
        (each.level, each.code)
        for each in found(HEAD, shown(size=(400, 400)))
        if each.code == "small-picture"
    ] == [("note", "small-picture")]


def test_a_wide_picture_under_a_summary_card_is_told():
    finding = only(HEAD.replace(LARGE, '<meta name="twitter:card" content="summary">'), shown())
    assert (finding.code, finding.platforms) == ("summary-card", ("x", "discord"))
    assert finding.message.startswith(
        "`twitter:card` is summary, so X and Discord show opengraph-image small"
    )
    assert "is missing" in only(HEAD.replace(LARGE, ""), shown()).message


def test_a_square_picture_loses_much_in_a_wide_frame():
    finding = only(HEAD, shown(size=(1200, 1200)))
    assert (finding.code, finding.platforms) == ("cropped", ("x", "facebook", "linkedin", "bluesky"))
    assert "down to 50%" in finding.message


def test_several_images_are_noted():
    head = HEAD + '<meta property="og:image" content="https://docs.example.org/y.png">'
    finding = only(head, shown(), shown(id="opengraph-image-2", url="https://docs.example.org/y.png"))
    assert (finding.level, finding.code) == ("note", "several-images")
    assert "2 `og:image`" in finding.message


def test_each_picture_is_looked_at_for_those_who_take_it():
    own = '<meta name="twitter:image" content="https://docs.example.org/t.png"><meta name="twitter:image:alt" content="T">'
    twitter = shown(
        id="twitter-image",
        convention="twitter-image",
        url="https://docs.example.org/t.png",
        content_type="image/avif",
    )
    finding = only(HEAD + own, shown(), twitter)
    assert (finding.code, finding.image, finding.platform) == ("type-not-shown", "twitter-image", "x")
    assert finding.message == "twitter-image is AVIF, which X does not show."


def test_a_title_that_is_cut_says_where_it_is_cut():
    finding = only(HEAD.replace('"Page"', f'"{"abcd " * 14}"'), shown())
    assert (finding.level, finding.code, finding.platform) == ("warning", "title-cut", "whatsapp")
    assert finding.message == "The title has 69 characters and is cut after 64 on WhatsApp."
    assert "metaimage: {title: …}" in (finding.hint or "")


def test_a_wide_title_is_cut_sooner_and_counted_in_characters():
    finding = only(HEAD.replace('"Page"', f'"{"题" * 40}"'), shown())
    assert finding.message == "The title has 40 characters and is cut after 32 on WhatsApp and 34 on X."


def test_a_description_that_is_cut_is_a_note_and_one_line():
    assert found(HEAD.replace("About it.", "abcd" * 40), shown()) == (), "one of a usual length"
    finding = only(HEAD.replace("About it.", "abcd " * 33), shown())
    assert (finding.level, finding.code) == ("note", "description-cut")
    assert finding.platforms == ("mastodon", "facebook", "whatsapp", "bluesky")
    assert "x" not in finding.platforms  # its large card has no description


def test_a_missing_title_or_description_is_told():
    assert only(HEAD.replace(TITLE, ""), shown()).message == (
        'The page has no `og:title`; platforms take the page\'s `<title>`, "Page".'
    )
    error = only(HEAD.replace(TITLE, "").replace("<title>Page</title>", ""), shown())
    assert (error.level, error.code) == ("error", "title-missing")
    finding = only(HEAD.replace(DESCRIPTION, ""), shown())
    assert (finding.level, finding.code) == ("warning", "description-missing")
    assert "linkedin" not in finding.platforms
    # What search engines are told is taken too.
    assert found(HEAD.replace(DESCRIPTION, '<meta name="description" content="D">'), shown()) == ()


def test_alt_texts_are_asked_for_and_may_be_too_long():
    missing = only(HEAD.replace(ALT, ""), shown())
    assert (missing.level, missing.code, missing.platforms) == (
        "warning",
        "alt-missing",
        ("x", "facebook", "mastodon"),
    )
    assert found(HEAD.replace("A card", "a" * 420), shown()) == ()
    long = only(HEAD.replace("A card", "é" * 421), shown())
    assert (long.code, long.platform) == ("alt-long", "x")
    assert "421 characters" in long.message


def test_text_that_x_paints_over_is_told():
    # Of 1200x630 px X shows 15 to 615, and paints over what is below 519.
    finding = only(HEAD, shown(lines=(line("Above", 150, 485), line("Below", 150, 560))))
    assert (finding.level, finding.code, finding.platform) == ("warning", "text-under-overlay", "x")
    assert finding.message == (
        'The text "Below" of opengraph-image lies under the title that X paints over the bottom.'
    )


def test_text_beside_a_short_title_is_not_under_it():
    assert found(HEAD, shown(lines=(line("Far right", 800, 560),))) == ()
    assert only(
        HEAD.replace('"Page"', f'"{"x" * 60}"'), shown(lines=(line("Far right", 800, 560),))
    ).code == ("text-under-overlay")


def test_nobody_misses_an_address_under_the_overlay_as_x_shows_it_too():
    assert found(HEAD, shown(lines=(line("docs.example.org/x", 150, 560),))) == ()
    both = found(HEAD, shown(lines=(line("docs.example.org", 150, 530), line("v2.1", 150, 560))))
    assert [each.message.count("v2.1") for each in both] == [1]


def test_text_outside_of_a_crop_is_told_once_for_those_who_crop_alike():
    picture = shown(
        size=(1200, 700),
        lines=(line("In", 100, 300), line("At the top", 100, 10), line("At the bottom", 700, 668)),
    )
    findings = found(HEAD, picture)
    assert [(each.code, each.platforms) for each in findings] == [
        ("text-cropped", ("x", "facebook", "linkedin", "whatsapp", "mastodon", "bluesky"))
    ]
    assert '"At the top" and "At the bottom"' in findings[0].message


def test_text_of_which_only_the_leading_is_cropped_is_not_told():
    # The line box begins 4 px above X's crop, its letters below it.
    assert found(HEAD, shown(lines=(line("Top", 150, 11),))) == ()
    # And what is outside of the picture itself nobody misses.
    assert (
        found(HEAD, shown(lines=(line("Hidden", 150, 700), line("", 150, -40), line("Flat", 150, 5, 300, 0))))
        == ()
    )


def test_many_lines_are_counted_and_long_ones_shortened():
    lines = [line(f"Line {number} " + "which goes on and on " * 4, 150, 560) for number in range(5)]
    finding = only(HEAD, shown(lines=tuple(lines)))
    assert finding.message.count("…") == 3
    assert "2 more" in finding.message


def test_without_a_url_of_the_site_no_tag_names_the_picture():
    finding = only(REST, shown(url=None), url=None)
    assert (finding.level, finding.code) == ("error", "no-site-url")
    assert "site_url" in (finding.hint or "")
    assert only(REST, shown(url=None)).code == "no-picture-tag"
    assert only(REST).code == "no-picture"


def test_of_a_card_that_could_not_be_drawn_no_tag_is_asked_for():
    assert found(REST, failed=True) == ()
    (other,) = found(REST, shown(url=None), failed=True)
    assert other.code == "no-picture-tag"


def test_another_picture_in_the_tags_is_noted():
    finding = only(HEAD, shown(url="https://docs.example.org/ours.png"))
    assert (finding.level, finding.code) == ("note", "other-picture")
    assert "on_existing" in (finding.hint or "")


@pytest.mark.parametrize(
    ("url", "code", "level"),
    [
        ("/x.png", "not-absolute", "error"),
        ("x.png", "not-absolute", "error"),
        ("//docs.example.org/x.png", "not-absolute", "error"),
        ("data:image/png;base64,AAAA", "not-absolute", "error"),
        ("https://[broken/x.png", "not-absolute", "error"),
        ("http://localhost:8000/x.png", "local-address", "error"),
        ("https://127.0.0.1/x.png", "local-address", "error"),
        ("https://192.168.1.7/x.png", "local-address", "error"),
        ("http://[::1]/x.png", "local-address", "error"),
        ("http://docs.example.org/x.png", "not-https", "warning"),
    ],
)
def test_addresses_that_others_cannot_fetch(url, code, level):
    finding = only(HEAD.replace(URL, url), shown(url=url))
    assert (finding.code, finding.level, finding.image) == (code, level, "opengraph-image")
    assert url in finding.message
    assert finding.hint


def test_the_addresses_of_a_site_that_is_served_here_are_as_they_must_be():
    url = "http://127.0.0.1:8000/x.png"
    assert found(HEAD.replace(URL, url), shown(url=url), url="http://127.0.0.1:8000/x/") == ()


def test_tags_that_slack_does_not_reach():
    early = HEAD.replace("<title>", f"<style>{'x' * 30_000}</style><title>")
    assert found(early, shown()) == ()
    finding = only(early.replace("<title>", f"<style>{'x' * 5_000}</style><title>"), shown())
    assert (finding.level, finding.code, finding.platform) == ("error", "tags-too-late", "slack")


def test_discords_stripe_wants_a_colour():
    color = '<meta name="theme-color" content="#123456">'
    previews, findings = inspect_page(read_head(HEAD.replace(color, "")), (shown(),), PAGE)
    # It is so on every page of a site, and is told where it shows.
    assert findings == ()
    told = {preview.platform: [each.code for each in preview.findings] for preview in previews}
    assert told.pop("discord") == ["theme-color-missing"]
    assert not any(told.values())
    finding = only(HEAD.replace("#123456", "rebeccapurple"), shown())
    assert (finding.level, finding.code, finding.platform) == ("note", "theme-color-not-hex", "discord")


def test_icons():
    apple = {"id": "apple-icon", "convention": "apple-icon", "url": "/apple-icon.png"}
    small = only(HEAD, shown(), shown(**apple, size=(120, 120)))
    assert (small.level, small.code, small.image) == ("warning", "apple-icon-size", "apple-icon")
    assert only(HEAD, shown(), shown(**apple, size=(512, 512))).level == "note"
    assert (
        only(HEAD, shown(), shown(**apple, size=(180, 180), transparent=True)).code
        == "apple-icon-transparent"
    )
    icon = {"id": "icon", "convention": "icon", "url": "/icon.png"}
    assert only(HEAD, shown(), shown(**icon, size=(16, 16))).code == "icon-small"
    assert found(HEAD, shown(), shown(**icon, size=(16, 16), content_type="image/svg+xml")) == ()
    assert found(HEAD, shown(), shown(**icon, size=(32, 32))) == ()
    assert only(HEAD.replace('<link rel="icon" href="/favicon.ico">', ""), shown()).code == "favicon-missing"


def test_what_the_engine_said_is_passed_on():
    notes = (Note("missing_glyph", "No font has {items}.", ("☃ (U+2603)",)), Note("palette", "256 colours."))
    warning, note = found(HEAD, shown(notes=notes))
    assert (warning.level, warning.code, warning.message) == (
        "warning",
        "missing-glyph",
        "No font has ☃ (U+2603).",
    )
    assert (note.level, note.code, note.image) == ("note", "palette", "opengraph-image")


def test_errors_come_first_and_nothing_twice():
    note = Note("unknown_css", "`colour` is no property.")
    head = HEAD.replace(ALT, "").replace("#123456", "teal").replace('"Page"', f'"{"long " * 30}"')
    findings = found(head, shown(content_type="image/avif", notes=(note, note)))
    levels = [each.level for each in findings]
    assert levels == sorted(levels, key=("error", "warning", "note").index)
    assert len(findings) == len(set(findings))


def test_a_preview_carries_what_was_found_of_its_platform_in_words_about_it():
    previews, findings = inspect_page(read_head(HEAD.replace('"Page"', f'"{"abcd " * 40}"')), [shown()], PAGE)
    cut = next(each for each in findings if each.code == "title-cut")
    assert len(cut.platforms) == 8
    told = {each.platform: [finding.message for finding in each.findings] for each in previews if each.active}
    assert told["x"] == ["The title has 199 characters and is cut after 69 on X."]
    assert told["slack"] == told["discord"] == []


def test_a_picture_of_which_nothing_is_known_is_not_complained_of():
    assert found(HEAD, shown(content_type="", size=None, bytes=None)) == ()


_IMAGES = st.builds(
    shown,
    content_type=st.sampled_from(["image/png", "image/webp", "image/avif", "image/svg+xml", "image/gif", ""]),
    size=st.none() | st.tuples(st.integers(1, 5000), st.integers(1, 5000)),
    bytes=st.none() | st.integers(0, 20_000_000),
    lines=st.lists(
        st.builds(
            line,
            st.text(max_size=20),
            *[st.floats(-2000, 5000, width=32)] * 2,
            *[st.floats(0, 3000, width=32)] * 2,
        ),
        max_size=4,
    ).map(tuple),
)


@given(_IMAGES, st.text(max_size=200), st.sampled_from(["summary", "summary_large_image", "player"]))
def test_whatever_a_picture_is_findings_are_sentences_about_known_platforms(image, title, card):
    head = read_head(
        HEAD.replace("summary_large_image", card).replace('"Page"', f'"{title.replace(chr(34), "")}"')
    )
    previews, findings = inspect_page(head, [image], PAGE)
    assert len(set(findings)) == len(findings)
    for finding in findings:
        assert set(finding.platforms) <= {each.id for each in PLATFORMS}
        assert finding.message[-1] in ".…" or URL in finding.message
    for preview in previews:
        assert all(preview.platform in finding.platforms for finding in preview.findings)
    assert sum(preview.active for preview in previews) == len(PLATFORMS)
