"""What people wait for imports little: each module is CPU time on the half CPU that most pods have."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

AGENT = Path(__file__).parents[2] / "agent"
# Its own import of json comes last: it needs some of what is looked for.
LOOK = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
importlib.import_module(sys.argv[2])
imported = list(sys.modules)
import json
print(json.dumps(imported))
"""


@pytest.mark.parametrize(
    ("program", "without"),
    [
        # A link that comes back waits for it.
        ("gamgui_agent.attach", ["argparse", "re", "socket", "typing"]),
        # Each command of GAM waits for it.
        ("gamgui_agent.gam.main", ["argparse", "csv", "socket", "typing"]),
        # A session's first prompt waits for it.
        ("gamgui_agent.host.main", ["argparse", "csv"]),
    ],
)
def test_what_people_wait_for_does_without(program: str, without: list[str]) -> None:
    look = [sys.executable, "-I", "-c", LOOK, str(AGENT), program]
    done = subprocess.run(look, capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)).isdisjoint(without)
