"""Hashes the beginning of a file a piece at a time, so that other transfers go on meanwhile."""

import hashlib
import os

# Enough to keep the processor busy, little enough not to be noticed by a waiting terminal.
_PIECE = 1_048_576


class Hashing:
    """The sha256 of the first `length` bytes of an open file. `step` until `done`."""

    def __init__(self, fd: int, length: int) -> None:
        self._fd = fd
        self._length = length
        self._at = 0
        self.sha256 = hashlib.sha256()

    @property
    def done(self) -> bool:
        """Whether all bytes are in `sha256`."""
        return self._at >= self._length

    @property
    def at(self) -> int:
        """How many bytes are in `sha256`."""
        return self._at

    def step(self) -> None:
        """One more piece. A file that is shorter than it was ends here: `at` tells."""
        data = os.pread(self._fd, min(_PIECE, self._length - self._at), self._at)
        self.sha256.update(data)
        self._at += len(data)
        if not data:
            self._length = self._at
