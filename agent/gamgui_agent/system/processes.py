"""The processes of a session, and their end."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gamgui_agent.system.loop import Loop

if sys.platform == "linux":
    from gamgui_agent.system.processes_linux import adopt_orphans, list_processes, marked
else:
    from gamgui_agent.system.processes_macos import adopt_orphans, list_processes, marked

__all__ = ["Ending", "Process", "adopt_orphans", "descendants", "kill_marked", "marked"]

_GRACE_SECONDS = 5.0
_LOOK_SECONDS = 0.05
_MOST_LOOKS = 200
MARK = "GAMGUI_SESSION"
"""The variable that every process of a session inherits."""


@dataclass(frozen=True)
class Process:
    """A running process."""

    pid: int
    parent: int
    group: int


def descendants(root: int) -> list[Process]:
    """All processes that come from `root`, without it."""
    children: dict[int, list[Process]] = {}
    for pid, parent, group in list_processes():
        children.setdefault(parent, []).append(Process(pid, parent, group))
    found: list[Process] = []
    waiting = [root]
    while waiting:
        of_one = children.get(waiting.pop(), [])
        found += of_one
        waiting += [process.pid for process in of_one]
    return found


def session_processes(session: str, spared: Iterable[int]) -> set[int]:
    """What comes from this process or carries the session's mark, but for `spared`."""
    pids = {process.pid for process in descendants(os.getpid())} | set(marked(f"{MARK}={session}"))
    return pids - {os.getpid(), *spared}


def kill_marked(session: str) -> None:
    """Kills what an earlier host of the session has left. Not what this process comes from."""
    ancestors = _ancestors()
    for _ in range(_MOST_LOOKS):
        left = set(marked(f"{MARK}={session}")) - ancestors
        if not left:
            return
        for pid in left:
            send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> None:
    """Sends a signal to a process that may be gone."""
    with contextlib.suppress(OSError):
        os.kill(pid, number)


class Ending:
    """Ends all processes of the session: SIGHUP (SIGTERM to those without a terminal), after 5 s SIGKILL. `done` is
    called when there is none."""

    def __init__(self, loop: Loop, session: str, spared: Callable[[], Iterable[int]], done: Callable[[], None]) -> None:
        self._loop = loop
        self._session = session
        self._spared = spared
        self._done = done
        self._kill_at = loop.clock() + _GRACE_SECONDS

    def start(self, shell: int | None) -> None:
        """Asks all of them to end; `shell` leads the session of those at the terminal."""
        for pid in self._left():
            send(pid, signal.SIGHUP if shell is not None and _session_of(pid) == shell else signal.SIGTERM)
            send(pid, signal.SIGCONT)
        self._look()

    def hurry(self) -> None:
        """Kills them at the next look."""
        self._kill_at = self._loop.clock()

    def _left(self) -> set[int]:
        return session_processes(self._session, self._spared())

    def _look(self) -> None:
        left = self._left()
        if not left:
            self._done()
            return
        if self._loop.clock() >= self._kill_at:
            for pid in left:
                send(pid, signal.SIGKILL)
        self._loop.after(_LOOK_SECONDS, self._look)


def _session_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return -1


def _ancestors() -> set[int]:
    parents = {pid: parent for pid, parent, _ in list_processes()}
    pid, found = os.getpid(), set()
    while pid and pid not in found:
        found.add(pid)
        pid = parents.get(pid, 0)
    return found
