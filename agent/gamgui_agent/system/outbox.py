"""Bytes that wait to be written to a descriptor, in order and without being copied."""

import os
from collections import deque

_AT_ONCE = 64


class Outbox:
    """What is added must not change until it is written."""

    def __init__(self) -> None:
        self._parts: deque[memoryview] = deque()
        self.size = 0
        """Bytes that wait."""

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, part: bytes | memoryview) -> None:
        """Puts bytes behind those that wait."""
        if len(part):
            self._parts.append(memoryview(part))
            self.size += len(part)

    def write(self, fd: int) -> int:
        """Writes what `fd` takes in one call; how much that was. @raises OSError, BlockingIOError when it takes none"""
        written = os.writev(fd, [self._parts[at] for at in range(min(_AT_ONCE, len(self._parts)))])
        self._drop(written)
        return written

    def clear(self) -> None:
        """Forgets what waits."""
        self._parts.clear()
        self.size = 0

    def _drop(self, count: int) -> None:
        self.size -= count
        while count:
            first = self._parts[0]
            if count < len(first):
                self._parts[0] = first[count:]
                return
            count -= len(first)
            self._parts.popleft()
