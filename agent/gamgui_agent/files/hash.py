"""Hashes the beginning of a file a piece at a time, so that other transfers go on meanwhile."""

import hashlib
import os

from gamgui_agent.files.errors import from_os_error

# Enough to keep the processor busy, little enough for others to have their turn soon.
_PIECE = 1_048_576


class Hashing:
    """The sha256 of the first `length` bytes of an open file. `step` until `done`."""

    def __init__(self, fd: int, length: int) -> None:
        self._fd = fd
        self._length = length
        self.at = 0
        self.sha256 = hashlib.sha256()

    @property
    def done(self) -> bool:
        """Whether all bytes are in `sha256`; `at` counts them, fewer than asked for in a file that became shorter."""
        return self.at >= self._length

    def step(self) -> None:
        """One more piece."""
        try:
            data = os.pread(self._fd, min(_PIECE, self._length - self.at), self.at)
        except OSError as error:
            raise from_os_error(error) from error
        self.sha256.update(data)
        self.at += len(data)
        if not data:
            self._length = self.at
