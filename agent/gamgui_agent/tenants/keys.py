"""The `keys` program: brings a tenant's credentials into a session's memory, from whoever made the session.

    keys [--dir D]  < {"files": {"oauth2.txt": TEXT, …}}

Only standard input carries them: arguments are seen by others, and engines write them down. What is there already
stays: GAM may have changed it. Exit codes: 0 they are there, 1 they cannot be, with why on stderr, 2 usage.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from gamgui_agent.config import CONFIG, Config, ConfigError, Given, load
from gamgui_agent.gam.config import TenantError
from gamgui_agent.gam.settings import CannotRun, read_settings
from gamgui_agent.host.own_gam import with_gam
from gamgui_agent.place import own_folder
from gamgui_agent.tenants import credentials, tenants

# How long the host may take to be started. Seconds.
_PATIENCE = 30.0
_PAUSE = 0.02


def main(argv: list[str]) -> int:
    """Takes them; the exit code is told above."""
    parser = argparse.ArgumentParser(prog="agent keys")
    own = own_folder()
    parser.add_argument("--dir", default=own, required=own is None, help="the session's folder")
    directory = os.path.abspath(parser.parse_args(argv).dir)
    try:
        given = _files(sys.stdin.buffer.read())
        config = _prepared(directory)
        if not isinstance(config.tenant.credentials, Given):
            raise TenantError("This session is given no credentials.")
        credentials.take(config.tenant.credentials, given)
        tenants.prepare(config, directory)
    except (ConfigError, TenantError, OSError) as error:
        print(f"keys: {error}", file=sys.stderr)
        return 1
    return 0


def _files(text: bytes) -> dict[str, str]:
    """What was given. Nothing of it is ever in an error."""
    try:
        files = json.loads(text)["files"]
        if isinstance(files, dict) and all(isinstance(part, str) for pair in files.items() for part in pair):
            return files
    except (ValueError, KeyError, TypeError):
        pass
    raise TenantError("What was given is not a set of files.")


def _prepared(directory: str) -> Config:
    """The configuration, once the host has looked for what is there: before that nothing may come."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if Path(directory, CONFIG).exists():
            config = with_gam(load(directory))
            try:
                if read_settings(config.run, patience=0):
                    return config
            except CannotRun:
                return config
        time.sleep(_PAUSE)
    raise TenantError("The session's host was not there in time.")
