"""One thread, many descriptors: what is readable or writable is told to whoever asked, and timers go off in between."""

import contextlib
import heapq
import itertools
import os
import selectors
import time
from collections.abc import Callable

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE

Ready = Callable[[int], None]


class Timer:
    """A call that is to be made later, unless it is cancelled."""

    __slots__ = ("act", "at")

    def __init__(self, at: float, act: Callable[[], None]) -> None:
        self.at = at
        self.act: Callable[[], None] | None = act

    def cancel(self) -> None:
        """May be called twice, and after it has gone off."""
        self.act = None


class Loop:
    """`clock` counts seconds and never goes back; tests have their own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, Timer]] = []
        self._number = itertools.count()
        self._soon: list[Callable[[], None]] = []

    def watch(self, fd: int, events: int, ready: Ready) -> None:
        """Calls `ready(events)` when `fd` can be read or written; replaces what was said of it before.

        Raises PermissionError for what is always ready, such as a file.
        """
        if not events:
            self.forget(fd)
            return
        try:
            self._selector.modify(fd, events, ready)
        except KeyError:
            self._selector.register(fd, events, ready)

    def forget(self, fd: int) -> None:
        """To be called before `fd` is closed. May be called twice."""
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(fd)

    def after(self, seconds: float, act: Callable[[], None]) -> Timer:
        """Calls `act` once, after `seconds`."""
        timer = Timer(self.clock() + seconds, act)
        heapq.heappush(self._timers, (timer.at, next(self._number), timer))
        return timer

    def soon(self, act: Callable[[], None]) -> None:
        """Calls `act` once in this turn or the next, after what is ready now."""
        self._soon.append(act)

    def turn(self, longest: float | None = None) -> None:
        """Waits until something happens, at most `longest` seconds, and tells who waits for it."""
        for key, events in self._selector.select(self._patience(longest)):
            # What was told before may have taken this one's interest away, or closed it.
            registered = self._selector.get_map().get(key.fd)
            if registered is not None and registered.data is key.data:
                key.data(events)
        self._go_off()
        soon, self._soon = self._soon, []
        for act in soon:
            act()

    def close(self) -> None:
        """Watches nothing any more."""
        self._selector.close()
        self._timers.clear()

    def _patience(self, longest: float | None) -> float | None:
        if self._soon:
            return 0.0
        while self._timers and self._timers[0][2].act is None:
            heapq.heappop(self._timers)
        if not self._timers:
            return longest
        wait = max(0.0, self._timers[0][0] - self.clock())
        return wait if longest is None else min(wait, longest)

    def _go_off(self) -> None:
        now = self.clock()
        while self._timers and self._timers[0][0] <= now:
            act = heapq.heappop(self._timers)[2].act
            if act is not None:
                act()


def close(fd: int) -> None:
    """Closes a descriptor that may have been closed."""
    with contextlib.suppress(OSError):
        os.close(fd)
