"""The organisational units of the first day."""

from ..state.directory import new_etag
from ..state.store import Store
from .organisation import ORG_UNITS, ORGANISATION, org_unit_id


def add_org_units(store: Store) -> None:
    """Put the root and its units into an empty store, keyed by id."""
    ids = {"/": org_unit_id(0)}
    store.put(
        "orgunit",
        ids["/"],
        {
            "kind": "admin#directory#orgUnit",
            "etag": new_etag(store),
            "name": ORGANISATION,
            "description": "The whole demo domain",
            "orgUnitPath": "/",
            "orgUnitId": ids["/"],
            "blockInheritance": False,
        },
    )
    for number, (path, description, _) in enumerate(ORG_UNITS, start=1):
        parent, _, name = path.rpartition("/")
        ids[path] = org_unit_id(number)
        store.put(
            "orgunit",
            ids[path],
            {
                "kind": "admin#directory#orgUnit",
                "etag": new_etag(store),
                "name": name,
                "description": description,
                "orgUnitPath": path,
                "orgUnitId": ids[path],
                "parentOrgUnitPath": parent or "/",
                "parentOrgUnitId": ids[parent or "/"],
                "blockInheritance": False,
            },
        )
