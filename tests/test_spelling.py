"""Guesses at what somebody meant."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.spelling import nearest

NAMES = ("id", "site", "size", "content_type", "contentType", "params")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("parms", "params"),
        ("PARAMS", "params"),
        ("content-type", "content_type"),
        ("CONTENTTYPE", "content_type"),
        ("siz", "size"),
        ("size", "size"),
        ("zebra", None),
        # Three of its letters are those of `site`.
        ("titel", None),
        ("", None),
    ],
)
def test_nearest(name: str, meant: str | None) -> None:
    assert nearest(name, NAMES) == meant


def test_nothing_known() -> None:
    assert nearest("id", ()) is None
