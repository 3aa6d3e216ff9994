from __future__ import annotations

import pytest

from mkdocs_metaimage.conventions import (
    CONTENT_TYPES,
    CONVENTIONS,
    canonical_content_type,
    content_type_of,
    extension_of,
)

MODERN = {"webp", "avif"}


@pytest.mark.parametrize(
    ("name", "extensions", "code", "root_only", "size"),
    [
        ("favicon", {"ico"}, False, True, (32, 32)),
        ("icon", {"ico", "jpg", "jpeg", "png", "svg"} | MODERN, True, False, (32, 32)),
        ("apple-icon", {"jpg", "jpeg", "png"} | MODERN, True, False, (180, 180)),
        ("opengraph-image", {"jpg", "jpeg", "png", "gif"} | MODERN, True, False, (1200, 630)),
        ("twitter-image", {"jpg", "jpeg", "png", "gif"} | MODERN, True, False, (1200, 630)),
    ],
)
def test_rows_of_the_table(name, extensions, code, root_only, size):
    (convention,) = (each for each in CONVENTIONS if each.name == name)
    assert set(convention.static_extensions) == extensions
    assert (convention.code, convention.root_only, convention.default_size) == (code, root_only, size)


def test_favicon_comes_first():
    names = [convention.name for convention in CONVENTIONS]
    assert names == ["favicon", "icon", "apple-icon", "opengraph-image", "twitter-image"]


def test_limits_are_those_of_next():
    limits = {convention.name: convention.byte_limit for convention in CONVENTIONS}
    assert limits == {
        "favicon": None,
        "icon": None,
        "apple-icon": None,
        "opengraph-image": 8_388_608,
        "twitter-image": 5_242_880,
    }


def test_only_social_images_have_alt_files():
    for convention in CONVENTIONS:
        assert convention.alt_text is convention.social


def test_tags():
    assert [(c.rel, c.prefix) for c in CONVENTIONS] == [
        ("icon", None),
        ("icon", None),
        ("apple-touch-icon", None),
        (None, "og:image"),
        (None, "twitter:image"),
    ]


def test_only_favicon_takes_no_number():
    assert [c.name for c in CONVENTIONS if not c.numbered] == ["favicon"]


def test_every_static_extension_has_a_content_type():
    assert {e for c in CONVENTIONS for e in c.static_extensions} == set(CONTENT_TYPES)


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("ico", "image/x-icon"),
        ("svg", "image/svg+xml"),
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("gif", "image/gif"),
        ("webp", "image/webp"),
        ("avif", "image/avif"),
    ],
)
def test_extensions_and_content_types_are_inverse(extension, content_type):
    assert content_type_of(extension) == content_type
    assert content_type_of("." + extension.upper()) == content_type
    assert extension_of(content_type) == extension


def test_jpeg_is_written_jpg():
    assert content_type_of("jpeg") == "image/jpeg"
    assert extension_of("image/jpeg") == "jpg"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("image/vnd.microsoft.icon", "image/x-icon"),
        ("image/x-icon", "image/x-icon"),
        ("IMAGE/PNG", "image/png"),
        (" image/svg+xml; charset=utf-8", "image/svg+xml"),
        ("image/jpg", "image/jpeg"),
        ("image/tiff", None),
        ("text/html", None),
        ("png", None),
        ("", None),
    ],
)
def test_canonical_content_type(written, canonical):
    assert canonical_content_type(written) == canonical
    assert extension_of(written) == (None if canonical is None else extension_of(canonical))


def test_unknown_extension():
    assert content_type_of("bmp") is None
    assert content_type_of("") is None
