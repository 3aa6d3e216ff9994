"""The checks of what `generate_image_metadata` returns and of what a module says of its image."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.metadata import ImageMetadata, Size, check_variants, module_metadata

SOURCE = Path("docs/icon.py")


def check(answer: object, is_icon: bool = True) -> tuple[ImageMetadata, ...]:
    return check_variants(answer, SOURCE, is_icon, 7)


def refused(answer: object, is_icon: bool = True) -> str:
    with pytest.raises(MetaImageError) as caught:
        check(answer, is_icon)
    assert (caught.value.file, caught.value.line) == (SOURCE, 7)
    assert caught.value.hint
    return str(caught.value)


class TestSize:
    def test_unpacks_both_ways(self) -> None:
        size = Size(1200, 630)
        width, height = size
        assert (width, height) == (1200, 630)
        assert dict(**size) == {"width": 1200, "height": 630}
        assert size["height"] == 630
        with pytest.raises(KeyError):
            size["keys"]

    @pytest.mark.parametrize("wrong", [0, -1, True, 1.0, "48", None])
    def test_is_positive_and_whole(self, wrong: object) -> None:
        with pytest.raises(MetaImageError, match=re.escape(repr(wrong))):
            Size(wrong, 48)  # type: ignore[arg-type]
        with pytest.raises(MetaImageError, match="height"):
            Size(48, wrong)  # type: ignore[arg-type]

    def test_is_a_value(self) -> None:
        assert Size(1, 2) == Size(1, 2) != Size(2, 1)
        assert len({Size(1, 2), Size(1, 2)}) == 1
        with pytest.raises(AttributeError):
            Size(1, 2).width = 3  # type: ignore[misc]


class TestEntries:
    def test_full_mapping(self) -> None:
        entry = {"id": "a", "alt": "A", "size": {"width": 4, "height": 5}, "content_type": "image/png"}
        assert check([{**entry, "media": "(prefers-color-scheme: dark)"}]) == (
            ImageMetadata("a", "A", Size(4, 5), "image/png", "(prefers-color-scheme: dark)"),
        )

    def test_any_iterable_keeps_its_order(self) -> None:
        entries = [{"id": "b"}, ImageMetadata("a"), MappingProxyType({"id": 3})]
        expected = (ImageMetadata("b"), ImageMetadata("a"), ImageMetadata(3))
        assert check(entries) == check(tuple(entries)) == check(iter(entries)) == expected
        assert check(entry for entry in entries) == expected
        assert check({0: {"id": "x"}}.values()) == (ImageMetadata("x"),)

    @pytest.mark.parametrize("empty", [[], (), iter(())])
    def test_empty_is_no_image(self, empty: object) -> None:
        assert check(empty) == ()

    @pytest.mark.parametrize(
        "answer", [None, "small", b"small", {"id": "small"}, 3, ImageMetadata("small"), Size(1, 2)]
    )
    def test_not_a_list(self, answer: object) -> None:
        assert repr(answer) in refused(answer)

    @pytest.mark.parametrize("entry", ["small", 3, None, ["id", "small"], Size(1, 2)])
    def test_entry_that_is_no_mapping(self, entry: object) -> None:
        text = refused([{"id": "a"}, entry])
        assert "entry 1" in text
        assert repr(entry) in text

    def test_an_image_metadata_is_checked_as_well(self) -> None:
        assert check([ImageMetadata(1, size=(3, 4))]) == (ImageMetadata(1, size=Size(3, 4)),)  # type: ignore[arg-type]
        assert "'../x'" in refused([ImageMetadata("../x")])
        assert "no id" in refused([ImageMetadata(None)])
        assert "media" in refused([ImageMetadata("a", media="print")], is_icon=False)

    @pytest.mark.parametrize(
        ("key", "near"),
        [
            ("contenttype", "content_type"),
            ("content-type", "content_type"),
            ("ContentType", "content_type"),
            ("sizes", "size"),
            ("ID", "id"),
            ("Alt", "alt"),
            ("medai", "media"),
        ],
    )
    def test_unknown_key_names_the_nearest(self, key: str, near: str) -> None:
        text = refused([{"id": "a", key: "x"}])
        assert f"{key!r}" in text
        assert f"'{near}'?" in text

    def test_unknown_key_like_no_other_lists_them(self) -> None:
        assert "id, alt, size, content_type, contentType and media" in refused([{"id": "a", "zzz": 1}])
        assert "media" not in refused([{"id": "a", 5: 1}], is_icon=False)

    def test_media_is_for_icons(self) -> None:
        assert "icons only" in refused([{"id": "a", "media": "print"}], is_icon=False)
        assert "not a text" in refused([{"id": "a", "media": 3}])

    @pytest.mark.parametrize("key", ["alt", "size", "content_type", "contentType", "media"])
    def test_none_says_nothing(self, key: str) -> None:
        assert check([{"id": "a", key: None}]) == (ImageMetadata("a"),)

    def test_alt_is_text(self) -> None:
        assert check([{"id": "a", "alt": ""}])[0].alt == ""
        assert "alt 3" in refused([{"id": "a", "alt": 3}])

    def test_entries_are_counted_from_zero_in_messages(self) -> None:
        assert "entry 0" in refused([{"alt": "no id"}])


class TestIds:
    @given(
        st.from_regex(r"[A-Za-z0-9._-]{1,40}", fullmatch=True).filter(lambda text: text not in {".", ".."})
    )
    def test_safe_text(self, text: str) -> None:
        assert check([{"id": text}])[0].id == text

    @given(st.integers())
    def test_whole_numbers_keep_their_type(self, number: int) -> None:
        found = check([{"id": number}])[0].id
        assert found == number
        assert type(found) is int

    @given(st.text().filter(lambda text: not re.fullmatch(r"[A-Za-z0-9._-]+", text)))
    def test_unsafe_text(self, text: str) -> None:
        assert "segment of a URL" in refused([{"id": text}])

    @pytest.mark.parametrize(
        "unsafe", ["", ".", "..", "a/b", "a\\b", "a b", "a\n", "é", "a%20", "٣", "a?b", "a\0"]
    )
    def test_examples_of_unsafe_text(self, unsafe: str) -> None:
        assert repr(unsafe) in refused([{"id": unsafe}])

    @pytest.mark.parametrize("wrong", [None, True, False, 1.5, b"a", ("a",), ["a"], object()])
    def test_other_types(self, wrong: object) -> None:
        assert repr(wrong) in refused([{"id": wrong}])

    def test_missing(self) -> None:
        assert "has no id" in refused([{"id": "a"}, {}])

    @pytest.mark.parametrize(("one", "other"), [("a", "a"), (1, "1"), ("0", 0), (1, 1)])
    def test_duplicates_are_compared_as_text(self, one: object, other: object) -> None:
        text = refused([{"id": one}, {"id": "between"}, {"id": other}])
        assert repr(other) in text
        assert "entry 2" in text
        assert "entry 0" in text

    def test_case_tells_ids_apart(self) -> None:
        assert [one.id for one in check([{"id": "a"}, {"id": "A"}])] == ["a", "A"]

    def test_dots_within_are_fine(self) -> None:
        assert [one.id for one in check([{"id": "..."}, {"id": ".a"}, {"id": "a."}])] == ["...", ".a", "a."]

    def test_too_long_for_a_file_name(self) -> None:
        # The last has more digits than Python is willing to write.
        for long in ("x" * 241, 10**300, -(10**5000)):
            assert "240 characters" in refused([{"id": long}])
        assert check([{"id": "x" * 240}])


class TestSizes:
    @given(st.integers(1, 10**9), st.integers(1, 10**9))
    def test_three_shapes(self, width: int, height: int) -> None:
        shapes = ({"width": width, "height": height}, Size(width, height), (width, height), [width, height])
        for shape in shapes:
            assert check([{"id": "a", "size": shape}])[0].size == Size(width, height)

    @pytest.mark.parametrize(
        "size",
        [
            "big",
            "48x48",
            48,
            (),
            (48,),
            (48, 48, 48),
            {"width": 48},
            {"height": 48},
            {},
            {48, 49},
        ],
    )
    def test_not_a_size(self, size: object) -> None:
        text = refused([{"id": "a", "size": size}])
        assert repr(size) in text
        assert "positive whole numbers" in text
        assert "entry 0" in text

    @given(st.integers(max_value=0) | st.booleans() | st.floats() | st.text() | st.none())
    def test_numbers_that_are_no_px(self, wrong: object) -> None:
        for size in (
            (wrong, 48),
            (48, wrong),
            {"width": wrong, "height": 48},
            {"width": 48, "height": wrong},
        ):
            assert "positive whole numbers" in refused([{"id": "a", "size": size}])

    def test_unknown_key(self) -> None:
        assert "'heigth'" in refused([{"id": "a", "size": {"width": 48, "heigth": 48}}])
        assert "'unit'" in refused([{"id": "a", "size": {"width": 48, "height": 48, "unit": "px"}}])


class TestContentTypes:
    @pytest.mark.parametrize("key", ["content_type", "contentType"])
    @pytest.mark.parametrize(
        "known", ["image/png", "image/jpeg", "image/webp", "image/svg+xml", "image/x-icon"]
    )
    def test_both_names(self, key: str, known: str) -> None:
        assert check([{"id": "a", key: known}])[0].content_type == known

    def test_both_at_once(self) -> None:
        entry = {"id": "a", "content_type": "image/png"}
        assert check([{**entry, "contentType": "image/png"}])[0].content_type == "image/png"
        assert "image/jpeg" in refused([{**entry, "contentType": "image/jpeg"}])

    def test_an_alias_gets_its_proper_name(self) -> None:
        assert check([{"id": "a", "content_type": "IMAGE/JPG"}])[0].content_type == "image/jpeg"

    @pytest.mark.parametrize("wrong", ["png", "text/html", "", 3, ["image/png"], "image/", "image/pmg"])
    def test_unknown(self, wrong: object) -> None:
        text = refused([{"id": "a", "content_type": wrong}])
        assert repr(wrong) in text
        assert "image/svg+xml" in text

    def test_the_nearest_is_named(self) -> None:
        assert "'image/png'?" in refused([{"id": "a", "content_type": "image/pmg"}])


class TestModule:
    def test_values(self) -> None:
        values = {"alt": "A", "size": (1, 2), "content_type": "image/png", "other": object()}
        assert module_metadata(values, SOURCE) == ImageMetadata(None, "A", Size(1, 2), "image/png")
        assert module_metadata({"contentType": "image/png"}, SOURCE).content_type == "image/png"
        assert module_metadata({"id": "x", "media": "print"}, SOURCE) == ImageMetadata(None)

    @pytest.mark.parametrize(
        ("key", "wrong"),
        [("alt", 3), ("size", "big"), ("size", (0, 1)), ("content_type", "x"), ("contentType", "x")],
    )
    def test_errors_name_the_line(self, key: str, wrong: object) -> None:
        with pytest.raises(MetaImageError) as caught:
            module_metadata({key: wrong}, SOURCE, {"alt": 3, key: 5})
        assert (caught.value.file, caught.value.line) == (SOURCE, 5)

    def test_two_types(self) -> None:
        with pytest.raises(MetaImageError, match="image/jpeg"):
            module_metadata({"content_type": "image/png", "contentType": "image/jpeg"}, SOURCE)


def test_a_broken_repr_does_not_hide_the_message() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise RuntimeError

    assert "of type Broken" in refused([{"id": Broken()}])


def test_messages_stay_short() -> None:
    assert len(refused("x" * 10_000)) < 500
