"""A container's own session: its image says in the environment where that is (agent/Containerfile), so that the agent's
programs need no arguments there."""

import os
import re
import sys
import sysconfig

from gamgui_agent.config import Gam

_DIR = "GAMGUI_DIR"


def own_folder() -> str | None:
    """The session's folder, if this is a container that was made for one session."""
    return os.environ.get(_DIR) or None


def is_container() -> bool:
    """Whether the container was made for the session: what its control group counts is the session's then."""
    return own_folder() is not None


def own_gam() -> Gam | None:
    """The image's GAM, which lies beside the agent's Python. -I: a json.py among the user's files is not GAM's."""
    return Gam([sys.executable, "-I", "-m", "gam"], sys.executable, _gam_version()) if is_container() else None


def _gam_version() -> str | None:
    """As GAM writes it: its package's is without the zeros. GAM itself takes half a second to say it."""
    names = " ".join(os.listdir(sysconfig.get_path("purelib")))
    found = re.search(r"\bgam7-(\d+)\.(\d+)\.(\d+)\.dist-info\b", names)
    return "{}.{:02}.{:02}".format(*map(int, found.groups())) if found else None
