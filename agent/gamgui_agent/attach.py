"""The `attach` program: hands its standard input and output to the host, and waits until the host is done with them.

    attach [--dir D | --run R]

D is the session's folder, R its run folder; a container's own session needs neither. What it speaks is PROTOCOL.md's;
exit codes are told there.
"""

import argparse
import contextlib
import os
import socket
import sys
import time

from gamgui_agent.config import ConfigError, load
from gamgui_agent.exits import NO_HOST
from gamgui_agent.host.state import read_end
from gamgui_agent.internal import connect
from gamgui_agent.place import is_container, own_folder
from gamgui_agent.protocol.frames import Error
from gamgui_agent.protocol.wire import encode

_PATIENCE = 10.0
# The demo domain may take so long to start.
_START = 30.0
_LOOK = 0.02


def main(argv: list[str]) -> int:
    """Runs it; the exit code."""
    parser = argparse.ArgumentParser(prog="agent attach")
    own = own_folder()
    place = parser.add_mutually_exclusive_group(required=own is None)
    place.add_argument("--dir", default=own, help="the session's folder")
    place.add_argument("--run", help="the session's run folder")
    arguments = parser.parse_args(argv)
    try:
        connection = _reach(arguments.run, arguments.dir)
    except ConfigError as error:
        return _no_session(str(error))
    if connection is None:
        return _no_session("The session's host does not run.")
    with connection:
        connection.settimeout(None)
        socket.send_fds(connection, [b'{"internal": "attach"}\n'], [0, 1])
        # They are the host's now: their ends must be seen by whoever holds the other ones.
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        try:
            code = connection.recv(1)
        except OSError:
            code = b""
    return code[0] if code else NO_HOST


def _reach(run: str | None, folder: str) -> socket.socket | None:
    """A connection to the host. @raises ConfigError"""
    if run is not None:
        return connect(run, _PATIENCE)
    directory = os.path.abspath(folder)
    if not is_container():
        return connect(load(directory).run, _PATIENCE)
    # Its first process is the host, which may have begun a moment ago, for the first time or again.
    latest = time.monotonic() + _START
    while True:
        try:
            connection = connect(load(directory).run, _PATIENCE)
        except ConfigError:
            if time.monotonic() > latest:
                raise
            connection = None
        if connection is not None or time.monotonic() > latest or read_end(directory) is not None:
            return connection
        time.sleep(_LOOK)


def _no_session(message: str) -> int:
    print(f"attach: {message}", file=sys.stderr)
    frame = encode(Error({"code": "no-session", "message": message, "fatal": True}))
    with contextlib.suppress(OSError):
        os.write(1, frame)
    return NO_HOST
