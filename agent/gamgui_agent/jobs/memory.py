"""Whether a job was killed for want of memory. Pure."""

from collections.abc import Callable

from gamgui_agent.host.records import KILLED, Cause, Exit

# Killed by itself, or below a shell, which tells it as a code.
_KILLS: tuple[Exit, ...] = (KILLED, {"code": 137})


def cause_of(exit: Exit | None, before: int | None, count: Callable[[], int | None]) -> Cause | None:
    """Who was killed while its control group counted one more was killed for want of memory.

    `before` is what the group had counted when the job began, `count` counts now.
    """
    if before is None or exit not in _KILLS:
        return None
    now = count()
    return "out-of-memory" if now is not None and now > before else None
