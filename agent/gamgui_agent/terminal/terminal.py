"""The pseudo-terminal and the shell in it."""

import errno
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Mapping, Sequence

from gamgui_agent.system.loop import close
from gamgui_agent.system.spawn import spawn

CHUNK = 65_536
"""The most bytes one read of the terminal brings."""
_WINSIZE = struct.Struct("HHHH")


class Terminal:
    """Never waits. Bytes go in and come out as the shell and its programs take and give them."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], cwd: str, cols: int, rows: int) -> None:
        self.fd, slave = pty.openpty()
        try:
            self.resize(cols, rows)
            self._use_utf8(slave)
            self.pid = spawn(argv, env, cwd, (slave, slave, slave), terminal=True)
            """The shell: the leader of its session."""
        except OSError:
            os.close(self.fd)
            raise
        finally:
            os.close(slave)
        os.set_blocking(self.fd, False)
        self._buffer = bytearray(CHUNK)
        self._view = memoryview(self._buffer)
        self.over = False
        """Whether all who had the terminal have closed it, and everything they wrote was read."""

    def read(self) -> memoryview:
        """What is there, up to CHUNK bytes; valid until the next read."""
        count = 0
        # Linux gives 4 KiB a call at most.
        while count < CHUNK:
            try:
                got = os.readv(self.fd, (self._view[count:],))
            except BlockingIOError:
                break
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                got = 0
            if not got:
                self.over = True
                break
            count += got
        return self._view[:count]

    def write(self, data: bytes) -> int:
        """How much of `data` was taken."""
        try:
            return os.write(self.fd, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            # Nobody is there to read it any more.
            return len(data)

    def resize(self, cols: int, rows: int) -> None:
        """Tells the programs in the terminal its new size."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, _WINSIZE.pack(rows, cols, 0, 0))

    @property
    def busy(self) -> bool:
        """Whether a program other than the shell is in the foreground."""
        try:
            return os.tcgetpgrp(self.fd) != self.pid
        except OSError:
            return False

    def close(self) -> None:
        """Hangs up; may be called twice."""
        if self.fd >= 0:
            close(self.fd)
            self.fd = -1

    @staticmethod
    def _use_utf8(slave: int) -> None:
        """Makes the erase key take whole characters, as every terminal of today does."""
        iutf8 = getattr(termios, "IUTF8", 0x4000)
        modes = termios.tcgetattr(slave)
        modes[0] |= iutf8
        termios.tcsetattr(slave, termios.TCSANOW, modes)
