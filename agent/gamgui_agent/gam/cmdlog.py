"""Counts the rows a bulk job of GAM has done, from GAM's own command log.

The log has one line per command: `time,code,command`. A bulk command writes itself first with the code `*`, then
each row as it ends, and itself again at its end. The commands are in the clear, passwords included: only digests of
those that failed are kept, and the log lives in memory only (see rows.py). GAM rotates it: `log`, `log.1`, `log.2` …
"""

import os
import re
from dataclasses import dataclass, field

from gamgui_agent.gam.failures import Failures

_LINE = re.compile(rb"\A\d{4}-\d\d-\d\dT[\d:.+Z-]+,(\*|-?\d+),(.*)\Z", re.DOTALL)
# Return codes 20 to 30 are answers, not failures: https://github.com/GAM-team/GAM/wiki/GAM-Return-Codes
_ANSWERS = range(20, 31)
_CHUNK = 65_536
# A line longer than this is cut: only its beginning says something.
_LONGEST_LINE = 1_048_576


@dataclass
class Counter:
    """Rows of one bulk job. `done` counts every row that ended, `failed` those of them that ended badly."""

    done: int = 0
    failed: int = 0
    # A row that is a bulk command itself adds its own rows: the total of the file says nothing then.
    nested: bool = False
    failures: Failures = field(default_factory=Failures)
    """The commands of the rows that failed."""
    _own: bytes | None = None
    _previous: bytes = b""

    def add(self, line: bytes) -> None:
        """One line of the log without its end. A command with a newline in it has lines of its own."""
        match = _LINE.match(line)
        if not match:
            self.failures.goes_on(line)
            return
        self.failures.close()
        code, command = match.groups()
        if code == b"*":
            self.nested = self.nested or (self._own is not None and command != self._own)
            self._own = self._own or command
        elif command != self._own and not self._is_repeated(line, command):
            self.done += 1
            if int(code) != 0 and int(code) not in _ANSWERS:
                self.failed += 1
                self.failures.begin(int(code), command)

    def _is_repeated(self, line: bytes, command: bytes) -> bool:
        """`loop` with meta-commands opens the log once more for each row, so that GAM writes a row many times."""
        repeated = line == self._previous and re.match(rb"gam (select|config|redirect|show)", command) is not None
        self._previous = line
        return repeated


class Follower:
    """Reads what has been added to a log since the last look, over rotations."""

    def __init__(self, path: str, counter: Counter) -> None:
        self._path = path
        self._counter = counter
        self._fd: int | None = None
        self._rest = b""

    def poll(self) -> None:
        """Reads on to the end of the log as it is now."""
        if self._fd is None and not self._open(self._path):
            return
        newer = self._newer()
        # What is newer was begun after the last line of this one: now it can be read to its true end.
        self._drain()
        for path in newer:
            self.close()
            if self._open(path):
                self._drain()

    def close(self) -> None:
        """Gives the log back."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _open(self, path: str) -> bool:
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return False
        return True

    def _newer(self) -> list[str]:
        """The log's files that were begun after the one being read, oldest first."""
        if self._fd is None:
            return []
        current = os.fstat(self._fd).st_ino
        newer: list[str] = []
        for path in [self._path, *(f"{self._path}.{number}" for number in range(1, 11))]:
            try:
                if os.stat(path).st_ino == current:
                    return newer
            except OSError:
                continue
            newer.insert(0, path)
        return newer

    def _drain(self) -> None:
        while self._fd is not None and (data := os.read(self._fd, _CHUNK)):
            *lines, rest = (self._rest + data).split(b"\n")
            self._rest = rest[:_LONGEST_LINE]
            for line in lines:
                self._counter.add(line)
