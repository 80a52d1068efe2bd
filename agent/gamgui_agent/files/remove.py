"""Removes files, and folders with all that is in them. Links go themselves; what they lead to is not touched."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.own import require_visible
from gamgui_agent.files.steps import Work
from gamgui_agent.files.tree import FOLDER, Tree

# Each folder on the way down is held open: so many files may a process have open.
_DEEPEST = 256
# A job may write into a folder while it is emptied.
_TRIES = 5
# What was looked at a moment before is something else by now: a folder in place of a file or link, or the reverse.
_SWAPPED = (errno.EISDIR, errno.ENOTDIR, errno.ELOOP)


def remove(tree: Tree, path: bytes) -> Work:
    """Removes what is at `path`; answers how many files, links and folders went. A piece is one of them."""
    count = 0
    with tree.parent(path) as (parent, name):
        require_visible(name)
        try:
            if not stat.S_ISDIR(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
                os.unlink(name, dir_fd=parent)
                return {"removed": 1}
            for _ in _remove_folder(parent, name):
                count += 1
                yield
        except OSError as error:
            if error.errno not in _SWAPPED:
                raise
            raise FileError("changed", "Something else was put in its place meanwhile.") from error
    return {"removed": count}


def _remove_folder(parent: int, name: bytes) -> Iterator[None]:
    """Depth first, without recursion: names come from the session, and so does how deep they are."""
    way = [_Folder(parent, name)]
    try:
        while way:
            here = way[-1]
            below = here.next()
            if below is None:
                if here.leave():
                    way.pop().close()
                    yield
            elif stat.S_ISDIR(below[1]):
                if len(way) >= _DEEPEST:
                    raise FileError("too-many", f"Folders are nested deeper than {_DEEPEST} there.")
                way.append(_Folder(here.fd, below[0]))
            else:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(below[0], dir_fd=here.fd)
                yield
    finally:
        for folder in way:
            folder.close()


class _Folder:
    """A folder that is being emptied, held open: never followed if it is a link by now."""

    def __init__(self, parent: int, name: bytes) -> None:
        self._parent = parent
        self._name = name
        self._tries = 0
        self.fd = os.open(name, FOLDER, dir_fd=parent)
        self._found = os.scandir(self.fd)

    def close(self) -> None:
        """Lets go of it."""
        self._found.close()
        os.close(self.fd)

    def next(self) -> tuple[bytes, int] | None:
        """A name in it and its mode, or None: there is no more."""
        for entry in self._found:
            name = os.fsencode(entry.name)
            with contextlib.suppress(FileNotFoundError):
                return name, os.stat(name, dir_fd=self.fd, follow_symlinks=False).st_mode
        return None

    def leave(self) -> bool:
        """Removes it now that it is empty. False: something came in meanwhile, or was overlooked: once more."""
        try:
            os.rmdir(self._name, dir_fd=self._parent)
            return True
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        self._tries += 1
        if self._tries >= _TRIES:
            raise FileError("changed", "Something goes on writing into the folder.")
        self._found.close()
        self._found = os.scandir(self.fd)
        return False
