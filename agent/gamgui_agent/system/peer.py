"""Whose process is at the other end of a unix socket. For `attach` too: see host_socket.py for what is imported."""

import _socket
import os
import struct
import sys

_SOL_LOCAL = 0
_LOCAL_PEERCRED = 1
# sys/ucred.h of macOS: cr_version, cr_uid, cr_ngroups, cr_groups[16].
_XUCRED = struct.Struct("IIh2x16I")
_UCRED = struct.Struct("iII")


def same_user(connection: _socket.socket) -> bool:
    """Whether the other end runs as this process's user."""
    return peer_uid(connection) == os.geteuid()


def peer_uid(connection: _socket.socket) -> int:
    """The user at the other end. @raises OSError"""
    if sys.platform == "linux":
        data = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, _UCRED.size)
        return int(_UCRED.unpack(data)[1])
    data = connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED.size)
    return int(_XUCRED.unpack(data)[1])
