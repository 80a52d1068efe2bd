"""Passwords are checked and thrown away: nothing in the demo domain can be signed in to."""

import re

from ..api.errors import GoogleError, invalid
from ..state.store import JsonObject

_HASHES = {
    "MD5": re.compile(r"[0-9A-Fa-f]{32}|[A-Za-z0-9+/]{22}=="),
    "SHA-1": re.compile(r"[0-9A-Fa-f]{40}|[A-Za-z0-9+/]{27}="),
    "crypt": re.compile(r"\$(?:1|5|6)\$(?:rounds=\d+\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{22,86}|[./0-9A-Za-z]{13}"),
}


def check_password(body: JsonObject) -> None:
    """Refuse what Google refuses: 8 to 100 characters in the clear, or a hash of a known kind."""
    if "password" not in body:
        if "hashFunction" in body:
            raise invalid("Invalid Password")
        return
    password, function = body["password"], body.get("hashFunction")
    if function is None or function == "":
        good = isinstance(password, str) and 8 <= len(password) <= 100 and password.isprintable()
    else:
        pattern = next((form for name, form in _HASHES.items() if name.lower() == function.lower()), None)
        if pattern is None:
            raise _unknown(function)
        good = bool(pattern.fullmatch(password or ""))
    if not good:
        raise invalid("Invalid Password")


def _unknown(function: str) -> GoogleError:
    return invalid(f"Invalid Input: hashFunction {function[:40]}")
