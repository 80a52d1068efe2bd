"""Where a session is. A container's image says it in the environment (agent/Containerfile), so that the agent's
programs need no arguments there."""

import os

_DIR = "GAMGUI_DIR"
_RUN = "GAMGUI_RUN"


def agent_program() -> str:
    """The file that Python runs as one of the agent's programs, by its name."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "__main__.py")


def own_folder() -> str | None:
    """The session's folder, if this is a container that was made for one session."""
    return os.environ.get(_DIR) or None


def own_run_folder() -> str | None:
    """Where its run folder is unless its configuration says otherwise, if this is such a container."""
    return os.environ.get(_RUN) if is_container() else None


def is_container() -> bool:
    """Whether the container was made for the session: what its control group counts is the session's then."""
    return own_folder() is not None


def state_folder(directory: str) -> str:
    """Where the host of the session in `directory` keeps what is its own (host/state.py)."""
    return os.path.join(directory, "state")


def failed_rows_folder(directory: str) -> str:
    """Where `gam` keeps which rows of its jobs failed (gam/failed.py), and the `files` program reads it."""
    return os.path.join(state_folder(directory), "failed-rows")
