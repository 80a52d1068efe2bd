"""HELLO, checked."""

import os
import re
from dataclasses import dataclass, field, replace
from typing import Literal

from gamgui_agent.protocol.frames import MAX_OFFSET, Body

PROTOCOL_MIN = 1
PROTOCOL_MAX = 1
"""The versions of the protocol that this agent speaks."""

WINDOWS = range(65_536, 4_194_305)
"""Bytes that a client may take without acknowledging them."""

_CLIENT = re.compile(r"[0-9a-f]{32}")
_JOB = re.compile(r"[0-9a-f]{16,32}")
_SIZES = range(1, 1001)
_MOST_ARGUMENTS = 4_096


class BadHello(Exception):
    """HELLO's fields do not fit."""


class NoVersion(Exception):
    """Client and host have no version of the protocol in common."""


@dataclass(frozen=True)
class JobStart:
    """The command of a job that is to be started."""

    argv: list[str]
    stdin: bool
    confirmed: bool = False
    """Whether a person said that it may take something away from a real domain."""


@dataclass(frozen=True)
class Bounds:
    """What the session is to live by, in milliseconds; 0: no such end."""

    idle_ms: int
    life_ms: int


@dataclass(frozen=True)
class Hello:
    """What a client wants. Fields that its role does not have are as here."""

    protocol: int
    """The version in force: the highest both speak."""
    client: str
    label: str
    role: Literal["terminal", "watch", "job"]
    window: int
    resume: bool = False
    cols: int = 80
    rows: int = 24
    output: bool = False
    start: int | None = None
    tail: int = 0
    job: str = ""
    command: JobStart | None = None
    job_offsets: dict[int, int] = field(default_factory=dict)
    """The first bytes wanted of the streams 1 and 2."""
    bounds: Bounds | None = None
    """For the host of a spare, which has none of its own."""


def agree(body: Body) -> int:
    """The version in force. @raises BadHello, NoVersion"""
    versions = body.get("protocol")
    if not isinstance(versions, dict):
        raise BadHello("HELLO says which versions of the protocol the client speaks.")
    low, high = (_number(versions, end, 1) for end in ("min", "max"))
    version = min(high, PROTOCOL_MAX)
    if version < max(low, PROTOCOL_MIN):
        raise NoVersion
    return version


def read_hello(body: Body) -> Hello:
    """@raises BadHello, NoVersion"""
    protocol = agree(body)
    client, label = _text(body, "client"), _text(body, "label")
    window = _number(body, "window", WINDOWS.start)
    if not _CLIENT.fullmatch(client) or len(label) > 64 or window not in WINDOWS:
        raise BadHello("“client”, “label” or “window” does not fit.")
    hello = Hello(protocol, client, label, "watch", window, bounds=_bounds(body))
    role = body.get("role")
    if role == "terminal":
        return _terminal(hello, body)
    if role == "watch":
        return _watch(hello, body)
    if role == "job":
        return _job(hello, body)
    raise BadHello("This program speaks the roles “terminal”, “watch” and “job”.")


def _terminal(hello: Hello, body: Body) -> Hello:
    intent, size = body.get("intent"), body.get("size")
    if intent not in ("take", "resume") or not isinstance(size, dict):
        raise BadHello("“intent” or “size” does not fit.")
    cols, rows = (_number(size, side, 1) for side in ("cols", "rows"))
    if cols not in _SIZES or rows not in _SIZES:
        raise BadHello("A terminal has 1 to 1000 columns and rows.")
    resume = intent == "resume"
    if resume:
        # Who took it since is known by name: the epoch itself is not needed.
        _number(body, "epoch", 0)
    start, tail = _range(body)
    return replace(hello, role="terminal", resume=resume, cols=cols, rows=rows, output=True, start=start, tail=tail)


def _watch(hello: Hello, body: Body) -> Hello:
    output = body.get("output")
    if not isinstance(output, bool):
        raise BadHello("“output” is neither true nor false.")
    start, tail = _range(body)
    return replace(hello, output=output, start=start, tail=tail)


def _job(hello: Hello, body: Body) -> Hello:
    job, command = _command(body)
    offsets = {stream: _number(body, name, 0) for stream, name in ((1, "stdout"), (2, "stderr"))}
    return replace(hello, role="job", job=job, command=command, job_offsets=offsets)


def _bounds(body: Body) -> Bounds | None:
    limits = body.get("limits")
    if limits is None:
        return None
    if not isinstance(limits, dict):
        raise BadHello("“limits” does not fit.")
    idle, life = (0 if limits.get(name) is None else _number(limits, name, 1) for name in ("idleMs", "lifeMs"))
    return Bounds(idle, life)


def _range(body: Body) -> tuple[int | None, int]:
    start = None if body.get("from") is None else _number(body, "from", 0)
    return start, _number(body, "tail", 0)


def _command(body: Body) -> tuple[str, JobStart | None]:
    job = body.get("job")
    if not isinstance(job, dict) or not _JOB.fullmatch(_text(job, "id")):
        raise BadHello("A job has an id of 16 to 32 hexadecimal digits.")
    if "argv" not in job:
        return _text(job, "id"), None
    argv, stdin = job["argv"], job.get("stdin")
    if not isinstance(argv, list) or not 1 <= len(argv) <= _MOST_ARGUMENTS or not isinstance(stdin, bool):
        raise BadHello("“job.argv” or “job.stdin” does not fit.")
    if not all(isinstance(argument, str) and _is_argument(argument) for argument in argv) or not argv[0]:
        raise BadHello("An argument is a text without zero bytes.")
    return _text(job, "id"), JobStart(argv, stdin, job.get("confirmed") is True)


def _is_argument(argument: str) -> bool:
    try:
        return b"\0" not in os.fsencode(argument)
    except UnicodeEncodeError:
        return False


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise BadHello(f"“{name}” is not a text.")
    return value


def _number(body: Body, name: str, least: int) -> int:
    value = body.get(name)
    if type(value) is not int or not least <= value <= MAX_OFFSET:
        raise BadHello(f"“{name}” is not a whole number, or out of range.")
    return value
