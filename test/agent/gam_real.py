"""The real GAM for tests: the pinned one that `npm test` brings, or the one of GAMGUI_GAM_PYTHON."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gamgui"

PYTHON = Path(
    os.environ.get("GAMGUI_GAM_PYTHON") or Path(os.environ.get("GAMGUI_CACHE_DIR", _CACHE)) / "gam/dev/bin/python"
)


def run_gam(
    arguments: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs GAM to its end and returns what it printed. Fails clearly where there is no GAM."""
    assert PYTHON.exists(), f"No GAM at {PYTHON}: set GAMGUI_GAM_PYTHON to a Python that has gam7."
    return subprocess.run(
        [PYTHON, "-m", "gam", *arguments],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **env},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
