"""The whole way for one build: pages and files become planned images and tags, then rendered files.

Planning draws nothing: when a page is planned every URL, hash and tag of it is known. What the cache does not
have is drawn while the host goes on.
"""

from .build import Build, Settings
from .front_matter import KEYS, find_template
from .images import PlannedImage
from .links import Links
from .memo import Memo
from .planned_page import Chosen, PlannedPage
from .plans import Plans
from .remarks import Remark, Remarks
from .rendering import Rendered, Renderer, Tally
from .returned import Workshop, cannot_draw
from .sketching import Sketcher

__all__ = [
    "KEYS",
    "Build",
    "Chosen",
    "Links",
    "Memo",
    "PlannedImage",
    "PlannedPage",
    "Plans",
    "Remark",
    "Remarks",
    "Rendered",
    "Renderer",
    "Settings",
    "Sketcher",
    "Tally",
    "Workshop",
    "cannot_draw",
    "find_template",
]
