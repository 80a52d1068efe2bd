"""What only Linux tells: which folders are memory, so that what is written there never reaches a disk."""

import os

_MEMORY = {"tmpfs", "ramfs"}


def memory_folder(wanted: str) -> str | None:
    """`wanted` if it is in memory, or the system's own folder for that; None if there is neither."""
    mounts = _mounts()
    for folder in (wanted, "/dev/shm"):
        if _is_memory(folder, mounts) and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return None


def _mounts() -> dict[str, str]:
    """File systems by where they are mounted; the last one mounted at a place hides those before."""
    try:
        with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as file:
            fields = [line.split(" ") for line in file]
    except OSError:
        return {}
    return {place.replace("\\040", " "): system for _, place, system, *_ in fields}


def _is_memory(folder: str, mounts: dict[str, str]) -> bool:
    path = os.path.realpath(folder)
    while path not in mounts and path != "/":
        path = os.path.dirname(path)
    return mounts.get(path) in _MEMORY
