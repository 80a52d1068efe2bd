"""Runs in the session's terminal: writes numbered lines while it reads numbered lines, then says what both were.

Output begins after READY and ends before DONE, which is followed by JSON. Input ends with a line END.
"""

import hashlib
import json
import os
import select
import time
import tty

# Lines written in one go, and the pause after them: a load that a slow machine can carry in both directions.
LINES = 500
PAUSE_SECONDS = 0.01


def main() -> None:
    """Loads the terminal until the input ends."""
    tty.setraw(0)
    os.write(1, b"READY\n")
    output, given, number = hashlib.sha256(), hashlib.sha256(), 0
    rest, count, order = b"", 0, None
    while rest != b"END\n":
        lines = b"".join(b"%015d out\n" % at for at in range(number, number + LINES))
        number += LINES
        output.update(lines)
        write(lines)
        until = time.monotonic() + PAUSE_SECONDS
        while select.select([0], [], [], max(0.0, until - time.monotonic()))[0]:
            rest += os.read(0, 65_536)
            if rest.endswith(b"END\n"):
                break
        whole = rest.rfind(b"\n", 0, len(rest) - 4 if rest.endswith(b"END\n") else len(rest)) + 1
        for line in rest[:whole].splitlines(keepends=True):
            if order is None and line != b"%012d in\n" % count:
                order = f"line {count} of the input is {line!r}"
            count += 1
        given.update(rest[:whole])
        rest = rest[whole:]
    told = {"lines": number, "output": output.hexdigest(), "input": given.hexdigest(), "order": order}
    write(b"DONE " + json.dumps(told).encode() + b"\n")
    time.sleep(3600)


def write(data: bytes) -> None:
    """Writes all of it."""
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


main()
