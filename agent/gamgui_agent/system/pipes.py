"""Pipes that hold more than the system's 64 KiB."""

import contextlib
import fcntl

# 1 MiB is what an unprivileged process may have by default. Only Linux has it.
_SET_SIZE = getattr(fcntl, "F_SETPIPE_SZ", None)
_WIDE = 1_048_576


def widen_pipe(fd: int) -> bool:
    """Lets a pipe hold more, so that both ends change places less often. False: it holds what it held. All pipes of a
    user share 64 MiB (pipe(7), /proc/sys/fs/pipe-user-pages-soft), and those of a pod are the node's root's."""
    if _SET_SIZE is not None:
        with contextlib.suppress(OSError):
            return fcntl.fcntl(fd, _SET_SIZE, _WIDE) >= _WIDE
    return False
