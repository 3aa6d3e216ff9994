"""How long it takes to draw many cards, without a site around them: by one worker, by two, and by threads.

Run in the interpreter that has the plugin, with the folder of the pages; answers with seconds as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import mkdocs_metaimage
from mkdocs_metaimage.engine.drawing import Drawing, draw
from mkdocs_metaimage.engine.response import ImageResponse
from mkdocs_metaimage.hooks import HookLoader, Request
from mkdocs_metaimage.pages import Page, Site
from mkdocs_metaimage.pipeline.workers import Workers

from .pages import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TEMPLATE = Path(mkdocs_metaimage.__file__).parent / "templates" / "default.html"
#: Cards that each executor draws first: its processes start, and fonts are read.
WARM_UP = 40

EXECUTORS: dict[str, Callable[[], Executor]] = {
    "1 worker": lambda: Workers(1),
    "2 workers": lambda: Workers(2),
    "1 thread": lambda: ThreadPoolExecutor(1),
    "2 threads": lambda: ThreadPoolExecutor(2),
}


def cards(corpus: Corpus, count: int) -> Iterator[Drawing]:
    """So many built-in cards with different texts."""
    chance = random.Random(0)  # noqa: S311
    hook = HookLoader(_TEMPLATE.parent, _TEMPLATE.parent).load(_TEMPLATE, is_icon=False)
    site = Site(name="Generated", url="https://example.org/docs/")
    for _ in range(count):
        title = " ".join(chance.choices(corpus.words, k=chance.randint(2, 7))).capitalize()
        description = chance.choice(corpus.paragraphs)[:160]
        page = Page(title=title, description=description, url="", route=())
        request = Request(None, page, site)
        response = hook.image(request, hook.variants(request)[0])
        assert isinstance(response, ImageResponse), "templates give nothing else"
        yield response.drawing()


def seconds(drawings: Sequence[Drawing], make: Callable[[], Executor]) -> float:
    """Draw, and say how long all but the first ones took."""
    with make() as executor:
        for future in [executor.submit(draw, drawing) for drawing in drawings[:WARM_UP]]:
            future.result()
        start = time.perf_counter()
        for future in [executor.submit(draw, drawing) for drawing in drawings[WARM_UP:]]:
            future.result()
        return time.perf_counter() - start


def main(arguments: Sequence[str]) -> None:
    """Draw so many cards so often by each executor, in turns."""
    docs, count, rounds = arguments
    drawings = list(cards(Corpus.read(Path(docs)), int(count) + WARM_UP))
    found: dict[str, list[float]] = {how: [] for how in EXECUTORS}
    for _ in range(int(rounds)):
        for how, make in EXECUTORS.items():
            found[how].append(seconds(drawings, make))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
