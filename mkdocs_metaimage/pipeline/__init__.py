"""The whole way for one build: pages and files become planned images and tags, then rendered files.

Planning draws nothing: when it is done every URL, hash and tag is known. Drawing comes after, and only for
what the cache does not have.
"""

from .build import Build, Settings
from .front_matter import KEYS, find_template
from .links import Links
from .remarks import Remark, Remarks
from .rendering import Rendered
from .returned import Workshop

__all__ = ["KEYS", "Build", "Links", "Remark", "Remarks", "Rendered", "Settings", "Workshop", "find_template"]
