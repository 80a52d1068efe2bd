"""Puts a received file into its place, atomically."""

import os
import sys


def rename(folder: int, source: bytes, target: bytes, replace: bool) -> None:
    """Renames within `folder`. Without `replace` an existing target is left alone: FileExistsError."""
    if replace:
        os.rename(source, target, src_dir_fd=folder, dst_dir_fd=folder)
        return
    if sys.platform == "linux":
        from gamgui_agent.files.linux import rename_without_replacing

        if rename_without_replacing(folder, source, target):
            return
    # A second name fails where the first would have been replaced; the system decides, so nothing can come between.
    os.link(source, target, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    os.unlink(source, dir_fd=folder)
