"""The form of e-mail addresses, and whether one is still free."""

import re

from ..api.errors import duplicate, invalid, not_found
from ..seed.organisation import DOMAIN
from ..state.directory import is_taken
from ..state.store import Store

_LOCAL = re.compile(r"[a-z0-9_'-]+(?:\.[a-z0-9_'-]+)*|[a-z0-9_'][a-z0-9_'.-]*[a-z0-9_'-]")
_ANY = re.compile(r"[^@\s]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def own_address(text: str, what: str) -> str:
    """An address of the demo domain in lower case; `what` is named when it is refused."""
    email = text.strip().lower()
    local, at, domain = email.rpartition("@")
    if not at or not local or len(local) > 64 or ".." in local or not _LOCAL.fullmatch(local):
        raise invalid(f"Invalid Input: {what}")
    if domain != DOMAIN:
        raise not_found("domain")
    return email


def is_address(text: str) -> bool:
    """Whether this looks like an address of any domain."""
    return len(text) <= 254 and bool(_ANY.fullmatch(text.lower()))


def check_free(store: Store, email: str) -> None:
    """Refuse an address that a user, group or alias has."""
    if is_taken(store, email):
        raise duplicate()
