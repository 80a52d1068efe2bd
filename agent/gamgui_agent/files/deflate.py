"""DEFLATED: pieces of files, compressed on the wire, each by itself, so that a transfer can go on anywhere."""

import zlib

from gamgui_agent.protocol.wire import BadFrame

MOST_PIECE = 262_144
"""The most bytes of a file in one DEFLATED. What comes to more is refused, whatever it says it is."""

# Raw deflate: frames have their length, transfers their hash.
_RAW = -15
# Users of a domain as CSV, on one core: level 1 makes 2.8 times less of them at 114 MB/s, 6 makes 3.3 times less at 47,
# 9 no more at 26. Half a CPU is what a session has, and at level 6 that still fills a link of 50 Mbit/s.
_LEVEL = 6
# Less than this is not worth a thought, and what a beginning of this length tells is true of the rest.
_LEAST = 1_024
_PROBE = 16_384
_WORTH = 0.9
# Pieces that go unasked after one that was not worth it: twice as many each time.
_MOST_UNASKED = 64


class Deflater:
    """Compresses the pieces of one file, where that is worth it."""

    def __init__(self) -> None:
        self._unasked = 0
        self._next = 1

    def pack(self, data: bytes) -> bytes | None:
        """The piece, at most MOST_PIECE bytes, compressed; None: it goes as it is."""
        if self._unasked or len(data) < _LEAST:
            self._unasked = max(0, self._unasked - 1)
            return None
        packed = _worth(_pack(data[:_PROBE], 1), data[:_PROBE]) and _worth(_pack(data, _LEVEL), data)
        if packed:
            self._next = 1
            return packed
        self._unasked, self._next = self._next, min(2 * self._next, _MOST_UNASKED)
        return None


def unpack(packed: bytes | memoryview) -> bytes:
    """The 1 to MOST_PIECE bytes that were compressed. Holds no more than that. Raises BadFrame."""
    inflater = zlib.decompressobj(_RAW)
    try:
        data = inflater.decompress(packed, MOST_PIECE + 1)
    except zlib.error as error:
        raise BadFrame("The compressed bytes of a file are damaged.") from error
    if not inflater.eof or inflater.unused_data or not 1 <= len(data) <= MOST_PIECE:
        raise BadFrame("DEFLATED carries 1 to 262,144 bytes, compressed as one whole.")
    return data


def _pack(data: bytes, level: int) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return deflater.compress(data) + deflater.flush()


def _worth(packed: bytes, data: bytes) -> bytes | None:
    return packed if len(packed) <= _WORTH * len(data) else None
