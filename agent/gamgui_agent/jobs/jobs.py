"""A session's jobs: commands that clients start, and runs of `gam` that the `gam` program reports."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gamgui_agent.config import Config
from gamgui_agent.gam.guard import confirm, unconfirmed
from gamgui_agent.gam.mask import mask
from gamgui_agent.gam.progress import Progress
from gamgui_agent.gam.settings import settings_now
from gamgui_agent.host.conversation import CallFailed
from gamgui_agent.host.printed import Printed
from gamgui_agent.host.records import KILLED, MOST_JOBS, Cause, Events, Exit, Job, Rows, now_ms
from gamgui_agent.jobs.memory import cause_of
from gamgui_agent.jobs.task import Task
from gamgui_agent.protocol.frames import Body
from gamgui_agent.protocol.hello import Hello, JobStart
from gamgui_agent.protocol.wire import BadFrame
from gamgui_agent.system.loop import Loop, Timer
from gamgui_agent.system.usage import memory_kills

_SIGNALS = {name: getattr(signal, f"SIG{name}") for name in ("INT", "TERM", "KILL", "HUP", "QUIT")}
"""What a job can be sent."""
_ROWS_EVERY_SECONDS = 0.5
# What GAM printed last is read from the terminal after GAM has gone.
_LAST_WORDS_SECONDS = 0.2


class NoJob(Exception):
    """There is no job with this id, or its output has been got and freed."""


class TooMany(Exception):
    """So many jobs' output waits to be got that no more is taken."""


class Unconfirmed(Exception):
    """The command takes something away from a real domain, and nobody said that it may; the message says what."""


class _Gam:
    """A run of `gam`: its process, what the terminal had printed before it, and rows that are not told yet."""

    def __init__(self, pid: int, output: int) -> None:
        self.pid = pid
        self.output = output
        self.told_at = 0.0
        self.later: Timer | None = None


