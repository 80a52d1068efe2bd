"""Reads a program's output from a pseudo-terminal and drops it: how fast a terminal can be at most.

    bare_pty.py PROGRAM…

The program prints a line when it is ready, and waits for Enter. Prints one line of JSON: `ms` from Enter to the last
byte, `bytes` read.
"""

import json
import os
import pty
import sys
import time


def main(argv: list[str]) -> None:
    """Its start is not counted."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(argv[0], argv)
    while b"\n" not in os.read(terminal, 4096):
        pass
    started = time.perf_counter()
    os.write(terminal, b"\n")
    count = 0
    last = started
    while data := _read(terminal):
        count += len(data)
        last = time.perf_counter()
    os.waitpid(pid, 0)
    print(json.dumps({"ms": (last - started) * 1000, "bytes": count}))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux says EIO when nobody has the other end open any more.
        return b""


main(sys.argv[1:])
