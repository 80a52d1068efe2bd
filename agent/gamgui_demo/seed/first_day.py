"""Fills an empty store."""

from ..state.store import Store
from .devices import add_devices
from .groups import add_groups
from .org_units import add_org_units
from .people import add_people
from .products import add_licences
from .roles import add_roles

VERSION = 1  # rises when the seed changes, so that a state file says what it started from


def fill(store: Store) -> None:
    """Put the demo domain into the store. Runs inside a transaction."""
    add_org_units(store)
    add_people(store)
    add_roles(store)
    add_groups(store)
    add_licences(store)
    add_devices(store)
    store.put("seed", "version", {"value": VERSION})
