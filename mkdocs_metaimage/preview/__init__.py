"""The live preview: a small web application in which a maintainer designs cards and finds faults.

A host answers for it at `/__metaimage/` while it serves a site; nothing of it is ever built into one. It shows the
site as its files are now, which is ahead of what was built last: see `Draft`.
"""

from .application import FOLDER, Preview
from .docs import Docs, DocsPage, Draft

__all__ = ["FOLDER", "Docs", "DocsPage", "Draft", "Preview"]
