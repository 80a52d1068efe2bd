"""The host's socket: `attach` hands over a client's pipes here, `gam` and `files` report."""

import contextlib
import json
import os
import socket
from collections.abc import Callable

from gamgui_agent.host.connection import Connection
from gamgui_agent.host.conversation import Conversation, refuse
from gamgui_agent.host.records import KILLED, Rows
from gamgui_agent.host.session import Session
from gamgui_agent.host.state import FolderError
from gamgui_agent.host_socket import SOCKET
from gamgui_agent.internal import MAX_LINE
from gamgui_agent.protocol.frames import Frame
from gamgui_agent.protocol.frames import Hello as HelloFrame
from gamgui_agent.protocol.hello import PROTOCOL_MAX, PROTOCOL_MIN, BadHello, NoVersion, read_hello
from gamgui_agent.system.loop import READ, Loop, close
from gamgui_agent.system.peer import same_user
from gamgui_agent.system.pipes import widen_pipe

_MOST_PATH = 103
_MOST_CONVERSATIONS = 64
# Connections that have not said what they are for, and those of `gam` and `files`.
_MOST_LINES = 1_024
_HELLO_SECONDS = 20.0


def require_short(run: str) -> None:
    """Whether a socket can be in this folder. @raises FolderError"""
    path = os.path.join(run, SOCKET)
    if len(os.fsencode(path)) > _MOST_PATH:
        raise FolderError(f"{path} is too long for a socket: {_MOST_PATH} bytes at most.")


class Greeter(Conversation):
    """Waits for HELLO."""

    def __init__(self, loop: Loop, session: Session, connection: Connection) -> None:
        super().__init__(connection, lambda: None)
        self._session = session
        self._loop = loop
        loop.after(_HELLO_SECONDS, self._late)
        self._greeted = False

    def frame(self, frame: Frame) -> None:
        self._greeted = True
        if not isinstance(frame, HelloFrame):
            refuse(self.connection, "bad-hello", "The first frame must be HELLO.")
            return
        try:
            self._session.greet(self.connection, read_hello(frame.body))
        except BadHello as error:
            refuse(self.connection, "bad-hello", str(error))
        except NoVersion:
            message = "The app and this session's agent have no version of the protocol in common."
            refuse(self.connection, "version", message, min=PROTOCOL_MIN, max=PROTOCOL_MAX)

    def _late(self) -> None:
        if self._greeted or not self.connection.is_open:
            return
        if self._session.is_spare:
            # Whoever may claim it has come ahead, so that a person waits the less.
            self._loop.after(_HELLO_SECONDS, self._late)
        else:
            refuse(self.connection, "bad-hello", "There was no HELLO.")


