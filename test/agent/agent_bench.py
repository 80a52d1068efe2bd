"""A session's screen in this process, with a terminal and clients that a test moves by hand, and a clock of its own."""

import json
import os
import socket
import tempfile

from agent_client import hello
from gamgui_agent.config import parse
from gamgui_agent.host.connection import Connection
from gamgui_agent.host.server import Greeter
from gamgui_agent.host.session import Session
from gamgui_agent.host.state import Facts, make_private
from gamgui_agent.place import state_folder
from gamgui_agent.protocol import frames as f
from gamgui_agent.protocol.wire import Decoder, encode
from gamgui_agent.system.loop import Loop


class Clock:
    """Goes on when it is told to."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


class HandTerminal:
    """A terminal whose program is the test: it writes what it is told, and takes as much input as it is allowed."""

    def __init__(self, *_):
        self._theirs, self._ours = socket.socketpair()
        self._theirs.setblocking(False)
        self._ours.setblocking(False)
        self.fd = self._theirs.fileno()
        self.pid = -1
        self.over = False
        self.busy = False
        self.room = 1 << 30
        self.taken = bytearray()
        self.sizes = []

    def print(self, data):
        self._ours.sendall(data)

    def read(self):
        try:
            return memoryview(self._theirs.recv(65_536))
        except BlockingIOError:
            return memoryview(b"")

    def write(self, data):
        count = min(len(data), self.room)
        self.room -= count
        self.taken += data[:count]
        return count

    def resize(self, cols, rows):
        self.sizes.append((cols, rows))

    def close(self):
        self._theirs.close()
        self._ours.close()


class Bench:
    """A host without its processes."""

    def __init__(self, **limits):
        self._folder = tempfile.TemporaryDirectory(prefix="gg-")
        self.directory = self._folder.name
        self.clock = Clock()
        self.limits = limits
        self.ended = []
        self.facts = Facts(created_at=1, generation=0)
        make_private(state_folder(self.directory))
        self._begin()

    def _begin(self):
        text = f'{{"session": "bench1", "tenant": {{"id": "a", "kind": "gam"}}, "limits": {json.dumps(self.limits)}}}'
        self.config = parse(text.encode(), self.directory)
        self.loop = Loop(self.clock)
        self.terminal = None
        self.session = Session(
            self.loop, self.config, self.directory, self.facts, {}, self.ended.append, make_terminal=self._make_terminal
        )
        self.screen = self.session.screen
        self.clients = []

    def _make_terminal(self, *_):
        self.terminal = HandTerminal()
        return self.terminal

    def client(self, **fields):
        """A client that has said HELLO, and has been answered."""
        client = HandClient(self)
        self.clients.append(client)
        client.send(hello(**fields))
        self.settle()
        client.receive()
        return client

    def settle(self):
        """Lets everything happen that can happen now."""
        for _ in range(60):
            self.loop.turn(0)

    def crash(self):
        """As SIGKILL: nothing is finished. A new host begins with what is on the disk."""
        for client in self.clients:
            client.close()
            client.connection.close(0)
        self.session.close()
        self.loop.close()
        if self.terminal:
            self.terminal.close()
        self._begin()

    def close(self):
        self.crash()
        self.session.close()
        self._folder.cleanup()


class HandClient:
    """A client that reads and acknowledges when it is told to."""

    def __init__(self, bench):
        self._bench = bench
        in_fd, self._write_fd = os.pipe()
        self._read_fd, out_fd = os.pipe()
        for fd in (self._write_fd, self._read_fd):
            os.set_blocking(fd, False)
        self._decoder = Decoder()
        self.frames = []
        self.output = bytearray()
        self.start = None
        self.codes = []
        self.connection = Connection(bench.loop, in_fd, out_fd, self.codes.append)
        self.connection.start(Greeter(bench.loop, bench.session, self.connection))

    @property
    def welcome(self):
        welcomes = self.all(f.Welcome)
        assert welcomes, f"no WELCOME: {self.frames} {self.codes}"
        return welcomes[0].body

    def all(self, kind):
        return [frame for frame in self.frames if isinstance(frame, kind)]

    def events(self, kind):
        return [frame.body for frame in self.all(f.Event) if frame.body["kind"] == kind]

    def send(self, *frames):
        os.write(self._write_fd, b"".join(map(encode, frames)))

    def receive(self):
        """Reads what is there."""
        try:
            while data := os.read(self._read_fd, 65_536):
                for frame in self._decoder.feed(data):
                    self._note(frame)
        except BlockingIOError:
            pass

    def _note(self, frame):
        self.frames.append(frame)
        if isinstance(frame, f.Output):
            if self.start is None:
                self.start = frame.offset
            gaps = [event for event in self.events("gap") if event["to"] == frame.offset]
            assert frame.offset == self.end or gaps, "output came twice, or not at all"
            if gaps:
                self.output += bytes(frame.offset - self.end)
            self.output += frame.data

    @property
    def end(self):
        return (self.start or 0) + len(self.output)

    def catch_up(self):
        """Reads and acknowledges until nothing more comes."""
        count = -1
        while count != len(self.frames):
            count = len(self.frames)
            self.acknowledge()
            # A frame may be longer than what the pipe holds.
            for _ in range(2):
                self._bench.settle()
                self.receive()

    def acknowledge(self):
        if self.start is not None:
            self.send(f.Ack(0, self.end))

    def close(self):
        if self._write_fd >= 0:
            os.close(self._write_fd)
            os.close(self._read_fd)
            self._write_fd = self._read_fd = -1
