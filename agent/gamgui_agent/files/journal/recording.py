"""A part of the terminal's output on its way out, with its times and sizes, as a transfer like any file's.

A recording is stretches, each a head and the bytes that came since its time (PROTOCOL.md, The journal). The same range
is always the same recording, so a transfer goes on at any offset.
"""

import hashlib
import struct
from collections.abc import Iterator

from gamgui_agent.files.errors import FileError
from gamgui_agent.streams.reader import Gone, JournalReader, Record

HEAD = struct.Struct(">QIHH")
"""Time in ms or 0 (not known), bytes that follow, columns, rows; 0 columns: not known."""
LONGEST = 1_048_576
"""The most bytes of a stretch."""
_UNKNOWN = Record(0, 0, 0, 0)
# Read at once from the journal.
_PIECE = 1_048_576
# Hashed in one turn of what an earlier try has brought over: with stretches of some bytes it takes 20 ms.
_PREPARED = 262_144
_CHANGED = "The session's journal was full, and the oldest output made room."


class Recording:
    """Speaks as files/get.py does: `prepare` until `ready`, then `read`, then `finish`. Offsets count the recording."""

    def __init__(self, journal: JournalReader, first: int, end: int, offset: int) -> None:
        self._journal = journal
        self._sha256 = hashlib.sha256()
        journal.look()
        if not journal.start <= first <= end <= journal.end:
            raise FileError("changed", _CHANGED)
        self._range = first, end
        self.size = sum(HEAD.size + length for _, _, length in _stretches(journal, first, end))
        self.at = offset
        if offset > self.size:
            raise FileError("changed", _CHANGED)
        self._hashed = 0
        self._left = b""
        self._bytes = self._pieces()

    @property
    def ready(self) -> bool:
        """Whether what lies below the offset is hashed."""
        return self._hashed >= self.at

    def prepare(self) -> None:
        """Hashes one more piece of what lies below the offset."""
        self._next(min(_PREPARED, self.at - self._hashed))

    def read(self, most: int) -> bytes:
        """The next bytes, at most `most`; empty at the end."""
        data = self._next(min(most, self.size - self.at))
        self.at += len(data)
        return data

    def finish(self, sha256: str) -> None:
        """Compares what the receiver has with what was read."""
        if self.at < self.size:
            raise FileError("hash-mismatch", f"Only {self.at} of {self.size} bytes have been sent.")
        if sha256 != self._sha256.hexdigest():
            raise FileError("hash-mismatch", "What was received is not what the journal holds.")

    def close(self) -> None:
        """Closes what is open."""
        self._journal.close()

    def _next(self, most: int) -> bytes:
        # Stretches may be some bytes each: a frame, and a turn of the loop, for each would cost ten times as much.
        gathered = bytearray()
        try:
            while len(gathered) < most:
                data = self._left or next(self._bytes)
                room = most - len(gathered)
                gathered += data[:room]
                self._left = data[room:]
        except (Gone, StopIteration) as gone:
            raise FileError("changed", _CHANGED) from gone
        self._sha256.update(gathered)
        self._hashed += len(gathered)
        return bytes(gathered)

    def _pieces(self) -> Iterator[bytes]:
        for record, offset, length in _stretches(self._journal, *self._range):
            yield HEAD.pack(record.at, length, record.cols, record.rows)
            while length:
                data = self._journal.read(offset, min(_PIECE, length))
                yield data
                offset += len(data)
                length -= len(data)


def _stretches(journal: JournalReader, first: int, end: int) -> Iterator[tuple[Record, int, int]]:
    """What is in force, the offset of the first byte, and how many bytes."""
    at, in_force = first, _UNKNOWN
    for record in journal.records(first, end):
        yield from _split(in_force, at, record.offset)
        at, in_force = max(at, record.offset), record
    yield from _split(in_force, at, end)


def _split(record: Record, at: int, end: int) -> Iterator[tuple[Record, int, int]]:
    while at < end:
        length = min(LONGEST, end - at)
        yield record, at, length
        at += length
