"""A container's own session: its image says in the environment where that is (agent/Containerfile), so that the agent's
programs need no arguments there."""

import os
import sys

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
    return Gam([sys.executable, "-I", "-m", "gam"], sys.executable) if is_container() else None
