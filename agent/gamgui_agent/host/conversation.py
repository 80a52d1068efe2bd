"""What all conversations with the host have in common: answers to PING and BYE, refusals, the end."""

from collections.abc import Callable
from typing import Protocol

from gamgui_agent.exits import BAD, INTERNAL, OK
from gamgui_agent.host.connection import Connection
from gamgui_agent.protocol.frames import Body, Bye, Call, Error, Frame, Ping, Pong, Reply
from gamgui_agent.protocol.wire import BadFrame
from gamgui_agent.system.log import log_defect


class CallFailed(Exception):
    """A CALL that is answered with an error."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Handler(Protocol):
    """Does what a CALL asks for. @raises CallFailed"""

    def __call__(self, body: Body, /) -> Body: ...


def refuse(connection: Connection, code: str, message: str, **more: object) -> None:
    """Sends a fatal ERROR and ends the conversation."""
    connection.send(Error({"code": code, "message": message, "fatal": True, **more}))
    connection.finish(BAD)


class Conversation:
    """Speaks with one client after its HELLO."""

    def __init__(self, connection: Connection, left: Callable[[], None]) -> None:
        self.connection = connection
        self._left = left

    def frame(self, frame: Frame) -> None:
        """A frame came. @raises BadFrame"""
        if isinstance(frame, Ping):
            self.connection.send(Pong(frame.nonce))
        elif isinstance(frame, Pong):
            self.ponged(frame.nonce)
        elif isinstance(frame, Call):
            self._call(frame.body)
        elif isinstance(frame, Bye):
            self.said_bye(str(frame.body["reason"]))
            self.connection.finish(OK)
        elif isinstance(frame, Error):
            if frame.body["fatal"]:
                self.connection.finish(OK)
        else:
            raise BadFrame(f"A client does not send {type(frame).__name__.upper()} here.")

    def bad_frame(self, message: str) -> None:
        """What came is not this protocol."""
        refuse(self.connection, "bad-frame", message)

    def defect(self, error: Exception) -> None:
        """A frame could not be dealt with, by this program's own fault."""
        log_defect(error)
        self.connection.send(
            Error({"code": "internal", "message": f"{type(error).__name__} in the agent", "fatal": True})
        )
        self.connection.finish(INTERNAL)

    def gone(self) -> None:
        """The client is not there any more."""
        self._left()

    def drained(self) -> None:
        """There is room for more."""

    def ponged(self, nonce: int) -> None:
        """The client has read what was sent before this PING."""

    def said_bye(self, reason: str) -> None:
        """The client's last word."""

    def operations(self) -> dict[str, Handler]:
        """What can be CALLed here."""
        return {}

    def bye(self, body: Body, patience: float = 2.0) -> None:
        """The host's last word; a client that is not silent for `patience` seconds may answer with its own."""
        self.connection.send(Bye(body))
        self.connection.part(OK, patience)

    def complain(self, code: str, message: str) -> None:
        """An ERROR after which the conversation goes on."""
        self.connection.send(Error({"code": code, "message": message, "fatal": False}))

    def _call(self, body: Body) -> None:
        handler = self.operations().get(str(body["op"]))
        try:
            if handler is None:
                raise CallFailed("unknown-op", "This agent does not know the operation.")
            self.connection.send(Reply({"call": body["call"], "ok": handler(body)}))
        except CallFailed as failed:
            self.connection.send(Reply({"call": body["call"], "error": {"code": failed.code, "message": str(failed)}}))
