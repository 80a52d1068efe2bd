"""Processes as /proc shows them."""

import ctypes
import os
from collections.abc import Iterator

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """What a child leaves running becomes a child of this process, as it does for process 1."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def list_processes() -> Iterator[tuple[int, int, int]]:
    """Process, parent and process group of all that run; those that have ended and wait for their parent do not."""
    for pid in _pids():
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:
                # The name, in brackets, may hold anything.
                state, parent, group = file.read().rpartition(b")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if state not in (b"Z", b"X"):
            yield pid, int(parent), int(group)


def marked(mark: str) -> Iterator[int]:
    """Processes of this user that were started with `mark` (NAME=VALUE) in their environment."""
    wanted, uid = os.fsencode(mark), os.geteuid()
    for pid in _pids():
        try:
            if os.stat(f"/proc/{pid}").st_uid != uid:
                continue
            with open(f"/proc/{pid}/environ", "rb") as file:
                if wanted in file.read().split(b"\0"):
                    yield pid
        except OSError:
            continue


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
