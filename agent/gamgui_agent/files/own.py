"""Names that are the agent's own, and names that are none."""

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import is_part


def require_visible(name: bytes) -> None:
    """Only what is listed can be changed: not the working folder itself, nor a file on its way in."""
    if name in (b"", b".") or is_part(name):
        raise FileError("permission", "That is not to be changed here.")


def require_name(name: bytes) -> None:
    """One name of a folder's entry, and no path."""
    require_visible(name)
    if name == b".." or b"/" in name or b"\0" in name:
        raise FileError("not-found", "A name has no “/” and no zero byte in it, and is not “..”.")
