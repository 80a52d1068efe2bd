"""The host's socket, RUN/s: how the agent's other programs reach it.

Python's own `socket` makes enumerations of all its constants as it is imported, which takes 14 ms: a third of what
`attach` takes, for which a connection waits on the half CPU that most pods have. What it is made of does as well here.
"""

import _socket
import os
import struct
from collections.abc import Sequence

from gamgui_agent.system.peer import same_user

SOCKET = "s"
"""The socket's name in the run folder. A socket's path has at most 104 bytes."""

Connection = _socket.socket
"""Between the host and one of the agent's programs. Has what Python's own has, which is one too, but is no context."""


def connect(run: str, timeout: float) -> Connection | None:
    """A connection to the host whose run folder this is; None if there is none, or it is another user's.

    `timeout` is in seconds, and stays the connection's.
    """
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect(os.path.join(run, SOCKET))
        if same_user(connection):
            return connection
    except OSError:
        pass
    connection.close()
    return None


def send_files(connection: Connection, line: bytes, descriptors: Sequence[int]) -> None:
    """Sends a line, and open files with it. @raises OSError"""
    packed = struct.pack(f"{len(descriptors)}i", *descriptors)
    connection.sendmsg([line], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)])
