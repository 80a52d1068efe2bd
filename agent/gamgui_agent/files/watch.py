"""Tells a client what changes in the folder it looks at: a CALL waits for it, so that who is slow is not flooded."""

import contextlib
import os
import sys
from base64 import b64encode
from collections.abc import Sequence
from typing import Protocol

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import Entry, is_part, make_entry
from gamgui_agent.files.looking import Looking
from gamgui_agent.files.out import Out
from gamgui_agent.files.tree import Tree


class Watched(Protocol):
    """A folder whose changes are told."""

    @property
    def fd(self) -> int | None:
        """Readable when there may be a change; None: it must be asked after `wait` seconds."""

    @property
    def wait(self) -> float | None:
        """None: `fd` tells."""

    def changed(self) -> set[bytes] | None:
        """Names that changed since it was last asked; None: all must be listed."""

    def close(self) -> None:
        """No more is told."""


class Watch:
    """One folder of one conversation; another takes its place."""

    def __init__(self, tree: Tree, out: Out) -> None:
        self._tree = tree
        self._out = out
        self._path = b""
        self._watched: Watched | None = None
        self._call = 0

    @property
    def fd(self) -> int | None:
        """What becomes readable when the call that waits may be answered."""
        return self._watched.fd if self._watched and self._call else None

    @property
    def wait(self) -> float | None:
        """Seconds after which a turn is due though nothing became readable."""
        return self._watched.wait if self._watched and self._call else None

    def ask(self, call: int, path: bytes) -> dict[str, object] | None:
        """Answers at the next change of the folder; at once, with `again`, if it was not watched yet."""
        self._answer(_news(again=True))
        if self._watched and path == self._path:
            self._call = call
            return None
        self.close()
        with self._tree.folder(path) as folder:
            self._watched = _watch(folder)
        self._path = path
        return _news(again=True)

    def turn(self) -> None:
        """Answers the call that waits, if there is news."""
        if not self._watched or not self._call:
            return
        try:
            names = self._watched.changed()
            if names is not None:
                names = {name for name in names if not is_part(name)}
                news = self._look_at(names) if names else None
            else:
                news = _news(again=True)
        except (FileError, OSError):
            # It is gone, or another one is in its place: whoever lists it is told why.
            news = _news(again=True)
            names = None
        if news:
            self._answer(news)
        if names is None:
            self.close()

    def close(self) -> None:
        """Nothing is watched any more."""
        if self._watched:
            self._watched.close()
        self._watched = None
        self._call = 0

    def _answer(self, news: dict[str, object]) -> None:
        if self._call:
            self._out.reply(self._call, news)
            self._call = 0

    def _look_at(self, names: set[bytes]) -> dict[str, object]:
        entries: list[Entry] = []
        gone: list[str] = []
        with self._tree.folder(self._path) as folder:
            for name in sorted(names):
                try:
                    entries.append(make_entry(name, os.stat(name, dir_fd=folder, follow_symlinks=False)))
                except FileNotFoundError:
                    gone.append(b64encode(name).decode())
        return _news(entries, gone)


def _watch(folder: int) -> Watched:
    if sys.platform == "linux":
        from gamgui_agent.files.inotify import Inotify

        # So many may one user have: 128 unless somebody set more.
        with contextlib.suppress(OSError):
            return Inotify(folder)
    return Looking(folder)


def _news(entries: Sequence[Entry] = (), gone: Sequence[str] = (), again: bool = False) -> dict[str, object]:
    return {"entries": list(entries), "gone": list(gone), "again": again}
