"""What is kept from card to card."""

from mkdocs_metaimage.engine.cache import BoundedCache


def test_a_cache_is_bounded_by_weight():
    cache = BoundedCache(10, len)
    made = []

    def get(key):
        return cache.get(key, lambda: made.append(key) or "x" * key)

    for key in (4, 5, 4, 6, 4, 5):
        assert get(key) == "x" * key
    assert made == [4, 5, 6, 5]
    assert get(50) == "x" * 50  # larger than all: kept alone
    get(50)
    assert made[-1] == 50
    assert made.count(50) == 1


def test_a_cache_tells_what_it_drops():
    dropped = []
    cache = BoundedCache(2, dropped=dropped.append)
    for key in ("a", "b", "a", "c", "d"):
        cache.get(key, key.upper)
    assert dropped == ["B", "A"]
