"""The bytes of frames (PROTOCOL.md, Frames). Pure: nothing here reads or writes.

`Decoder` turns bytes into frames as they come, and never keeps more than one frame's length.
"""

import json
import struct
from collections.abc import Callable, Iterator
from typing import NoReturn

from gamgui_agent.protocol import frames
from gamgui_agent.protocol.frames import MAX_DATA, MAX_LENGTH, MAX_OFFSET, Body, Frame, Json

_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">IB")
_OUTPUT_HEAD = struct.Struct(">IBBQ")
# 2**53 has 16 digits; a longer number costs time before it is refused.
_MOST_DIGITS = 17
_IGNORED = 0x80


class BadFrame(Exception):
    """The bytes are not a frame of this protocol."""


def encode(frame: Frame) -> bytes:
    """The frame's bytes, its length included."""
    payload = frame.payload()
    if len(payload) >= MAX_LENGTH:
        raise ValueError("The frame is too long.")
    return _HEAD.pack(1 + len(payload), frame.type) + payload


def output_head(stream: int, offset: int, count: int) -> bytes:
    """What comes before `count` bytes of OUTPUT, for those who do not want to copy them."""
    return _OUTPUT_HEAD.pack(10 + count, frames.Output.type, stream, offset)


def parse(kind: int, payload: bytes) -> Frame | None:
    """The frame of type `kind`; None for one that is to be ignored. @raises BadFrame"""
    if kind >= _IGNORED:
        return None
    parser = _PARSERS.get(kind)
    if parser is None:
        raise BadFrame(f"There is no frame of type {kind:#04x}.")
    return parser(payload)


class Decoder:
    """Bytes in, frames out."""

    def __init__(self) -> None:
        self._kept = bytearray()

    @property
    def partial(self) -> bool:
        """Whether a frame has begun and is not complete."""
        return bool(self._kept)

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are complete with `data`; to be read to the end. @raises BadFrame"""
        self._kept += data
        begin = 0
        try:
            while (end := self._end_of_frame(begin)) is not None:
                with memoryview(self._kept) as kept:
                    payload = bytes(kept[begin + 5 : end])
                frame = parse(self._kept[begin + 4], payload)
                begin = end
                if frame is not None:
                    yield frame
        finally:
            del self._kept[:begin]

    def _end_of_frame(self, begin: int) -> int | None:
        if len(self._kept) - begin < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._kept, begin)
        if not 1 <= length <= MAX_LENGTH:
            raise BadFrame("A frame's length is 1 to 1,048,576.")
        end = begin + _LENGTH.size + int(length)
        return end if end <= len(self._kept) else None


def _unpack(head: struct.Struct, payload: bytes, least: int, most: int) -> list[int]:
    """The numbers a payload begins with, which `least` to `most` bytes follow."""
    if not least <= len(payload) - head.size <= most:
        raise BadFrame("The frame is too short or too long for its type.")
    return list(head.unpack_from(payload))


def _offset(value: int) -> int:
    if value > MAX_OFFSET:
        raise BadFrame("An offset is too high.")
    return value


def _stream(value: int) -> int:
    if value > frames.STDERR:
        raise BadFrame("There is no such stream.")
    return value


def _output(payload: bytes) -> Frame:
    stream, offset = _unpack(frames.STREAM_HEAD, payload, 1, MAX_DATA)
    return frames.Output(_stream(stream), _offset(offset), payload[frames.STREAM_HEAD.size :])


def _input(payload: bytes) -> Frame:
    epoch, offset = _unpack(frames.NUMBER_HEAD, payload, 0, MAX_DATA)
    return frames.Input(epoch, _offset(offset), payload[frames.NUMBER_HEAD.size :])


def _taken(payload: bytes) -> Frame:
    epoch, offset = _unpack(frames.NUMBER_HEAD, payload, 0, 0)
    return frames.Taken(epoch, _offset(offset))


def _ack(payload: bytes) -> Frame:
    stream, offset = _unpack(frames.STREAM_HEAD, payload, 0, 0)
    return frames.Ack(_stream(stream), _offset(offset))


def _resize(payload: bytes) -> Frame:
    offset, cols, rows = _unpack(frames.RESIZE, payload, 0, 0)
    if not (1 <= cols <= 1000 and 1 <= rows <= 1000):
        raise BadFrame("A terminal has 1 to 1000 columns and rows.")
    return frames.Resize(_offset(offset), cols, rows)


def _ping(payload: bytes) -> Frame:
    return frames.Ping(*_unpack(frames.NONCE, payload, 0, 0))


def _pong(payload: bytes) -> Frame:
    return frames.Pong(*_unpack(frames.NONCE, payload, 0, 0))


def _data(payload: bytes) -> Frame:
    transfer, offset = _unpack(frames.NUMBER_HEAD, payload, 1, MAX_DATA)
    return frames.Data(transfer, _offset(offset), payload[frames.NUMBER_HEAD.size :])


def _got(payload: bytes) -> Frame:
    transfer, offset = _unpack(frames.NUMBER_HEAD, payload, 0, 0)
    return frames.Got(transfer, _offset(offset))


def _refuse_constant(name: str) -> NoReturn:
    raise BadFrame(f"{name} is not JSON.")


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS or abs(number := int(digits)) > MAX_OFFSET:
        raise BadFrame("A number is too high.")
    return number


def parse_object(payload: bytes) -> Body:
    """A JSON object. @raises BadFrame"""
    try:
        body = json.loads(payload.decode(), parse_int=_whole_number, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadFrame("The frame is not JSON.") from error
    if not isinstance(body, dict):
        raise BadFrame("The frame is not a JSON object.")
    return body


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_numbered(value: object) -> bool:
    return type(value) is int and value >= 1


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _json(frame: Callable[[Body], Frame], **fields: Callable[[object], bool]) -> Callable[[bytes], Frame]:
    """A parser of JSON frames that have at least `fields`. HELLO's are looked at by hello.py."""

    def parser(payload: bytes) -> Frame:
        body = parse_object(payload)
        for name, fits in fields.items():
            if not fits(body.get(name)):
                raise BadFrame(f"The field “{name}” is missing or of another type.")
        return frame(body)

    return parser


def _reply(payload: bytes) -> Frame:
    reply = _json(frames.Reply, call=_is_numbered)(payload)
    assert isinstance(reply, Json)
    answers = [reply.body[name] for name in ("ok", "error") if name in reply.body]
    if len(answers) != 1 or not isinstance(answers[0], dict):
        raise BadFrame("A REPLY has either “ok” or “error”, an object.")
    return reply


_PARSERS: dict[int, Callable[[bytes], Frame]] = {
    frames.Hello.type: _json(frames.Hello),
    frames.Welcome.type: _json(frames.Welcome, protocol=_is_numbered, role=_is_text),
    frames.Output.type: _output,
    frames.Input.type: _input,
    frames.Taken.type: _taken,
    frames.Ack.type: _ack,
    frames.Resize.type: _resize,
    frames.Event.type: _json(frames.Event, seq=_is_count, at=_is_count, kind=_is_text),
    frames.Ping.type: _ping,
    frames.Pong.type: _pong,
    frames.Bye.type: _json(frames.Bye, reason=_is_text),
    frames.Error.type: _json(frames.Error, code=_is_text, message=_is_text, fatal=_is_flag),
    frames.Call.type: _json(frames.Call, call=_is_numbered, op=_is_text),
    frames.Reply.type: _reply,
    frames.Data.type: _data,
    frames.Got.type: _got,
}
