"""A client of the agent for tests: speaks frames with `attach`, over its pipes, and knows what it has got."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time

from gamgui_agent.protocol import frames as f
from gamgui_agent.protocol.wire import Decoder, encode

CLIENT = "c" * 32


def hello(role="terminal", client=CLIENT, **fields):
    """HELLO with what its role needs."""
    body = {
        "protocol": {"min": 1, "max": 1},
        "capabilities": [],
        "app": "test",
        "client": client,
        "label": "a computer",
        "role": role,
        "window": 1_048_576,
    }
    if role == "terminal":
        body |= {"intent": "take", "size": {"cols": 80, "rows": 24}, "from": None, "tail": 4_194_304}
    if role == "watch":
        body |= {"output": False, "from": None, "tail": 0}
    if role == "job":
        body |= {"stdout": 0, "stderr": 0}
    return f.Hello({**body, **fields})


class Client:
    """One conversation. Frames are read by a thread, so that what a test waits for can be waited for with a limit."""

    def __init__(self, argv, *, ack=True):
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.ack = ack
        self.output = {0: bytearray(), 1: bytearray(), 2: bytearray()}
        self.start = {}
        self.frames = []
        self.welcome = None
        self._queue = queue.Queue()
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def send(self, *frames):
        self.send_raw(b"".join(map(encode, frames)))

    def send_raw(self, data):
        with self._writing, contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def greet(self, **fields):
        self.send(hello(**fields))
        self.welcome = self.wait(lambda frame: isinstance(frame, f.Welcome)).body
        return self.welcome

    def type(self, data, offset, epoch=None):
        self.send(f.Input(self.welcome["epoch"] if epoch is None else epoch, offset, data))

    def wait(self, wanted, seconds=10.0):
        """The first frame from now on that is `wanted`."""
        end = time.monotonic() + seconds
        while True:
            frame = self._next(end)
            if frame is None:
                raise AssertionError(f"The conversation ended; heard {self.frames[-5:]}")
            if wanted(frame):
                return frame

    def wait_output(self, text, seconds=10.0, stream=0):
        """Until `text` has been written by the terminal."""
        end = time.monotonic() + seconds
        while text not in self.output[stream]:
            if self._next(end) is None and text not in self.output[stream]:
                raise AssertionError(f"Ended without {text!r}: {bytes(self.output[stream][-300:])}")
        return bytes(self.output[stream])

    def wait_event(self, kind, seconds=10.0):
        return self.wait(lambda frame: isinstance(frame, f.Event) and frame.body["kind"] == kind, seconds).body

    def wait_end(self, seconds=10.0):
        """The last frames of the host, to the end of the pipe."""
        end = time.monotonic() + seconds
        while self._next(end) is not None:
            pass
        return self.frames[-1] if self.frames else None

    def wait_exited(self, seconds=10.0):
        """The BYE at a job's end."""
        bye = self.wait(lambda frame: isinstance(frame, f.Bye), seconds).body
        assert bye["reason"] == "exited"
        return bye

    def call(self, op, number=1, **fields):
        self.send(f.Call({"call": number, "op": op, **fields}))
        return self.wait(lambda frame: isinstance(frame, f.Reply) and frame.body["call"] == number).body

    def bye(self, reason="closing"):
        self.send(f.Bye({"reason": reason}))
        self.process.stdin.close()
        return self.exit_code()

    def exit_code(self):
        return self.process.wait(10)

    def cut(self):
        """As a connection that breaks: nothing more is read or written."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        # Its read would go on with whatever gets the number of a pipe that is closed here.
        self._thread.join(10)
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()

    def _next(self, end):
        try:
            frame = self._queue.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise AssertionError(f"Nothing came after {self.frames[-6:]}") from None
        if frame is not None:
            self._note(frame)
        else:
            self._queue.put(None)
        return frame

    def _note(self, frame):
        self.frames.append(frame)
        del self.frames[:-2000]
        if isinstance(frame, f.Output):
            self.start.setdefault(frame.stream, frame.offset)
            at = self.start[frame.stream] + len(self.output[frame.stream])
            if self.welcome is not None and frame.offset != at:
                raise AssertionError(f"Output at {frame.offset}, expected {at}")
            self.output[frame.stream] += frame.data
            if self.ack:
                self.send(f.Ack(frame.stream, frame.offset + len(frame.data)))
        elif isinstance(frame, f.Ping):
            self.send(f.Pong(frame.nonce))
        elif isinstance(frame, f.Bye) and frame.body["reason"] != "exited":
            with contextlib.suppress(OSError):
                self.process.stdin.close()

    def _read(self):
        decoder = Decoder()
        try:
            while data := os.read(self.process.stdout.fileno(), 65536):
                for frame in decoder.feed(data):
                    self._queue.put(frame)
        except (OSError, ValueError):
            pass
        self._queue.put(None)


def agent(agent_folder, *arguments):
    return [sys.executable, "-I", str(agent_folder), *arguments]
