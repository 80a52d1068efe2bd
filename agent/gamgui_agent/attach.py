"""The `attach` program: hands its standard input and output to the host, and waits until the host is done with them.

    attach --dir D | --run R

D is the session's folder, R its run folder. What it speaks is PROTOCOL.md's; exit codes are told there.
"""

import argparse
import contextlib
import os
import socket
import sys

from gamgui_agent.config import ConfigError, load
from gamgui_agent.exits import NO_HOST
from gamgui_agent.internal import connect
from gamgui_agent.protocol.frames import Error
from gamgui_agent.protocol.wire import encode

_PATIENCE = 10.0


def main(argv: list[str]) -> int:
    """Runs it; the exit code."""
    parser = argparse.ArgumentParser(prog="agent attach")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--dir", help="the session's folder")
    place.add_argument("--run", help="the session's run folder")
    arguments = parser.parse_args(argv)
    try:
        run = arguments.run or load(os.path.abspath(arguments.dir)).run
    except ConfigError as error:
        return _no_session(str(error))
    connection = connect(run, _PATIENCE)
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


def _no_session(message: str) -> int:
    print(f"attach: {message}", file=sys.stderr)
    frame = encode(Error({"code": "no-session", "message": message, "fatal": True}))
    with contextlib.suppress(OSError):
        os.write(1, frame)
    return NO_HOST
