"""What a theme says of a site's look: its colours and its logo."""

from __future__ import annotations

import hashlib
import os.path
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...engine.loading import Loader
from ...engine.notes import CardError
from ...errors import MetaImageError
from ...pages import Colors
from .messages import config_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from ...engine.pictures import Tone
    from ...pipeline import Memo

# The palette of Material for MkDocs (its stylesheet `palette`).
_PRIMARY = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep-purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light-blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light-green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep-orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue-grey": "#546d78",
    "black": "#14151a",
    "white": "#ffffff",
}
_ACCENT = {
    "red": "#ff1a47",
    "pink": "#f50056",
    "purple": "#df41fb",
    "deep-purple": "#7c4dff",
    "indigo": "#526cfe",
    "blue": "#4287ff",
    "light-blue": "#0091eb",
    "cyan": "#00bad6",
    "teal": "#00bda4",
    "green": "#00c753",
    "light-green": "#63de17",
    "lime": "#b0eb00",
    "yellow": "#ffd500",
    "amber": "#ffaa00",
    "orange": "#ff9100",
    "deep-orange": "#ff6e42",
}
# What the memo has on logos: the tone of each that can be read, by the hash of its file.
_LOGO = "logo"
_SVG_START = re.compile(r"<svg\b[^>]*>")
_LIGHT = Colors()
_DARK = replace(_LIGHT, background="#1e2129", text="#eceff5")
_BUILT_IN = {
    "mkdocs": replace(_LIGHT, primary="#2fa4e7", accent="#0088cc"),
    "readthedocs": replace(_LIGHT, primary="#2980b9", accent="#1f6693"),
}


def theme_colors(config: MkDocsConfig, chosen: Mapping[str, str | None]) -> Colors:
    """The theme's colours, with those that the option `colors` names in their place."""
    theme = config.theme
    colors = _BUILT_IN.get(theme.name or "", _LIGHT)
    dark = theme.get("color_mode") == "dark"
    palette = _first_palette(theme.get("palette"))
    if palette:
        dark = palette.get("scheme") == "slate"
        primary = _PRIMARY.get(_palette_name(palette.get("primary", "indigo")))
        accent = _ACCENT.get(_palette_name(palette.get("accent", "indigo")))
        colors = replace(colors, primary=primary or colors.primary, accent=accent or colors.accent)
    if dark:
        colors = replace(colors, background=_DARK.background, text=_DARK.text)
    return replace(colors, **{name: value for name, value in chosen.items() if value})


def _first_palette(palette: object) -> Mapping[str, Any]:
    # Material takes one palette or a list to toggle between, the first of which a visitor sees first; but one
    # that follows the system's preference has no colours of its own.
    palettes = palette if isinstance(palette, list) else [palette]
    colored = (entry for entry in palettes if isinstance(entry, Mapping))
    return next((entry for entry in colored if not {"scheme", "primary", "accent"}.isdisjoint(entry)), {})


def _palette_name(name: object) -> str:
    return str(name).strip().lower().replace(" ", "-")


def find_logo(config: MkDocsConfig, files: Files, option: str | None, color: str, memo: Memo) -> str | None:
    """The logo: that of the option `logo`, else the theme's picture, else the theme's icon.

    Args:
        config: MkDocs' configuration.
        files: The site's files, among which plugins may have put the logo.
        option: The path that the option gives, or None.
        color: The colour of an icon, which has none of its own.
        memo: Knows the logos that were looked at before.

    Returns:
        A path or, of an icon, a `data:` URL; None where there is no logo.

    Raises:
        MetaImageError: There is no picture at the path that the option or the theme names.
    """
    folders = [config_folder(config), Path(config.docs_dir)]
    if option is not None:
        return _existing(option, folders, config, "the option `logo` of the plugin metaimage", memo)
    logo = config.theme.get("logo")
    if isinstance(logo, str) and logo and "://" not in logo:
        published = files.get_file_from_path(logo.lstrip("/"))
        if published is not None and published.abs_src_path is not None:
            return _readable(Path(published.abs_src_path), config, "`theme.logo`", memo)
        folders = [Path(config.docs_dir), *map(Path, config.theme.dirs)]
        return _existing(logo.lstrip("/"), folders, config, "`theme.logo`", memo)
    icon = config.theme.get("icon")
    name = icon.get("logo") if isinstance(icon, Mapping) else None
    if isinstance(name, str):
        for folder in config.theme.dirs:
            path = Path(folder, ".icons", f"{name}.svg")
            if path.is_file():
                svg = _colored(path.read_text(encoding="utf-8"), color)
                return f"data:image/svg+xml,{quote(svg)}"
    return None


def logo_tone(logo: str | None, memo: Memo) -> Tone:
    """Whether a logo is light or dark throughout, as those are that themes show on a header of one colour.

    Args:
        logo: What `find_logo` found.
        memo: Knows the logos that were looked at before.
    """
    if logo is None:
        return ""
    try:
        data = Loader().load(logo)
        digest = hashlib.sha256(data).hexdigest()
        known: Tone | None = memo.get(_LOGO, digest)
        if known is not None:
            return known
        from ...engine.pictures import tone_of  # slow to import

        tone = tone_of(data, logo)
    except CardError:
        # What is wrong with it is said by the cards that show it.
        return ""
    memo.put(_LOGO, digest, tone)
    return tone


def _colored(svg: str, color: str) -> str:
    """An icon in a colour: what its first element fills, or draws in `currentColor`, has it from there."""
    root = _SVG_START.search(svg)
    if root is None:
        return svg
    given = (f' {name}="{escape(color)}"' for name in ("fill", "color") if f" {name}=" not in root[0])
    return f"{svg[: root.start()]}<svg{''.join(given)}{svg[root.start() + len('<svg') :]}"


def _existing(logo: str, folders: list[Path], config: MkDocsConfig, setting: str, memo: Memo) -> str:
    for folder in folders:
        if os.path.isfile(folder / logo):
            return _readable(folder / logo, config, setting, memo)
    looked = ", ".join(str(folder) for folder in folders)
    raise MetaImageError(
        f"There is no logo {logo!r}, which {setting} names.",
        config.config_file_path,
        hint=f"Give the path of a PNG, JPEG or SVG file; it was looked for in {looked}.",
    )


def _readable(logo: Path, config: MkDocsConfig, setting: str, memo: Memo) -> str:
    digest = memo.digest_of(logo)
    if digest is not None and memo.get(_LOGO, digest) is not None:
        return str(logo)
    from ...engine.pictures import check  # slow to import

    try:
        check(logo.read_bytes(), str(logo))
    except (CardError, OSError) as error:
        raise MetaImageError(f"The logo that {setting} names: {error}", config.config_file_path) from error
    return str(logo)


def theme_direction(config: MkDocsConfig) -> str | None:
    """The direction of text that Material's option `direction` sets, or None where the language decides."""
    direction = config.theme.get("direction")
    return direction if direction in ("ltr", "rtl") else None
