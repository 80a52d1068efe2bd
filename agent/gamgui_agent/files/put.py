"""A file on its way in: written beside its place under a name of its own, checked, and renamed into place.

What has arrived stays in `.gamgui-KEY.part` when the connection is lost, and a later try with the same key goes on
from there. Nobody else reads it before it is whole: its mode is 0600 until then.
"""

import contextlib
import fcntl
import os
import re
import stat
import sys
import time
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.hash import Hashing
from gamgui_agent.files.list import Entry, is_part, make_entry
from gamgui_agent.files.rename import rename
from gamgui_agent.files.tree import Parents

_KEY = re.compile(r"[0-9a-f]{16,32}\Z")
_PART = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_FORGOTTEN = 24 * 3600
# So much is sent on its way to the disk at a time, while more arrives: the disk need not write it all when the last
# byte is here. Of 100 MB that took 50 ms, and 3 so.
_AHEAD = 8_388_608
# A file from elsewhere is data: nothing received can be run by accident, or as another user.
_MODE = 0o666


@dataclass(frozen=True)
class Wanted:
    """What the sender declares: `length` in bytes, `mode` permission bits, `mtime` in milliseconds."""

    key: str
    path: bytes
    length: int
    mode: int
    mtime: int
    replace: bool


class Put:
    """One file being received. Closed, it leaves its part file for a later try; discarded, nothing.

    `passing`: there is no later try, so a part file that has a name is only used where there is no other way.
    """

    def __init__(self, parents: Parents, wanted: Wanted, passing: bool = False) -> None:
        if not _KEY.match(wanted.key):
            raise FileError("internal", "The key of a transfer is 16 to 32 hex digits.")
        self._wanted = wanted
        self._part = b".gamgui-%s.part" % wanted.key.encode()
        self._fd = -1
        self._passing = passing
        self._nameless = False
        with parents.parent(wanted.path) as (folder, self._name):
            _refuse_target(folder, self._name, wanted.replace)
            self._folder = os.dup(folder)
        try:
            self._open()
        except OSError as error:
            self.close()
            raise from_os_error(error) from error
        except FileError:
            self.close()
            raise

    def _open(self) -> None:
        self._fd = self._open_nameless() if self._passing else -1
        self._nameless = self._fd >= 0
        self.at = 0 if self._nameless else self._open_part()
        self._syncing = self.at
        self._hashing = Hashing(self._fd, self.at)
        self._sha256 = self._hashing.sha256

    def _open_part(self) -> int:
        """Takes the part file, which must be ours alone; how many bytes of the file it holds already."""
        self._fd = os.open(self._part, _PART, 0o600, dir_fd=self._folder)
        status = os.fstat(self._fd)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_nlink != 1:
            raise FileError("permission", "Something else is in the place of the file being received.")
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FileError("busy", "This file is still being received by another connection.") from error
        os.fchmod(self._fd, 0o600)
        if status.st_size > self._wanted.length:
            # Not this file's beginning.
            os.ftruncate(self._fd, 0)
            return 0
        return os.lseek(self._fd, status.st_size, os.SEEK_SET)

    def _open_nameless(self) -> int:
        if sys.platform != "linux":
            return -1
        from gamgui_agent.files.linux import open_nameless

        fd = open_nameless(self._folder)
        return -1 if fd is None else fd

    @property
    def fd(self) -> int:
        """The open part file."""
        return self._fd

    @property
    def folder(self) -> int:
        """The open folder the file goes to."""
        return self._folder

    @property
    def missing(self) -> int:
        """Bytes that are still to come."""
        return self._wanted.length - self.at

    @property
    def ready(self) -> bool:
        """Whether what an earlier try left is hashed; `prepare` until it is."""
        return self._hashing.done

    def prepare(self) -> None:
        """Hashes one more piece of what an earlier try left."""
        self._hashing.step()
        if self._hashing.done and self._hashing.at != self.at:
            raise FileError("changed", "The file being received was changed by something else.")

    def hexdigest(self) -> str:
        """The sha256 of the bytes that are here."""
        return self._sha256.hexdigest()

    def write(self, offset: int, data: memoryview) -> None:
        """Takes the next bytes. They must follow what is here, and not go beyond the declared length."""
        if offset != self.at or len(data) > self.missing:
            raise FileError("bad-frame", f"Bytes at {offset} do not follow the {self.at} that are here.")
        try:
            written = os.write(self._fd, data)
            while written < len(data):
                written += os.write(self._fd, data[written:])
        except OSError as error:
            raise from_os_error(error) from error
        self._sha256.update(data)
        self.at += len(data)
        if self.at - self._syncing >= _AHEAD:
            self._begin_to_sync()

    def _begin_to_sync(self) -> None:
        if sys.platform == "linux":
            from gamgui_agent.files.linux import begin_to_sync

            begin_to_sync(self._fd, self._syncing, self.at - self._syncing)
        self._syncing = self.at

    def check(self, sha256: str) -> None:
        """Whether all bytes are here and are the sender's."""
        if self.missing:
            raise FileError("hash-mismatch", f"Only {self.at} of {self._wanted.length} bytes arrived.")
        if sha256 != self.hexdigest():
            raise FileError("hash-mismatch", "What arrived is not what was sent.")

    def settle(self) -> Entry:
        """Brings the bytes to the disk and the file into its place. May take long: the disk decides."""
        try:
            self.seal()
            self._sync()
            entry = self.move()
        except OSError as error:
            raise from_os_error(error) from error
        sync_folder(self._folder)
        return entry

    def _sync(self) -> None:
        try:
            os.fsync(self._fd)
        except OSError:
            # What the disk has of it is not known any more, whatever is read (https://lwn.net/Articles/752063/).
            self.discard()
            raise

    def seal(self) -> None:
        """Gives the whole file its mode and its time. Raises OSError."""
        os.fchmod(self._fd, self._wanted.mode & _MODE)
        os.utime(self._fd, ns=(self._wanted.mtime * 1_000_000,) * 2)

    def move(self) -> Entry:
        """Puts the file, whose bytes are on the disk, into its place. Raises OSError."""
        if not self._nameless:
            rename(self._folder, self._part, self._name, self._wanted.replace)
        elif self._wanted.replace:
            # Only a name can be put in the place of another.
            self._name_as(self._part)
            rename(self._folder, self._part, self._name, True)
        else:
            self._name_as(self._name)
        return make_entry(self._name, os.fstat(self._fd))

    def _name_as(self, name: bytes) -> None:
        if sys.platform == "linux":
            from gamgui_agent.files.linux import name_nameless

            name_nameless(self._fd, self._folder, name)

    def keep(self) -> None:
        """Leaves what has come for a later try; of nothing, nothing."""
        self.close() if self.at else self.discard()

    def discard(self) -> None:
        """Leaves nothing behind."""
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                os.unlink(self._part, dir_fd=self._folder)
        self.close()

    def close(self) -> None:
        """Gives the part file back; it stays for a later try."""
        for fd in (self._fd, self._folder):
            if fd >= 0:
                os.close(fd)
        self._fd = self._folder = -1


def sync_folder(folder: int) -> None:
    """Brings new names to the disk. Some file systems cannot; the files themselves are safe."""
    with contextlib.suppress(OSError):
        os.fsync(folder)


def _refuse_target(folder: int, name: bytes, replace: bool) -> None:
    """Says early what the rename would say at the end."""
    if name == b".":
        raise FileError("not-a-file", "It is a folder.")
    if is_part(name):
        raise FileError("permission", "Names like this one are kept for files being received.")
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return
    if stat.S_ISDIR(status.st_mode):
        raise FileError("not-a-file", "There is a folder with this name.")
    if not replace:
        raise FileError("exists", "There is a file with this name already.")


def sweep(folder: int) -> None:
    """Removes part files nobody has come back to for a day."""
    oldest = time.time() - _FORGOTTEN
    with os.scandir(folder) as found:
        names = [name for entry in found if is_part(name := os.fsencode(entry.name))]
    for name in names:
        with contextlib.suppress(OSError):
            status = os.stat(name, dir_fd=folder, follow_symlinks=False)
            # Not the time of its content, which is the sender's.
            if stat.S_ISREG(status.st_mode) and status.st_ctime < oldest:
                os.unlink(name, dir_fd=folder)
