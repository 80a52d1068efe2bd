"""One client's two pipes: frames in, frames out, nothing kept that does not fit."""

import os
from collections.abc import Callable
from typing import Protocol

from gamgui_agent.protocol.frames import Frame
from gamgui_agent.protocol.wire import BadFrame, Decoder, encode
from gamgui_agent.system.loop import READ, WRITE, Loop, close
from gamgui_agent.system.outbox import Outbox

_CHUNK = 262_144
# A client that does not read what it asked for is not read either, and at last let go.
_ENOUGH = 262_144
_STUCK = 2_097_152
_FRAME_SECONDS = 20.0
_FINISH_SECONDS = 5.0


class Listener(Protocol):
    """Who speaks with the client."""

    def frame(self, frame: Frame) -> None:
        """A frame came. @raises BadFrame"""

    def bad_frame(self, message: str) -> None:
        """What came is not this protocol."""

    def defect(self, error: Exception) -> None:
        """A frame could not be dealt with, by this program's own fault."""

    def drained(self) -> None:
        """Everything is written: there is room for more."""

    def gone(self) -> None:
        """The client is not there any more. Told once, also after `finish`."""


class Connection:
    """`closed` is called once, with the exit code of the program at the pipes."""

    def __init__(self, loop: Loop, in_fd: int, out_fd: int, closed: Callable[[int], None]) -> None:
        self._loop = loop
        self._in = in_fd
        self._out = out_fd
        self._closed = closed
        self._listener: Listener | None = None
        self._decoder = Decoder()
        self._outbox = Outbox()
        self._parting = False
        self._finishing: int | None = None
        self._open = True
        self.heard_at = loop.clock()
        """When the last frame came, by the loop's clock."""
        self.longest_silence = 0.0
        """The longest time between two frames, in seconds."""
        self._partial_since: float | None = None
        self._reads, self._writes = True, False
        for fd in (in_fd, out_fd):
            os.set_blocking(fd, False)

    def start(self, listener: Listener) -> None:
        """Begins to read."""
        self._listener = listener
        try:
            self._loop.watch(self._in, READ, self._read)
        except PermissionError:
            # A file, or /dev/null: no client.
            self._loop.soon(self._gone)

    @property
    def blocked(self) -> bool:
        """Whether something waits to be written."""
        return bool(self._outbox)

    @property
    def is_open(self) -> bool:
        """Whether there is a client, which has not been told the last word."""
        return self._open and self._finishing is None

    def send(self, *frames: Frame) -> None:
        """Sends frames, or keeps them until they can be."""
        self.send_bytes(*map(encode, frames))

    def send_bytes(self, *parts: bytes | memoryview) -> None:
        """Sends frames that are bytes already. What is not taken now is copied."""
        if not self.is_open or self._parting:
            return
        if not self._outbox:
            written = self._try(lambda: os.writev(self._out, parts))
            if written is None:
                return
        else:
            written = 0
        for part in parts:
            if written >= len(part):
                written -= len(part)
                continue
            self._outbox.add(bytes(part[written:]))
            written = 0
        if self._outbox:
            self._interest()
        if self._outbox.size > _STUCK:
            self._loop.soon(self._gone)

    def part(self, code: int, seconds: float) -> None:
        """Nothing more comes, but the client's last word is awaited, until it has been silent for some seconds."""
        if self.is_open and not self._parting:
            self._parting = True
            self._await_word(code, seconds)

    def hurry(self, seconds: float) -> None:
        """A client that has been told the last word has so long for its own, whether it is silent or not."""
        if self._parting:
            self._loop.after(seconds, lambda: self.finish(0))

    def finish(self, code: int) -> None:
        """Nothing more comes: closes when all is written, or after some seconds."""
        if not self.is_open:
            return
        self._finishing = code
        self._interest()
        if self._outbox:
            self._loop.after(_FINISH_SECONDS, lambda: self.close(code))
        else:
            self.close(code)

    def close(self, code: int) -> None:
        """Closes at once; may be called twice."""
        if not self._open:
            return
        self._open = False
        for fd in (self._in, self._out):
            self._loop.forget(fd)
            close(fd)
        self._outbox.clear()
        self._closed(code)
        if self._listener:
            self._listener.gone()

    def tick(self) -> None:
        """Now and then: a frame that has begun must become complete."""
        since = self._partial_since
        if self.is_open and since is not None and self._loop.clock() - since > _FRAME_SECONDS and self._listener:
            self._listener.bad_frame("A frame was not complete after 20 s.")

    def _await_word(self, code: int, seconds: float) -> None:
        left = self.heard_at + seconds - self._loop.clock()
        if left <= 0:
            self.finish(code)
        else:
            self._loop.after(left, lambda: self._await_word(code, seconds))

    def _gone(self) -> None:
        self.close(0)

    def _try(self, write: Callable[[], int]) -> int | None:
        """How much was written; None: nobody is there."""
        try:
            return write()
        except BlockingIOError:
            return 0
        except OSError:
            self._loop.soon(self._gone)
            return None

    def _interest(self) -> None:
        """Waits for what can be done next."""
        writes, reads = bool(self._outbox), self._finishing is None and self._outbox.size < _ENOUGH
        if writes != self._writes:
            self._writes = writes
            self._loop.watch(self._out, WRITE if writes else 0, self._write)
        if reads != self._reads:
            self._reads = reads
            self._loop.watch(self._in, READ if reads else 0, self._read)

    def _write(self, _events: int) -> None:
        if self._outbox and self._try(lambda: self._outbox.write(self._out)) is None:
            return
        if self._outbox:
            return
        self._interest()
        if self._finishing is not None:
            self.close(self._finishing)
        elif self._listener:
            self._listener.drained()

    def _read(self, _events: int) -> None:
        try:
            data = os.read(self._in, _CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close(0)
            return
        try:
            self._hear(data)
        except BadFrame as error:
            self._speaker.bad_frame(str(error))
        except Exception as error:
            # One client's trouble must not be the session's.
            self._speaker.defect(error)

    @property
    def _speaker(self) -> Listener:
        assert self._listener is not None
        return self._listener

    def _hear(self, data: bytes) -> None:
        frames = 0
        for frame in self._decoder.feed(data):
            frames += 1
            now = self._loop.clock()
            self.longest_silence = max(self.longest_silence, now - self.heard_at)
            self.heard_at = now
            # HELLO puts another listener in its greeter's place.
            self._speaker.frame(frame)
            if not self.is_open:
                return
        if not self._decoder.partial:
            self._partial_since = None
        elif frames or self._partial_since is None:
            self._partial_since = self._loop.clock()
