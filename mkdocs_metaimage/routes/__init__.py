"""Segment folders: which convention files serve a page, with which params, and where images live.

Pure: it gets a listing of files and the segments of a page's path, and knows neither hosts nor pictures.
"""

from .files import ConventionFile, FileKind, FileName, parse_file_name, scan
from .folders import Folder
from .matching import Match, Params
from .paths import folder_path, group_suffix, image_path, percent_encode, static_image_path
from .segments import Segment, SegmentKind, parse_segment
from .tree import RouteTree

__all__ = [
    "ConventionFile",
    "FileKind",
    "FileName",
    "Folder",
    "Match",
    "Params",
    "RouteTree",
    "Segment",
    "SegmentKind",
    "folder_path",
    "group_suffix",
    "image_path",
    "parse_file_name",
    "parse_segment",
    "percent_encode",
    "scan",
    "static_image_path",
]
