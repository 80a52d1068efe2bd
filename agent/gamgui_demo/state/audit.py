"""The admin log: what was done in the demo domain since its first day."""

from ..seed.moments import now
from .store import JsonObject, Store

_MOST = 20_000  # entries kept; the oldest go first


def record(store: Store, actor: str, event: str, parameters: JsonObject) -> None:
    """Add an entry. Only inside a transaction."""
    number = store.next_number("activity")
    entry: JsonObject = {
        "time": now(),
        "number": number,
        "actor": actor,
        "type": _TYPES.get(event.split("_")[-1], "USER_SETTINGS"),
        "event": event,
        "parameters": parameters,
    }
    store.put("activity", f"{number:012d}", entry)
    store.delete("activity", f"{number - _MOST:012d}")


_TYPES = {"GROUP": "GROUP_SETTINGS", "MEMBER": "GROUP_SETTINGS", "UNIT": "ORG_SETTINGS", "LICENSE": "LICENSES_SETTINGS"}
