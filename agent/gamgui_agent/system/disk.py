"""How much of its disk a session uses, before the disk's owner finds out.

A volume over its limit gives no error on Kubernetes: the pod is evicted and its files are lost. So the agent
counts, warns at 80 % and takes no more files at 90 %. Where the files have a file system of their own, the system
knows; elsewhere the folders are walked, a little at a time.
"""

import os
import time
from collections.abc import Iterator, Sequence
from typing import Literal

Level = Literal["ok", "warn", "full"]

_WARN = 0.8
_FULL = 0.9
# A file system that is not much larger than the limit was made for this session.
_OWN = 1.25
# Between two looks at the clock.
_ENTRIES = 64


def level_of(used: int, limit: int) -> Level:
    """What `used` of `limit` bytes means. Without a limit (0) it is always `ok`."""
    if not limit or used < limit * _WARN:
        return "ok"
    return "warn" if used < limit * _FULL else "full"


class Meter:
    """Bytes used below some folders, of `limit` bytes (0: no limit)."""

    def __init__(self, folders: Sequence[str], limit: int) -> None:
        self._folders = list(folders)
        self.limit = limit
        self._counted = 0
        self._added = 0
        self._added_before = 0
        self._walk: Iterator[int] | None = None
        self._sum = 0

    @property
    def used(self) -> int:
        """Bytes in use by the last full count (at least those counted so far), and what has been added since."""
        return max(self._counted, self._sum) + self._added

    @property
    def level(self) -> Level:
        """Whether that is much."""
        return level_of(self.used, self.limit)

    def add(self, count: int) -> None:
        """Bytes that were just written, so that they count before the next walk has seen them."""
        self._added += count

    def has_room(self, count: int) -> bool:
        """Whether `count` bytes more stay below the level `full`, and fit on the file system."""
        if self.limit and self.used + count >= self.limit * _FULL:
            return False
        return not self._folders or count <= _free(self._folders[0])

    def count(self, seconds: float) -> bool:
        """Counts on for about `seconds`. True: a count was finished, `used` is new, the next call begins another."""
        if self._walk is None:
            self._added_before = self._added
            self._walk = self._sizes()
        end = time.monotonic() + seconds
        for number, size in enumerate(self._walk, 1):
            self._sum += size
            if number % _ENTRIES == 0 and time.monotonic() >= end:
                return False
        self._counted, self._sum = self._sum, 0
        self._added -= self._added_before
        self._walk = None
        return True

    def _sizes(self) -> Iterator[int]:
        own = _own_use(self._folders[0], self.limit) if self._folders else None
        if own is not None:
            yield own
        else:
            yield from _walk(self._folders)


def _walk(folders: Sequence[str]) -> Iterator[int]:
    """The allocated bytes of everything below `folders`, each file once, on their own file systems only."""
    seen: set[tuple[int, int]] = set()
    waiting = list(folders)
    devices = {status.st_dev for folder in folders if (status := _status(folder))}
    while waiting:
        folder = waiting.pop()
        status = _status(folder)
        if status is None or status.st_dev not in devices or (status.st_dev, status.st_ino) in seen:
            continue
        if folder in folders:
            # One of them may lie inside another.
            seen.add((status.st_dev, status.st_ino))
        try:
            with os.scandir(folder) as found:
                for entry in found:
                    try:
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        status = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    if status.st_nlink > 1 and not entry.is_dir(follow_symlinks=False):
                        if (status.st_dev, status.st_ino) in seen:
                            continue
                        seen.add((status.st_dev, status.st_ino))
                    yield status.st_blocks * 512
        except OSError:
            continue


def _status(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None


def _own_use(folder: str, limit: int) -> int | None:
    """What the system says is used, if the file system is this session's alone."""
    try:
        system = os.statvfs(folder)
        if limit and os.path.ismount(folder) and system.f_blocks * system.f_frsize <= limit * _OWN:
            return (system.f_blocks - system.f_bfree) * system.f_frsize
    except OSError:
        pass
    return None


def _free(folder: str) -> int:
    try:
        system = os.statvfs(folder)
    except OSError:
        return 0
    return system.f_bavail * system.f_frsize
