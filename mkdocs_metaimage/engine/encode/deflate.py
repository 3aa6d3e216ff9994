"""Deflate by zlib-ng; where that cannot be had by isal if it is installed, or else by Python's own zlib.

What they write differs in its bytes and has the same content, so pictures are the same with any of them.
"""

from __future__ import annotations

import zlib
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TRIAL: Final = b"deflated " * 9


class Effort(Enum):
    """How much time to take for fewer bytes."""

    #: For text and shapes on plain grounds.
    QUICK = "quick"
    #: As quick for what repeats nothing but the byte before: the differences between the pixels of photographs.
    RUNS = "runs"
    THOROUGH = "thorough"
    BEST = "best"


class _Way(NamedTuple):
    """How a library is asked for an effort."""

    compressobj: Any
    level: int
    memory: int = zlib.DEF_MEM_LEVEL
    strategy: int = zlib.Z_DEFAULT_STRATEGY


# All measured with the cards of the built-in templates. The smaller table of zlib's quick way is a tenth quicker,
# since zlib moves all of it along every 32 kB, and gives smaller files. zlib-ng takes two fifths of zlib's time for
# files that are a twelfth larger (its level 1 half of that and a third more bytes, level 3 half as long again and
# a twelfth fewer), isal a fifth for an eighth. isal comes last: zlib, which still makes greater efforts, takes three
# times as long in a process that isal has worked in.
_ZLIB: Final[Mapping[Effort, _Way]] = {
    Effort.QUICK: _Way(zlib.compressobj, 3, 7),
    Effort.RUNS: _Way(zlib.compressobj, 1, 7, zlib.Z_RLE),
    Effort.THOROUGH: _Way(zlib.compressobj, 6),
    Effort.BEST: _Way(zlib.compressobj, 9),
}
_QUICKER: Final[Mapping[str, Mapping[Effort, tuple[int, int]]]] = {
    "zlib_ng.zlib_ng": {
        Effort.QUICK: (2, zlib.Z_DEFAULT_STRATEGY),
        Effort.RUNS: (2, zlib.Z_RLE),
        Effort.THOROUGH: (6, zlib.Z_DEFAULT_STRATEGY),
    },
    "isal.isal_zlib": {Effort.QUICK: (2, zlib.Z_DEFAULT_STRATEGY)},
}


def deflated(parts: Iterable[bytes | memoryview], effort: Effort) -> bytes:
    """Compress parts that follow each other to one zlib stream.

    Args:
        parts: The bytes.
        effort: How much time to take.
    """
    packer = _opened(_ways()[effort])
    return b"".join([*map(packer.compress, parts), packer.flush()])


@cache
def _ways() -> Mapping[Effort, _Way]:
    """How each effort is made with what is installed."""
    for name, efforts in _QUICKER.items():
        # One that is installed and does not work, in whatever way, must not keep cards from being drawn.
        try:
            make = import_module(name).compressobj
            ways = {effort: _Way(make, level, strategy=kind) for effort, (level, kind) in efforts.items()}
            if all(_works(way) for way in ways.values()):
                return {**_ZLIB, **ways}
        except Exception:  # noqa: S112
            continue
    return _ZLIB


def _works(way: _Way) -> bool:
    packer = _opened(way)
    return zlib.decompress(packer.compress(_TRIAL) + packer.flush()) == _TRIAL


def _opened(way: _Way) -> Any:
    return way.compressobj(way.level, zlib.DEFLATED, zlib.MAX_WBITS, way.memory, way.strategy)
