"""What is kept between builds: drawn images, and the upkeep of the folder they lie in."""

from .files import replace, write
from .images import Kept, Notes, Store
from .upkeep import sweep

__all__ = ["Kept", "Notes", "Store", "replace", "sweep", "write"]
