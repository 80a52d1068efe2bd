"""Changes of one folder as Linux tells them: nothing is asked, so that nothing costs while nothing happens."""

import ctypes
import os
import struct

# From sys/inotify.h.
_NONBLOCK, _CLOEXEC = os.O_NONBLOCK, os.O_CLOEXEC
_MODIFY, _ATTRIB, _CLOSE_WRITE, _MOVED_FROM, _MOVED_TO, _CREATE, _DELETE = 2, 4, 8, 0x40, 0x80, 0x100, 0x200
_DELETE_SELF, _MOVE_SELF, _UNMOUNT, _OVERFLOW, _IGNORED = 0x400, 0x800, 0x2000, 0x4000, 0x8000
_ONLYDIR = 0x0100_0000
_NAMES = _MODIFY | _ATTRIB | _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE
_WANTED = _NAMES | _DELETE_SELF | _MOVE_SELF | _ONLYDIR
_LOST = _DELETE_SELF | _MOVE_SELF | _UNMOUNT | _OVERFLOW | _IGNORED
_EVENT = struct.Struct("iIII")
_READ = 65_536
# More are not told one by one.
_MOST = 1_000


class Inotify:
    """Names that changed in an open folder since `changed` was last asked. Raises OSError where it cannot be had."""

    # Nothing need be asked before `fd` is readable.
    wait: float | None = None

    def __init__(self, folder: int) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        try:
            begin, watch = libc.inotify_init1, libc.inotify_add_watch
        except AttributeError as error:
            raise OSError(0, "This system has no inotify.") from error
        self.fd = _checked(begin(_NONBLOCK | _CLOEXEC))
        try:
            # The folder itself, whatever stands in its place by now.
            _checked(watch(self.fd, b"/proc/self/fd/%d" % folder, _WANTED))
        except OSError:
            os.close(self.fd)
            raise

    def changed(self) -> set[bytes] | None:
        """The names; None: too many, or the folder itself went, so that all must be listed."""
        names: set[bytes] = set()
        lost = False
        while True:
            try:
                data = os.read(self.fd, _READ)
            except BlockingIOError:
                return None if lost or len(names) > _MOST else names
            at = 0
            while at < len(data):
                _, mask, _, length = _EVENT.unpack_from(data, at)
                at += _EVENT.size
                lost = lost or bool(mask & _LOST)
                if len(names) <= _MOST and mask & _NAMES and length:
                    names.add(data[at : at + length].rstrip(b"\0"))
                at += length

    def close(self) -> None:
        """No more is told."""
        os.close(self.fd)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
