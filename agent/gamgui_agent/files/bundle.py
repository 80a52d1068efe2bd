"""Many small files that come as one: their bytes one after the other, checked and put into place together."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.list import Entry
from gamgui_agent.files.put import Put, Wanted, sync_folder
from gamgui_agent.files.tree import KeptFolders, Tree

MOST_FILES = 256
"""Files in one bundle: each is open, with its folder, until all are in their places."""
MOST_BYTES = 1_048_576
"""Bytes of all of them: they are held in memory until all are here."""

# Called with each open folder that a file goes to.
Entered = Callable[[int], None]


@dataclass(frozen=True)
class Small:
    """A small file as its sender declares it. Its key is new each time: what is lost is sent again as a whole."""

    wanted: Wanted
    sha256: str


class Bundle:
    """Takes the bytes of `files`, at most MOST_BYTES, in order."""

    def __init__(self, files: list[Small]) -> None:
        self._files = files
        self._bytes = bytearray()
        self.length = sum(file.wanted.length for file in files)
        if self.length > MOST_BYTES:
            raise FileError("too-many", "The files of one bundle have at most 1,048,576 bytes together.")

    @property
    def missing(self) -> int:
        """Bytes that are still to come."""
        return self.length - len(self._bytes)

    def add(self, offset: int, data: memoryview) -> None:
        """Takes the next bytes."""
        if offset != len(self._bytes) or len(data) > self.missing:
            raise FileError("bad-frame", f"Bytes at {offset} do not follow the {len(self._bytes)} that are here.")
        self._bytes += data

    def place(self, tree: Tree, entered: Entered) -> list[Entry | FileError]:
        """Puts each file into its place, and says what became of it. May take long: the disk decides."""
        content = memoryview(self._bytes)
        folders = KeptFolders(tree)
        outcomes: list[Put | FileError] = []
        for file in self._files:
            outcomes.append(_write(folders, file, content[: file.wanted.length]))
            content = content[file.wanted.length :]
        puts = [put for put in outcomes if isinstance(put, Put)]
        try:
            for folder in folders.open:
                # Whether old part files can be cleared away says nothing about new ones.
                with contextlib.suppress(OSError):
                    entered(folder)
            # Where no file was written, the disk has nothing to do.
            failed = _sync(folders.open, puts) if puts else None
            placed = [_move(one, failed) if isinstance(one, Put) else one for one in outcomes]
            for folder in folders.open if puts and failed is None else []:
                sync_folder(folder)
            return placed
        finally:
            for put in puts:
                put.close()
            folders.close()


def _write(folders: KeptFolders, file: Small, data: memoryview) -> Put | FileError:
    try:
        put = Put(folders, file.wanted, passing=True)
    except FileError as error:
        return error
    try:
        put.write(0, data)
        put.check(file.sha256)
        put.seal()
        return put
    except OSError as error:
        put.discard()
        return from_os_error(error)
    except FileError as error:
        put.discard()
        return error


def _sync(folders: list[int], puts: list[Put]) -> FileError | None:
    """Brings all to the disk together: one by one, a thousand took ten times as long. The error, if it failed."""
    try:
        for device in {os.fstat(folder).st_dev: folder for folder in folders}.values():
            if not _sync_together(device):
                _sync_each(puts)
                break
    except OSError as error:
        return from_os_error(error)
    return None


def _sync_together(fd: int) -> bool:
    if sys.platform != "linux":
        return False
    from gamgui_agent.files.linux import sync_file_system

    return sync_file_system(fd)


def _sync_each(puts: Iterable[Put]) -> None:
    for put in puts:
        os.fsync(put.fd)


def _move(put: Put, failed: FileError | None) -> Entry | FileError:
    try:
        if failed is None:
            return put.move()
    except OSError as error:
        failed = from_os_error(error)
    put.discard()
    return failed
