"""Finds out whether a file goes quicker compressed: over a slow link it does, over a fast one compressing is what is
waited for. Both are tried at its beginning, and what was the quicker goes on; pure, the time is the caller's."""

from collections import deque

# Tries, in bytes of the file: over 20 Mbit/s each takes a fifth of a second at most.
_RAW = 524_288
_DEFLATED = 1_048_576
# The other way is tried again after so many bytes: soon where it was nearly as quick, late where it was not.
_SOON = 16 * 1_048_576
_LATE = 256 * 1_048_576


class Pace:
    """Of one file, which is sent from `offset` on."""

    def __init__(self, offset: int) -> None:
        self._deflate = False
        self._begin = offset
        self._end = offset + _RAW
        self._tried = 0
        # Stretches that were sent and are not all acknowledged: their begin, their end, and which way they went.
        self._sent: deque[tuple[int, int, bool]] = deque()
        # The first word of the other end came then, about this offset: how long it took to get there says nothing.
        self._at: float | None = None
        self._from = offset
        self._rates: dict[bool, float] = {}

    def deflate(self, offset: int) -> bool:
        """Whether the piece that begins here is to be compressed."""
        if offset >= self._end:
            self._sent.append((self._begin, offset, self._deflate))
            self._begin = offset
            self._choose(offset)
        return self._deflate

    def got(self, offset: int, now: float) -> None:
        """All below the offset is at the other end. `now` in seconds."""
        if self._at is None:
            self._at, self._from = now, offset
        while self._sent and self._sent[0][1] <= offset:
            begin, end, deflate = self._sent.popleft()
            if now > self._at and end > self._from:
                self._rates[deflate] = (end - max(begin, self._from)) / (now - self._at)
                self._at = now

    def _choose(self, offset: int) -> None:
        for deflate in (True, False):
            if deflate not in self._rates:
                self._try(deflate, offset)
                return
        best = self._rates[True] >= self._rates[False]
        near = 2 * self._rates[not best] > self._rates[best]
        if offset - self._tried >= (_SOON if near else _LATE):
            self._try(not best, offset)
        else:
            self._deflate, self._end = best, offset + _DEFLATED

    def _try(self, deflate: bool, offset: int) -> None:
        self._deflate, self._tried = deflate, offset
        self._end = offset + (_DEFLATED if deflate else _RAW)
