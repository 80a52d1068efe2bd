#!/usr/bin/python3
"""Stands for a Python, and for the network between an app and its sessions of this computer.

It runs the program `real` beside it. What `attach` hears and says goes through here, and nothing of it while the file `hole`
is beside it: nobody is told, as where a network loses everything.
"""

import os
import selectors
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REAL = os.path.join(HERE, "real")
HOLE = os.path.join(HERE, "hole")
PIECE = 65_536
LOOK = 0.02


def main(arguments: list[str]) -> int:
    """As a Python with these arguments."""
    if "-c" in arguments:
        said = subprocess.run([REAL, *arguments], check=True, capture_output=True, text=True).stdout.splitlines()
        # The app asks which program this is, to start it again.
        print(os.path.abspath(__file__), *said[1:], sep="\n")
        return 0
    if "attach" not in arguments:
        os.execv(REAL, [REAL, *arguments])
    child = subprocess.Popen([REAL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    relay({0: child.stdin.fileno(), child.stdout.fileno(): 1})
    return child.wait()


def relay(ways: dict[int, int]) -> None:
    """Passes bytes on from each to each, until the last source has ended."""
    chosen = selectors.DefaultSelector()
    for source in ways:
        chosen.register(source, selectors.EVENT_READ)
    while chosen.get_map():
        if os.path.exists(HOLE):
            time.sleep(LOOK)
            continue
        for key, _ in chosen.select(LOOK):
            data = os.read(key.fd, PIECE)
            if data:
                write(ways[key.fd], data)
                continue
            chosen.unregister(key.fd)
            os.close(ways[key.fd])
            if ways[key.fd] == 1:
                return


def write(target: int, data: bytes) -> None:
    """All of it."""
    while data:
        data = data[os.write(target, data) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
