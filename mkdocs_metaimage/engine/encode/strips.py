"""Strips of rows that many pictures share: what was deflated of them once is used again.

The cards of a site differ in a few lines of text, and zlib would take longer to deflate the same pixels anew each time
than all else that is done for a card. So strips stand for themselves in what is written, for 3% more bytes, which are
the same whether a strip was known or not. Quicker libraries are as quick without.
"""

from __future__ import annotations

import struct
import threading
import zlib
from collections import OrderedDict
from typing import Final, NamedTuple

from .deflate import raw_stream

_LENGTH: Final = 80_000  # bytes that a strip has at the most
_MOST: Final = 128  # places that strips are kept of: four cards of the usual size
# A zlib stream's header (RFC 1950, section 2.2), a stored block with the number of the first row's filter, and the
# end: an empty last block (RFC 1951, section 3.2).
_HEADER: Final = b"\x78\x5e" + b"\0\1\0\xfe\xff\0"
_END: Final = b"\x03\0"
_MODULUS: Final = 65_521  # of Adler-32


class _Strip(NamedTuple):
    """A strip: its bytes, what they are deflated to, and their Adler-32."""

    rows: bytes
    packed: bytes
    check: int


class _Known:
    """Strips by their places. Of each place two are kept: the last one, and the last that came again."""

    def __init__(self, most: int) -> None:
        self._places: OrderedDict[tuple[int, int, int], tuple[_Strip, ...]] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def find(self, place: tuple[int, int, int], data: bytes, start: int) -> _Strip | None:
        """The strip that is at this place of the data, if it is known."""
        with self._lock:
            strips = self._places.get(place, ())
        for index, strip in enumerate(strips):
            if data.startswith(strip.rows, start):
                if index:
                    self._put(place, (strip, strips[0]))
                return strip
        return None

    def add(self, place: tuple[int, int, int], strip: _Strip) -> None:
        """Keep a strip that was not known."""
        self._put(place, (*self._places.get(place, ())[:1], strip))

    def _put(self, place: tuple[int, int, int], strips: tuple[_Strip, ...]) -> None:
        with self._lock:
            self._places[place] = strips
            self._places.move_to_end(place)
            while len(self._places) > self._most:
                self._places.popitem(last=False)


_known = _Known(_MOST)


def deflated_rows(data: bytes, stride: int) -> bytes:
    """Rows as a zlib stream, each behind a zero, which is the number of the filter that does nothing.

    Args:
        data: The rows, each with a zero after it: the one that belongs before the next row.
        stride: The bytes of a row and its zero.
    """
    step = max(_LENGTH // stride, 1) * stride
    packer = raw_stream()
    parts, low, high = [_HEADER], 1, 1
    for start in range(0, len(data), step):
        end = min(start + step, len(data) - 1)
        place = (stride, start, end)
        strip = _known.find(place, data, start)
        if strip is None:
            rows = data[start:end]
            # A full flush: nothing after it refers to what is before it.
            packed = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
            strip = _Strip(rows, packed, zlib.adler32(rows))
            _known.add(place, strip)
        parts.append(strip.packed)
        own = strip.check & 0xFFFF
        high = (high + (strip.check >> 16) + (end - start) * (low - 1)) % _MODULUS
        low = (low + own - 1) % _MODULUS
    parts += _END, struct.pack(">I", high << 16 | low)
    return b"".join(parts)
