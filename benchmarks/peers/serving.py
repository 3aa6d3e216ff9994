"""What every peer in Python does: read the texts from stdin, draw them one by one, answer with the times."""

from __future__ import annotations

import json
import sys
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Text = dict[str, str]
    Draw = Callable[[Text], bytes]


def serve(prepare: Callable[[dict[str, Any]], Draw]) -> None:
    """Answer the batches of texts on stdin until it ends.

    The first line is the setup, which `prepare` turns into the function that draws one text: `html`, the card with
    `{{ title }}` where the title goes; `card`, the same as a tree; `fonts`, with the path of the `variable` font
    and of its `static` faces by weight; `folder`, for files of the peer's own; `content_type`.

    Each line after it is a batch, `{"texts": [...], "keep": path or null}`, and is answered by a line with the
    `seconds` and the `sizes` of the cards, in order, and the `cpu` seconds of them all. The first picture is kept.
    """
    draw = prepare(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        batch = json.loads(line)
        seconds, pictures = [], []
        cpu = time.process_time()
        for text in batch["texts"]:
            start = time.perf_counter()
            pictures.append(draw(text))
            seconds.append(time.perf_counter() - start)
        answer = {"seconds": seconds, "sizes": [*map(len, pictures)], "cpu": time.process_time() - cpu}
        if batch["keep"]:
            Path(batch["keep"]).write_bytes(pictures[0])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def filled(html: str, text: Text) -> str:
    """Return the card's HTML with a text put in, for peers without templates."""
    for name, words in text.items():
        html = html.replace("{{ " + name + " }}", escape(words))
    return html
