"""What has to be there before a host starts: the session's folders, and its configuration."""

import os
import sys
from pathlib import Path

from gamgui_agent.config import CONFIG, Config, load, parse
from gamgui_agent.host.own_gam import with_gam
from gamgui_agent.host.server import require_short
from gamgui_agent.host.state import make_private
from gamgui_agent.place import state_folder


class CannotStart(Exception):
    """The host cannot start; the message says why."""


def prepare(directory: str, source: str | None) -> Config:
    """The configuration of the session in `directory`, whose folders are there then. `source`: see main.py.

    @raises CannotStart, ConfigError, FolderError
    """
    # What the host starts need not have it.
    inherited = os.environ.pop("GAMGUI_CONFIG", None)
    make_private(directory)
    make_private(state_folder(directory))
    path = os.path.join(directory, CONFIG)
    if not os.path.exists(path):
        text = _given(source, inherited)
        if text is not None:
            parse(text, directory)
            _write_config(path, text)
    config = with_gam(load(directory))
    require_short(config.run)
    make_private(config.run)
    os.makedirs(config.work, exist_ok=True)
    _make_home(directory)
    return config


def _write_config(path: str, text: bytes) -> None:
    """Whole or not at all: the next start finds it, whatever ends this one."""
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
    os.replace(new, path)


def _make_home(directory: str) -> None:
    """In a container the home folder is below the session's, on a volume that comes empty."""
    home = os.environ.get("HOME", "")
    if home.startswith(directory + os.sep):
        os.makedirs(home, 0o700, exist_ok=True)


def _given(source: str | None, inherited: str | None) -> bytes | None:
    """The configuration that came with the start."""
    if source == "-":
        return sys.stdin.buffer.read()
    if source is not None:
        try:
            return Path(source).read_bytes()
        except OSError as error:
            raise CannotStart(f"{source} cannot be read: {error.strerror}.") from error
    return None if inherited is None else os.fsencode(inherited)
