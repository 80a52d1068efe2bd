"""Which program of the agent is meant. Each is imported when it is wanted: `gam` must start as fast as GAM itself."""

import importlib
import sys
from collections.abc import Callable, Sequence

EXIT_USAGE = 2

_PROGRAMS = {
    "host": "gamgui_agent.host.main",
    "attach": "gamgui_agent.attach",
    "files": "gamgui_agent.files.main",
    "gam": "gamgui_agent.gam.main",
    "demo": "gamgui_demo.server",
    "status": "gamgui_agent.status",
    "keys": "gamgui_agent.tenants.keys",
    "reaper": "gamgui_reaper.main",
}


def main(argv: Sequence[str]) -> int:
    """Runs the program named by the first argument with the others; its exit code."""
    if not argv or argv[0] not in _PROGRAMS:
        print(f"usage: agent {{{','.join(_PROGRAMS)}}} …", file=sys.stderr)
        return EXIT_USAGE
    program: Callable[[list[str]], int] = importlib.import_module(_PROGRAMS[argv[0]]).main
    return program(list(argv[1:]))
