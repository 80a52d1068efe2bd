"""Names below one folder, without any way out of it.

A path is walked one name at a time from an open folder (openat), never following a link. So neither `..`, nor a
link, nor a folder that is swapped for a link while the path is walked leads anywhere else.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from gamgui_agent.files.errors import FileError, from_os_error

# A folder is never opened through a link.
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Not to wait for a pipe's other end, nor to be given a terminal.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY


class Parents(Protocol):
    """Where the folders that files are in come from."""

    def parent(self, path: bytes) -> AbstractContextManager[tuple[int, bytes]]:
        """As Tree.parent."""


class Tree:
    """The working folder of a session. Paths are bytes, relative to it; the empty path is the folder itself."""

    def __init__(self, root: bytes) -> None:
        self._root = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    @contextmanager
    def parent(self, path: bytes) -> Iterator[tuple[int, bytes]]:
        """The open folder that `path` is in, and its last name (`.` for the working folder itself)."""
        *folders, name = split(path) or [b"."]
        fd = self._walk(folders)
        try:
            yield fd, name
        except OSError as error:
            raise from_os_error(error) from error
        finally:
            os.close(fd)

    @contextmanager
    def folder(self, path: bytes) -> Iterator[int]:
        """The folder at `path`, open."""
        fd = self._walk(split(path))
        try:
            yield fd
        except OSError as error:
            raise from_os_error(error) from error
        finally:
            os.close(fd)

    def open_file(self, path: bytes) -> int:
        """The regular file at `path`, open for reading; the caller closes it."""
        with self.parent(path) as (folder, name):
            require_file(os.stat(name, dir_fd=folder, follow_symlinks=False))
            fd = os.open(name, _FILE, dir_fd=folder)
            try:
                # Once more: it may have been swapped since.
                require_file(os.fstat(fd))
            except FileError:
                os.close(fd)
                raise
            return fd

    def status(self, path: bytes) -> os.stat_result:
        """What is at `path`, a link being a link."""
        with self.parent(path) as (folder, name):
            return os.stat(name, dir_fd=folder, follow_symlinks=False)

    def _walk(self, folders: list[bytes]) -> int:
        fd = os.dup(self._root)
        for name in folders:
            try:
                below = os.open(name, FOLDER, dir_fd=fd)
            except OSError as error:
                raise _why_no_folder(error, fd, name) from error
            finally:
                os.close(fd)
            fd = below
        return fd


class KeptFolders:
    """The folders of many files, each walked to once, and open until `close`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._open: dict[bytes, int] = {}

    @property
    def open(self) -> list[int]:
        """All that were found."""
        return list(self._open.values())

    @contextmanager
    def parent(self, path: bytes) -> Iterator[tuple[int, bytes]]:
        """As Tree.parent."""
        *folders, name = split(path) or [b"."]
        above = b"/".join(folders)
        if above not in self._open:
            with self._tree.folder(above) as folder:
                self._open[above] = os.dup(folder)
        try:
            yield self._open[above], name
        except OSError as error:
            raise from_os_error(error) from error

    def close(self) -> None:
        """Gives them back."""
        for folder in self._open.values():
            os.close(folder)
        self._open.clear()


def split(path: bytes) -> list[bytes]:
    """The names of a relative path. Refuses what could lead out of a folder."""
    if path.startswith(b"/"):
        raise FileError("outside", "Paths start at the session's working folder.")
    names = [name for name in path.split(b"/") if name not in (b"", b".")]
    if b".." in names:
        raise FileError("outside", "A path may not go up with “..”.")
    if b"\0" in path:
        raise FileError("not-found", "A name cannot hold a zero byte.")
    return names


def require_file(status: os.stat_result) -> None:
    """Only regular files have bytes to send."""
    if stat.S_ISLNK(status.st_mode):
        raise FileError("outside", "It is a link; links are not followed.")
    if stat.S_ISDIR(status.st_mode):
        raise FileError("not-a-file", "It is a folder.")
    if not stat.S_ISREG(status.st_mode):
        raise FileError("not-a-file", "It is not a regular file.")


def _why_no_folder(error: OSError, parent: int, name: bytes) -> FileError:
    """Systems answer ENOTDIR or ELOOP for a link: a person wants to know which of the two it was."""
    if error.errno in (errno.ENOTDIR, errno.ELOOP):
        try:
            if stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
                return FileError("outside", "A folder on the way is a link; links are not followed.")
        except OSError:
            pass
    return from_os_error(error)
