"""Notices what GAM changes of a tenant's credentials in a session: the next one would begin without it."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from gamgui_agent.gam.credentials import fingerprint, places
from gamgui_agent.gam.settings import settings_now

# In the state folder: how each file was when the session began.
_FIRST = "credentials.json"


class Credentials:
    """Of the session with the run folder `run`. `told` is called when another set of files is changed.

    Looks are cheap: unchanged files are not read.
    """

    def __init__(self, run: str, state: str, told: Callable[[list[str]], None]) -> None:
        self._run = run
        self._state = state
        self._told = told
        self._places: dict[str, Path] = {}
        self._first: dict[str, str] = {}
        self._marks: dict[str, object] = {}
        self._now: dict[str, str] = {}
        self.changed: list[str] = []
        """Names of the files that are not as they were when the session began."""
        self.find()

    def find(self) -> None:
        """Now and then, until they are there: a container is given them after its host has begun."""
        settings = None if self._places else settings_now(self._run)
        if settings is None:
            return
        self._places = places(settings.env["GAMCFGDIR"], settings.env["GAMCFGSECTION"])
        self._read()
        self._first = _first(os.path.join(self._state, _FIRST), self._now)
        self.changed = self._compare()

    def look(self) -> None:
        """Looks again: GAM has run, or time has passed."""
        self._read()
        changed = self._compare()
        if changed != self.changed:
            self.changed = changed
            self._told(changed)

    def _read(self) -> None:
        for name, path in self._places.items():
            mark = _mark(path)
            if name not in self._marks or mark != self._marks[name]:
                self._marks[name] = mark
                self._now[name] = fingerprint(path)

    def _compare(self) -> list[str]:
        return [name for name, now in self._now.items() if now != self._first.get(name)]


def _mark(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _first(path: str, now: dict[str, str]) -> dict[str, str]:
    """As the session began; written down then, so that a host that is started again knows."""
    with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8") as file:
        known = json.load(file)
        if isinstance(known, dict):
            return known
    with (
        contextlib.suppress(OSError),
        open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file,
    ):
        json.dump(now, file)
    return dict(now)
