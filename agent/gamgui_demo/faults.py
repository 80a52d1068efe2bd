"""Errors on demand, to see how GAM and a long job behave when Google is busy.

`429:5` makes the next five API calls answer 429. Given on the command line, or written into the
file `faults` of the session's folder, one a line; the file is consumed.
"""

import re
import threading
from collections import deque
from pathlib import Path

from .api.errors import GoogleError, rate_limited, unavailable

_KINDS = {"429": rate_limited, "503": unavailable}
_MOST = 10_000


class InvalidFault(ValueError):
    """A fault that is not `429:N` or `503:N`."""


def parse_fault(text: str) -> tuple[str, int]:
    """The code and the number of calls. Raises InvalidFault."""
    found = re.fullmatch(r"(429|503):([0-9]{1,5})", text.strip())
    if found is None or int(found.group(2)) > _MOST:
        raise InvalidFault(f"{text.strip()[:40]!r} is not 429:N or 503:N")
    return found.group(1), int(found.group(2))


class Faults:
    """The errors still to come, first asked first served."""

    def __init__(self, file: Path, first: list[tuple[str, int]]) -> None:
        self._file = file
        self._queue: deque[str] = deque()
        self._lock = threading.Lock()
        for code, count in first:
            self._queue.extend([code] * count)

    def check(self) -> None:
        """Raises the next error, when there is one."""
        with self._lock:
            self._read_file()
            if not self._queue:
                return
            error: GoogleError = _KINDS[self._queue.popleft()]()
        raise error

    def _read_file(self) -> None:
        try:
            lines = self._file.read_text("utf-8", "replace").splitlines()
            self._file.unlink()
        except OSError:
            return  # The usual case: no file.
        for line in lines:
            try:
                code, count = parse_fault(line)
            except InvalidFault:
                continue  # A control file has nobody to complain to.
            self._queue.extend([code] * min(count, _MOST - len(self._queue)))
