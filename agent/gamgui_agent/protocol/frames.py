"""The frames of PROTOCOL.md: what they hold, and their payloads' bytes. wire.py reads and writes them."""

import json
import struct
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

MAX_LENGTH = 1_048_576
"""The most bytes that may follow a frame's length."""
MAX_DATA = 65_536
"""The most bytes of OUTPUT, INPUT and DATA in one frame."""
MAX_OFFSET = 2**53 - 1
"""The highest offset, and whole number in JSON: what a JavaScript number holds exactly."""

Body: TypeAlias = dict[str, object]
"""A JSON object."""

STREAM_HEAD = struct.Struct(">BQ")
"""Stream and offset, of OUTPUT and ACK."""
NUMBER_HEAD = struct.Struct(">IQ")
"""Epoch or transfer, and offset, of INPUT, TAKEN, DATA and GOT."""
RESIZE = struct.Struct(">QHH")
"""Offset, columns, rows."""
NONCE = struct.Struct(">Q")
"""Of PING and PONG."""

TERMINAL, STDOUT, STDERR = 0, 1, 2
"""The streams of OUTPUT and ACK."""


@dataclass(frozen=True, slots=True)
class Json:
    """A frame that carries a JSON object."""

    type: ClassVar[int]
    body: Body

    def payload(self) -> bytes:
        """The object as bytes. Escaped, since file names and arguments may hold what UTF-8 cannot."""
        return json.dumps(self.body, separators=(",", ":"), allow_nan=False).encode()


class Hello(Json):
    """The client's first frame."""

    type = 0x01


class Welcome(Json):
    """The host's answer to HELLO."""

    type = 0x02


class Event(Json):
    """Something happened in the session."""

    type = 0x08


class Bye(Json):
    """The last frame of its sender."""

    type = 0x0B


class Error(Json):
    """Something was refused, or ends the conversation."""

    type = 0x0C


class Call(Json):
    """A request with a number."""

    type = 0x0D


class Reply(Json):
    """The answer to a CALL."""

    type = 0x0E


@dataclass(frozen=True, slots=True)
class Output:
    """Bytes of a stream, from `offset` on."""

    type: ClassVar[int] = 0x03
    stream: int
    offset: int
    data: bytes

    def payload(self) -> bytes:
        return STREAM_HEAD.pack(self.stream, self.offset) + self.data


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes for the terminal or a job; none: the end of a job's input."""

    type: ClassVar[int] = 0x04
    epoch: int
    offset: int
    data: bytes

    def payload(self) -> bytes:
        return NUMBER_HEAD.pack(self.epoch, self.offset) + self.data


@dataclass(frozen=True, slots=True)
class Taken:
    """This client's input below `offset` is written."""

    type: ClassVar[int] = 0x05
    epoch: int
    offset: int

    def payload(self) -> bytes:
        return NUMBER_HEAD.pack(self.epoch, self.offset)


@dataclass(frozen=True, slots=True)
class Ack:
    """Output below `offset` has been shown."""

    type: ClassVar[int] = 0x06
    stream: int
    offset: int

    def payload(self) -> bytes:
        return STREAM_HEAD.pack(self.stream, self.offset)


@dataclass(frozen=True, slots=True)
class Resize:
    """The terminal's size, from `offset` of its output on."""

    type: ClassVar[int] = 0x07
    offset: int
    cols: int
    rows: int

    def payload(self) -> bytes:
        return RESIZE.pack(self.offset, self.cols, self.rows)


@dataclass(frozen=True, slots=True)
class Ping:
    """A question whether the other end is there."""

    type: ClassVar[int] = 0x09
    nonce: int

    def payload(self) -> bytes:
        return NONCE.pack(self.nonce)


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer, with the PING's nonce."""

    type: ClassVar[int] = 0x0A
    nonce: int

    def payload(self) -> bytes:
        return NONCE.pack(self.nonce)


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes of a file, from `offset` on."""

    type: ClassVar[int] = 0x0F
    transfer: int
    offset: int
    data: bytes

    def payload(self) -> bytes:
        return NUMBER_HEAD.pack(self.transfer, self.offset) + self.data


@dataclass(frozen=True, slots=True)
class Deflated:
    """The same, compressed; only where both ends have the capability `deflate` (files/deflate.py)."""

    type: ClassVar[int] = 0x81
    transfer: int
    offset: int
    data: bytes

    def payload(self) -> bytes:
        return NUMBER_HEAD.pack(self.transfer, self.offset) + self.data


@dataclass(frozen=True, slots=True)
class Got:
    """DATA below `offset` is written."""

    type: ClassVar[int] = 0x10
    transfer: int
    offset: int

    def payload(self) -> bytes:
        return NUMBER_HEAD.pack(self.transfer, self.offset)


Frame: TypeAlias = (
    Hello | Welcome | Bye | Error | Event | Call | Reply | Ping | Pong
    | Output | Input | Taken | Ack | Resize | Data | Got
)  # fmt: skip
"""Any frame."""
