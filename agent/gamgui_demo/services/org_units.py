"""directory.orgunits."""

import re

from ..api.errors import GoogleError, condition_not_met, invalid
from ..api.router import Call, Handler
from ..state.directory import new_etag
from ..state.store import JsonObject, Store
from .customer_check import check_customer
from .org_unit_paths import find_unit

_LONGEST_NAME = 100
_MOST_LEVELS = 35  # https://support.google.com/a/answer/182433


def _unit(call: Call) -> JsonObject:
    check_customer(call, "customerId")
    unit = find_unit(call.store, call.params["orgUnitPath"])
    if unit is None:
        raise GoogleError(404, "notFound", "Org unit not found")
    return unit


def list_units(call: Call) -> JsonObject:
    """The units below one, all of them or the next level."""
    check_customer(call, "customerId")
    start = call.params.get("orgUnitPath") or "/"
    top = find_unit(call.store, start)
    if top is None:
        raise GoogleError(404, "notFound", "Org unit not found")
    kind = call.params.get("type", "children")
    units = sorted(call.store.all("orgunit").values(), key=lambda unit: str(unit["orgUnitPath"]).lower())
    if kind == "children":
        chosen = [unit for unit in units if unit.get("parentOrgUnitId") == top["orgUnitId"]]
    else:
        prefix = top["orgUnitPath"].rstrip("/") + "/"
        below = [u for u in units if u["orgUnitPath"] != "/" and u["orgUnitPath"].startswith(prefix)]
        chosen = ([top] if kind == "allIncludingParent" else []) + below
    answer: JsonObject = {"kind": "admin#directory#orgUnits", "etag": f'"demo-orgunits-{len(chosen)}"'}
    return answer | ({"organizationUnits": chosen} if chosen else {})


def insert(call: Call) -> JsonObject:
    """A new unit below an existing one."""
    check_customer(call, "customerId")
    parent = _parent(call) or find_unit(call.store, "/")
    if parent is None:
        raise invalid("Invalid Parent Orgunit Id")
    unit: JsonObject = {
        "kind": "admin#directory#orgUnit",
        "orgUnitId": f"id:03demo9{call.store.next_number('orgunit'):07x}",
        "description": "",
        "blockInheritance": False,
    }
    return _place(call.store, unit, parent, call.body)


def update(call: Call) -> JsonObject:
    """Rename, describe or move a unit; everything below and everyone in it moves along."""
    unit = _unit(call)
    if unit["orgUnitPath"] == "/" and (set(call.body) - {"description"}):
        raise invalid("Invalid Ou Id")
    if unit["orgUnitPath"] == "/":
        return _save(call.store, {**unit, "description": call.body.get("description", "")})
    parent = _parent(call) or call.store.get("orgunit", unit["parentOrgUnitId"])
    if parent is None or (parent["orgUnitPath"] + "/").startswith(unit["orgUnitPath"] + "/"):
        raise invalid("Invalid Parent Orgunit Id")
    old = unit["orgUnitPath"]
    saved = _place(call.store, unit, parent, {"name": unit["name"], **call.body})
    if saved["orgUnitPath"] != old:
        _move_contents(call.store, old, saved["orgUnitPath"])
    return saved


def delete(call: Call) -> None:
    """Delete a unit that holds nothing."""
    unit = _unit(call)
    path = unit["orgUnitPath"]
    if path == "/":
        raise invalid("Invalid Ou Id")
    children = any(u.get("parentOrgUnitId") == unit["orgUnitId"] for u in call.store.all("orgunit").values())
    residents = any(
        item["orgUnitPath"] == path for kind in ("user", "chromeos") for item in call.store.all(kind).values()
    )
    if children or residents:
        raise condition_not_met("Org unit has users, devices or sub-organizations and cannot be deleted.")
    call.store.delete("orgunit", unit["orgUnitId"])


def _parent(call: Call) -> JsonObject | None:
    """The parent the body names, or None when it names none. Raises GoogleError when it is missing."""
    key = call.body.get("parentOrgUnitId") or call.body.get("parentOrgUnitPath")
    if not key:
        return None
    parent = find_unit(call.store, key)
    if parent is None:
        raise invalid("Invalid Parent Orgunit Id")
    return parent


def _place(store: Store, unit: JsonObject, parent: JsonObject, body: JsonObject) -> JsonObject:
    """Store a unit under its name and parent."""
    name = str(body.get("name", "")).strip()
    if not name or len(name) > _LONGEST_NAME or re.search(r"[/\\\x00-\x1f]", name):
        raise invalid("Invalid Ou Name")
    path = parent["orgUnitPath"].rstrip("/") + "/" + name
    other = find_unit(store, path)
    if path.count("/") > _MOST_LEVELS or (other is not None and other["orgUnitId"] != unit["orgUnitId"]):
        raise invalid("Invalid Ou Id")
    fields = {key: body[key] for key in ("description", "blockInheritance") if body.get(key) is not None}
    where = {"parentOrgUnitPath": parent["orgUnitPath"], "parentOrgUnitId": parent["orgUnitId"]}
    return _save(store, {**unit, **fields, **where, "name": name, "orgUnitPath": path})


def _save(store: Store, unit: JsonObject) -> JsonObject:
    saved = {**unit, "etag": new_etag(store)}
    store.put("orgunit", saved["orgUnitId"], saved)
    return saved


def _move_contents(store: Store, old: str, new: str) -> None:
    """A path has changed: so have the paths of all below it."""
    for key, unit in list(store.all("orgunit").items()):
        if unit["orgUnitPath"].startswith(old + "/"):
            path = new + unit["orgUnitPath"][len(old) :]
            store.put("orgunit", key, {**unit, "orgUnitPath": path, "parentOrgUnitPath": path.rpartition("/")[0]})
    for kind in ("user", "chromeos"):
        for key, item in list(store.all(kind).items()):
            if (item["orgUnitPath"] + "/").startswith(old + "/"):
                path = new + item["orgUnitPath"][len(old) :]
                store.put(kind, key, {**item, "orgUnitPath": path, "etag": new_etag(store)})


HANDLERS: dict[str, Handler] = {
    "directory.orgunits.list": list_units,
    "directory.orgunits.get": _unit,
    "directory.orgunits.insert": insert,
    "directory.orgunits.update": update,
    "directory.orgunits.patch": update,
    "directory.orgunits.delete": delete,
}
