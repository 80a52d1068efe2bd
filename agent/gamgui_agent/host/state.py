"""What the host keeps of a session besides its streams, in D/state/:

host.lock     locked while the host lives: life is told by the lock, as a process number may be another's by now
host.json     the facts below
end.json      how it ended, on purpose: {"reason", "exit", "at"}
events.jsonl  jobs (records.py)       input         what was taken (owner.py)
journal/      output (streams/journal.py)     jobs/         output of commands (spool.py)
"""

import contextlib
import fcntl
import json
import os
import stat
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from gamgui_agent.host.records import Exit, now_ms
from gamgui_agent.place import is_container, state_folder

_LAST_WORD = Path("/dev/termination-log")
_LOCK, _HOST, _END = "host.lock", "host.json", "end.json"


class FolderError(Exception):
    """A folder cannot be used; the message says which and why."""


@dataclass
class Facts:
    """What host.json holds. Times in milliseconds since 1970."""

    boot: str = ""
    """The start of the computer in which this host was started."""
    socket: str = ""
    created_at: int = 0
    """When the session's first host was started."""
    started_at: int = 0
    """When this one was."""
    generation: int = 0
    """Shells so far."""
    ends_at: int | None = None
    """When its life ends, if that was moved."""
    restarts: int = 0
    """Hosts that have crashed."""
    reason: str | None = None
    """Why the last of them did: `killed`, `out-of-memory`, `unknown`."""
    idle_ms: int | None = None
    """What bounds a session that was a spare (config.py, Limits); None: nobody has come, or it never was one."""
    life_ms: int | None = None
    memory_kills: int | None = None
    """What the control group had counted when this host was started."""


def make_private(path: str) -> None:
    """Makes a folder that only this user can enter, or checks that it is one. @raises FolderError"""
    try:
        os.makedirs(path, 0o700, exist_ok=True)
        found = os.lstat(path)
    except OSError as error:
        raise FolderError(f"{path} cannot be made: {error.strerror}.") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise FolderError(f"{path} is not a folder of this user's.")
    if found.st_mode & 0o077:
        raise FolderError(f"{path} can be entered by others (chmod 700 helps).")


def lock(directory: str) -> int | None:
    """The lock that says: the host lives; to be kept open. None: another one does."""
    fd = os.open(os.path.join(state_folder(directory), _LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return None
    return fd


def is_locked(directory: str) -> bool:
    """Whether a host lives."""
    try:
        fd = os.open(os.path.join(state_folder(directory), _LOCK), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(fd)
    return False


def read_facts(directory: str) -> Facts | None:
    """What the last host knew; None: there was none."""
    known = _read(os.path.join(state_folder(directory), _HOST))
    if known is None:
        return None
    facts: dict[str, Any] = {field.name: known[field.name] for field in fields(Facts) if field.name in known}
    return Facts(**facts)


def write_facts(directory: str, facts: Facts) -> None:
    """Remembers them. On a full disk the older ones stay."""
    with contextlib.suppress(OSError):
        _write(os.path.join(state_folder(directory), _HOST), asdict(facts))


def read_end(directory: str) -> dict[str, object] | None:
    """How the session ended on purpose; None: it has not."""
    return _read(os.path.join(state_folder(directory), _END))


def write_end(directory: str, reason: str, exit: Exit | None) -> None:
    """It has ended on purpose. @raises OSError"""
    _write(os.path.join(state_folder(directory), _END), {"reason": reason, "exit": exit, "at": now_ms()})


def tell_container(reason: object, exit: object) -> None:
    """The same as the container's last word, where it is asked for: a pod's folder cannot be read when it has ended.

    https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
    """
    if is_container() and _LAST_WORD.exists():
        with contextlib.suppress(OSError):
            _LAST_WORD.write_text(json.dumps({"reason": reason, "exit": exit}))


def boot_id() -> str:
    """Another one after each start of the computer."""
    if sys.platform == "linux":
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    import subprocess

    command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _read(path: str) -> dict[str, Any] | None:
    with contextlib.suppress(OSError, ValueError), open(path, "rb") as file:
        value = json.load(file)
        if isinstance(value, dict):
            return value
    return None


def _write(path: str, value: object) -> None:
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.replace(new, path)
