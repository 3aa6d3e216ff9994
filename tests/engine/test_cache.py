"""What is kept from card to card."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

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


def test_what_is_asked_for_outlives_what_is_not():
    cache = BoundedCache(4)
    made = []
    for number in range(100):
        cache.get("site", lambda: made.append("site"))
        cache.get(number, lambda number=number: made.append(number))
    assert made == ["site", *range(100)]


def test_threads_that_crowd_each_other_out_get_what_they_ask_for():
    dropped = []
    cache = BoundedCache(40, len, dropped.append)

    def ask(seed):
        keys = Random(seed).choices(range(1, 20), k=3000)
        return all(cache.get(key, lambda key=key: "x" * key) == "x" * key for key in keys)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(8)))
    assert dropped
    assert cache._weight == sum(key for key in cache._entries) <= 40
