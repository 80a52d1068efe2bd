"""What a session uses of its processor, memory and disk: measured while somebody looks, told where it has changed."""

from collections.abc import Callable

from gamgui_agent.host.records import Events
from gamgui_agent.protocol.frames import Body
from gamgui_agent.system.disk import Meter
from gamgui_agent.system.loop import Loop
from gamgui_agent.system.usage import Usage
from gamgui_agent.terminal.screen import Screen

_USAGE_SECONDS = 5.0
_DISK_SECONDS = 10.0
# Of each tick, for counting the disk.
_DISK_SHARE = 0.005


class Gauges:
    """`counted` is called each time when all files of the session have been looked at."""

    def __init__(self, loop: Loop, events: Events, screen: Screen, meter: Meter, counted: Callable[[], None]) -> None:
        self._loop = loop
        self._events = events
        self._screen = screen
        self._meter = meter
        self._tell_counted = counted
        self._usage = Usage()
        self._level = "ok"
        self._measured = self._counted = 0.0

    def tick(self) -> None:
        """Now and then."""
        now = self._loop.clock()
        if self._screen.viewers and now - self._measured >= _USAGE_SECONDS:
            self._measured = now
            if self._usage.measure(self._meter.used):
                self._events.emit("usage", usage=self.usage())
        if now - self._counted >= _DISK_SECONDS and self._meter.count(_DISK_SHARE):
            self._counted = now
            self._tell_counted()
        disk = self.disk()
        if disk["level"] != self._level:
            self._level = str(disk["level"])
            self._events.emit("disk", **disk)

    def usage(self) -> Body:
        """As PROTOCOL.md has it."""
        return self._usage.body()

    def disk(self) -> Body:
        """As PROTOCOL.md has it."""
        level = "full" if self._screen.disk_full else self._meter.level
        return {"used": self._meter.used, "limit": self._meter.limit, "level": level}
