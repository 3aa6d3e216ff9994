"""The config file read again while a site is served: what it says by now, ahead of the build that will heed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from ...errors import MetaImageError
from .options import MetaImageOptions, unknown_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

_INHERIT = re.compile(r"^INHERIT:[ \t]*[\"']?(.+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_NAME = "metaimage"


@dataclass(frozen=True, slots=True)
class Written:
    """What the config file says.

    Attributes:
        site_url: The site's URL, which `serve` puts its own in place of; None where there is none.
        options: The plugin's options; None where the file does not have them.
        errors: What is wrong with it.
    """

    site_url: str | None = None
    options: MetaImageOptions | None = None
    errors: tuple[MetaImageError, ...] = ()


def config_files(config: MkDocsConfig) -> Iterator[Path]:
    """The config file, and those that it inherits from."""
    path = Path(config.config_file_path) if config.config_file_path else None
    seen: set[Path] = set()
    while path is not None and path not in seen:
        seen.add(path)
        yield path
        try:
            parent = _INHERIT.search(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            return
        path = path.parent / parent[1] if parent else None


def read_again(config: MkDocsConfig) -> Written:
    """Read the config file; what cannot be read is among the errors.

    Args:
        config: The configuration that was read from it before.
    """
    path = config.config_file_path
    if not path:
        return Written(config.site_url or None)
    try:
        with Path(path).open("rb") as file:
            said = yaml_load(file, get_yaml_loader(config=config))
    except (ConfigurationError, OSError, ValueError) as error:
        return Written(errors=(MetaImageError(f"It cannot be read: {error}", path, hint="Mend it."),))
    if not isinstance(said, dict):
        message = "It is no mapping of settings."
        return Written(errors=(MetaImageError(message, path, hint="Begin it with `site_name: …`."),))
    site_url = said.get("site_url")
    given = _options_in(said.get("plugins"))
    checked, errors = (None, ()) if given is None else _checked(given, path)
    return Written(site_url if isinstance(site_url, str) and site_url else None, checked, errors)


def _options_in(plugins: object) -> Mapping[str, Any] | None:
    """The options of the plugin in either form of `plugins`; None where it is not there."""
    entries = plugins.items() if isinstance(plugins, dict) else _pairs(plugins)
    for name, options in entries:
        # A plugin that stands there twice has a number.
        if str(name).partition(" #")[0] == _NAME:
            return options if isinstance(options, dict) else {}
    return None


def _pairs(plugins: object) -> Iterator[tuple[object, object]]:
    for entry in plugins if isinstance(plugins, list) else ():
        if isinstance(entry, dict):
            yield from entry.items()
        else:
            yield entry, {}


def _checked(
    given: Mapping[str, Any], path: str
) -> tuple[MetaImageOptions | None, tuple[MetaImageError, ...]]:
    options = MetaImageOptions(config_file_path=path)
    options.load_dict(dict(given))
    failed, _ = options.validate()
    wrong = [*failed, *unknown_options(given)]
    errors = (
        MetaImageError(f"The option `{name}` of the plugin metaimage: {error}", path) for name, error in wrong
    )
    return (None if wrong else options), tuple(errors)
