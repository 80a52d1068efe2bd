"""Pipes that hold more than the system's 64 KiB."""

import contextlib
import fcntl

# 1 MiB is what an unprivileged process may have by default. Only Linux has it.
_SET_SIZE = getattr(fcntl, "F_SETPIPE_SZ", None)
_WIDE = 1_048_576


def widen_pipe(fd: int) -> None:
    """Lets a pipe hold more, so that both ends change places less often. No harm if it cannot."""
    if _SET_SIZE is not None:
        with contextlib.suppress(OSError):
            fcntl.fcntl(fd, _SET_SIZE, _WIDE)