class Jobs:
    """`ended` is called when a job has ended; `crash`: why the host before this one did not end its jobs itself."""

    def __init__(
        self,
        loop: Loop,
        config: Config,
        env: Mapping[str, str],
        folder: str,
        events: Events,
        ended: Callable[[], None],
        printed: Printed,
        crash: str | None = None,
    ) -> None:
        self._loop = loop
        self._config = config
        self._env = env
        self._folder = folder
        self._events = events
        self._ended = ended
        self._printed = printed
        self._kills: dict[str, int | None] = {}
        """What the control group had counted when each of those that run began."""
        self._tasks: dict[str, Task] = {}
        self._gam: dict[str, _Gam] = {}
        os.makedirs(folder, 0o700, exist_ok=True)
        self._recover("out-of-memory" if crash == "out-of-memory" else None)

    @property
    def running(self) -> bool:
        """Whether any job runs."""
        return bool(self._gam) or self.commands_run

    @property
    def commands_run(self) -> bool:
        """Whether a command runs, or its end is being told."""
        return any(task.command or task.followers for task in self._tasks.values())

    def task(self, hello: Hello) -> Task:
        """The job that is meant, started if it is new. @raises NoJob, TooMany, Unconfirmed"""
        task = self._tasks.get(hello.job)
        if task is not None:
            return task
        if hello.command is None or hello.job in self._events.jobs:
            raise NoJob
        if len(self._tasks) >= MOST_JOBS:
            raise TooMany
        self._guard(hello.command)
        job = Job(hello.job, "command", mask(hello.command.argv), now_ms())
        task = Task(job, os.path.join(self._folder, job.id), self._config.limits.spool_bytes, self._changed)
        task.client = hello.client
        self._tasks[job.id] = task
        self._changed(job)
        task.start(self._loop, hello.command, self._env, self._config.work)
        return task

    def _guard(self, command: JobStart) -> None:
        # Where there are none GAM cannot be run, and says why.
        settings = settings_now(self._config.run) if self._config.tenant.kind == "gam" else None
        guard = settings and settings.guard
        if not guard:
            return
        if command.confirmed:
            confirm(command.argv, guard, self._config.work)
        elif question := unconfirmed(command.argv, guard, self._config.work):
            raise Unconfirmed(question)

    def free(self, task: Task) -> None:
        """A client has had all of its output."""
        if self._tasks.get(task.job.id) is task and not task.job.running:
            del self._tasks[task.job.id]
            task.remove()

    def reaped(self, pid: int, exit: Exit) -> None:
        """A child of the host has ended."""
        for task in self._tasks.values():
            if task.command and task.command.pid == pid:
                task.command.exited(exit)
                return

    def gam_started(self, argv: Sequence[str], pid: int, parent: str | None, output: int = 0) -> str:
        """A run of `gam` has begun, when the terminal had printed `output` bytes; its id."""
        known = parent if parent in self._events.jobs else None
        job = Job(secrets.token_hex(8), "gam", argv, now_ms(), known, output=output if parent is None else None)
        self._gam[job.id] = _Gam(pid, output)
        self._changed(job)
        return job.id

    def gam_rows(self, job: str, rows: Rows) -> None:
        """How far it is; told twice a second at most."""
        gam = self._gam[job]
        # Not told yet, but not lost should it end now.
        self._events.jobs[job] = replace(self._events.jobs[job], rows=rows)
        if gam.later is None:
            wait = max(0.0, gam.told_at + _ROWS_EVERY_SECONDS - self._loop.clock())
            gam.later = self._loop.after(wait, lambda: self._tell_rows(job))

    def alone_at_terminal(self) -> tuple[Job, int] | None:
        """The run of `gam` that a person started, if one runs alone: what is printed from the offset on is its own."""
        running = [(job, gam.output) for id, gam in self._gam.items() if (job := self._events.jobs[id]).parent is None]
        return running[0] if len(running) == 1 else None

    def gam_progress(self, job: str, progress: Progress) -> None:
        """What GAM says of how far it is."""
        self._events.job(replace(self._events.jobs[job], progress=progress))

    def gam_ended(self, job: str, exit: Exit) -> None:
        """It has ended. May be called twice."""
        if job not in self._gam:
            return
        alone = self.alone_at_terminal()
        gam = self._gam.pop(job)
        if gam.later:
            gam.later.cancel()
        self._changed(self._events.jobs[job].ended(exit))
        if _has_failed(exit) and alone and alone[0].id == job:
            self._loop.after(_LAST_WORDS_SECONDS, lambda: self._tell_error(job, gam.output))

    def signal(self, body: Body) -> Body:
        """Sends a job's process group a signal, as PROTOCOL.md has it. @raises BadFrame, CallFailed"""
        job, name = body.get("job"), body.get("signal")
        number = _SIGNALS.get(name) if isinstance(name, str) else None
        if not isinstance(job, str) or number is None:
            raise BadFrame("“job” is a job's id, “signal” one of INT, TERM, KILL, HUP and QUIT.")
        task, gam = self._tasks.get(job), self._gam.get(job)
        pid = task.command.pid if task and task.command else gam.pid if gam else None
        if pid is None:
            raise CallFailed("no-job", "No such job runs.")
        try:
            os.killpg(os.getpgid(pid), number)
        except OSError as error:
            raise CallFailed("no-job", f"The job cannot be sent a signal: {error.strerror}.") from error
        return {}

    def end_all(self) -> None:
        """Nothing runs any more: what has not said how it ended was killed."""
        for job in list(self._gam):
            self.gam_ended(job, KILLED)
        for task in list(self._tasks.values()):
            if task.command:
                task.command.exited(KILLED)

    def close(self) -> None:
        """Closes the files."""
        for task in self._tasks.values():
            task.close()

    def _tell_rows(self, job: str) -> None:
        gam = self._gam.get(job)
        if gam is not None:
            gam.told_at, gam.later = self._loop.clock(), None
            self._events.job(self._events.jobs[job])

    def _tell_error(self, job: str, start: int) -> None:
        said = self._printed.error_since(start)
        if said and job in self._events.jobs:
            self._events.job(replace(self._events.jobs[job], said=said))

    def _changed(self, job: Job) -> None:
        if job.running:
            self._kills[job.id] = memory_kills()
        else:
            job = replace(job, cause=cause_of(job.exit, self._kills.pop(job.id, None), memory_kills))
        self._events.job(job)
        if not job.running:
            self._ended()

    def _recover(self, cause: Cause | None) -> None:
        """After a crash: what ran is gone, what was written can still be got."""
        for job in list(self._events.jobs.values()):
            if job.running:
                self._events.job(job.ended(KILLED, cause))
        for name in os.listdir(self._folder):
            path, left = os.path.join(self._folder, name), self._events.jobs.get(name)
            if left is None:
                shutil.rmtree(path, ignore_errors=True)
            else:
                self._tasks[name] = Task(left, path, self._config.limits.spool_bytes, self._changed)


def _has_failed(exit: Exit) -> bool:
    """Whether GAM may have said why; 20 to 30 are answers (its own wiki, GAM-Return-Codes)."""
    code = exit.get("code")
    return isinstance(code, int) and code != 0 and not 20 <= code <= 30
