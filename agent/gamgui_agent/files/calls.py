"""Fields of CALLs, checked: a missing or wrong one ends the conversation (`bad-frame`)."""

import binascii
from base64 import b64decode
from collections.abc import Mapping

from gamgui_agent.protocol.frames import MAX_OFFSET
from gamgui_agent.protocol.wire import BadFrame

# The year 9999, in milliseconds: later times break the system's own.
_LATEST = 253_402_300_799_000
_U32 = 0xFFFF_FFFF


def text(message: Mapping[str, object], name: str) -> str:
    """A string."""
    value = message.get(name)
    if not isinstance(value, str):
        raise BadFrame(f"“{name}” is not a string.")
    return value


def flag(message: Mapping[str, object], name: str) -> bool:
    """A boolean; false where it is missing."""
    value = message.get(name, False)
    if not isinstance(value, bool):
        raise BadFrame(f"“{name}” is not a boolean.")
    return value


def number(message: Mapping[str, object], name: str, most: int = MAX_OFFSET) -> int:
    """A whole number from 0 to `most`."""
    value = message.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadFrame(f"“{name}” is not a whole number up to {most}.")
    return value


def number_or_none(message: Mapping[str, object], name: str) -> int | None:
    """A whole number; None where it is missing."""
    return None if message.get(name) is None else number(message, name)


def objects(message: Mapping[str, object], name: str, most: int) -> list[Mapping[str, object]]:
    """A list of 1 to `most` objects."""
    value = message.get(name)
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise BadFrame(f"“{name}” is not a list of 1 to {most}.")
    if not all(isinstance(one, dict) for one in value):
        raise BadFrame(f"“{name}” is not a list of objects.")
    return value


def texts(message: Mapping[str, object], name: str, most: int) -> list[str]:
    """A list of up to `most` strings."""
    value = message.get(name)
    if not isinstance(value, list) or len(value) > most or not all(isinstance(one, str) for one in value):
        raise BadFrame(f"“{name}” is not a list of up to {most} strings.")
    return value


def transfer(message: Mapping[str, object]) -> int:
    """The client's number for a transfer."""
    return number(message, "transfer", _U32)


def mtime(message: Mapping[str, object]) -> int:
    """A time of change, in milliseconds."""
    return number(message, "mtime", _LATEST)


def name(message: Mapping[str, object], field: str) -> bytes:
    """The bytes of a name or a path, which travel in base64."""
    try:
        return b64decode(text(message, field), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadFrame(f"“{field}” is not base64.") from error
