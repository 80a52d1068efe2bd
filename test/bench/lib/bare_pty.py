"""Reads a command's output from a pseudo-terminal and drops it: how fast a terminal can be at most.

    bare_pty.py COMMAND

Prints one line of JSON: `ms` from Enter to the last byte, `bytes` read.
"""

import json
import os
import pty
import sys
import time


def main(command: str) -> None:
    """Bash waits for Enter first, so that its start is not counted."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("bash", ["bash", "--norc", "-c", f"stty -echo; echo; read -r; {command}"])
    while b"\n" not in os.read(terminal, 4096):
        pass
    started = time.perf_counter()
    os.write(terminal, b"\n")
    count = 0
    while data := _read(terminal):
        count += len(data)
    milliseconds = (time.perf_counter() - started) * 1000
    os.waitpid(pid, 0)
    print(json.dumps({"ms": milliseconds, "bytes": count}))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux says EIO when nobody has the other end open any more.
        return b""


main(sys.argv[1])
