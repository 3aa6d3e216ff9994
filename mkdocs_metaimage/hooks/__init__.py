"""The user's own files: loads them, asks them for metadata and images, and explains what goes wrong there."""

from .hook import Hook, Request
from .imports import local_imports
from .loader import HookLoader
from .template import BUILT_IN

__all__ = ["BUILT_IN", "Hook", "HookLoader", "Request", "local_imports"]
