"""A journal read beside the host that writes it: by another process, so that nothing here holds up the terminal.

The bytes of a journal never change, they only go, the oldest file first. So no lock is needed: what is gone is told.
"""

import contextlib
import os
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from gamgui_agent.streams.journal import INDEX, RECORD
from gamgui_agent.streams.segments import SUFFIX, segment_name, segment_starts

# Records read at once.
_RECORDS = 3_000


class Gone(Exception):
    """The bytes are not in the journal any more."""


class Record(NamedTuple):
    """From `offset` of the output on: when it came, in milliseconds since 1970, and the terminal's size."""

    offset: int
    at: int
    cols: int
    rows: int


class JournalReader:
    """The bytes `start` to `end` in the journal of `folder`, as they were at the last `look`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._starts: list[int] = []
        self._fd = self._fd_start = -1
        self.start = 0
        """The first byte there is."""
        self.end = 0
        """One past the last byte."""

    def look(self) -> None:
        """Finds what is there now. A folder that is not there is an empty journal."""
        names: list[str] = []
        with contextlib.suppress(FileNotFoundError):
            names = os.listdir(self._folder)
        self._starts = segment_starts(names)
        self.start = self._starts[0] if self._starts else 0
        # The newest is never dropped.
        self.end = self._end_of(self._starts[-1]) if self._starts else 0

    def read(self, offset: int, most: int) -> bytes:
        """Up to `most` bytes from `offset` on; fewer at the end only. @raises Gone"""
        pieces: list[bytes] = []
        while most > 0 and offset < self.end:
            start = self._starts[self._segment(offset)]
            piece = os.pread(self._open(start), most, offset - start)
            if not piece:
                raise Gone
            pieces.append(piece)
            offset += len(piece)
            most -= len(piece)
        return b"".join(pieces)

    def records(self, first: int, end: int) -> Iterator[Record]:
        """The record in force at `first`, if there is one, and all that begin before `end`. @raises Gone"""
        for at in range(max(0, self._segment(first)), len(self._starts)):
            if self._starts[at] >= end:
                return
            yield from self._of_segment(self._starts[at], first, end)

    def time_at(self, offset: int) -> int | None:
        """When the byte came, in milliseconds; None: not known."""
        found = next(self.records(offset, offset + 1), None)
        return found and found.at

    def close(self) -> None:
        """Closes what is open."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = self._fd_start = -1

    def _of_segment(self, start: int, first: int, end: int) -> Iterator[Record]:
        try:
            fd = os.open(self._path(start, INDEX), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            # The index is a help: without room for it the bytes are still there.
            return
        try:
            number = max(0, self._after(fd, first) - 1)
            while data := os.pread(fd, _RECORDS * RECORD.size, number * RECORD.size):
                whole = len(data) // RECORD.size
                for record in RECORD.iter_unpack(data[: whole * RECORD.size]):
                    if record[0] >= end:
                        return
                    yield Record(*record)
                if not whole:
                    return
                number += whole
        finally:
            os.close(fd)

    def _after(self, fd: int, offset: int) -> int:
        """The number of the first record beyond the offset."""
        low, high = 0, os.fstat(fd).st_size // RECORD.size
        while low < high:
            middle = (low + high) // 2
            if Record(*RECORD.unpack(os.pread(fd, RECORD.size, middle * RECORD.size))).offset <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _segment(self, offset: int) -> int:
        if offset < self.start:
            raise Gone
        return bisect_right(self._starts, offset) - 1

    def _open(self, start: int) -> int:
        if start != self._fd_start:
            self.close()
            try:
                self._fd = os.open(self._path(start, SUFFIX), os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError as error:
                raise Gone from error
            self._fd_start = start
        return self._fd

    def _end_of(self, start: int) -> int:
        return start + os.stat(self._path(start, SUFFIX)).st_size

    def _path(self, start: int, suffix: str) -> str:
        return os.path.join(self._folder, segment_name(start, suffix))
