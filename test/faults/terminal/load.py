"""Runs in the session's terminal: writes numbered lines while it reads numbered lines, and says what both were when asked.

`load.py KEPT FIRST`: what it reads is also appended to the file KEPT, so that one that is killed leaves word of it; its first
line of output is number FIRST. Output begins after a line READY, with what KEPT held. `CHECK` in the input is answered by a
line SUMS: bytes and sha256 of all output since line 0 and of all input, and what is out of order.
"""

import hashlib
import json
import os
import select
import sys
import time
import tty

# Lines written in one go, and the pause after them: a megabyte a second, and a load that a slow machine can carry.
LINES = 500
PAUSE_SECONDS = 0.01
CHECK = b"CHECK\n"


class Given:
    """The input: hashed, kept, its lines counted."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._hash = hashlib.sha256()
        self._rest = b""
        self._lines = 0
        self.bytes = 0
        self.order: str | None = None
        while data := os.read(self._file, 1_048_576):
            self._count(data)

    def add(self, data: bytes) -> None:
        """Input that came."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]
        self._count(data)

    def sums(self) -> dict[str, object]:
        """What it was so far."""
        return {"bytes": self.bytes, "sha256": self._hash.hexdigest(), "order": self.order}

    def _count(self, data: bytes) -> None:
        self.bytes += len(data)
        self._hash.update(data)
        *whole, self._rest = (self._rest + data).split(b"\n")
        for line in whole:
            if self.order is None and line != b"%012d in" % self._lines:
                self.order = f"line {self._lines} of the input is {line!r}"
            self._lines += 1


class Output:
    """Numbered lines, from the one that is the first here; hashed from line 0 on."""

    def __init__(self, first: int) -> None:
        self._hash = hashlib.sha256()
        self._next = 0
        while self._next < first:
            self._hash.update(self._lines(min(LINES, first - self._next)))

    def some(self) -> bytes:
        """The next lines."""
        lines = self._lines(LINES)
        self._hash.update(lines)
        return lines

    def sums(self) -> dict[str, object]:
        """What it was so far."""
        return {"bytes": self._next * 20, "sha256": self._hash.hexdigest()}

    def _lines(self, count: int) -> bytes:
        first, self._next = self._next, self._next + count
        return b"".join(b"%015d out\n" % at for at in range(first, self._next))


def main() -> None:
    """Loads the terminal until it is hung up."""
    given, output = Given(sys.argv[1]), Output(int(sys.argv[2]))
    tty.setraw(0)
    write(b"READY " + json.dumps(given.sums()).encode() + b"\n")
    rest = b""
    while True:
        write(output.some())
        until = time.monotonic() + PAUSE_SECONDS
        while select.select([0], [], [], max(0.0, until - time.monotonic()))[0]:
            rest += os.read(0, 65_536)
            # A C is in nothing else that is typed.
            data, check, after = rest.partition(b"C")
            given.add(data)
            rest = check + after
            if rest == CHECK:
                rest = b""
                sums = {"output": output.sums(), "input": given.sums()}
                write(b"SUMS " + json.dumps(sums).encode() + b"\n")


def write(data: bytes) -> None:
    """Writes all of it."""
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


main()
