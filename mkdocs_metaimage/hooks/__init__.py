"""The user's own files: loads them, asks them for metadata and images, and explains what goes wrong there."""

from .hook import Hook, Request
from .imports import local_imports
from .loader import HookLoader

__all__ = ["Hook", "HookLoader", "Request", "local_imports"]
