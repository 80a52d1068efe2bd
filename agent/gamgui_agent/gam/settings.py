"""How `gam` is run in this session: RUN/gam.json, written by the host (tenants/tenants.py), read by each run of `gam`.

It is read each time, as the demo domain may have been started again at another port.
"""

import json
import os
from collections.abc import Mapping, Sequence

_NAME = "gam.json"


class GamSettings:
    """`command`: how to run GAM, without its own arguments; empty where there is none. `env`: for GAM alone."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.command = list(command)
        self.env = dict(env)


def read_settings(run: str) -> GamSettings | None:
    """The settings of the session whose run folder this is; None if there are none."""
    try:
        with open(os.path.join(run, _NAME), encoding="utf-8") as file:
            settings = json.load(file)
        return GamSettings(settings["command"], settings["env"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_settings(run: str, settings: GamSettings) -> None:
    """Writes them, whole or not at all, for the user alone: the environment may hold a proxy's password."""
    path = os.path.join(run, _NAME)
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"command": settings.command, "env": settings.env}, file)
    os.replace(new, path)
