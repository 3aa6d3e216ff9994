"""The user's own files: loads them, asks them for metadata and images, and explains what goes wrong there."""

from .assets import Assets
from .hook import Hook, Recipe, Request
from .imports import local_imports
from .loader import HookLoader
from .template_files import BUILT_IN, built_in_templates

__all__ = [
    "BUILT_IN",
    "Assets",
    "Hook",
    "HookLoader",
    "Recipe",
    "Request",
    "built_in_templates",
    "local_imports",
]
