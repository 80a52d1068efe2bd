"""Files on their way out of one conversation, side by side: each gets its turn, none more than the others."""

import time

from gamgui_agent.files.deflate import MOST_PIECE, Deflater
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.out import CHUNK, MOST, Out, Outgoing
from gamgui_agent.files.pace import Pace


class _Sending:
    """A get. `acknowledged` is the receiver's offset; `done` its word that it has all, until it is answered."""

    def __init__(self, get: Outgoing) -> None:
        self.get = get
        self.acknowledged = get.at
        self.deflater = Deflater()
        self.pace = Pace(get.at)
        self.done: tuple[int, str] | None = None

    @property
    def under_way(self) -> int:
        return self.get.at - self.acknowledged


class Sends:
    """By the client's numbers. `window`: bytes that may be under way, of all of them together, from now on; `deflate`:
    whether the client takes compressed ones."""

    def __init__(self, out: Out, window: int, deflate: bool) -> None:
        self._out = out
        self.window = window
        self._deflate = deflate
        self._sending: dict[int, _Sending] = {}

    def __len__(self) -> int:
        return len(self._sending)

    def __contains__(self, transfer: int) -> bool:
        return transfer in self._sending

    def add(self, transfer: int, get: Outgoing) -> None:
        """Begins to send."""
        self._sending[transfer] = _Sending(get)

    def require_room(self) -> None:
        """Refuses one more than can be had at a time."""
        if len(self._sending) >= MOST:
            raise FileError("too-many", f"More than {MOST} files at a time.")

    def got(self, transfer: int, offset: int) -> bool:
        """The receiver's word on how far it is. False: it cannot have that. Unknown transfers have just ended."""
        sending = self._sending.get(transfer)
        if sending is None:
            return True
        if not sending.acknowledged <= offset <= sending.get.at:
            return False
        sending.acknowledged = offset
        sending.pace.got(offset, time.monotonic())
        return True

    def done(self, transfer: int, sha256: str, call: int) -> None:
        """The receiver has all: is it the file? Answered when what an earlier try brought over is hashed too."""
        sending = self._sending.get(transfer)
        if sending is None or sending.done:
            raise FileError("not-found", f"There is no transfer {transfer}.")
        sending.done = call, sha256
        self._finish_when_ready(transfer, sending)

    def cancel(self, transfer: int) -> None:
        """Stops sending, if it is being sent."""
        if sending := self._sending.pop(transfer, None):
            sending.get.close()

    def turn(self) -> bool:
        """A piece of each file, as far as the window reaches. True while more could be done at once."""
        more = False
        room = self.window - sum(sending.under_way for sending in self._sending.values())
        for transfer, sending in list(self._sending.items()):
            get = sending.get
            if get.ready and (get.at == get.size or room <= 0 or not self._out.ready):
                continue
            try:
                room -= self._piece(transfer, sending, room)
                more = True
            except FileError as error:
                self.cancel(transfer)
                self._out.fail(transfer, error)
            else:
                self._finish_when_ready(transfer, sending)
        return more

    def close(self) -> None:
        """The conversation is over."""
        for transfer in list(self._sending):
            self.cancel(transfer)

    def _finish_when_ready(self, transfer: int, sending: _Sending) -> None:
        if not sending.done or not sending.get.ready:
            return
        call, sha256 = sending.done
        try:
            sending.get.finish(sha256)
            self._out.reply(call, {})
        except FileError as error:
            self._out.refuse(call, error)
        finally:
            self.cancel(transfer)

    def _piece(self, transfer: int, sending: _Sending, room: int) -> int:
        get = sending.get
        if not get.ready:
            get.prepare()
            return 0
        offset = get.at
        deflate = self._deflate and sending.pace.deflate(offset)
        # Who is alone needs fewer turns for more.
        most = MOST_PIECE if deflate or len(self._sending) == 1 else CHUNK
        data = get.read(min(most, room))
        packed = sending.deflater.pack(data) if deflate else None
        if packed:
            self._out.deflated(transfer, offset, packed)
        else:
            view = memoryview(data)
            for at in range(0, len(data), CHUNK):
                self._out.data(transfer, offset + at, view[at : at + CHUNK])
        # Who had a turn goes to the end: a small window must not serve the first one only.
        self._sending[transfer] = self._sending.pop(transfer)
        return len(data)
