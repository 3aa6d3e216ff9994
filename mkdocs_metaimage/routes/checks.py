"""What a tree of folders may not be, as Next.js has it.

The rules hold for paths without their groups, for a group has no path of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import MetaImageError
from .files import FileKind
from .segments import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .files import FoundFile
    from .folders import SegmentPath
    from .segments import Segment


def check_path(path: SegmentPath, file: Path) -> None:
    """See to it that nothing follows a catch-all, and that no param is named twice on the way to a folder.

    Args:
        path: The folders from the root.
        file: A file in the last of them.

    Raises:
        MetaImageError: One of the two is the case.
    """
    names: dict[str, Segment] = {}
    catch_all = None
    for segment in path:
        if segment.kind is SegmentKind.GROUP:
            continue
        if catch_all is not None:
            raise MetaImageError(
                f'The folder "{segment.text}" is below "{catch_all.text}", which takes all that follows.',
                file,
                hint=f'Move the file up into "{catch_all.text}", or use [{catch_all.name}] for one segment.',
            )
        if segment.is_dynamic:
            if segment.name in names:
                other = names[segment.name].text
                raise MetaImageError(
                    f'"{other}" and "{segment.text}" in "{_text(path)}" give one name to two params.',
                    file,
                    hint="Give each dynamic folder of a path a name of its own.",
                )
            names[segment.name] = segment
            catch_all = segment if segment.is_catch_all else None


def check_siblings(folders: Mapping[SegmentPath, Path]) -> None:
    """See to it that no level has two dynamic folders of a kind.

    Args:
        folders: For each folder that holds convention files, one of them.

    Raises:
        MetaImageError: Some level has two.
    """
    first: dict[tuple[SegmentPath, bool], tuple[Segment, str]] = {}
    for path, file in folders.items():
        level: SegmentPath = ()
        for depth, segment in enumerate(path, 1):
            if segment.kind is SegmentKind.GROUP:
                continue
            if segment.is_dynamic:
                here = (segment, _text(path[:depth]))
                other, place = first.setdefault((level, segment.is_catch_all), here)
                if other != segment:
                    raise MetaImageError(
                        f'The folders "{place}" and "{here[1]}" stand for the same segments of a path.',
                        file,
                        hint=f'Keep one of "{other.text}" and "{segment.text}", and move the files into it.',
                    )
            level = (*level, segment)


def check_spellings(files: Iterable[FoundFile]) -> None:
    """See to it that no code file of a folder is there with a hyphen and with an underscore.

    Raises:
        MetaImageError: One is.
    """
    first: dict[str, FoundFile] = {}
    for file in files:
        if file.name.kind is FileKind.CODE:
            other = first.setdefault(file.name.stem, file)
            if other is not file:
                raise MetaImageError(
                    f'"{other.source}" and "{file.source}" are two spellings of one name.',
                    file.path,
                    hint="Keep one of the two files.",
                )


def _text(path: SegmentPath) -> str:
    return "/".join(segment.text for segment in path)
