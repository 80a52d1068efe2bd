"""Programs in a pseudo-terminal of a usual size, as a terminal on a screen runs them."""

import fcntl
import os
import pty
import signal
import struct
import termios

# One that says nothing more is ended, and the benchmark with it.
_PATIENCE_S = 180


def start(argv: list[str]) -> tuple[int, int]:
    """Starts one; returns its process and the terminal."""
    signal.alarm(_PATIENCE_S)
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execvp(argv[0], argv)
    return pid, terminal


def read(terminal: int) -> bytes:
    """What it says next; nothing: it has ended."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux says EIO when nobody has the other end open any more.
        return b""


def read_until(terminal: int, what: bytes) -> bytes:
    """What it says, up to something that is waited for."""
    seen = b""
    while what not in seen:
        part = read(terminal)
        if not part:
            raise SystemExit(f"it ended without {what!r}: {seen!r}")
        seen += part
    return seen


def leave(pid: int, terminal: int) -> None:
    """Leaves the shell that it runs, and waits for its end."""
    os.write(terminal, b"exit\r")
    while read(terminal):
        pass
    os.waitpid(pid, 0)
