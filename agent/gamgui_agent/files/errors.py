"""The errors of file operations: a code of PROTOCOL.md and a sentence for a person."""

import errno

_CODES = {
    errno.ENOENT: ("not-found", "There is no such file or folder."),
    errno.EACCES: ("permission", "The session may not do that."),
    errno.EPERM: ("permission", "The session may not do that."),
    errno.EROFS: ("permission", "The file system can only be read."),
    errno.EEXIST: ("exists", "There is something with this name already."),
    errno.ENOTEMPTY: ("exists", "There is a folder with this name already."),
    errno.EISDIR: ("not-a-file", "It is a folder."),
    errno.ENOTDIR: ("not-a-folder", "It is not a folder."),
    errno.ELOOP: ("outside", "It is a link; links are not followed."),
    errno.ENAMETOOLONG: ("not-found", "The name is too long."),
    errno.EINVAL: ("not-found", "The file system does not take this name."),
    errno.EILSEQ: ("not-found", "The file system does not take this name."),
    errno.ENOSPC: ("disk-full", "The session's disk is full."),
    errno.EDQUOT: ("disk-full", "The session's disk is full."),
    errno.EFBIG: ("disk-full", "The file system takes no file this large."),
    errno.EMFILE: ("too-many", "Too many files are open."),
    errno.ENFILE: ("too-many", "Too many files are open."),
}


class FileError(Exception):
    """A file operation that failed; `code` is one of PROTOCOL.md's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def from_os_error(error: OSError) -> FileError:
    """What the system said, as a code and a plain message; an unknown error keeps the system's words."""
    known = _CODES.get(error.errno or 0)
    if known:
        return FileError(*known)
    return FileError("internal", f"The file system says: {error.strerror or error}.")
