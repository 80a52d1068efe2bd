"""The `status` program: `status --dir D` prints one line of JSON about the session in D, also when no host runs.

    {"state": "running" | "ended" | "crashed" | "gone", "end": end.json or null, "host": host.json or null}

`crashed`: its host is gone without a word, and can be started again. `gone`: there never was one, or the computer has
been started again since.
"""

import argparse
import json
import os
from dataclasses import asdict

from gamgui_agent.host.state import boot_id, is_locked, read_end, read_facts
from gamgui_agent.place import own_folder


def main(argv: list[str]) -> int:
    """Prints the line."""
    parser = argparse.ArgumentParser(prog="agent status")
    own = own_folder()
    parser.add_argument("--dir", default=own, required=own is None, help="the session's folder")
    print(json.dumps(status(os.path.abspath(parser.parse_args(argv).dir))))
    return 0


def status(directory: str) -> dict[str, object]:
    """What is known of the session in `directory`."""
    end, facts = read_end(directory), read_facts(directory)
    if is_locked(directory):
        state = "running"
    elif end is not None:
        state = "ended"
    else:
        state = "crashed" if facts is not None and facts.boot == boot_id() else "gone"
    return {"state": state, "end": end, "host": facts and asdict(facts)}
