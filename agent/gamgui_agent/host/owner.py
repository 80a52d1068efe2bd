"""Who holds the terminal, and which input has been taken. Pure, but for the ledger's file.

A grant starts an epoch; only input of the present epoch is taken. Input is numbered per client, and what is about to
be written is noted first, so that no byte is written twice even across a crash of the host.
"""

import contextlib
import os
import struct
from collections import OrderedDict
from dataclasses import dataclass

from gamgui_agent.protocol.frames import Body

_SLOT = struct.Struct(">16sQ")
# Windows that are remembered; a client that comes back after so many others begins anew.
_SLOTS = 256


class Ledger:
    """How much of each client's input has been taken: `taken`, kept in a file across the host's crash."""

    def __init__(self, path: str) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        # Least recently used first; the client's slot in the file, and its offset.
        self._clients: OrderedDict[str, list[int]] = OrderedDict()
        data = os.pread(self._fd, _SLOT.size * _SLOTS, 0)
        for slot, (client, offset) in enumerate(_SLOT.iter_unpack(data[: len(data) // _SLOT.size * _SLOT.size])):
            self._clients[client.hex()] = [slot, offset]

    def taken(self, client: str) -> int:
        """This client's input below the offset has been written, or was about to be when a host died."""
        known = self._clients.get(client)
        return known[1] if known else 0

    def note(self, client: str, offset: int) -> None:
        """Input below `offset` is about to be written, or, if less than before was noted, was not all written."""
        known = self._clients.get(client)
        if known is None:
            slot = len(self._clients) if len(self._clients) < _SLOTS else self._clients.popitem(last=False)[1][0]
            known = self._clients[client] = [slot, 0]
        self._clients.move_to_end(client)
        known[1] = offset
        # On a full disk the note is lost, not the input.
        with contextlib.suppress(OSError):
            os.pwrite(self._fd, _SLOT.pack(bytes.fromhex(client), offset), known[0] * _SLOT.size)

    def close(self) -> None:
        """Closes the file."""
        os.close(self._fd)


@dataclass(frozen=True)
class Owner:
    """The client that was given the terminal last; it may be gone by now."""

    client: str
    label: str
    since: int
    """Milliseconds since 1970."""
    epoch: int
    fresh: bool
    """Whether another client, or nobody, had it before."""

    def described(self) -> Body:
        """As WELCOME, EVENT and the snapshot tell it."""
        return {"label": self.label, "since": self.since}


class Ownership:
    """Grants the terminal."""

    def __init__(self) -> None:
        self.owner: Owner | None = None
        self.epoch = 0
        """Of the last grant; 0 before the first."""

    def take(self, client: str, label: str, now: int) -> Owner:
        """A person's act: always granted."""
        self.epoch += 1
        before = self.owner
        fresh = before is None or before.client != client
        since = now if before is None or fresh else before.since
        self.owner = Owner(client, label, since, self.epoch, fresh)
        return self.owner

    def resume(self, client: str, label: str, now: int) -> Owner | None:
        """A reconnection by itself: granted unless another client was given the terminal meanwhile."""
        if self.owner is not None and self.owner.client != client:
            return None
        return self.take(client, label, now)
