"""The adapter for MkDocs 1.6 and ProperDocs 1.6."""

from .plugin import MetaImagePlugin

__all__ = ["MetaImagePlugin"]
