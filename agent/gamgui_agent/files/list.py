"""Entries of folders, in a stable order and in pages."""

import heapq
import os
import stat
from base64 import b64encode
from typing import TypedDict

from gamgui_agent.files.tree import Tree, split

# A page of 1,000 of the longest names stays well below a frame's limit.
LONGEST_PAGE = 1_000


class Entry(TypedDict):
    """PROTOCOL.md's Entry: `name` in base64, `size` in bytes, `mtime` in milliseconds, `mode` the permission bits."""

    name: str
    type: str
    size: int
    mtime: int
    mode: int


def list_folder(tree: Tree, path: bytes, after: bytes | None, limit: int) -> tuple[list[Entry], bool]:
    """The next `limit` entries by the bytes of their names, and whether there are more after them.

    However many there are, no more than a page is held in memory. Files that are being received are not shown.
    """
    with tree.folder(path) as folder:
        with os.scandir(folder) as found:
            names = (os.fsencode(entry.name) for entry in found)
            wanted = (name for name in names if (after is None or name > after) and not is_part(name))
            page = heapq.nsmallest(limit + 1, wanted)
        return [entry for name in page[:limit] if (entry := _entry_in(folder, name))], len(page) > limit


def stat_path(tree: Tree, path: bytes) -> Entry:
    """The entry of one path."""
    return make_entry((split(path) or [b""])[-1], tree.status(path))


def make_entry(name: bytes, status: os.stat_result) -> Entry:
    """An entry from what the system says; a link is a link, wherever it leads."""
    return {
        "name": b64encode(name).decode(),
        "type": _type(status.st_mode),
        "size": status.st_size,
        "mtime": max(0, status.st_mtime_ns // 1_000_000),
        "mode": stat.S_IMODE(status.st_mode),
    }


def is_part(name: bytes) -> bool:
    """Whether this is a file on its way in (see put.py)."""
    return name.startswith(b".gamgui-") and name.endswith(b".part")


def _entry_in(folder: int, name: bytes) -> Entry | None:
    """None if it is gone since the folder was read."""
    try:
        return make_entry(name, os.stat(name, dir_fd=folder, follow_symlinks=False))
    except OSError:
        return None


def _type(mode: int) -> str:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "other"
