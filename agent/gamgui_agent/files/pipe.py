"""Frames of a `files` conversation on two pipes, without copying the bytes of files more than the system must.

Transfers are the one place where the speed of this program shows, so DATA goes from the pipe's buffer to the file
and back; everything else about frames is protocol/wire.py's.
"""

import os
import struct
import time
from collections.abc import Iterator

from gamgui_agent.protocol.frames import MAX_LENGTH
from gamgui_agent.protocol.wire import BadFrame
from gamgui_agent.system.outbox import Outbox

_LENGTH = struct.Struct(">I")
_DATA_HEAD = struct.Struct(">IBIQ")
_BUFFER = 262_144
# From here on no more DATA is made until the reader has taken some.
_ENOUGH = 262_144
_LATE = 20.0


class FrameReader:
    """Reads frames from a pipe. Holds one buffer, and a larger one only while a larger frame arrives."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.ended = False
        self.last_read = 0
        """Bytes that were there when it was last read."""
        self._buffer = bytearray(_BUFFER)
        self._begin = 0
        self._end = 0
        self._since = 0.0

    def fill(self) -> None:
        """Reads what is there, once; `ended` at the end of the pipe."""
        self._make_room()
        try:
            count = os.readv(self.fd, [memoryview(self._buffer)[self._end :]])
        except BlockingIOError:
            return
        self.ended = count == 0
        self.last_read = count
        self._end += count

    def frames(self) -> Iterator[tuple[int, memoryview]]:
        """The complete frames, as type and payload. A payload is valid until the next one is asked for."""
        view = memoryview(self._buffer)
        begin = self._begin
        while self._end - self._begin >= 4:
            (length,) = _LENGTH.unpack_from(self._buffer, self._begin)
            if not 1 <= length <= MAX_LENGTH:
                raise BadFrame("A frame's length is 1 to 1,048,576.")
            after = self._begin + 4 + length
            if after > self._end:
                break
            start = self._begin + 4
            self._begin = after
            yield view[start], view[start + 1 : after]
        if self._begin == self._end:
            self._since = 0.0
        elif self._begin != begin or not self._since:
            self._since = time.monotonic()

    @property
    def late(self) -> float | None:
        """Seconds until the frame that has begun must be complete; None if none has begun."""
        return None if not self._since else self._since + _LATE - time.monotonic()

    def _make_room(self) -> None:
        """Moves the beginning of an incomplete frame to the front, where the rest of it has room."""
        rest = bytes(memoryview(self._buffer)[self._begin : self._end])
        needed = _BUFFER
        if len(rest) >= 4:
            needed = max(needed, 4 + _LENGTH.unpack_from(rest)[0])
        if needed != len(self._buffer):
            self._buffer = bytearray(needed)
        self._buffer[: len(rest)] = rest
        self._begin, self._end = 0, len(rest)


class FrameWriter:
    """Writes frames to a pipe, and keeps what it does not take yet."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self._waiting = Outbox()

    @property
    def pending(self) -> int:
        """Bytes that the pipe has not taken."""
        return self._waiting.size

    @property
    def ready(self) -> bool:
        """Whether more would not pile up here."""
        return self.pending < _ENOUGH

    def frame(self, frame: bytes) -> None:
        """Sends a frame that is encoded already."""
        self._waiting.add(frame)
        self.flush()

    def data(self, kind: int, transfer: int, offset: int, data: bytes | memoryview) -> None:
        """Puts a frame of bytes of a file, DATA or DEFLATED, behind what waits; it goes with the next `flush`."""
        self._waiting.add(_DATA_HEAD.pack(13 + len(data), kind, transfer, offset))
        self._waiting.add(data)

    def flush(self) -> None:
        """Writes what waits, as much as the pipe takes."""
        while self._waiting:
            try:
                self._waiting.write(self.fd)
            except BlockingIOError:
                return
