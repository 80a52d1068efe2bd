"""Numbered bytes on disk: appended at the end, read anywhere, dropped from the beginning, a file at a time.

A file's name is the offset of its first byte. Nothing is synced: what a killed process has written stays, and after
a power cut a session is over anyway.
"""

import contextlib
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable

_DIGITS = 16
SUFFIX = ".bytes"
"""The suffix of a file of bytes; its name is the offset of the first one, in 16 digits."""
_FULL = 0o600


def segment_name(start: int, suffix: str) -> str:
    """The name of the file that begins at `start`, or of its companion with another suffix."""
    return f"{start:0{_DIGITS}d}{suffix}"


def segment_starts(names: Iterable[str]) -> list[int]:
    """The offsets at which files of bytes begin, of all the names in a folder, in order."""
    stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    return sorted(int(stem) for stem in stems if stem.isdecimal())


class Segments:
    """The bytes `start` to `end` in the files of `folder`, which is made if it is not there."""

    def __init__(self, folder: str, segment_bytes: int, dropped: Callable[[int], None] | None = None) -> None:
        self._folder = folder
        self._segment_bytes = segment_bytes
        self._dropped = dropped
        os.makedirs(folder, 0o700, exist_ok=True)
        self._starts = self._find()
        self.start = self._starts[0] if self._starts else 0
        """The first byte there is."""
        self.end = self._starts[-1] + self._size(self._starts[-1]) if self._starts else 0
        """One past the last byte."""
        self._write_fd = self._open(self._starts[-1], os.O_RDWR | os.O_APPEND) if self._starts else -1
        self._read_fd = -1
        self._read_start = -1

    @property
    def segment_start(self) -> int:
        """Where the file that is being written begins."""
        return self._starts[-1] if self._starts else self.end

    def append(self, data: memoryview) -> int:
        """Writes what there is room for; how much that was. @raises OSError (ENOSPC: nothing was written)"""
        if not self._starts or self.end - self._starts[-1] >= self._segment_bytes:
            self._begin()
        room = self._segment_bytes - (self.end - self._starts[-1])
        written = os.write(self._write_fd, data[:room])
        self.end += written
        return written

    def read(self, offset: int, most: int) -> bytes:
        """Up to `most` bytes from `offset` on, which is in `start` to `end`. At a file's end fewer; at the end none."""
        at = bisect_right(self._starts, offset) - 1
        if offset >= self.end or at < 0:
            return b""
        start = self._starts[at]
        fd = self._write_fd if start == self._starts[-1] else self._reader(start)
        return os.pread(fd, most, offset - start)

    def drop_before(self, offset: int) -> None:
        """Drops the files that end at or below `offset`, but for the one that is being written."""
        while len(self._starts) > 1 and self._starts[1] <= offset:
            self._drop_first()

    def drop_oldest(self) -> bool:
        """Drops one file. False: only the one being written is left."""
        if len(self._starts) < 2:
            return False
        self._drop_first()
        return True

    def close(self) -> None:
        """Closes the files; may be called twice."""
        for fd in (self._write_fd, self._read_fd):
            if fd >= 0:
                os.close(fd)
        self._write_fd = self._read_fd = -1

    def path(self, start: int, suffix: str = SUFFIX) -> str:
        """Where the file that begins at `start` is, or its companion with another suffix."""
        return os.path.join(self._folder, segment_name(start, suffix))

    def _begin(self) -> None:
        fd = self._open(self.end, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC)
        if self._write_fd >= 0:
            os.close(self._write_fd)
        self._write_fd = fd
        self._starts.append(self.end)

    def _drop_first(self) -> None:
        start = self._starts.pop(0)
        self.start = self._starts[0]
        if start == self._read_start:
            os.close(self._read_fd)
            self._read_fd = self._read_start = -1
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path(start))
        if self._dropped:
            self._dropped(start)

    def _reader(self, start: int) -> int:
        if start != self._read_start:
            fd = self._open(start, os.O_RDONLY)
            if self._read_fd >= 0:
                os.close(self._read_fd)
            self._read_fd, self._read_start = fd, start
        return self._read_fd

    def _find(self) -> list[int]:
        """The files that follow each other without a hole; what is before one is not the stream any more."""
        starts = segment_starts(os.listdir(self._folder))
        for at in range(len(starts) - 1, 0, -1):
            if starts[at - 1] + self._size(starts[at - 1]) != starts[at]:
                for start in starts[:at]:
                    os.unlink(self.path(start))
                return starts[at:]
        return starts

    def _size(self, start: int) -> int:
        return os.stat(self.path(start)).st_size

    def _open(self, start: int, flags: int) -> int:
        return os.open(self.path(start), flags | os.O_CLOEXEC, _FULL)
