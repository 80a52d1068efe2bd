"""Gives a file or folder another name in its folder."""

import os

from gamgui_agent.files.list import Entry, make_entry
from gamgui_agent.files.own import require_name, require_visible
from gamgui_agent.files.rename import rename
from gamgui_agent.files.tree import Tree


def rename_to(tree: Tree, path: bytes, name: bytes) -> Entry:
    """Renames what is at `path`, a link being a link; never replaces what has the name already."""
    require_name(name)
    with tree.parent(path) as (folder, before):
        require_visible(before)
        try:
            rename(folder, before, name, replace=False)
        except PermissionError:
            # Without renameat2 a second name proves that nothing is replaced, and a folder can have none.
            if not _is_free(folder, name):
                raise
            os.rename(before, name, src_dir_fd=folder, dst_dir_fd=folder)
        return make_entry(name, os.stat(name, dir_fd=folder, follow_symlinks=False))


def _is_free(folder: int, name: bytes) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return True
    return False
