"""The preview of the cards below the dev server's address."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from mkdocs.plugins import get_plugin_logger

from ...preview import FOLDER, Preview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from .drafts import Drafts
    from .serving import DevServer

#: What the hosts are called, by their packages.
_NAMES: Final = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}

log = get_plugin_logger("metaimage")


def open_preview(drafts: Drafts, config: MkDocsConfig, hosts: Iterable[str], server: DevServer) -> Preview:
    """Make the preview of a site that a dev server serves, and say where it is.

    Args:
        drafts: The site's drafts.
        config: MkDocs' configuration.
        hosts: The names besides under which it may be asked.
        server: The server.
    """
    drafts.open(_host_of(server), server.mount_path)
    log.info(f"Preview of the cards: {(config.site_url or '').rstrip('/')}/{FOLDER}/")
    return Preview(drafts, bound=config.dev_addr.host, preview_hosts=hosts, log=log.error)


def _host_of(server: object) -> tuple[str, str]:
    """The name and version of the host that a server is of."""
    package = type(server).__module__.partition(".")[0]
    try:
        return _NAMES.get(package, package), version(package)
    except PackageNotFoundError:
        return _NAMES.get(package, package), ""
