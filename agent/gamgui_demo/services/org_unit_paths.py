"""Finding organisational units by path or id."""

from ..api.errors import invalid
from ..state.store import JsonObject, Store


def find_unit(store: Store, key: str) -> JsonObject | None:
    """The unit with this path (with or without the first slash, in any case) or id (`id:…`)."""
    if key.lower().startswith("id:"):
        return store.get("orgunit", key)
    path = "/" + key.strip("/").lower()
    return next((unit for unit in store.all("orgunit").values() if unit["orgUnitPath"].lower() == path), None)


def unit_path(store: Store, key: str) -> str:
    """The path of an existing unit as it is written. Raises GoogleError in Google's words for users."""
    unit = find_unit(store, key) if key.startswith(("/", "id:")) else None
    if unit is None:
        raise invalid("Invalid Input: INVALID_OU_ID")
    path: str = unit["orgUnitPath"]
    return path
