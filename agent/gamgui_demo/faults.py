"""Errors on demand, to see how GAM and a long job behave when Google is busy, or no longer takes the sign-in.

`429:5` makes the next five API calls answer 429, `revoked:1` the next renewal of the sign-in. Given on the command
line, or written into the file `faults` of the session's folder, one a line; the file is consumed.
"""

import re
import threading
from collections import deque
from pathlib import Path

from .api.errors import GoogleError, rate_limited, unavailable
from .api.tokens import OAuthError

_CALLS = {"429": rate_limited, "503": unavailable}
# What the token endpoint says: https://developers.google.com/identity/protocols/oauth2/web-server#offline, and for a
# session that has come to its end https://support.google.com/a/answer/9368756.
_SIGN_INS = {
    "revoked": ("Token has been expired or revoked.", None),
    "rapt": ("reauth related error (invalid_rapt)", "invalid_rapt"),
}
# The administrator gave few permissions only.
_SCOPES = "scopes"
_MOST = 10_000


class InvalidFault(ValueError):
    """A fault that is none of `429:N`, `503:N`, `revoked:N`, `rapt:N` and `scopes:N`."""


def parse_fault(text: str) -> tuple[str, int]:
    """The kind and the number of calls. Raises InvalidFault."""
    found = re.fullmatch(r"(429|503|revoked|rapt|scopes):([0-9]{1,5})", text.strip())
    if found is None or int(found.group(2)) > _MOST:
        raise InvalidFault(f"{text.strip()[:40]!r} is not KIND:N, with 429, 503, revoked, rapt or scopes")
    return found.group(1), int(found.group(2))


class Faults:
    """The errors still to come, first asked first served: those of calls, and those of the sign-in."""

    def __init__(self, file: Path, first: list[tuple[str, int]]) -> None:
        self._file = file
        self._calls: deque[str] = deque()
        self._sign_ins: deque[str] = deque()
        self._lock = threading.Lock()
        for kind, count in first:
            self._add(kind, count)

    def check(self) -> None:
        """Raises the next error of a call, when there is one."""
        kind = self._next(self._calls)
        if kind is not None:
            error: GoogleError = _CALLS[kind]()
            raise error

    def check_sign_in(self) -> bool:
        """Raises the next error of a sign-in, when there is one; whether few scopes are to be granted this time."""
        kind = self._next(self._sign_ins)
        if kind in _SIGN_INS:
            raise OAuthError(400, "invalid_grant", *_SIGN_INS[kind])
        return kind == _SCOPES

    def _next(self, queue: deque[str]) -> str | None:
        with self._lock:
            self._read_file()
            return queue.popleft() if queue else None

    def _add(self, kind: str, count: int) -> None:
        queue = self._calls if kind in _CALLS else self._sign_ins
        queue.extend([kind] * min(count, _MOST - len(queue)))

    def _read_file(self) -> None:
        try:
            lines = self._file.read_text("utf-8", "replace").splitlines()
            self._file.unlink()
        except OSError:
            return  # The usual case: no file.
        for line in lines:
            try:
                self._add(*parse_fault(line))
            except InvalidFault:
                continue  # A control file has nobody to complain to.
