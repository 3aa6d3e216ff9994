"""Where operating systems keep their fonts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


def font_folders(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> tuple[Path, ...]:
    """The folders that a system's fonts are in, and in whose folders.

    Args:
        platform: The system, as `sys.platform` calls it.
        environment: Its variables.
        home: The user's folder; by default that of who runs this.
    """
    home = home or Path(os.path.expanduser("~"))
    if platform == "win32":
        windows = environment.get("WINDIR") or environment.get("SYSTEMROOT") or r"C:\Windows"
        local = environment.get("LOCALAPPDATA")
        own = Path(local) if local else home / "AppData" / "Local"
        return Path(windows, "Fonts"), own / "Microsoft" / "Windows" / "Fonts"
    if platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    # Those of fontconfig, with the shared folders of the XDG base directories.
    data = environment.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    places = [home / ".fonts", *(Path(place, "fonts") for place in (data, *shared) if os.path.isabs(place))]
    places += [Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    return tuple(dict.fromkeys(places))


def font_files(folders: tuple[Path, ...]) -> Iterator[str]:
    """The paths of the font files in the folders and in theirs, each once."""
    seen: set[str] = set()
    for folder in folders:
        for place, _, names in _walk(folder):
            for name in sorted(names):
                path = os.path.join(place, name)
                if name.lower().endswith(_SUFFIXES) and path not in seen:
                    seen.add(path)
                    yield path


def stamp(folders: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """What changes when a font is added to the folders, removed or written anew: each file's size and time."""
    found = []
    for path in font_files(folders):
        try:
            state = os.stat(path)
        except OSError:  # it has vanished just now
            continue
        found.append((path, state.st_size, state.st_mtime_ns))
    return tuple(found)


def _walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, through links as well, but into no folder twice, in the order of names."""
    entered: set[str] = set()
    for place, inner, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            inner.clear()
            continue
        entered.add(real)
        inner.sort()
        yield place, inner, names
