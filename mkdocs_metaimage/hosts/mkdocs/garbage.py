"""Less work for the garbage collector while much is made that stays."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def old_objects_apart() -> Iterator[None]:
    """Collect garbage among the objects alone that are made meanwhile.

    Each full collection looks at all that there is: of a large site, some 0.1 s for what MkDocs and its plugins hold.
    """
    if gc.get_freeze_count():
        # Somebody else put objects apart, which could not be told from these.
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