class Lines:
    """A connection of one of the agent's programs, line by line. `heard` gets each, `gone` is called at its end."""

    def __init__(self, loop: Loop, connection: socket.socket) -> None:
        self.connection = connection
        self.heard: Callable[[dict[str, object], list[int]], None] = lambda message, fds: None
        self.gone: Callable[[], None] = lambda: None
        self._loop = loop
        self._kept = b""
        self._fds: list[int] = []
        connection.setblocking(False)
        loop.watch(connection.fileno(), READ, self._read)

    def answer(self, data: bytes) -> None:
        """Sends a few bytes; to one who does not read, none."""
        with contextlib.suppress(OSError):
            self.connection.send(data)

    def close(self) -> None:
        """May be called twice."""
        if self.connection.fileno() < 0:
            return
        self._loop.forget(self.connection.fileno())
        self.connection.close()
        for fd in self._fds:
            close(fd)
        self._fds.clear()
        self.gone()

    def _read(self, _events: int) -> None:
        try:
            data, fds, _, _ = socket.recv_fds(self.connection, 65_536, 2)
        except BlockingIOError:
            return
        except OSError:
            data, fds = b"", []
        for fd in fds:
            os.set_inheritable(fd, False)
        self._fds += fds
        self._kept += data
        if not data or len(self._kept) > MAX_LINE or len(self._fds) > 2:
            self.close()
            return
        while b"\n" in self._kept and self.connection.fileno() >= 0:
            line, _, self._kept = self._kept.partition(b"\n")
            self._line(line)

    def _line(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            self.close()
            return
        fds, self._fds = self._fds, []
        self.heard(message, fds)


class Server:
    """Listens at RUN/s while the host lives; `came` is called for each who connects."""

    def __init__(self, loop: Loop, session: Session, run: str, came: Callable[[], None]) -> None:
        self._loop = loop
        self._came = came
        self._session = session
        self.path = os.path.join(run, SOCKET)
        self._lines: set[Lines] = set()
        self.connections: set[Connection] = set()
        """The clients that are connected."""
        self._socket = self._listen()
        loop.watch(self._socket.fileno(), READ, self._accept)

    def tick(self) -> None:
        """Now and then."""
        for connection in list(self.connections):
            connection.tick()

    def close(self) -> None:
        """Ends all connections at once."""
        for connection in list(self.connections):
            connection.close(0)
        for lines in list(self._lines):
            lines.close()
        self._loop.forget(self._socket.fileno())
        self._socket.close()
        with contextlib.suppress(OSError):
            os.unlink(self.path)

    def _listen(self) -> socket.socket:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(self.path)
        os.chmod(self.path, 0o600)
        listening.listen(64)
        listening.setblocking(False)
        return listening

    def _accept(self, _events: int) -> None:
        try:
            connection, _ = self._socket.accept()
        except OSError:
            return
        if len(self._lines) >= _MOST_LINES or not same_user(connection):
            connection.close()
            return
        self._came()
        lines = Lines(self._loop, connection)
        self._lines.add(lines)
        lines.gone = lambda: self._lines.discard(lines)
        lines.heard = lambda message, fds: self._first(lines, message, fds)

    def _first(self, lines: Lines, message: dict[str, object], fds: list[int]) -> None:
        purpose = message.get("internal")
        if purpose == "attach" and len(fds) == 2:
            self._attach(lines, fds[0], fds[1])
            return
        for fd in fds:
            close(fd)
        if purpose == "gam-start":
            self._gam(lines, message)
        elif purpose == "transfer":
            self._transfer(lines)
        else:
            lines.close()

    def _attach(self, lines: Lines, in_fd: int, out_fd: int) -> None:
        def closed(code: int) -> None:
            self.connections.discard(connection)
            lines.answer(bytes([code]))
            lines.close()

        def left() -> None:
            self._lines.discard(lines)
            connection.close(0)

        for fd in (in_fd, out_fd):
            widen_pipe(fd)
        connection = Connection(self._loop, in_fd, out_fd, closed)
        self.connections.add(connection)
        lines.gone = left
        lines.heard = lambda message, fds: lines.close()
        connection.start(Greeter(self._loop, self._session, connection))
        if len(self.connections) > _MOST_CONVERSATIONS:
            refuse(connection, "busy", f"More than {_MOST_CONVERSATIONS} clients are connected.")

    def _gam(self, lines: Lines, message: dict[str, object]) -> None:
        argv, pid, parent = (message.get(name) for name in ("argv", "pid", "parent"))
        if not isinstance(argv, list) or not all(isinstance(each, str) for each in argv) or type(pid) is not int:
            lines.close()
            return
        jobs = self._session.jobs
        output = self._session.screen.journal.end
        job = jobs.gam_started(argv, pid, parent if isinstance(parent, str) else None, output)

        def heard(message: dict[str, object], fds: list[int]) -> None:
            done, failed, total = (message.get(name) for name in ("done", "failed", "total"))
            exit = message.get("exit")
            if message.get("internal") == "gam-where":
                lines.answer(json.dumps({"output": self._session.screen.journal.end}).encode() + b"\n")
            elif message.get("internal") == "gam-end" and isinstance(exit, dict):
                jobs.gam_ended(job, exit)
                lines.answer(b"{}\n")
            elif type(done) is int and type(failed) is int and (total is None or type(total) is int):
                jobs.gam_rows(job, Rows(done, failed, total))

        def gone() -> None:
            self._lines.discard(lines)
            jobs.gam_ended(job, KILLED)

        lines.heard, lines.gone = heard, gone
        lines.answer(json.dumps({"id": job, "keep": self._session.failed_rows, "output": output}).encode() + b"\n")

    def _transfer(self, lines: Lines) -> None:
        def gone() -> None:
            self._lines.discard(lines)
            self._session.transfers -= 1

        self._session.transfers += 1
        lines.heard, lines.gone = lambda message, fds: None, gone
