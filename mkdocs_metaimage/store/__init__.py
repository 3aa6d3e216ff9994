"""What is kept between builds: drawn images, and the upkeep of the folder they lie in."""

from .images import Kept, Notes, Store, write
from .upkeep import sweep

__all__ = ["Kept", "Notes", "Store", "sweep", "write"]
