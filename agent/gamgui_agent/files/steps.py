"""Work that may take long, done a piece at a time, so that everything else goes on meanwhile."""

import time
from collections.abc import Generator

from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.out import Out

# Between two pieces little time passes; what it returns answers the CALL.
Work = Generator[None, None, dict[str, object]]

# Of one conversation at a time.
_MOST = 16
# A turn of each; PINGs and files wait for it.
_TURN = 0.01


class Steps:
    """By the number of the CALL that asked."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._work: dict[int, Work] = {}

    def add(self, call: int, work: Work) -> None:
        """Begins it; the call is answered when it is done, or with its FileError."""
        if len(self._work) >= _MOST:
            raise FileError("too-many", f"More than {_MOST} things are being done at a time.")
        self._work[call] = work

    def stop(self, call: int) -> None:
        """Gives it up where it is; what it did stays done. Nothing where it has ended."""
        if work := self._work.pop(call, None):
            work.close()
            self._out.refuse(call, FileError("stopped", "It was stopped."))

    def turn(self) -> bool:
        """A piece of each. True while there is more to do."""
        for call, work in list(self._work.items()):
            try:
                _go_on(work)
                continue
            except StopIteration as done:
                self._out.reply(call, done.value)
            except FileError as error:
                self._out.refuse(call, error)
            except OSError as error:
                self._out.refuse(call, from_os_error(error))
            del self._work[call]
        return bool(self._work)

    def close(self) -> None:
        """The conversation is over."""
        for work in self._work.values():
            work.close()
        self._work.clear()


def _go_on(work: Work) -> None:
    until = time.monotonic() + _TURN
    while time.monotonic() < until:
        next(work)
