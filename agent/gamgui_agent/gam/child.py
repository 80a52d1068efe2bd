"""Runs a program as if it had been started instead of this one: same terminal, same group, same signals, same end.

The child gets Ctrl-C, Ctrl-\\ and Ctrl-Z from the terminal itself, as it is in the same process group; this process
ignores them and follows what the child makes of them. It is kept small: every run of `gam` passes here.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence

# As typing has it, whose import takes 5 ms of each `gam`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_TERMINAL = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
_PASSED_ON = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
# Python ignores these; a program expects them as they were.
_PYTHONS = (signal.SIGPIPE, signal.SIGXFSZ)


class Child:
    """A running program. Raises OSError if it cannot be started."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        # What was ignored from the start (nohup, a script's background job) the child must ignore too.
        restored = [number for number in (*_TERMINAL, *_PASSED_ON) if signal.getsignal(number) is not signal.SIG_IGN]
        passed_on = [number for number in _PASSED_ON if number in restored]
        signal.pthread_sigmask(signal.SIG_BLOCK, passed_on)
        for number in _TERMINAL:
            signal.signal(number, signal.SIG_IGN)
        try:
            self.pid = os.posix_spawnp(argv[0], list(argv), env, setsigmask=[], setsigdef=[*restored, *_PYTHONS])
            for number in passed_on:
                signal.signal(number, lambda received, _: self._send(received))
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, passed_on)

    def _send(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """Waits for its end, stopping and going on with it. The exit code; a signal's number negative."""
        while True:
            _, status = os.waitpid(self.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                return os.waitstatus_to_exitcode(status)
            self._stop_too()

    def _stop_too(self) -> None:
        """The shell sees only this process: it must stop for `fg` and `bg` to work.

        By SIGTSTP, which the system withholds where no shell is there to go on with us.
        """
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)


def end_like(code: int) -> "NoReturn":
    """Ends this process as the child ended; does not return."""
    if code < 0:
        import resource

        # One core file, the child's, is enough.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError):
            # SIGKILL has no other way.
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
        code = 128 - code
    sys.stdout.flush()
    os._exit(code)
