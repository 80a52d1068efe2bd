"""Answers of a `files` conversation, as frames."""

from collections.abc import Mapping

from .files_errors import FileError
from .files_pipe import FrameWriter
from .frames import Error, Frame, Got, Reply
from .wire import encode


class Answers:
    """What files_out.py asks for, written to a pipe."""

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

    def data(self, transfer: int, offset: int, data: bytes) -> None:
        """Sends bytes of a file."""
        self._writer.data(transfer, offset, data)

    def got(self, transfer: int, offset: int) -> None:
        """Says that the bytes below the offset are written."""
        self.frame(Got(transfer, offset))
