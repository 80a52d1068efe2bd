"""The GAM that a container's image has."""

import os
import re
import sys
import sysconfig
from dataclasses import replace

from gamgui_agent.config import Config, Gam
from gamgui_agent.place import is_container


def with_gam(config: Config) -> Config:
    """The configuration with the GAM that it is run with: where it names none, the image's."""
    return replace(config, gam=config.gam or _own_gam())


def _own_gam() -> Gam | None:
    """It lies beside the agent's Python. -I: a json.py among the user's files is not GAM's."""
    return Gam([sys.executable, "-I", "-m", "gam"], sys.executable, _gam_version()) if is_container() else None


def _gam_version() -> str | None:
    """As GAM writes it: its package's is without the zeros. GAM itself takes half a second to say it."""
    names = " ".join(os.listdir(sysconfig.get_path("purelib")))
    found = re.search(r"\bgam7-(\d+)\.(\d+)\.(\d+)\.dist-info\b", names)
    return "{}.{:02}.{:02}".format(*map(int, found.groups())) if found else None
