"""How the agent's other programs speak to the host: lines of JSON over its socket, RUN/s.

The first line says what the connection is for; `attach` sends its pipes along with it (attach.py). A `gam` job, or a
transfer, lasts as long as its connection: a program that is killed needs no last word. Never raises, and waits a
second at most: a host that is gone or busy holds nobody up.
"""

import contextlib
import json
from collections.abc import Sequence

from gamgui_agent.host_socket import Connection, connect

MAX_LINE = 262_144
"""The most bytes of one line."""
_PATIENCE = 1.0

Exit = dict[str, object]
"""How a process ended: {"code": 3} or {"signal": "KILL"}."""


class Line:
    """An open connection of one of the agent's programs."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Connection | None = connection

    def say(self, message: dict[str, object]) -> bool:
        """Sends a line. False: nobody takes it, now and later."""
        if self._connection is None:
            return False
        try:
            self._connection.sendall(json.dumps(message).encode() + b"\n")
            return True
        except OSError:
            self.close()
            return False

    def hear(self) -> dict[str, object] | None:
        """The host's next line, or None."""
        heard = b""
        while self._connection is not None and not heard.endswith(b"\n") and len(heard) < MAX_LINE:
            try:
                data = self._connection.recv(4096)
            except OSError:
                return None
            if not data:
                return None
            heard += data
        with contextlib.suppress(ValueError):
            message = json.loads(heard)
            if isinstance(message, dict):
                return message
        return None

    def close(self) -> None:
        """Ends what the connection was for. May be called twice."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class GamJob:
    """One run of `gam` as the host knows it."""

    def __init__(self, line: Line, job: str, keep: str = "", output: int = 0) -> None:
        self._line = line
        self.id = job
        """The job's id."""
        self.keep = keep
        """The folder for what is kept of rows that failed; empty: this host knows none."""
        self.output = output
        """The terminal's output that there was when it began, in bytes."""

    def where(self) -> int:
        """The terminal's output that there is now, in bytes; 0 where the host does not say."""
        self._line.say({"internal": "gam-where"})
        output = (self._line.hear() or {}).get("output")
        return output if isinstance(output, int) else 0

    def rows(self, done: int, failed: int, total: int | None) -> None:
        """How far a bulk job is."""
        self._line.say({"internal": "gam-rows", "done": done, "failed": failed, "total": total})

    def end(self, exit: Exit) -> None:
        """How it ended. Without it, it counts as killed. Returns when the host knows."""
        if self._line.say({"internal": "gam-end", "exit": exit}):
            self._line.hear()
        self._line.close()


def report_gam_start(run: str, argv: Sequence[str], pid: int, parent: str | None) -> GamJob | None:
    """Tells the host that `gam` runs. None if there is no host.

    `argv` begins with `gam` and has its secrets masked. `pid` is GAM's process. `parent` is the job it is part of
    (GAMGUI_JOB in its environment).
    """
    connection = connect(run, _PATIENCE)
    if connection is None:
        return None
    line = Line(connection)
    line.say({"internal": "gam-start", "argv": list(argv), "pid": pid, "parent": parent})
    told = line.hear() or {}
    job, keep, output = (told.get(name) for name in ("id", "keep", "output"))
    if isinstance(job, str) and isinstance(keep, str) and isinstance(output, int):
        return GamJob(line, job, keep, output)
    if isinstance(job, str):
        return GamJob(line, job)
    line.close()
    return None


def hold_transfer(run: str) -> Line | None:
    """Tells the host that a file is on its way, until the line is closed. None if there is no host."""
    connection = connect(run, _PATIENCE)
    if connection is None:
        return None
    line = Line(connection)
    line.say({"internal": "transfer"})
    return line
