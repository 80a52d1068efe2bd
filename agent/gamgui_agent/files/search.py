"""Finds files and folders by a part of their names, in a folder and all below it. Links are found, never followed."""

import os
import unicodedata
from base64 import b64encode
from collections import deque

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import is_part, make_entry
from gamgui_agent.files.steps import Work
from gamgui_agent.files.tree import Tree

# What one answer holds at most, so that it fits a frame: findings, and bytes of their paths.
MOST_FOUND = 1_000
_MOST_BYTES = 400_000
# So many names are looked at, and so many folders wait for their turn.
_MOST_SEEN = 500_000
_MOST_WAITING = 10_000


def search(tree: Tree, path: bytes, text: str, limit: int) -> Work:
    """Answers `found`, Entries with the `path` below the searched folder, near ones first, and if there are `more`.

    Large and small letters are the same, as are the ways Unicode has of writing one. A piece is one name.
    """
    wanted = _plain(text)
    found: list[dict[str, object]] = []
    waiting, room, seen = deque([b""]), _MOST_BYTES, 0
    more = False
    while waiting:
        below = waiting.popleft()
        try:
            with tree.folder(b"/".join(filter(None, (path, below)))) as folder, os.scandir(folder) as entries:
                for entry in entries:
                    seen += 1
                    name = os.fsencode(entry.name)
                    whole = below + b"/" + name if below else name
                    if wanted in _plain(entry.name) and not is_part(name):
                        room -= len(whole)
                        if len(found) == limit or room < 0:
                            return {"found": found, "more": True}
                        found.append({**make_entry(name, entry.stat(follow_symlinks=False)), "path": _b64(whole)})
                    if entry.is_dir(follow_symlinks=False):
                        more = more or len(waiting) >= _MOST_WAITING
                        if len(waiting) < _MOST_WAITING:
                            waiting.append(whole)
                    if seen >= _MOST_SEEN:
                        return {"found": found, "more": True}
                    yield
        except (FileError, FileNotFoundError):
            # A folder below that is gone by now, or that may not be read: the others can be.
            if not below:
                raise
    return {"found": found, "more": more}


def _plain(name: str) -> str:
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def _b64(data: bytes) -> str:
    return b64encode(data).decode()
