"""The `files` program: `PYTHON -I AGENT files --dir D`. Speaks on stdin and stdout, by itself, so that no transfer can
hold up the terminal; without a host too, so that an ended session's files can still be had."""

import os
import sys
import time

from gamgui_agent import VERSION
from gamgui_agent.config import ConfigError, load
from gamgui_agent.files.answers import Answers
from gamgui_agent.files.conversation import Conversation, Refused
from gamgui_agent.files.session import Session
from gamgui_agent.files.talk import Talk
from gamgui_agent.files.threads import Threads
from gamgui_agent.files.tree import Tree
from gamgui_agent.place import own_folder
from gamgui_agent.protocol.frames import Body, Welcome
from gamgui_agent.protocol.hello import PROTOCOL_MAX, PROTOCOL_MIN, WINDOWS, BadHello, NoVersion, agree
from gamgui_agent.system.disk import Meter
from gamgui_agent.system.pipes import widen_pipe

_EXIT_USAGE = 2
_EXIT_NO_SESSION = 69
# What the `files` program can do beyond the first version (PROTOCOL.md: Capabilities, Looking at files, The journal). A
# change that an older app cannot take gets a new name.
_CAPABILITIES = ["mkdir", "put-at-once", "deflate", "set-folders", "window"]
_CAPABILITIES += ["watch", "rename", "remove", "search", "peek", "table", "journal", "failed-rows", "redirect"]
_CAPABILITIES += ["harms"]
# The first count of the disk may take this long; it goes on later.
_FIRST_COUNT = 0.2
_COUNT_EVERY = 10.0
_COUNT_FOR = 0.005


def main(argv: list[str]) -> int:
    """Serves one client; the exit code is PROTOCOL.md's."""
    directory = argv[1] if len(argv) == 2 and argv[0] == "--dir" else None if argv else own_folder()
    if directory is None:
        print("usage: agent files --dir DIR", file=sys.stderr)
        return _EXIT_USAGE
    try:
        session = Session(directory, load(directory))
    except ConfigError as error:
        print(f"agent files: {error}", file=sys.stderr)
        return _EXIT_NO_SESSION
    server = _Server(session)
    for fd in (0, 1):
        os.set_blocking(fd, False)
    wide = widen_pipe(0)
    widen_pipe(1)
    try:
        return Conversation(0, 1, server.greet, server.tick, gather=wide).run()
    finally:
        session.close()


class _Server:
    """One session's side of a conversation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._meter = Meter(session.folders, session.disk_limit)
        self._counted = 0.0

    def greet(self, hello: Body, answers: Answers, threads: Threads) -> Talk:
        """Answers HELLO with WELCOME."""
        version = _agree(hello)
        window = hello.get("window")
        if hello.get("role") != "files" or not isinstance(window, int) or window not in WINDOWS:
            raise Refused("bad-hello", "This program speaks the role “files”, with a window of 64 KiB to 4 MiB.")
        self._meter.count(_FIRST_COUNT)
        welcome: Body = {
            "protocol": version,
            "capabilities": _CAPABILITIES,
            "agent": VERSION,
            "session": self._session.id,
            "role": "files",
            "now": time.time_ns() // 1_000_000,
            "disk": {"used": self._meter.used, "limit": self._meter.limit},
        }
        answers.frame(Welcome(welcome))
        tree, deflate = Tree(self._session.work), "deflate" in _capabilities(hello)
        return Talk(tree, self._session, answers, self._meter, window, threads.later, deflate)

    def tick(self, talk: Talk) -> None:
        """Tells the host whether files move, and keeps count of the disk while they do."""
        self._session.transferring(talk.active)
        if talk.active and time.monotonic() - self._counted > _COUNT_EVERY and self._meter.count(_COUNT_FOR):
            self._counted = time.monotonic()


def _capabilities(hello: Body) -> list[object]:
    """The client's own."""
    found = hello.get("capabilities")
    return found if isinstance(found, list) else []


def _agree(hello: Body) -> int:
    """The version in force."""
    try:
        return agree(hello)
    except BadHello as error:
        raise Refused("bad-hello", str(error)) from error
    except NoVersion as error:
        message = "The app and this session's agent have no version of the protocol in common."
        raise Refused("version", message, min=PROTOCOL_MIN, max=PROTOCOL_MAX) from error
