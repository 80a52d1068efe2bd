"""A window on the terminal: sends its output from where the client is, and takes its input while it holds it.

Output comes from the journal, or straight from the terminal's buffer when the client has everything before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from gamgui_agent.host.connection import Connection
from gamgui_agent.host.conversation import Conversation, Handler, refuse
from gamgui_agent.protocol.frames import MAX_DATA, TERMINAL, Ack, Body, Bye, Frame, Input, Resize, Taken
from gamgui_agent.protocol.hello import Hello
from gamgui_agent.protocol.wire import BadFrame, output_head
from gamgui_agent.streams.journal import Size

if TYPE_CHECKING:
    from gamgui_agent.terminal.screen import Screen

_MOST_INPUT = 65_536
_SILENT_SECONDS = 20.0
# Frames of old output in one turn of the loop, so that others get theirs.
_FRAMES_A_TURN = 8


class Viewer(Conversation):
    """A conversation in the role `terminal` or `watch`."""

    def __init__(
        self,
        screen: Screen,
        connection: Connection,
        hello: Hello,
        operations: dict[str, Handler],
        seen: Callable[[int], None],
    ) -> None:
        """`seen` hears the number of the last event that the client is known to have read."""
        super().__init__(connection, lambda: screen.left(self))
        self._screen = screen
        self._journal = screen.journal
        self._operations = operations
        self._seen = seen
        self.hello = hello
        self.output = hello.output
        """Whether it wants the terminal's output."""
        self.epoch = 0
        """Of its grant; 0: it watches."""
        self.sent = self.acknowledged = self._first(hello)
        self._size: Size | None = None
        self._afterwards: deque[tuple[int, Frame]] = deque()
        self._input = bytearray()
        self._untold = False
        self._waits_for_turn = False

    def _first(self, hello: Hello) -> int:
        """Where its output begins."""
        start, end = self._journal.start, self._journal.end
        wanted = end - hello.tail if hello.start is None else max(hello.start, end - hello.tail)
        return min(max(start, wanted), end)

    @property
    def holds(self) -> bool:
        """Whether it holds the terminal: input is its own."""
        return self._screen.holder is self

    @property
    def silent(self) -> bool:
        """Whether it has not been heard for so long that nobody waits for it."""
        return self._screen.loop.clock() - self.connection.heard_at > _SILENT_SECONDS

    @property
    def holds_up(self) -> bool:
        """Whether the terminal must not be read on: this client has a window of output to show first."""
        return self._journal.end - self.acknowledged >= self.hello.window and not self.silent

    @property
    def complete(self) -> bool:
        """Whether it has all there is."""
        return not self.output or (self.sent == self._journal.end and not self.connection.blocked)

    def frame(self, frame: Frame) -> None:
        if isinstance(frame, Ack):
            self._ack(frame)
        elif isinstance(frame, Input):
            self._take(frame)
        elif isinstance(frame, Resize):
            self._resize(frame)
        else:
            super().frame(frame)

    def drained(self) -> None:
        self.pump()

    def ponged(self, nonce: int) -> None:
        self._seen(nonce)

    def operations(self) -> dict[str, Handler]:
        return self._operations

    def live(self, data: memoryview, offset: int) -> None:
        """The terminal wrote `data`, which is in the journal at `offset`."""
        if self.sent == offset and len(data) <= self._room and not self.connection.blocked:
            self._tell_size()
            self.connection.send_bytes(output_head(TERMINAL, offset, len(data)), data)
            self.sent += len(data)
        else:
            self.pump()

    def pump(self) -> None:
        """Sends on, as far as the window and the pipe allow."""
        if not self.output or not self.connection.is_open:
            return
        for _ in range(_FRAMES_A_TURN):
            if not self._send_chunk():
                return
        if not self._waits_for_turn:
            self._waits_for_turn = True
            self._screen.loop.soon(self._next_turn)

    def afterwards(self, frame: Frame) -> None:
        """Sends a frame when the output so far has been sent."""
        if self.output:
            self._afterwards.append((self._journal.end, frame))
            self.pump()
        else:
            self._say(frame)

    @property
    def input(self) -> bytearray:
        """What it typed that is not written yet."""
        return self._input

    def took(self, count: int) -> None:
        """The first `count` bytes of `input` are written."""
        del self._input[:count]
        if not self._untold:
            self._untold = True
            self._screen.loop.soon(self._tell_taken)

    def replaced(self) -> None:
        """It does not hold the terminal any more; what it typed and was not taken is still its own."""
        if self._untold:
            self._tell_taken()
        self.epoch = 0
        self._input.clear()

    @property
    def _room(self) -> int:
        return self.acknowledged + self.hello.window - self.sent

    def _next_turn(self) -> None:
        self._waits_for_turn = False
        self.pump()

    def _send_chunk(self) -> bool:
        """Sends one frame of output, or what comes after it. False: nothing more can be sent now."""
        can_send = self._room > 0 and not self.connection.blocked
        if self.sent < self._journal.start:
            if not can_send:
                # The gap may grow until then.
                return False
            self._skip_lost()
        self._tell_size()
        while self._afterwards and self._afterwards[0][0] <= self.sent:
            self._say(self._afterwards.popleft()[1])
        if not can_send or self.sent == self._journal.end:
            return False
        data = self._journal.read(self.sent, min(self._room, MAX_DATA))
        if data:
            self.connection.send_bytes(output_head(TERMINAL, self.sent, len(data)), data)
            self.sent += len(data)
        return bool(data)

    def _skip_lost(self) -> None:
        lost: Body = {"from": self.sent, "to": self._journal.start}
        self.connection.send(self._screen.events.private("gap", lost))
        self.sent = self._journal.start
        self.acknowledged = max(self.acknowledged, self.sent)

    def _say(self, frame: Frame) -> None:
        if isinstance(frame, Bye):
            self.bye(frame.body)
        else:
            self.connection.send(frame)

    def _tell_size(self) -> None:
        size = self._journal.size_at(self.sent)
        if size is not self._size and size is not None:
            self._size = size
            self.connection.send(Resize(self.sent, size.cols, size.rows))

    def _ack(self, ack: Ack) -> None:
        if ack.stream != TERMINAL or ack.offset > self.sent:
            raise BadFrame("An ACK is of output that was sent.")
        if ack.offset > self.acknowledged:
            self.acknowledged = ack.offset
            self.pump()
            self._screen.regulate()

    def _is_stale(self, epoch: int) -> bool:
        if self.holds and epoch == self.epoch:
            return False
        self.complain("stale-epoch", "This client does not hold the terminal.")
        return True

    def _take(self, frame: Input) -> None:
        if self._is_stale(frame.epoch):
            return
        if self.connection.longest_silence > _SILENT_SECONDS:
            # A network that is back delivers what was typed before it was gone, also for an app that has given up and
            # asks the person first. One that is still there connects again, and knows how old its keys are.
            refuse(self.connection, "silent", "Nothing was heard from this client for 20 s: its keys may be old.")
            return
        received = self._screen.ledger.taken(self.hello.client) + len(self._input)
        if frame.offset > received:
            refuse(self.connection, "input-gap", f"Input {received} to {frame.offset} is missing.")
            return
        data = frame.data[received - frame.offset :]
        if len(self._input) + len(data) > _MOST_INPUT:
            refuse(self.connection, "input-window", "Too much input is on the way.")
            return
        self._input += data
        self._screen.type()

    def _resize(self, frame: Resize) -> None:
        # Its epoch is that of the conversation.
        if not self._is_stale(self.epoch):
            self._screen.resize(frame.cols, frame.rows)

    def _tell_taken(self) -> None:
        self._untold = False
        if self.epoch:
            self.connection.send(Taken(self.epoch, self._screen.ledger.taken(self.hello.client)))
