"""Processes as ps shows them. macOS has no way to adopt orphans: they are found by the mark in their environment."""

import os
import subprocess
from collections.abc import Iterator


def adopt_orphans() -> None:
    """Nothing can be done."""


def list_processes() -> Iterator[tuple[int, int, int]]:
    """Process, parent and process group of all that run; those that have ended and wait for their parent do not."""
    for line in _ps("-axo", "pid=,ppid=,pgid=,stat="):
        fields = line.split()
        if len(fields) == 4 and not fields[3].startswith("Z"):
            yield int(fields[0]), int(fields[1]), int(fields[2])


def marked(mark: str) -> Iterator[int]:
    """Processes of this user that were started with `mark` (NAME=VALUE) in their environment."""
    for line in _ps("-xEwwo", "pid=,uid=,command="):
        pid, _, rest = line.strip().partition(" ")
        uid, _, command = rest.strip().partition(" ")
        if uid == str(os.geteuid()) and mark in command.split():
            yield int(pid)


def _ps(*arguments: str) -> list[str]:
    listing = subprocess.run(["/bin/ps", *arguments], capture_output=True, text=True, errors="replace", check=False)
    return listing.stdout.splitlines()
