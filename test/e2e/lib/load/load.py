"""Runs in a session's terminal: prints numbered lines without a pause, and keeps what is typed in a file, until it reads END."""

import os
import select
import time
import tty

# A load that a machine of two cores carries beside the app, and that stays below what a window is shown at the most.
LINES = 20
PAUSE_SECONDS = 0.01


def main() -> None:
    """Ends with DONE, when END was typed."""
    tty.setraw(0)
    number, last = 0, b""
    with open("got", "wb", buffering=0) as got:
        while not last.endswith(b"END\r"):
            write(b"".join(b"%015d out\r\n" % at for at in range(number, number + LINES)))
            number += LINES
            until = time.monotonic() + PAUSE_SECONDS
            while select.select([0], [], [], max(0.0, until - time.monotonic()))[0]:
                data = os.read(0, 65_536)
                got.write(data)
                last = (last + data)[-8:]
    write(b"DONE\r\n")


def write(data: bytes) -> None:
    """Writes all of it."""
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


main()
