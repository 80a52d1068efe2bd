"""What a session tells about its jobs, and the log of its events."""

import contextlib
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gamgui_agent.gam.progress import Progress
from gamgui_agent.protocol.frames import Body, Event

Exit = dict[str, object]
"""{"code": 3} or {"signal": "KILL"}."""
KILLED: Exit = {"signal": "KILL"}
Cause = Literal["out-of-memory"]
"""Why a job was killed, where that is known."""

MOST_JOBS = 100
"""The jobs that a snapshot holds."""
_LONGEST_LOG = 1_048_576
# Numbers that were given to events which are not in the log are not given again.
_JUMP = 100_000


def now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Rows:
    """How far a bulk job is."""

    done: int
    failed: int
    total: int | None


@dataclass(frozen=True)
class Job:
    """One run of `gam`, or one command."""

    id: str
    kind: Literal["gam", "command"]
    argv: Sequence[str]
    started_at: int
    parent: str | None = None
    ended_at: int | None = None
    exit: Exit | None = None
    rows: Rows | None = None
    progress: Progress | None = None
    """What GAM says of it while it runs; not kept over a crash."""
    output: int | None = None
    """How much the terminal had printed when it began, where it is the terminal's."""
    cause: Cause | None = None
    said: str | None = None
    """The last error that GAM told of, of a run that failed; without secrets."""

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    def ended(self, exit: Exit, cause: Cause | None = None) -> "Job":
        """The same, ended now."""
        return replace(self, exit=exit, ended_at=now_ms(), cause=cause)

    def body(self) -> Body:
        """As PROTOCOL.md has it."""
        rows = self.rows and {"done": self.rows.done, "failed": self.rows.failed, "total": self.rows.total}
        body: Body = {
            "id": self.id,
            "kind": self.kind,
            "argv": list(self.argv),
            "startedAt": self.started_at,
            "endedAt": self.ended_at,
            "exit": self.exit,
            "rows": rows,
            "parent": self.parent,
        }
        progress = self.progress and self.progress.body()
        more = {"progress": progress, "output": self.output, "cause": self.cause, "said": self.said}
        return {**body, **{name: value for name, value in more.items() if value is not None}}

    @staticmethod
    def read(body: Body) -> "Job":
        """What `body` made. @raises KeyError, TypeError, ValueError: it was something else"""
        rows = body["rows"]
        job, kind, argv, parent, exit = (body[name] for name in ("id", "kind", "argv", "parent", "exit"))
        started, ended = body["startedAt"], body["endedAt"]
        output, said = body.get("output"), body.get("said")
        if not isinstance(job, str) or not isinstance(argv, list) or not isinstance(started, int):
            raise ValueError("not a job")
        return Job(
            id=job,
            kind="gam" if kind == "gam" else "command",
            argv=[str(argument) for argument in argv],
            started_at=started,
            parent=parent if isinstance(parent, str) else None,
            output=output if isinstance(output, int) else None,
            cause="out-of-memory" if body.get("cause") == "out-of-memory" else None,
            said=said if isinstance(said, str) else None,
            ended_at=ended if isinstance(ended, int) else None,
            exit=exit if isinstance(exit, dict) else None,
            rows=Rows(rows["done"], rows["failed"], rows["total"]) if isinstance(rows, dict) else None,
        )


class Events:
    """Numbers a session's events, tells them to `listener`, and keeps those of jobs over a crash of the host."""

    def __init__(self, path: str, listener: Callable[[Event], None]) -> None:
        self._path = path
        self._listener = listener
        self.seq = 0
        """The number of the last event."""
        self.jobs: dict[str, Job] = {}
        """The last jobs, oldest first; those that run are all there."""
        self._read()
        self._fd = -1
        self._rewrite()

    def emit(self, kind: str, **fields: object) -> None:
        """Something happened."""
        self._listener(self._number(kind, fields))

    def private(self, kind: str, fields: Body) -> Event:
        """An event that concerns one client alone: it has the number of the last one."""
        return Event({"seq": self.seq, "at": now_ms(), "kind": kind, **fields})

    def job(self, job: Job) -> None:
        """A job began, moved on or ended."""
        known = self.jobs.get(job.id)
        self.jobs[job.id] = job
        self._forget_old()
        event = self._number("job", {"job": job.body()})
        if known is None or not job.running:
            self._keep(event.body)
        self._listener(event)

    def close(self) -> None:
        """Closes the log."""
        os.close(self._fd)

    def _number(self, kind: str, fields: Body) -> Event:
        self.seq += 1
        return self.private(kind, fields)

    def _forget_old(self) -> None:
        ended = [job.id for job in self.jobs.values() if not job.running]
        for job in ended[: max(0, len(self.jobs) - MOST_JOBS)]:
            del self.jobs[job]

    def _keep(self, body: Body) -> None:
        """On a full disk the session goes on; only a crash would show what is not there."""
        with contextlib.suppress(OSError):
            os.write(self._fd, json.dumps(body).encode() + b"\n")
            if os.fstat(self._fd).st_size > _LONGEST_LOG:
                os.close(self._fd)
                self._rewrite()

    def _read(self) -> None:
        lines: list[bytes] = []
        with contextlib.suppress(FileNotFoundError), open(self._path, "rb") as file:
            lines = file.read().split(b"\n")
        for line in lines:
            # The last line may be torn.
            with contextlib.suppress(ValueError, KeyError, TypeError):
                body = json.loads(line)
                self.seq = max(self.seq, int(body["seq"]))
                job = Job.read(body["job"])
                self.jobs[job.id] = job
        self._forget_old()
        if self.seq:
            self.seq += _JUMP

    def _rewrite(self) -> None:
        """Keeps what is needed to begin again: the number, and the jobs' last state."""
        new = f"{self._path}.new"
        lines = [json.dumps({"seq": self.seq, "job": job.body()}) for job in self.jobs.values()]
        with contextlib.suppress(OSError):
            with open(new, "w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
            os.replace(new, self._path)
        self._fd = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
