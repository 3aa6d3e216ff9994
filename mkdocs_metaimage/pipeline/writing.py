"""The files of images below the site's folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import MetaImageError
from ..store import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..store import Notes, Store


class Writer:
    """Writes images into a site.

    Args:
        folder: The site's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, path: str, source: bytes | Path) -> None:
        """Write an image.

        Args:
            path: Its decoded path below the site.
            source: Its bytes, or the file that it is a copy of.

        Raises:
            MetaImageError: It cannot be written.
        """
        with self._target(path) as target:
            write(target, source if isinstance(source, bytes) else source.read_bytes())

    def again(self, path: str, other: str) -> None:
        """Write an image that stands in the site already at another path, too.

        Raises:
            MetaImageError: It cannot be written.
        """
        self.write(path, self._folder / other)

    def copy(self, path: str, digest: str, store: Store) -> Notes | None:
        """Write what the cache has of an image.

        Returns:
            The notes on it, or None where the cache has nothing whole, and nothing is written.

        Raises:
            MetaImageError: It cannot be written.
        """
        with self._target(path) as target:
            return store.copy(digest, target)

    @contextmanager
    def _target(self, path: str) -> Iterator[Path]:
        target = self._folder / path
        try:
            yield target
        except OSError as error:
            raise MetaImageError(
                f"The image cannot be written: {error.strerror or error}.",
                target,
                hint="See to it that this user may write there, and that no page has the name of an image.",
            ) from error
