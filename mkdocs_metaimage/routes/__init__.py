"""Segment folders: which convention files serve a page, with which params, and where images live.

Pure: it gets a listing of files and the segments of a page's path, and knows neither hosts nor pictures.
"""

from .files import ConventionFile, FileKind, parse_file_name, scan
from .matching import Link, Match, Params
from .misnamed import misnamed
from .paths import folder_path, image_path, static_image_path
from .tree import RouteTree

__all__ = [
    "ConventionFile",
    "FileKind",
    "Link",
    "Match",
    "Params",
    "RouteTree",
    "folder_path",
    "image_path",
    "misnamed",
    "parse_file_name",
    "scan",
    "static_image_path",
]
