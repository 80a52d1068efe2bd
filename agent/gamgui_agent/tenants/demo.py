"""The demo domain's server as a child of the host: started, watched, started again if it dies, ended."""

import contextlib
import json
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Literal

# A server that dies again and again within so many seconds is given up after so many starts.
_STARTS = 3
_WITHIN = 60.0
_LONGEST_LINE = 65_536
# How long it may take to end by itself.
_END = 3.0
_WORDS = 2_000

State = Literal["waiting", "starting", "ready", "failed", "stopped"]


class DemoFailed(Exception):
    """There can be no demo domain; the message says why."""


class Demo:
    """`ready` is called with the environment for `gam` each time the server has been started; `failed` with the reason
    when it is given up."""

    def __init__(
        self,
        command: Sequence[str],
        ready: Callable[[Mapping[str, str]], None],
        failed: Callable[[str], None],
    ) -> None:
        self._command = list(command)
        self._ready = ready
        self._failed = failed
        self._starts: list[float] = []
        self._pid = 0
        self._stdin = self.fd = -1
        self._line = b""
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as this lives)
        self.state: State = "waiting"

    def start(self) -> None:
        """Starts the server; `fd` is there then, unless it failed."""
        self.state = "starting"
        self._start()

    @property
    def pid(self) -> int:
        """The server's process; 0 if there is none."""
        return self._pid

    def attend(self) -> State:
        """Call it when `fd` is readable (`fd` may be another one afterwards, or -1). Never waits."""
        data = os.read(self.fd, _LONGEST_LINE)
        if not data:
            self._ended()
        elif self.state == "starting":
            self._line += data
            if b"\n" in self._line:
                self._read_ready_line()
        return self.state

    def late(self) -> None:
        """Gives up a server that is still not ready."""
        self.stop()
        self._fail("It was not ready in time.")

    def words(self) -> str:
        """The last the server had to say."""
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - _WORDS))
        return self._errors.read().decode(errors="replace").strip()

    def stop(self) -> None:
        """Ends it for good: the end of its input, then SIGKILL."""
        if self.fd >= 0:
            os.close(self._stdin)
            self._stdin = -1
            self._wait_for_end()
            self._forget()
        self.state = "stopped"

    def _wait_for_end(self) -> None:
        end = time.monotonic() + _END
        while (left := end - time.monotonic()) > 0 and select.select([self.fd], [], [], left)[0]:
            if not os.read(self.fd, _LONGEST_LINE):
                return

    def _start(self) -> None:
        self._starts.append(time.monotonic())
        their_stdin, self._stdin = os.pipe()
        self.fd, their_stdout = os.pipe()
        try:
            self._pid = os.posix_spawn(
                self._command[0],
                self._command,
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, their_stdin, 0),
                    (os.POSIX_SPAWN_DUP2, their_stdout, 1),
                    (os.POSIX_SPAWN_DUP2, self._errors.fileno(), 2),
                ],
                # Signals for the host's own group are the host's to handle.
                setpgroup=0,
                setsigdef=[signal.SIGPIPE, signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
                setsigmask=[],
            )
        except OSError as error:
            self._forget()
            self._fail(f"{self._command[0]} cannot be started: {error.strerror}.")
        finally:
            os.close(their_stdin)
            os.close(their_stdout)

    def _read_ready_line(self) -> None:
        line, _, _ = self._line.partition(b"\n")
        try:
            env = json.loads(line)["env"]
            self._ready({str(name): str(value) for name, value in env.items()})
        except (ValueError, KeyError, TypeError, AttributeError):
            self.stop()
            self._fail("What it said at its start was not understood.")
            return
        self.state = "ready"

    def _ended(self) -> None:
        """It died. Once more, unless it does so all the time."""
        self._forget()
        self._starts = [start for start in self._starts if time.monotonic() - start < _WITHIN]
        if len(self._starts) < _STARTS:
            self.start()
        else:
            self._fail("It ended again and again.")

    def _fail(self, why: str) -> None:
        self.state = "failed"
        self._failed(f"{why} {self.words()}".strip())

    def _forget(self) -> None:
        """Leaves nothing of this start: no process, no descriptor."""
        for fd in (self._stdin, self.fd):
            if fd >= 0:
                os.close(fd)
        # No child of that number: the host has reaped it already.
        with contextlib.suppress(ChildProcessError):
            if self._pid and os.waitpid(self._pid, os.WNOHANG) == (0, 0):
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
        self._pid = 0
        self._stdin = self.fd = -1
        self._line = b""
