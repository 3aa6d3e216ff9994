"""What the plugin says, with files named from the config file's folder, as a maintainer names them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from ...hooks import BUILT_IN

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ...errors import MetaImageError


def config_folder(config: MkDocsConfig) -> Path:
    """The folder of the config file, which the paths in options start from."""
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent


def shortened(text: object, config: MkDocsConfig) -> str:
    """What there is to say, with the files below the config file's folder relative to it.

    Built-in templates are named from the package, wherever that is installed.
    """
    said = str(text).replace(str(BUILT_IN), os.path.join(*BUILT_IN.parts[-2:]))
    return said.replace(f"{config_folder(config)}{os.sep}", "")


def host_error(error: MetaImageError, config: MkDocsConfig) -> PluginError:
    """The host's form of an error: it ends a build with this message and exit status 1."""
    return PluginError(shortened(error, config))
