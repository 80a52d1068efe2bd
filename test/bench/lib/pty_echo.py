"""Types keys at a shell's prompt in a pseudo-terminal and measures how long each echo takes.

    pty_echo.py KEYS PROGRAM…

The program runs a shell whose prompt ends with a dollar and a space. Prints a line of JSON: the milliseconds of each.
"""

import json
import os
import pty
import sys
import time

# As a person types; and nothing is still under way when the next key comes.
_PAUSE_S = 0.03


def main(keys: int, argv: list[str]) -> None:
    """One key after the other."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(argv[0], argv)
    seen = b""
    while not seen.endswith(b"$ "):
        seen += os.read(terminal, 4096)
    times = []
    for _ in range(keys):
        time.sleep(_PAUSE_S)
        started = time.perf_counter()
        os.write(terminal, b"x")
        while b"x" not in os.read(terminal, 4096):
            pass
        times.append((time.perf_counter() - started) * 1000)
    os.write(terminal, b"\x15exit\r")
    _drain(terminal)
    os.waitpid(pid, 0)
    print(json.dumps(times))


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        # Linux says EIO when nobody has the other end open any more.
        return


main(int(sys.argv[1]), sys.argv[2:])
