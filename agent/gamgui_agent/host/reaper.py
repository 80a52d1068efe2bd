"""Signals, as events of the loop: children that have ended, and the wish that the host ends."""

import os
import signal
from collections.abc import Callable

from gamgui_agent.host.records import Exit
from gamgui_agent.system.loop import READ, Loop, close

_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Reaper:
    """Reaps all children, of whoever's making: `reaped(pid, exit)`. `terminated` is called for SIGTERM and its like."""

    def __init__(self, loop: Loop, reaped: Callable[[int, Exit], None], terminated: Callable[[], None]) -> None:
        self._loop = loop
        self._reaped = reaped
        self._terminated = terminated
        self._fd, self._wake_fd = os.pipe()
        for fd in (self._fd, self._wake_fd):
            os.set_blocking(fd, False)
        # The number of each signal is written there; the handlers themselves have nothing to do.
        signal.set_wakeup_fd(self._wake_fd, warn_on_full_buffer=False)
        for number in (signal.SIGCHLD, *_ENDS):
            signal.signal(number, lambda number, frame: None)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        loop.watch(self._fd, READ, self._signalled)
        # Of children that ended before.
        loop.soon(self._reap)

    def close(self) -> None:
        """Signals have their usual effect again."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, *_ENDS):
            signal.signal(number, signal.SIG_DFL)
        self._loop.forget(self._fd)
        close(self._fd)
        close(self._wake_fd)

    def _signalled(self, _events: int) -> None:
        numbers = os.read(self._fd, 4_096)
        self._reap()
        if any(number in numbers for number in _ENDS):
            self._terminated()

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._reaped(pid, exit_of(status))


def exit_of(status: int) -> Exit:
    """A wait status as PROTOCOL.md's Exit."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return {"code": code}
    try:
        return {"signal": signal.Signals(-code).name.removeprefix("SIG")}
    except ValueError:
        # Real-time signals have no names of their own.
        return {"signal": str(-code)}
