"""How `gam` is run in this session: RUN/gam.json, written by the host (tenants/tenants.py), read by each run of `gam`.

It is read each time, as the demo domain may have been started again at another port.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence

_NAME = "gam.json"
_PAUSE = 0.02
# A person who waits for longer is told so; in seconds.
_SAY_AFTER = 0.3


class Guard:
    """Whose domain it is, for the question before something is taken away from it (guard.py). `name`: of the tenant.

    `domain`: or GAM's section where that is not known. `memory`: the file of what was confirmed in this session.
    """

    def __init__(self, name: str, domain: str, memory: str) -> None:
        self.name = name
        self.domain = domain
        self.memory = memory


class GamSettings:
    """`command`: how to run GAM, without its own arguments; empty where there is none. `env`: for GAM alone.

    `guard`: None for the demo domain, where nothing is asked.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str], guard: Guard | None = None) -> None:
        self.command = list(command)
        self.env = dict(env)
        self.guard = guard


class CannotRun(Exception):
    """GAM cannot be run in this session; the message says why."""


def read_settings(run: str, patience: float) -> GamSettings | None:
    """The settings of the session whose run folder this is; None if there are none.

    Where the session's tenant is not ready yet it is waited for, at most `patience` seconds. @raises CannotRun
    """
    since, notice = time.monotonic(), _Notice()
    try:
        while (found := _read(run)) is not None:
            if isinstance(found, GamSettings):
                return found
            waited = time.monotonic() - since
            if waited > patience:
                raise CannotRun(f"The demo domain was not ready after {patience:.0f} s.")
            if waited > _SAY_AFTER:
                notice.say("gam: waiting for the demo domain …")
            time.sleep(_PAUSE)
        return None
    finally:
        notice.take_away()


def settings_now(run: str) -> GamSettings | None:
    """The settings as they are now; None: there are none, or not yet. For the host, which goes on without."""
    try:
        return read_settings(run, 0)
    except CannotRun:
        return None


def _read(run: str) -> "GamSettings | Waiting | None":
    try:
        with open(os.path.join(run, _NAME), encoding="utf-8") as file:
            settings = json.load(file)
        if "failed" in settings:
            raise CannotRun(str(settings["failed"]))
        if "waiting" in settings:
            return Waiting()
        guard = settings.get("guard")
        return GamSettings(settings["command"], settings["env"], guard and Guard(**guard))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class _Notice:
    """A line for a person who waits. It leaves nothing: GAM's output follows its command."""

    _said = False

    def say(self, words: str) -> None:
        """Says it once, to a terminal alone."""
        if not self._said and sys.stderr.isatty():
            self._said = True
            sys.stderr.write(words)
            sys.stderr.flush()

    def take_away(self) -> None:
        """Erases the line: CR and EL of ECMA-48."""
        if self._said:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


class Waiting:
    """The tenant is not ready yet."""


def write_settings(run: str, settings: GamSettings) -> None:
    """Writes them, whole or not at all, for the user alone: the environment may hold a proxy's password."""
    guard = settings.guard and vars(settings.guard)
    _write(run, {"command": settings.command, "env": settings.env, "guard": guard})


def write_waiting(run: str) -> None:
    """Has each run of `gam` wait until there are settings, or a failure."""
    _write(run, {"waiting": True})


def write_failure(run: str, words: str) -> None:
    """Has each run of `gam` say why it cannot."""
    _write(run, {"failed": words})


def _write(run: str, content: Mapping[str, object]) -> None:
    path = os.path.join(run, _NAME)
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file)
    os.replace(new, path)
