"""Reads a program's output from a pseudo-terminal and drops it: how fast a terminal can be at most.

    bare_pty.py PROGRAM…

The program prints a line when it is ready, and waits for Enter. Prints one line of JSON: `ms` from Enter to the last
byte, `bytes` read.
"""

import json
import os
import sys
import time

from pty_program import read, read_until, start


def main(argv: list[str]) -> None:
    """Its start is not counted."""
    pid, terminal = start(argv)
    read_until(terminal, b"\n")
    started = last = time.perf_counter()
    os.write(terminal, b"\n")
    count = 0
    while data := read(terminal):
        count += len(data)
        last = time.perf_counter()
    os.waitpid(pid, 0)
    print(json.dumps({"ms": (last - started) * 1000, "bytes": count}))


main(sys.argv[1:])
