"""directory.groups."""

import re
from collections.abc import Callable

from ..api.errors import invalid, not_found
from ..api.router import Call, Handler
from ..seed.organisation import CUSTOMER_ID
from ..state.directory import add_address, find, new_id, save
from ..state.store import JsonObject, Store
from . import cascades
from .addresses import check_free, is_address, own_address
from .customer_check import check_customer_or_domain
from .paging import page

_LONGEST_NAME = 73
_LONGEST_DESCRIPTION = 4096


def group_of(call: Call, name: str = "groupKey") -> JsonObject:
    """The group a call names. Raises GoogleError."""
    group = find(call.store, "group", call.params[name])
    if group is None:
        raise not_found(name)
    return group


def view(store: Store, group: JsonObject) -> JsonObject:
    """A group as it is shown."""
    return {**group, "directMembersCount": str(len(store.all(f"members/{group['id']}")))}


def get(call: Call) -> JsonObject:
    """One group."""
    return view(call.store, group_of(call))


def list_groups(call: Call) -> JsonObject:
    """Groups in pages: of the customer, of the domain, or those one member is in."""
    if call.params.get("userKey"):
        groups = _groups_of_member(call.store, call.params["userKey"])
    else:
        check_customer_or_domain(call)
        groups = list(call.store.all("group").values())
    matches = _parse_query(call.store, call.params.get("query", ""))
    items = sorted(((group["email"],), group) for group in groups if matches(group))
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 200))
    answer: JsonObject = {"kind": "admin#directory#groups", "etag": f'"demo-groups-{len(items)}"'}
    if chosen:
        answer["groups"] = [view(call.store, group) for group in chosen]
    return answer | ({"nextPageToken": token} if token else {})


def member_id(store: Store, key: str) -> str | None:
    """The id of the user or group with this id or address."""
    found = find(store, "user", key) or find(store, "group", key)
    return str(found["id"]) if found else None


def _groups_of_member(store: Store, key: str) -> list[JsonObject]:
    member = member_id(store, key)
    if member is None:
        if not is_address(key):
            raise invalid("Invalid Input: memberKey")
        if key.lower().endswith("@demo.example"):
            raise not_found("userKey")
        member = key.lower()
    return [group for group in store.all("group").values() if store.get(f"members/{group['id']}", member)]


def _parse_query(store: Store, text: str) -> Callable[[JsonObject], bool]:
    """https://developers.google.com/admin-sdk/directory/v1/guides/search-groups"""
    tests: list[Callable[[JsonObject], bool]] = []
    pattern = re.compile(r"""\s*(email|name|memberKey)\s*([:=])\s*(?:'((?:[^'\\]|\\.)*)'|([^\s']+))(?=\s|$)""")
    position, end = 0, len(text.rstrip())
    while position < end:
        found = pattern.match(text, position)
        if found is None:
            raise invalid(f"Invalid Input: Bad request for query: {text[:200]}")
        position = found.end()
        value = re.sub(r"\\(.)", r"\1", found[3] if found[3] is not None else found[4])
        tests.append(_test(store, found[1], found[2], value))
    return lambda group: all(test(group) for test in tests)


def _test(store: Store, field: str, operator: str, value: str) -> Callable[[JsonObject], bool]:
    if field == "memberKey":
        ids = {group["id"] for group in _groups_of_member(store, value)}
        return lambda group: group["id"] in ids
    wanted = value.lower()
    if operator == ":" and wanted.endswith("*"):
        return lambda group: group[field].lower().startswith(wanted[:-1])
    return lambda group: group[field].lower() == wanted


def insert(call: Call) -> JsonObject:
    """A new group without members."""
    email = own_address(str(call.body["email"]), "email")
    _check(call.body)
    check_free(call.store, email)
    group: JsonObject = {
        "kind": "admin#directory#group",
        "id": "0demo" + new_id(call.store, "group")[-12:],
        "email": email,
        "name": call.body.get("name") or email.partition("@")[0],
        "description": call.body.get("description") or "",
        "adminCreated": True,
    }
    add_address(call.store, email, "group", group["id"])
    return view(call.store, save(call.store, "group", group))


def update(call: Call) -> JsonObject:
    """Change name, description or address. The old address stays as an alias."""
    group = dict(group_of(call))
    _check(call.body)
    for field in ("name", "description"):
        if call.body.get(field) is not None:
            group[field] = call.body[field]
    if call.body.get("email"):
        _rename(call.store, group, own_address(call.body["email"], "email"))
    return view(call.store, save(call.store, "group", group))


def _rename(store: Store, group: JsonObject, email: str) -> None:
    old = group["email"]
    if email == old:
        return
    aliases = list(group.get("aliases", []))
    if email in aliases:
        aliases.remove(email)
    else:
        check_free(store, email)
        add_address(store, email, "group", group["id"])
    group["email"] = email
    group["aliases"] = [*aliases, old]
    cascades.member_renamed(store, group["id"], email)


def delete(call: Call) -> None:
    """Delete a group for good."""
    cascades.group_deleted(call.store, group_of(call))


def _check(body: JsonObject) -> None:
    name, description = body.get("name"), body.get("description")
    if name is not None and (not name.strip() or len(name) > _LONGEST_NAME or re.search(r"[<>=]", name)):
        raise invalid("Invalid Input: name")
    if description is not None and (len(description) > _LONGEST_DESCRIPTION or re.search(r"[<>=]", description)):
        raise invalid("Invalid Input: description")


def customer_of(key: str) -> bool:
    """Whether a member key means everyone in the domain."""
    return key in (CUSTOMER_ID, "my_customer")


HANDLERS: dict[str, Handler] = {
    "directory.groups.list": list_groups,
    "directory.groups.get": get,
    "directory.groups.insert": insert,
    "directory.groups.update": update,
    "directory.groups.patch": update,
    "directory.groups.delete": delete,
}
