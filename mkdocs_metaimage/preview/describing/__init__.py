"""What the preview answers, as mappings that JSON can say: one function for each question."""

from .boxes import boxes
from .cards import cards
from .fonts import fonts
from .page import page
from .site import site
from .templates import templates

__all__ = ["boxes", "cards", "fonts", "page", "site", "templates"]
