"""Answers of a `files` conversation, as frames."""

from collections.abc import Mapping

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.pipe import FrameWriter
from gamgui_agent.protocol.frames import Data, Deflated, Error, Frame, Got, Reply
from gamgui_agent.protocol.wire import encode


class Answers:
    """What out.py asks for, written to a pipe."""

    def __init__(self, writer: FrameWriter) -> None:
        self._writer = writer

    @property
    def ready(self) -> bool:
        """Whether more DATA would be taken without piling up here."""
        return self._writer.ready

    def frame(self, frame: Frame) -> None:
        """Sends any frame."""
        self._writer.frame(encode(frame))

    def reply(self, call: int, ok: Mapping[str, object]) -> None:
        """Answers a CALL."""
        self.frame(Reply({"call": call, "ok": dict(ok)}))

    def refuse(self, call: int, error: FileError) -> None:
        """Answers a CALL that failed."""
        self.frame(Reply({"call": call, "error": {"code": error.code, "message": error.message}}))

    def fail(self, transfer: int, error: FileError) -> None:
        """Says that a transfer failed on its way."""
        body = {"code": error.code, "message": error.message, "fatal": False, "transfer": transfer}
        self.frame(Error(body))

    def data(self, transfer: int, offset: int, data: memoryview) -> None:
        """Sends bytes of a file."""
        self._writer.data(Data.type, transfer, offset, data)

    def deflated(self, transfer: int, offset: int, packed: bytes) -> None:
        """Sends bytes of a file, compressed."""
        self._writer.data(Deflated.type, transfer, offset, packed)

    def got(self, transfer: int, offset: int) -> None:
        """Says that the bytes below the offset are written."""
        self.frame(Got(transfer, offset))
