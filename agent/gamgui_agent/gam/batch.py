"""Reads the file of `gam batch` beforehand, to tell what its commands take away (destructive.py)."""

import os
import shlex

_LONGEST = 1_048_576


def read_batch(name: str, folder: str) -> list[list[str]] | None:
    """The commands as GAM splits them, relative names starting at `folder`; None where they cannot be read."""
    path = os.path.join(folder, os.path.expanduser(name))
    try:
        # What is no plain file can be read once, and that is GAM's.
        if not os.path.isfile(path) or os.path.getsize(path) > _LONGEST:
            return None
        with open(path, encoding="utf-8-sig") as file:
            return [shlex.split(line) for line in file if line.strip() and not line.startswith("#")]
    except (OSError, ValueError):
        return None
