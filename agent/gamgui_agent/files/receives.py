"""Files on their way in, side by side."""

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.out import MOST, Later, Out, Outcome
from gamgui_agent.files.put import Put
from gamgui_agent.system.disk import Meter

# A GOT passes as many programs as the bytes do. A client has a megabyte under way at least: half of it is soon enough.
_OFTEN = 524_288


class _Receiving:
    """A put. `call` waits for its answer until what an earlier try left is hashed; `unsaid`: bytes came since GOT."""

    def __init__(self, put: Put, call: int) -> None:
        self.put = put
        self.call: int | None = call
        self.settling = False
        self.unsaid = False


class Receives:
    """By the client's numbers."""

    def __init__(self, out: Out, meter: Meter, later: Later) -> None:
        self._out = out
        self._meter = meter
        self._later = later
        self._receiving: dict[int, _Receiving] = {}
        self.unsaid = 0
        """Bytes of all of them that were written since the last GOT."""

    def __len__(self) -> int:
        return len(self._receiving)

    def __contains__(self, transfer: int) -> bool:
        return transfer in self._receiving

    def add(self, transfer: int, put: Put, call: int) -> None:
        """Begins to receive, if there is room on the disk beside all that is still coming."""
        coming = sum(other.put.missing for other in self._receiving.values())
        if not self._meter.has_room(put.missing + coming):
            put.keep()
            raise FileError("disk-full", "The session's disk has no room for this file.")
        self._receiving[transfer] = _Receiving(put, call)

    def require_room(self) -> None:
        """Refuses one more than can be had at a time."""
        if len(self._receiving) >= MOST:
            raise FileError("too-many", f"More than {MOST} files at a time.")

    def data(self, transfer: int, offset: int, data: memoryview) -> None:
        """Bytes of a file that is coming. Those of a transfer that has just failed are dropped."""
        receiving = self._receiving.get(transfer)
        if receiving is None or receiving.settling:
            return
        try:
            if receiving.call is not None:
                raise FileError("bad-frame", "Bytes came before it was said where to go on.")
            if self._meter.level == "full":
                raise FileError("disk-full", "The session's disk is full but for a reserve that keeps it alive.")
            receiving.put.write(offset, data)
        except FileError as error:
            self._fail(transfer, receiving, error)
            return
        self._meter.add(len(data))
        receiving.unsaid = True
        self.unsaid += _OFTEN if receiving.put.missing == 0 else len(data)

    def acknowledge(self, quiet: bool) -> None:
        """Says how far each file is, when that is much, when one is whole, and when no more comes (`quiet`)."""
        if not self.unsaid or not (quiet or self.unsaid >= _OFTEN):
            return
        self.unsaid = 0
        for transfer, receiving in self._receiving.items():
            if receiving.unsaid:
                receiving.unsaid = False
                self._out.got(transfer, receiving.put.at)

    def commit(self, transfer: int, sha256: str, call: int) -> None:
        """All was sent: checks it and puts it into its place, in a thread, as the disk may take its time."""
        receiving = self._receiving.get(transfer)
        if receiving is None or receiving.settling:
            raise FileError("not-found", f"There is no transfer {transfer}.")
        put = receiving.put
        try:
            put.check(sha256)
        except FileError:
            del self._receiving[transfer]
            # What is short can be gone on with later; what is wrong cannot.
            put.close() if put.missing else put.discard()
            raise
        receiving.settling = True

        def settled(outcome: Outcome) -> None:
            del self._receiving[transfer]
            put.close()
            if isinstance(outcome, FileError):
                self._out.refuse(call, outcome)
            else:
                self._out.reply(call, {**outcome})

        self._later(put.settle, settled)

    def cancel(self, transfer: int, keep: bool) -> None:
        """Leaves nothing of it, or what a later try goes on with. A file that is being put into its place can no longer
        be held up."""
        receiving = self._receiving.get(transfer)
        if receiving and not receiving.settling:
            del self._receiving[transfer]
            receiving.put.keep() if keep else receiving.put.discard()

    def turn(self) -> bool:
        """Hashes on what earlier tries left, and says where to go on. True while there is more of it."""
        more = False
        for transfer, receiving in list(self._receiving.items()):
            if receiving.call is None:
                continue
            try:
                if not receiving.put.ready:
                    receiving.put.prepare()
                more = more or not receiving.put.ready
                self._answer(receiving, receiving.call)
            except FileError as error:
                del self._receiving[transfer]
                receiving.put.close()
                self._out.refuse(receiving.call, error)
        return more

    def close(self) -> None:
        """The conversation is over: what was coming stays for a later try."""
        for receiving in self._receiving.values():
            receiving.put.close()
        self._receiving.clear()

    def _answer(self, receiving: _Receiving, call: int) -> None:
        if receiving.put.ready:
            receiving.call = None
            self._out.reply(call, {"offset": receiving.put.at, "sha256": receiving.put.hexdigest()})

    def _fail(self, transfer: int, receiving: _Receiving, error: FileError) -> None:
        del self._receiving[transfer]
        receiving.put.keep()
        self._out.fail(transfer, error)
