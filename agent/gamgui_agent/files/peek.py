"""The first bytes of a file, to be looked at."""

import os
from base64 import b64encode

from gamgui_agent.files.tree import Tree

# In base64 it fits a frame.
MOST = 262_144


def peek(tree: Tree, path: bytes, length: int) -> dict[str, object]:
    """At most `length` bytes, with the file's size and time."""
    fd = tree.open_file(path)
    try:
        status = os.fstat(fd)
        data = os.pread(fd, length, 0)
    finally:
        os.close(fd)
    mtime = max(0, status.st_mtime_ns // 1_000_000)
    return {"size": status.st_size, "mtime": mtime, "data": b64encode(data).decode()}
