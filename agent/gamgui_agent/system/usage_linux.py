"""Usage as Linux tells it: control groups of either version, and /proc."""

import os
from pathlib import Path

from gamgui_agent.system.processes import descendants
from gamgui_agent.system.usage import Reading

_CGROUP = Path("/sys/fs/cgroup")
# What version 1 shows where there is no limit.
_NO_LIMIT = 2**62


def of_container() -> Reading:
    """Of the control group this process sees as its root."""
    if (_CGROUP / "cgroup.controllers").exists():
        cpu = _field(_CGROUP / "cpu.stat", "usage_usec")
        limit = _number(_CGROUP / "memory.max")
        memory = _in_use(_number(_CGROUP / "memory.current"), _field(_CGROUP / "memory.stat", "inactive_file"))
        return Reading(None if cpu is None else cpu / 1e6, memory, limit)
    cpu = _number(_CGROUP / "cpuacct" / "cpuacct.usage")
    limit = _number(_CGROUP / "memory" / "memory.limit_in_bytes")
    cache = _field(_CGROUP / "memory" / "memory.stat", "total_inactive_file")
    memory = _in_use(_number(_CGROUP / "memory" / "memory.usage_in_bytes"), cache)
    no_limit = limit is None or limit >= _NO_LIMIT
    return Reading(None if cpu is None else cpu / 1e9, memory, None if no_limit else limit)


def of_processes() -> Reading:
    """Of this process and all that come from it."""
    ticks, pages = 0, 0
    for pid in (os.getpid(), *(process.pid for process in descendants(os.getpid()))):
        try:
            stat = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            pages += int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
        except (OSError, IndexError):
            continue
        # User and system time, of its own and of the children it has waited for.
        ticks += sum(map(int, stat[11:15]))
    return Reading(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"), None)


def out_of_memory_kills() -> int | None:
    """How many processes the container has lost for want of memory; None where that is not told."""
    kills = _field(_CGROUP / "memory.events", "oom_kill")
    return kills if kills is not None else _field(_CGROUP / "memory" / "memory.oom_control", "oom_kill")


def _in_use(memory: int | None, cache: int | None) -> int | None:
    """Without what the kernel gives up before it kills anything: files that it has read. So counts the kubelet, too."""
    return None if memory is None else max(0, memory - (cache or 0))


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None


def _field(path: Path, name: str) -> int | None:
    try:
        for line in path.read_text().splitlines():
            key, _, value = line.partition(" ")
            if key == name:
                return int(value)
    except (OSError, ValueError):
        pass
    return None
