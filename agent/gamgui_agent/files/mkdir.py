"""A new folder."""

import os

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import Entry, is_part, make_entry
from gamgui_agent.files.tree import Tree


def make_folder(tree: Tree, path: bytes) -> Entry:
    """Makes the folder at `path`, whose parent is there. Raises FileError `exists`, `permission`, …"""
    with tree.parent(path) as (folder, name):
        if is_part(name):
            raise FileError("permission", "Names like this one are kept for files being received.")
        os.mkdir(name, dir_fd=folder)
        return make_entry(name, os.stat(name, dir_fd=folder, follow_symlinks=False))
