"""One command's job: the command while it runs, its output as long as it is wanted, and the clients that follow it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gamgui_agent.gam.guard import CONFIRMED
from gamgui_agent.host.records import Exit, Job
from gamgui_agent.jobs.command import Command
from gamgui_agent.protocol.hello import JobStart
from gamgui_agent.streams.spool import Spool
from gamgui_agent.system.loop import Loop

if TYPE_CHECKING:
    from gamgui_agent.host.follower import Follower

_NOT_FOUND, _NOT_EXECUTABLE = 127, 126
_STREAMS = {1: "stdout", 2: "stderr"}


class Task:
    """`folder` holds its output: of a job that ran before the host was started again, what is left of it."""

    def __init__(self, job: Job, folder: str, spool_bytes: int, changed: Callable[[Job], None]) -> None:
        self.job = job
        self.client = ""
        """The client that started it, and alone may send it input."""
        self.epoch = 0
        """Of that client's last conversation."""
        self.taken = 0
        """That client's input which the command has taken."""
        self.followers: set[Follower] = set()
        self.seen = False
        """Whether a client has had everything, and said so."""
        self._folder = folder
        self._changed = changed
        self.spools = {stream: Spool(os.path.join(folder, name), spool_bytes) for stream, name in _STREAMS.items()}
        self.command: Command | None = None

    def start(self, loop: Loop, start: JobStart, env: Mapping[str, str], cwd: str) -> None:
        """Runs the command. One that cannot be started ends at once, as in a shell."""
        try:
            env = {**env, "GAMGUI_JOB": self.job.id, **({CONFIRMED: "1"} if start.confirmed else {})}
            self.command = Command(
                loop, start, env, cwd, self.spools, wrote=self._wrote, took=self._took, ended=self.end
            )
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            words = "not found" if missing else error.strerror
            self.spools[2].append(memoryview(f"{start.argv[0]}: {words}\n".encode(errors="replace")))
            self.end({"code": _NOT_FOUND if missing else _NOT_EXECUTABLE})

    def end(self, exit: Exit) -> None:
        """It has ended, and all its output is in the spools."""
        self.command = None
        self.job = self.job.ended(exit)
        self._changed(self.job)
        self._pump()

    def acknowledge(self) -> None:
        """A client has acknowledged: what all who follow have may go when room is needed."""
        for stream, spool in self.spools.items():
            spool.acknowledge(min((each.acknowledged[stream] for each in self.followers), default=0))
        if self.command:
            self.command.acknowledged()

    def close(self) -> None:
        """Closes its files."""
        for spool in self.spools.values():
            spool.close()

    def remove(self) -> None:
        """Frees the disk."""
        for spool in self.spools.values():
            spool.remove()
        if os.path.isdir(self._folder):
            os.rmdir(self._folder)

    def _wrote(self, stream: int, data: memoryview) -> None:
        offset = self.spools[stream].end - len(data)
        for follower in list(self.followers):
            follower.live(stream, offset, data)

    def _pump(self) -> None:
        for follower in list(self.followers):
            follower.pump()

    def _took(self, count: int) -> None:
        self.taken += count
        for follower in list(self.followers):
            follower.tell_taken()
