"""Starts a program in a pseudo-terminal and measures how long it takes to a shell's prompt, then leaves the shell.

    pty_prompt.py PROGRAM…

The program is `kubectl run -it`; the prompt ends with a dollar and a space. Prints a line of JSON: the milliseconds.
"""

import json
import os
import sys
import time

from pty_program import leave, read_until, start


def main(argv: list[str]) -> None:
    """From the start of the program."""
    started = time.perf_counter()
    pid, terminal = start(argv)
    # It says so as soon as it listens: the prompt may have come before, and is printed again after Enter.
    seen = read_until(terminal, b"try pressing enter")
    os.write(terminal, b"\r")
    if b"$ " not in seen:
        read_until(terminal, b"$ ")
    milliseconds = (time.perf_counter() - started) * 1000
    leave(pid, terminal)
    print(json.dumps(milliseconds))


main(sys.argv[1:])
