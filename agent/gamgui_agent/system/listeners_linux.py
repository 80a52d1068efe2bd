"""Who listens at a port of the loopback, as /proc shows it."""

import contextlib
import os

from gamgui_agent.system.processes import MARK, marked

_TABLE = "/proc/net/tcp"
# 127.0.0.1, in the byte order of the machine's own (little-endian) words.
_LOOPBACK = "0100007F"
_LISTENS = "0A"


def listens(session: str, port: int) -> bool:
    """Whether a process of the session listens at 127.0.0.1:`port`."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    return bool(sockets) and any(not sockets.isdisjoint(_open(pid)) for pid in marked(f"{MARK}={session}"))


def _inodes(port: int) -> list[str]:
    wanted = f"{_LOOPBACK}:{port:04X}"
    with open(_TABLE, encoding="ascii") as table:
        rows = [line.split() for line in table]
    return [row[9] for row in rows if row[1] == wanted and row[3] == _LISTENS]


def _open(pid: int) -> set[str]:
    found = set()
    with contextlib.suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                found.add(os.readlink(f"/proc/{pid}/fd/{name}"))
    return found
