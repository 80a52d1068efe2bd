"""Types keys at a shell's prompt in a pseudo-terminal and measures how long each echo takes.

    pty_echo.py KEYS PROGRAM…

The program runs a shell whose prompt ends with a dollar and a space. Prints a line of JSON: the milliseconds of each.
"""

import json
import os
import sys
import time

from pty_program import leave, read_until, start

# As a person types; and nothing is still under way when the next key comes.
_PAUSE_S = 0.03


def main(keys: int, argv: list[str]) -> None:
    """One key after the other."""
    pid, terminal = start(argv)
    read_until(terminal, b"$ ")
    times = []
    for _ in range(keys):
        time.sleep(_PAUSE_S)
        started = time.perf_counter()
        os.write(terminal, b"x")
        read_until(terminal, b"x")
        times.append((time.perf_counter() - started) * 1000)
    # What was typed is taken back.
    os.write(terminal, b"\x15")
    leave(pid, terminal)
    print(json.dumps(times))


main(int(sys.argv[1]), sys.argv[2:])
