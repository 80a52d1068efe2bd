"""directory.members: who is in which group."""

from collections.abc import Iterator

from ..api.errors import condition_not_met, duplicate, invalid, not_found, required
from ..api.router import Call, Handler
from ..seed.organisation import CUSTOMER_ID, DOMAIN
from ..state.directory import find, new_etag
from ..state.store import JsonObject, Store
from .addresses import is_address
from .groups import customer_of, group_of, member_id
from .paging import page

_ROLES = ("OWNER", "MANAGER", "MEMBER")
_DELIVERY = ("ALL_MAIL", "DAILY", "DIGEST", "DISABLED", "NONE")


def _kind(group: JsonObject) -> str:
    return f"members/{group['id']}"


def _member(call: Call, group: JsonObject) -> JsonObject:
    key = call.params["memberKey"]
    member = call.store.get(_kind(group), _membership_key(call.store, key))
    if member is None:
        raise not_found("memberKey")
    return member


def _membership_key(store: Store, key: str) -> str:
    """What memberships are stored under: an id, or the address of someone from elsewhere."""
    if customer_of(key):
        return CUSTOMER_ID
    return member_id(store, key) or key.lower()


def get(call: Call) -> JsonObject:
    """One membership."""
    return _shown(call.store, _member(call, group_of(call)))


def list_members(call: Call) -> JsonObject:
    """Members in pages, by address."""
    group = group_of(call)
    roles = [role.strip() for role in call.params.get("roles", "").split(",") if role.strip()]
    if any(role not in _ROLES for role in roles):
        raise invalid("Invalid Input: roles")
    if call.params.get("includeDerivedMembership"):
        members = list(_derived(call.store, group["id"], set()))
    else:
        members = list(call.store.all(_kind(group)).values())
    items = sorted(
        ((member.get("email", ""), member["id"]), member)
        for member in {m["id"]: m for m in members}.values()
        if not roles or member["role"] in roles
    )
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 200))
    answer: JsonObject = {"kind": "admin#directory#members", "etag": f'"demo-members-{len(items)}"'}
    if chosen:
        answer["members"] = [_shown(call.store, member) for member in chosen]
    return answer | ({"nextPageToken": token} if token else {})


def _shown(store: Store, member: JsonObject) -> JsonObject:
    """With the state of the person now."""
    user = store.get("user", member["id"])
    status = "SUSPENDED" if user is not None and user["suspended"] else "ACTIVE"
    return {**member, "status": status} if user is not None or member["type"] == "GROUP" else member


def _derived(store: Store, group: str, seen: set[str]) -> Iterator[JsonObject]:
    """Direct members and the members of member groups."""
    seen.add(group)
    for member in store.all(f"members/{group}").values():
        yield member
        if member["type"] == "GROUP" and member["id"] not in seen:
            yield from _derived(store, member["id"], seen)


def has_member(call: Call) -> JsonObject:
    """Whether someone is in a group or in one of its groups."""
    group, key = group_of(call), call.params["memberKey"]
    if not is_address(key) and member_id(call.store, key) is None:
        raise invalid("Invalid Input: memberKey")
    wanted = _membership_key(call.store, key)
    return {"isMember": any(m["id"] == wanted for m in _derived(call.store, group["id"], set()))}


def insert(call: Call) -> JsonObject:
    """A new membership."""
    group, body = group_of(call), call.body
    key = body.get("email") or body.get("id")
    if not key:
        raise required("Missing required field: memberKey")
    _check(body)
    member = _identity(call.store, str(key))
    if member["id"] == group["id"] or _contains(call.store, member, group["id"]):
        raise condition_not_met("Cyclic memberships not allowed")
    if call.store.get(_kind(group), member["id"]) is not None:
        raise duplicate("Member already exists.")
    member["role"] = body.get("role") or "MEMBER"
    member["delivery_settings"] = body.get("delivery_settings") or "ALL_MAIL"
    return _save(call.store, group, member)


def _identity(store: Store, key: str) -> JsonObject:
    """Who is meant: a person or group here, everyone here, or an address elsewhere."""
    if customer_of(key):
        return {"id": CUSTOMER_ID, "type": "CUSTOMER"}
    for kind, name, field in (("user", "USER", "primaryEmail"), ("group", "GROUP", "email")):
        found = find(store, kind, key)
        if found is not None:
            return {"id": found["id"], "email": found[field], "type": name}
    if "@" in key and not is_address(key):
        raise invalid("Invalid Input: memberKey")
    if "@" not in key or key.lower().endswith("@" + DOMAIN):
        raise not_found("memberKey")
    return {"id": key.lower(), "email": key.lower(), "type": "USER"}


def _contains(store: Store, member: JsonObject, group: str) -> bool:
    """Whether the member is a group that the other group is somewhere in."""
    return member["type"] == "GROUP" and any(m["id"] == group for m in _derived(store, member["id"], set()))


def update(call: Call) -> JsonObject:
    """Change a role or how mail is delivered."""
    group = group_of(call)
    member = dict(_member(call, group))
    _check(call.body)
    for field in ("role", "delivery_settings"):
        if call.body.get(field):
            member[field] = call.body[field]
    return _save(call.store, group, member)


def delete(call: Call) -> None:
    """End a membership."""
    group = group_of(call)
    call.store.delete(_kind(group), _member(call, group)["id"])


def _save(store: Store, group: JsonObject, member: JsonObject) -> JsonObject:
    saved = {"kind": "admin#directory#member", **member, "etag": new_etag(store)}
    store.put(_kind(group), saved["id"], saved)
    return _shown(store, saved)


def _check(body: JsonObject) -> None:
    if body.get("role") and body["role"] not in _ROLES:
        raise invalid("Invalid Input: role")
    if body.get("delivery_settings") and body["delivery_settings"] not in _DELIVERY:
        raise invalid("Invalid Input: delivery_settings")


HANDLERS: dict[str, Handler] = {
    "directory.members.list": list_members,
    "directory.members.get": get,
    "directory.members.hasMember": has_member,
    "directory.members.insert": insert,
    "directory.members.update": update,
    "directory.members.patch": update,
    "directory.members.delete": delete,
}
