"""What a session uses: cores, memory, disk. In a container its control group knows; else processes are summed up."""

import sys
import time
from dataclasses import dataclass

from gamgui_agent.place import is_container
from gamgui_agent.protocol.frames import Body


@dataclass(frozen=True)
class Reading:
    """At one moment. None: the system does not tell."""

    cpu_seconds: float | None
    memory: int | None
    memory_limit: int | None


class Usage:
    """Cores are those of the time between two readings."""

    def __init__(self) -> None:
        self._before: tuple[float, float] | None = None
        self._told: Body = {"cpu": None, "memory": None, "memoryLimit": None, "disk": None}

    def measure(self, disk: int | None = None) -> bool:
        """Reads again; `disk` is what is used of it. True: what `body` says has changed."""
        reading = _read()
        now = time.monotonic()
        cpu = None
        if reading.cpu_seconds is not None:
            if self._before is not None and now > self._before[0]:
                # The sum falls when a process ends.
                cpu = round(max(0.0, reading.cpu_seconds - self._before[1]) / (now - self._before[0]), 2)
            self._before = (now, reading.cpu_seconds)
        told: Body = {"cpu": cpu, "memory": reading.memory, "memoryLimit": reading.memory_limit}
        told["disk"] = disk
        changed, self._told = told != self._told, told
        return changed

    def body(self) -> Body:
        """As PROTOCOL.md has it."""
        return self._told


def memory_kills() -> int | None:
    """How many processes of the container were ended for want of memory; None where that is not told."""
    if sys.platform != "linux" or not is_container():
        return None
    from gamgui_agent.system.usage_linux import out_of_memory_kills

    return out_of_memory_kills()


def _read() -> Reading:
    if sys.platform != "linux":
        return Reading(None, None, None)
    from gamgui_agent.system import usage_linux

    return usage_linux.of_container() if is_container() else usage_linux.of_processes()
