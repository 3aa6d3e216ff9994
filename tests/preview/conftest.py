"""Views of small sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from preview.drafts import make_draft, view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mkdocs_metaimage.preview.desk import View


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Callable[..., View]]:
    """Makes the view of a site from what `make_draft` takes; lets go of its hooks in the end."""
    views: list[View] = []

    def make(*args: Any, **options: Any) -> View:
        # What is drawn stays, as on a desk.
        pictures = views[-1].pictures if views else None
        views.append(view_of(make_draft(tmp_path, *args, **options), pictures))
        return views[-1]

    yield make
    for view in views:
        view.draft.loader.close()
