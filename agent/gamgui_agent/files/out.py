"""What the parts of a `files` conversation need from it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import Entry

# The most one DATA frame carries.
CHUNK = 65_536
# Transfers of one kind at a time in a conversation.
MOST = 64


class Out(Protocol):
    """Where answers go."""

    @property
    def ready(self) -> bool:
        """Whether more DATA would be taken without piling up here."""

    def reply(self, call: int, ok: dict[str, object]) -> None:
        """Answers a CALL."""

    def refuse(self, call: int, error: FileError) -> None:
        """Answers a CALL that failed."""

    def fail(self, transfer: int, error: FileError) -> None:
        """Says that a transfer failed on its way: an ERROR that is not fatal, with its number."""

    def data(self, transfer: int, offset: int, data: memoryview) -> None:
        """Sends bytes of a file, at most CHUNK, which must not change any more."""

    def deflated(self, transfer: int, offset: int, packed: bytes) -> None:
        """Sends bytes of a file that deflate.py has compressed."""

    def got(self, transfer: int, offset: int) -> None:
        """Says that the bytes below the offset are written."""


class Outgoing(Protocol):
    """What is sent: a file (get.py), or a part of the journal (journal/recording.py). Offsets and sizes in bytes."""

    at: int
    """The next byte to be read."""
    size: int

    @property
    def ready(self) -> bool:
        """Whether the bytes below the offset are hashed; `prepare` until it is."""

    def prepare(self) -> None:
        """Hashes one more piece of what lies below the offset. @raises FileError `changed`"""

    def read(self, most: int) -> bytes:
        """The next bytes, at most `most`; empty at the end. @raises FileError `changed`"""

    def finish(self, sha256: str) -> None:
        """Compares what the receiver has with what was read. @raises FileError `hash-mismatch`, `changed`"""

    def close(self) -> None:
        """Gives back what is open."""


Outcome = Entry | FileError
T = TypeVar("T")


class Later(Protocol):
    """Does `work` in a thread, and calls `done` with its outcome from the conversation's own loop."""

    def __call__(self, work: Callable[[], T], done: Callable[[T | FileError], None]) -> None: ...
