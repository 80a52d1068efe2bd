"""Answers to `stat` that wait for a file's sha256."""

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.get import Get
from gamgui_agent.files.list import Entry
from gamgui_agent.files.out import MOST, Out


class Hashes:
    """By the number of the CALL."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._waiting: dict[int, tuple[Get, Entry]] = {}

    def add(self, call: int, get: Get, entry: Entry) -> None:
        """Hashes what `get` has below its offset, and answers the call with `entry` and the hash."""
        if len(self._waiting) >= MOST:
            get.close()
            raise FileError("too-many", f"More than {MOST} files at a time.")
        self._waiting[call] = (get, entry)

    def turn(self) -> bool:
        """A piece of each. True while there is more to hash."""
        for call, (get, entry) in list(self._waiting.items()):
            try:
                if not get.ready:
                    get.prepare()
                if not get.ready:
                    continue
                get.finish(get.hexdigest())
                self._out.reply(call, {**entry, "sha256": get.hexdigest()})
            except FileError as error:
                self._out.refuse(call, error)
            del self._waiting[call]
            get.close()
        return bool(self._waiting)

    def close(self) -> None:
        """The conversation is over."""
        for get, _ in self._waiting.values():
            get.close()
        self._waiting.clear()
