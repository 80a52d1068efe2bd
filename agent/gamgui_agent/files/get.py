"""A file on its way out. The receiver's word ends it: only `finish` says whether what it has is the file."""

import os

from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.hash import Hashing
from gamgui_agent.files.tree import Tree

_CHANGED = "The file was changed while it was being read. Try again when nothing writes to it."


class Get:
    """Reads the file at `path` from `offset` on, hashing all of it; offsets and sizes in bytes."""

    def __init__(self, tree: Tree, path: bytes, offset: int) -> None:
        self._tree = tree
        self._path = path
        self._fd = tree.open_file(path)
        self.status = os.fstat(self._fd)
        self.at = offset
        self.size = self.status.st_size
        if offset > self.size:
            self.close()
            raise FileError("changed", "The file is shorter now than what was received of it.")
        # What an earlier try has brought over counts for the hash too.
        self._hashing = Hashing(self._fd, offset)
        self._sha256 = self._hashing.sha256

    @property
    def ready(self) -> bool:
        """Whether the bytes below the offset are hashed; `prepare` until it is."""
        return self._hashing.done

    def prepare(self) -> None:
        """Hashes one more piece of what lies below the offset."""
        self._hashing.step()
        if self._hashing.done and self._hashing.at != self.at:
            raise FileError("changed", _CHANGED)

    def read(self, most: int) -> bytes:
        """The next bytes, at most `most`; empty at the end."""
        wanted = min(most, self.size - self.at)
        if wanted <= 0:
            return b""
        try:
            data = os.pread(self._fd, wanted, self.at)
        except OSError as error:
            raise from_os_error(error) from error
        if not data:
            raise FileError("changed", _CHANGED)
        self._sha256.update(data)
        self.at += len(data)
        return data

    def finish(self, sha256: str) -> None:
        """Compares what the receiver has with what was read, and the file with what it was."""
        if self.at < self.size:
            raise FileError("hash-mismatch", f"Only {self.at} of {self.size} bytes have been sent.")
        if not self._is_unchanged():
            raise FileError("changed", _CHANGED)
        if sha256 != self.hexdigest():
            raise FileError("hash-mismatch", "What was received is not what the file holds.")

    def hexdigest(self) -> str:
        """The sha256 of the bytes that were read."""
        return self._sha256.hexdigest()

    def close(self) -> None:
        """Gives the file back."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _is_unchanged(self) -> bool:
        """The same file is still there, with the same size and time."""
        try:
            now = self._tree.status(self._path)
        except FileError:
            return False
        return _identity(now) == _identity(self.status)


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
