"""The terminal's output on disk, with its times and sizes; the oldest goes first when it grows beyond its cap.

Output only: input holds passwords. Beside each file of bytes lies an index of records: offset, time, columns, rows.
"""

import contextlib
import errno
import os
import struct
import time
from bisect import bisect_right
from typing import NamedTuple

from gamgui_agent.streams.segments import Segments

FOLDER = "journal"
"""Its folder in the host's own (host/state.py)."""
RECORD = struct.Struct(">QQHH")
"""One record of an index: offset, time, columns, rows. The time is that of the byte at the offset, or 250 ms later."""
INDEX = ".index"
"""The suffix of an index; its name is that of its file of bytes."""
_MOST_SEGMENT = 4 * 1_048_576
# So many files make the cap, so that little goes at once.
_SEGMENTS = 8
_RECORD_EVERY_MS = 250
# Changes of size that are remembered. Beyond, the oldest are forgotten.
_MOST_SIZES = 10_000


class Size(NamedTuple):
    """The terminal's size from `offset` of its output on."""

    offset: int
    cols: int
    rows: int


class Journal:
    """Keeps the last `cap` bytes, less one segment at most."""

    def __init__(self, folder: str, cap: int) -> None:
        self._cap = cap
        self._sizes: list[Size] = []
        self._last_record = 0
        self._records = 0
        self._index_fd = self._index_start = -1
        self._segment_bytes = min(_MOST_SEGMENT, max(65_536, cap // _SEGMENTS))
        self._bytes = Segments(folder, self._segment_bytes, self._drop_index)
        self._read_indexes(folder)

    @property
    def start(self) -> int:
        """The first byte there is."""
        return self._bytes.start

    @property
    def end(self) -> int:
        """One past the last byte."""
        return self._bytes.end

    def append(self, data: memoryview) -> int:
        """Writes `data`; how much of it is here now. Less than all: the disk is full, even without the oldest."""
        done = 0
        while done < len(data):
            try:
                done += self._bytes.append(data[done:])
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or not self._bytes.drop_oldest():
                    break
            if self._index_start != self._bytes.segment_start:
                self._begin_index()
                self._bytes.drop_before(self.end - self._cap + self._segment_bytes)
        now = time.time_ns() // 1_000_000
        if done and now - self._last_record >= _RECORD_EVERY_MS:
            self._record(now, self.end - done)
        return done

    def read(self, offset: int, most: int) -> bytes:
        """Up to `most` bytes from `offset` on, none of them beyond the next change of size."""
        at = self._size_index(offset) + 1
        if at < len(self._sizes):
            most = min(most, self._sizes[at].offset - offset)
        return self._bytes.read(offset, most)

    def resize(self, cols: int, rows: int) -> None:
        """From the end on the terminal has this size."""
        size = Size(self.end, cols, rows)
        if self._sizes and self._sizes[-1].offset == self.end:
            self._sizes.pop()
        if not self._sizes or self._sizes[-1][1:] != size[1:]:
            self._sizes.append(size)
            self._record(time.time_ns() // 1_000_000, self.end)
        if len(self._sizes) > _MOST_SIZES:
            del self._sizes[: _MOST_SIZES // 2]

    def size_at(self, offset: int) -> Size | None:
        """The size in force at `offset`; None before the first one."""
        at = self._size_index(offset)
        return self._sizes[at] if at >= 0 else None

    def drop_oldest(self) -> None:
        """Frees some of the disk."""
        self._bytes.drop_oldest()

    def close(self) -> None:
        """Closes the files; may be called twice."""
        self._bytes.close()
        if self._index_fd >= 0:
            os.close(self._index_fd)
            self._index_fd = -1

    def _size_index(self, offset: int) -> int:
        return bisect_right(self._sizes, offset, key=lambda size: size.offset) - 1

    def _record(self, now: int, offset: int) -> None:
        """The index is a help: without room for it the bytes are still there."""
        self._last_record = now
        if self._index_fd < 0:
            return
        _, cols, rows = self.size_at(offset) or (0, 0, 0)
        with contextlib.suppress(OSError):
            os.pwrite(self._index_fd, RECORD.pack(offset, now, cols, rows), self._records * RECORD.size)
            self._records += 1

    def _begin_index(self) -> None:
        if self._index_fd >= 0:
            os.close(self._index_fd)
        self._index_fd, self._index_start = -1, self._bytes.segment_start
        path = self._bytes.path(self._index_start, INDEX)
        with contextlib.suppress(OSError):
            self._index_fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            # A record that a crash has cut is written over.
            self._records = os.fstat(self._index_fd).st_size // RECORD.size
        self._last_record = 0

    def _drop_index(self, start: int) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self._bytes.path(start, INDEX))
        in_force = self._size_index(self.start)
        if in_force > 0:
            del self._sizes[:in_force]

    def _read_indexes(self, folder: str) -> None:
        """What an earlier host has left, as far as it makes sense."""
        for name in sorted(os.listdir(folder)):
            if not name.endswith(INDEX):
                continue
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            for offset, _, cols, rows in RECORD.iter_unpack(data[: len(data) // RECORD.size * RECORD.size]):
                last = self._sizes[-1] if self._sizes else Size(0, 0, 0)
                if last.offset <= offset <= self.end and cols and rows and (cols, rows) != last[1:]:
                    self._sizes.append(Size(offset, cols, rows))
        if self.end > self.start:
            self._begin_index()
