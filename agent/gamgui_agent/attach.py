"""The `attach` program: hands its standard input and output to the host, and waits until the host is done with them.

    attach [--dir D | --run R]

D is the session's folder, R its run folder; a container's own session needs neither. What it speaks is PROTOCOL.md's;
exit codes are told there.
"""

import os
import sys
import time

from gamgui_agent.exits import NO_HOST
from gamgui_agent.host_socket import Connection, connect, send_files
from gamgui_agent.place import is_container, own_folder, own_run_folder

# A connection waits for this program, on the half CPU that most pods have: what only trouble needs is imported there.

_PATIENCE = 10.0
# The demo domain may take so long to start.
_START = 30.0
_LOOK = 0.02
# Before, the host is only about to begin: looking for its end would take the CPU it begins on.
_PERHAPS_ENDED = 1.0


class _NoSession(Exception):
    """There is no session in the folder; the message says why."""


def main(argv: list[str]) -> int:
    """Runs it; the exit code."""
    run, folder = _arguments(argv) if argv or own_folder() is None else (None, own_folder())
    try:
        connection = connect(run, _PATIENCE) if run is not None else _reach(os.path.abspath(folder or ""))
    except _NoSession as error:
        return _no_session(str(error))
    if connection is None:
        return _no_session("The session's host does not run.")
    connection.settimeout(None)
    send_files(connection, b'{"internal": "attach"}\n', [0, 1])
    # They are the host's now: their ends must be seen by whoever holds the other ones.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    try:
        code = connection.recv(1)
    except OSError:
        code = b""
    return code[0] if code else NO_HOST


def _arguments(argv: list[str]) -> tuple[str | None, str | None]:
    """The run folder, or the session's folder."""
    import argparse

    parser = argparse.ArgumentParser(prog="agent attach")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--dir", help="the session's folder")
    place.add_argument("--run", help="the session's run folder")
    arguments = parser.parse_args(argv)
    return arguments.run, arguments.dir


def _reach(directory: str) -> Connection | None:
    """A connection to the host. @raises _NoSession"""
    if not is_container():
        return connect(_run_folder(directory), _PATIENCE)
    if (run := own_run_folder()) is not None and (connection := connect(run, _PATIENCE)) is not None:
        return connection
    # Its first process is the host, which may have begun a moment ago, for the first time or again.
    begun = time.monotonic()
    latest = begun + _START
    while True:
        try:
            connection = connect(_run_folder(directory), _PATIENCE)
        except _NoSession:
            if time.monotonic() > latest:
                raise
            connection = None
        now = time.monotonic()
        if connection is not None or now > latest or (now > begun + _PERHAPS_ENDED and _has_ended(directory)):
            return connection
        time.sleep(_LOOK)


def _run_folder(directory: str) -> str:
    """The session's run folder. Only where it is not plain to see is the configuration checked. @raises _NoSession"""
    import json

    try:
        with open(os.path.join(directory, "config.json"), "rb") as file:
            run = json.load(file)["run"]
        if isinstance(run, str) and os.path.isabs(run):
            return run
    except (OSError, ValueError, LookupError, TypeError):
        pass
    from gamgui_agent.config import ConfigError, load

    try:
        return load(directory).run
    except ConfigError as error:
        raise _NoSession(str(error)) from error


def _has_ended(directory: str) -> bool:
    from gamgui_agent.host.state import read_end

    return read_end(directory) is not None


def _no_session(message: str) -> int:
    import contextlib

    from gamgui_agent.protocol.frames import Error
    from gamgui_agent.protocol.wire import encode

    print(f"attach: {message}", file=sys.stderr)
    frame = encode(Error({"code": "no-session", "message": message, "fatal": True}))
    with contextlib.suppress(OSError):
        os.write(1, frame)
    return NO_HOST
