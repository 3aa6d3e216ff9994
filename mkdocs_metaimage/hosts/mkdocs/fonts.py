"""The fonts of the option `fonts`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ...errors import MetaImageError
from .messages import config_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from ...engine.text.fonts import Font
    from ...pipeline import Memo
    from .options import FontFile

_BUNDLED = "sans-serif"


def find_fonts(given: Iterable[FontFile], config: MkDocsConfig, memo: Memo) -> tuple[tuple[Font, ...], str]:
    """The fonts, each of them one that can be read, and the `font-family` of the cards.

    Args:
        given: The entries of the option.
        config: MkDocs' configuration.
        memo: Knows the fonts that were read before.

    Raises:
        MetaImageError: One is not there, or is no font.
    """
    if not given:
        return (), _BUNDLED
    from ...engine.notes import CardError
    from ...engine.text.fonts import FontLibrary  # slow to import

    fonts = tuple(_font(entry, config) for entry in given)
    try:
        described = repr([(font.digest, font.declared, font.family) for font in fonts])
        key = hashlib.sha256(described.encode()).hexdigest()
        family = memo.get("fonts", key)
        if family is None:
            for font in fonts:
                FontLibrary((font,))
            family = FontLibrary(fonts).text_family or ""
            memo.put("fonts", key, family)
    except CardError as error:
        raise _refused(error, config) from error
    if not family:
        return fonts, _BUNDLED
    name = family.replace("\\", "\\\\").replace('"', '\\"')
    return fonts, f'"{name}", {_BUNDLED}'


def _font(given: FontFile, config: MkDocsConfig) -> Font:
    from ...engine.notes import CardError
    from ...engine.text.fonts import Font

    path = config_folder(config) / given.path
    if not path.is_file():
        what = "is a folder: name the files in it" if path.is_dir() else "is not there"
        raise MetaImageError(
            f"The option `fonts` of the plugin metaimage names {path}, which {what}.",
            config.config_file_path,
            hint="Give the path of a font file, relative to the config file.",
        )
    try:
        return Font(path, given.family, given.weight, given.style)
    except CardError as error:
        raise _refused(error, config) from error


def _refused(error: Exception, config: MkDocsConfig) -> MetaImageError:
    return MetaImageError(f"The option `fonts` of the plugin metaimage: {error}", config.config_file_path)
