"""Bundles of small files on their way in, side by side."""

import threading

from gamgui_agent.files.bundle import Bundle, Entered
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import Entry
from gamgui_agent.files.out import Later, Out
from gamgui_agent.files.tree import Tree
from gamgui_agent.system.disk import Meter

MOST_BUNDLES = 8
"""At a time in a conversation: each is held in memory."""


class _Coming:
    """A bundle, and the CALL that is answered when its files are in their places."""

    def __init__(self, bundle: Bundle, call: int) -> None:
        self.bundle = bundle
        self.call = call
        self.placing = False


class Bundles:
    """By the client's numbers. `entered` is called in threads, with each open folder that a file goes to."""

    def __init__(self, tree: Tree, out: Out, meter: Meter, later: Later, entered: Entered) -> None:
        self._tree = tree
        self._out = out
        self._meter = meter
        self._later = later
        self._entered = entered
        self._coming: dict[int, _Coming] = {}
        # One is put into place at a time: each has all of its files open.
        self._placing = threading.Lock()

    def __len__(self) -> int:
        return len(self._coming)

    def __contains__(self, transfer: int) -> bool:
        return transfer in self._coming

    def add(self, transfer: int, bundle: Bundle, call: int) -> None:
        """Begins to receive, if there is room."""
        if len(self._coming) >= MOST_BUNDLES:
            raise FileError("too-many", f"More than {MOST_BUNDLES} bundles at a time.")
        if not self._meter.has_room(bundle.length + sum(other.bundle.missing for other in self._coming.values())):
            raise FileError("disk-full", "The session's disk has no room for these files.")
        self._coming[transfer] = _Coming(bundle, call)
        self._place_when_whole(transfer)

    def data(self, transfer: int, offset: int, data: memoryview) -> None:
        """Bytes of a bundle that is coming."""
        coming = self._coming[transfer]
        if coming.placing:
            return
        try:
            coming.bundle.add(offset, data)
        except FileError as error:
            del self._coming[transfer]
            self._out.fail(transfer, error)
        else:
            self._meter.add(len(data))
            self._place_when_whole(transfer)

    def cancel(self, transfer: int) -> None:
        """Nothing of it is on the disk before all of it is here; then it can no longer be held up."""
        coming = self._coming.get(transfer)
        if coming and not coming.placing:
            del self._coming[transfer]

    def close(self) -> None:
        """The conversation is over."""
        self._coming.clear()

    def _place_when_whole(self, transfer: int) -> None:
        coming = self._coming[transfer]
        if coming.bundle.missing:
            return
        coming.placing = True

        def placed(outcome: list[Entry | FileError] | FileError) -> None:
            self._coming.pop(transfer, None)
            if isinstance(outcome, FileError):
                self._out.refuse(coming.call, outcome)
            else:
                self._out.reply(coming.call, {"files": [_answer(one) for one in outcome]})

        self._later(lambda: self._place(coming.bundle), placed)

    def _place(self, bundle: Bundle) -> list[Entry | FileError]:
        with self._placing:
            return bundle.place(self._tree, self._entered)


def _answer(outcome: Entry | FileError) -> dict[str, object]:
    if isinstance(outcome, FileError):
        return {"error": {"code": outcome.code, "message": outcome.message}}
    return {"ok": outcome}
