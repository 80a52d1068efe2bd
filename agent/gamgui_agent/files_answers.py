"""Answers of a `files` conversation, as frames."""

import json
import struct
from collections.abc import Mapping

from .files_errors import FileError
from .files_pipe import FrameWriter

WELCOME, PONG, BYE, ERROR, REPLY, DATA, GOT = 0x02, 0x0A, 0x0B, 0x0C, 0x0E, 0x0F, 0x10
_GOT = struct.Struct(">IQ")


class Answers:
    """What files_out.py asks for, written to a pipe."""

    def __init__(self, writer: FrameWriter) -> None:
        self._writer = writer

    @property
    def ready(self) -> bool:
        """Whether more DATA would be taken without piling up here."""
        return self._writer.ready

    def reply(self, call: int, ok: Mapping[str, object]) -> None:
        """Answers a CALL."""
        self.message(REPLY, {"call": call, "ok": ok})

    def refuse(self, call: int, error: FileError) -> None:
        """Answers a CALL that failed."""
        self.message(REPLY, {"call": call, "error": {"code": error.code, "message": error.message}})

    def fail(self, transfer: int, error: FileError) -> None:
        """Says that a transfer failed on its way."""
        self.message(ERROR, {"code": error.code, "message": error.message, "fatal": False, "transfer": transfer})

    def data(self, transfer: int, offset: int, data: bytes) -> None:
        """Sends bytes of a file."""
        self._writer.data(DATA, transfer, offset, data)

    def got(self, transfer: int, offset: int) -> None:
        """Says that the bytes below the offset are written."""
        self._writer.frame(GOT, _GOT.pack(transfer, offset))

    def pong(self, nonce: bytes) -> None:
        """Answers a PING."""
        self._writer.frame(PONG, nonce)

    def message(self, kind: int, body: Mapping[str, object]) -> None:
        """Sends a frame of JSON."""
        self._writer.frame(kind, json.dumps(body, separators=(",", ":")).encode())
