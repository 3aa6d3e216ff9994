"""The front matter of a page's file, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.utils.meta import YAML_RE, get_data

from ...errors import MetaImageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_front_matter(text: str, source: Path) -> Mapping[str, Any]:
    """What the front matter of a page says, as MkDocs reads it.

    Args:
        text: What is in the page's file.
        source: The file.

    Raises:
        MetaImageError: It is no YAML. MkDocs takes it for a part of the page then, and says nothing.
    """
    found = YAML_RE.match(text)
    if found is not None:
        try:
            yaml.safe_load(found[1])
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "it is no YAML"
            # The first line is that of the three dashes.
            line = None if mark is None else mark.line + 2
            raise MetaImageError(
                f"The front matter cannot be read: {problem}.",
                source,
                line,
                hint="It has the syntax of YAML; texts with `:`, `[` or `{` stand in quotes.",
            ) from error
    _, said = get_data(text)
    return said
