"""What only Linux can do for files: a rename that never replaces."""

import ctypes
import errno
import os

_NOREPLACE = 1


def rename_without_replacing(folder: int, source: bytes, target: bytes) -> bool:
    """Renames within `folder`; raises FileExistsError if `target` is there. False: this system cannot do it so."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(folder, ctypes.c_char_p(source), folder, ctypes.c_char_p(target), ctypes.c_uint(_NOREPLACE)) == 0:
        return True
    number = ctypes.get_errno()
    # Some file systems (NFS, old overlays) know no flags.
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number))
