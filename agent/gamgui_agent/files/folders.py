"""Modes and times of folders: what comes into a folder changes its time, so they are set when all is in it."""

import os
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.tree import Tree, split

# Nothing of set-user-id and its like; and who owns a folder can use it, or no later try could write into it.
_MODE = 0o777
_OWNER = 0o700


@dataclass(frozen=True)
class Look:
    """What the sender declares of a folder: `mode` permission bits, `mtime` in milliseconds."""

    path: bytes
    mode: int
    mtime: int


def set_folders(tree: Tree, looks: list[Look]) -> None:
    """Sets all that can be set, in their order. Raises the first FileError."""
    errors = [error for look in looks if (error := _set(tree, look))]
    if errors:
        raise errors[0]


def _set(tree: Tree, look: Look) -> FileError | None:
    try:
        if not split(look.path):
            raise FileError("permission", "The working folder itself stays as it is.")
        with tree.folder(look.path) as fd:
            os.fchmod(fd, look.mode & _MODE | _OWNER)
            os.utime(fd, ns=(look.mtime * 1_000_000,) * 2)
    except FileError as error:
        return error
    return None
