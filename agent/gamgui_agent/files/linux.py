"""What only Linux can do for files: renames that never replace, files without a name, many to the disk at once."""

import ctypes
import errno
import functools
import os

_NOREPLACE = 1
# SYNC_FILE_RANGE_WRITE of <linux/fs.h>.
_WRITE = 2


def rename_without_replacing(folder: int, source: bytes, target: bytes) -> bool:
    """Renames within `folder`; raises FileExistsError if `target` is there. False: this system cannot do it so."""
    renameat2 = _function("renameat2")
    if renameat2 is None:
        return False
    if renameat2(folder, ctypes.c_char_p(source), folder, ctypes.c_char_p(target), ctypes.c_uint(_NOREPLACE)) == 0:
        return True
    number = ctypes.get_errno()
    # Some file systems (NFS, old overlays) know no flags.
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number))


def open_nameless(folder: int) -> int | None:
    """A new file on the disk of `folder`, without a name: with its last descriptor it is gone. None: not here."""
    try:
        return os.open(b".", os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600, dir_fd=folder)
    except OSError as error:
        # What systems and file systems answer that have none (https://man7.org/linux/man-pages/man2/open.2.html).
        if error.errno in (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL):
            return None
        raise


def name_nameless(fd: int, folder: int, name: bytes) -> None:
    """Gives it its name. Raises FileExistsError if that is taken."""
    os.link(b"/proc/self/fd/%d" % fd, name, dst_dir_fd=folder, follow_symlinks=True)


def sync_file_system(fd: int) -> bool:
    """Brings all on the file system of an open file or folder to the disk. False: this system cannot do it so."""
    syncfs = _function("syncfs")
    if syncfs is None:
        return False
    if syncfs(fd) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return True


def begin_to_sync(fd: int, offset: int, length: int) -> None:
    """Sends these bytes on their way to the disk, and does not wait until they are there. Only `fsync` says whether
    they are: this takes no error from it (https://man7.org/linux/man-pages/man2/sync_file_range.2.html)."""
    sync_file_range = _function("sync_file_range")
    if sync_file_range is not None:
        sync_file_range(fd, ctypes.c_int64(offset), ctypes.c_int64(length), ctypes.c_uint(_WRITE))


@functools.cache
def _function(name: str) -> "ctypes._NamedFuncPointer | None":
    """One of the C library's; None: it has none."""
    try:
        found: ctypes._NamedFuncPointer = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (OSError, AttributeError):
        return None
    return found
