"""When a session ends by itself. Pure: told the time and what goes on, answers when, and whether now.

Times are milliseconds since 1970, so that they can be shown.
"""

from typing import Literal

from gamgui_agent.config import Limits
from gamgui_agent.protocol.frames import Body

Reason = Literal["idle", "life"]

_WARN_BEFORE = (600_000, 60_000)
# What runs is not ended. After it there is so long, or a whole shorter life, to look at what came of it and to extend.
_AFTER = 600_000
# A move of the idle end by less is not worth an event.
_WORTH = 60_000


class Life:
    """`created`: when the session was made. `ends`: when its life ends, if that was moved before."""

    def __init__(self, limits: Limits, created: int, ends: int | None, now: int) -> None:
        self._idle = limits.idle_ms
        self._deadline = limits.deadline
        self.planned = ends if ends is not None else created + limits.life_ms if limits.life_ms else None
        """When its life was to end, or was moved to; None: never."""
        self._after = min(_AFTER, limits.life_ms)
        # A host that is started after that cannot know what ran in the one before, and until when.
        self._held_last = now if self.planned is not None and now >= self.planned else None
        self._idle_since = now
        self._idle_floor = 0
        self._held = False
        self._told: tuple[Body, int] | None = None

    @property
    def ends(self) -> int | None:
        """When its life ends if nothing runs; None: never."""
        if self.planned is None or self._held_last is None or self._held:
            return self.planned
        return max(self.planned, self._held_last + self._after)

    @property
    def idle_ends(self) -> int | None:
        """When it ends for want of anything happening; None: something is, or it never does."""
        return None if self._held or not self._idle else max(self._idle_since + self._idle, self._idle_floor)

    def touch(self, now: int) -> None:
        """Somebody did something."""
        self._idle_since = now

    def extend(self, by: int, now: int) -> None:
        """Moves both ends."""
        if self.ends is not None:
            self.planned = max(self.ends, now) + by
        self._idle_floor = max(self._idle_since + self._idle, self._idle_floor, now) + by

    def judge(self, now: int, held: bool) -> Reason | None:
        """Why it must end now, if it must. `held`: something runs, or an end that nobody has seen."""
        if held or self._held:
            self._idle_since = self._held_last = now
        self._held = held
        if held:
            return None
        if self.ends is not None and now >= self.ends:
            return "life"
        idle_ends = self.idle_ends
        return "idle" if idle_ends is not None and now >= idle_ends else None

    def news(self, now: int) -> Body | None:
        """What clients should be told now, or None: they know enough."""
        body, warnings = self.body(), self._warnings(now)
        if self._told and self._told[1] == warnings and not self._moved(self._told[0], body):
            return None
        self._told = (body, warnings)
        return body

    def body(self) -> Body:
        """As PROTOCOL.md has it."""
        return {"endsAt": self.ends, "idleEndsAt": self.idle_ends, "deadline": self._deadline}

    def _warnings(self, now: int) -> int:
        """How many of the warnings are due."""
        ends = [end for end in (self.ends, self.idle_ends, self._deadline) if end is not None]
        return sum(min(ends) - now <= before for before in _WARN_BEFORE) if ends else 0

    @staticmethod
    def _moved(old: Body, new: Body) -> bool:
        for name, value in new.items():
            before = old[name]
            if isinstance(value, int) and isinstance(before, int):
                if abs(value - before) >= (_WORTH if name == "idleEndsAt" else 1):
                    return True
            elif value is not before:
                return True
        return False
