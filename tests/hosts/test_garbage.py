"""What a build does to the garbage collector of the process that it shares with others."""

from __future__ import annotations

import gc

from mkdocs_metaimage.hosts.mkdocs.garbage import old_objects_apart


class Knot:
    """An object that only the collector can let go of."""

    def __init__(self, ends: list[int]) -> None:
        self.itself = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(id(self))


def test_a_build_leaves_the_collector_as_it_was(build):
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    build({"docs/a.md": "# A\n"})
    build({"docs/opengraph-image.py": "def image():\n    raise ValueError\n"}, fails=True)
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_what_is_made_meanwhile_is_collected():
    ends: list[int] = []
    with old_objects_apart():
        Knot(ends)
        gc.collect()
        assert len(ends) == 1


def test_what_others_put_apart_stays_apart():
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with old_objects_apart():
            assert gc.get_freeze_count() == count
        assert gc.get_freeze_count() == count
    finally:
        gc.unfreeze()
