"""Notices what GAM changes of a tenant's credentials in a session: the next one would begin without it."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from gamgui_agent.gam.credentials import fingerprint, fingerprint_of, places
from gamgui_agent.gam.settings import settings_now
from gamgui_agent.host.conversation import CallFailed, Handler
from gamgui_agent.protocol.frames import Body
from gamgui_agent.protocol.wire import BadFrame

# In the state folder: how each file was when the session began.
_FIRST = "credentials.json"
# In bytes. GAM's files have a few kilobytes; all four must fit into one frame, each byte being six at most in JSON.
_MOST = 32_768


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

    @property
    def operations(self) -> dict[str, Handler]:
        """What clients can CALL, for saving what GAM has changed."""
        return {"credentials": self._give, "saved": self._saved}

    def _give(self, _body: Body) -> Body:
        self.look()
        return {"files": [self._given(name) for name in self.changed if self._now[name]]}

    def _saved(self, body: Body) -> Body:
        """They are kept elsewhere now, as they were with these fingerprints: a change since then still counts."""
        files = body.get("files")
        if not isinstance(files, dict):
            raise BadFrame("“files” has a fingerprint for each name.")
        self._first |= {name: now for name, now in files.items() if name in self._places and isinstance(now, str)}
        _write(os.path.join(self._state, _FIRST), self._first)
        self.look()
        return {}

    def _given(self, name: str) -> Body:
        try:
            with open(self._places[name], "rb") as file:
                content = file.read(_MOST + 1)
            text = content.decode()
        except (OSError, UnicodeError) as error:
            raise CallFailed("not-read", f"{name} cannot be read in the session.") from error
        if len(content) > _MOST:
            raise CallFailed("not-read", f"{name} is too long for one of GAM's files.")
        return {"name": name, "text": text, "now": fingerprint_of(name, content), "first": self._first.get(name, "")}

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
    _write(path, now)
    return dict(now)


def _write(path: str, fingerprints: dict[str, str]) -> None:
    with (
        contextlib.suppress(OSError),
        open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file,
    ):
        json.dump(fingerprints, file)
