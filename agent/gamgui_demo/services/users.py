"""directory.users: reading, creating, changing, deleting people."""

from ..api.errors import condition_not_met, forbidden, invalid, not_found
from ..api.router import Call, Handler
from ..seed.moments import now
from ..seed.organisation import CUSTOMER_ID
from ..state.directory import add_address, find, new_etag, new_id, save
from ..state.store import JsonObject, Store
from . import cascades
from .addresses import check_free, own_address
from .customer_check import check_customer_or_domain
from .org_unit_paths import unit_path
from .paging import page
from .passwords import check_password
from .user_fields import check_fields, merge
from .user_query import parse_query

_PUBLIC = ("kind", "id", "etag", "primaryEmail", "name", "emails", "phones", "organizations", "addresses")


def user_of(call: Call, name: str = "userKey") -> JsonObject:
    """The user a call names. Raises GoogleError."""
    user = find(call.store, "user", call.params[name])
    if user is None:
        raise not_found(name)
    return user


def view(user: JsonObject, call: Call) -> JsonObject:
    """A user as the caller asked to see it."""
    if call.params.get("viewType") == "domain_public":
        return {name: value for name, value in _complete(user).items() if name in _PUBLIC}
    shown = _complete(user)
    match call.params.get("projection", "full"):
        case "basic":
            shown.pop("customSchemas", None)
        case "custom":
            if not call.params.get("customFieldMask"):
                raise invalid("Invalid Input: customFieldMask")
            wanted = call.params["customFieldMask"].split(",")
            schemas = user.get("customSchemas", {})
            shown["customSchemas"] = {name: schemas[name] for name in wanted if name in schemas}
    return shown


def _complete(user: JsonObject) -> JsonObject:
    """With the list of addresses, which Google derives."""
    emails = [{"address": user["primaryEmail"], "primary": True}]
    emails += [{"address": alias} for alias in user.get("aliases", [])]
    return {**user, "emails": emails + [e for e in user.get("emails", []) if not _is_own(e, user)]}


def _is_own(email: JsonObject, user: JsonObject) -> bool:
    return email.get("address") in (user["primaryEmail"], *user.get("aliases", []))


def get(call: Call) -> JsonObject:
    """One person."""
    return view(user_of(call), call)


def list_users(call: Call) -> JsonObject:
    """People in pages; the deleted ones of the last 20 days when asked for."""
    check_customer_or_domain(call)
    deleted = call.params.get("showDeleted", "").lower() == "true"
    matches = parse_query(call.params.get("query", ""))
    people = call.store.all("deleted-user" if deleted else "user").values()
    order = call.params.get("orderBy", "email")
    items = [(_sort_key(user, order), user) for user in people if matches(user)]
    items.sort(key=lambda item: item[0])
    if call.params.get("sortOrder") == "DESCENDING":
        items = [(_falling(key), user) for key, user in items]
        items.sort(key=lambda item: item[0])
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 100))
    answer: JsonObject = {"kind": "admin#directory#users", "etag": f'"demo-list-{len(items)}"'}
    if chosen:
        answer["users"] = [view(user, call) for user in chosen]
    return answer | ({"nextPageToken": token} if token else {})


def _sort_key(user: JsonObject, order: str) -> tuple[str, ...]:
    first = user["primaryEmail"] if order == "email" else user["name"][order]
    return (first.lower(), user["primaryEmail"], user["id"])


def _falling(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key that sorts the other way round."""
    return tuple("".join(chr(0x10FFFF - ord(letter)) for letter in part) + "\U0010ffff" for part in key)


def insert(call: Call) -> JsonObject:
    """A new person."""
    body = dict(call.body)
    email = own_address(str(body["primaryEmail"]), "primary_user_email")
    check_fields(call.store, body, new=True)
    check_password(body)
    check_free(call.store, email)
    user = _new_account(call.store, email)
    merge(user, body)
    user["orgUnitPath"] = unit_path(call.store, body.get("orgUnitPath") or "/")
    add_address(call.store, email, "user", user["id"])
    return save(call.store, "user", user)


def _new_account(store: Store, email: str) -> JsonObject:
    return {
        "kind": "admin#directory#user",
        "id": new_id(store, "user"),
        "primaryEmail": email,
        "isAdmin": False,
        "isDelegatedAdmin": False,
        "lastLoginTime": "1970-01-01T00:00:00.000Z",
        "creationTime": now(),
        "agreedToTerms": False,
        "suspended": False,
        "archived": False,
        "changePasswordAtNextLogin": False,
        "ipWhitelisted": False,
        "customerId": CUSTOMER_ID,
        "isMailboxSetup": True,
        "isEnrolledIn2Sv": False,
        "isEnforcedIn2Sv": False,
        "includeInGlobalAddressList": True,
    }


def update(call: Call) -> JsonObject:
    """Change a person. PUT keeps what is not mentioned, as Google's does."""
    old = user_of(call)
    body = dict(call.body)
    check_fields(call.store, body, new=False)
    check_password(body)
    if body.get("suspended") and old["id"] == _caller_id(call):
        raise forbidden()
    user = dict(old)
    if body.get("orgUnitPath"):
        user["orgUnitPath"] = unit_path(call.store, body["orgUnitPath"])
    if body.get("primaryEmail"):
        _rename(call.store, user, own_address(body["primaryEmail"], "primary_user_email"))
    merge(user, body)
    if user["suspended"] and not old["suspended"]:
        user["suspensionReason"] = "ADMIN"
        user["suspensionTime"] = now()
    elif not user["suspended"]:
        user.pop("suspensionReason", None)
        user.pop("suspensionTime", None)
    return view(save(call.store, "user", user), call)


def _rename(store: Store, user: JsonObject, email: str) -> None:
    """The old address stays as an alias."""
    old = user["primaryEmail"]
    if email == old:
        return
    aliases = list(user.get("aliases", []))
    if email in aliases:
        aliases.remove(email)
    else:
        check_free(store, email)
        add_address(store, email, "user", user["id"])
    user["primaryEmail"] = email
    user["aliases"] = [*aliases, old]
    cascades.member_renamed(store, user["id"], email)


def _caller_id(call: Call) -> str | None:
    caller = find(call.store, "user", call.grant.subject)
    return caller["id"] if caller else None


def delete(call: Call) -> None:
    """Delete a person, who can be brought back for 20 days."""
    user = user_of(call)
    if user["id"] == _caller_id(call):
        raise forbidden()
    cascades.user_deleted(call.store, user)
    call.store.delete("user", user["id"])
    gone = {**user, "deletionTime": now(), "etag": new_etag(call.store)}
    call.store.put("deleted-user", user["id"], gone)


def undelete(call: Call) -> None:
    """Bring a deleted person back. Only the id names one: the address may be someone else's by now."""
    user = call.store.get("deleted-user", call.params["userKey"])
    if user is None:
        raise not_found("userKey")
    emails = [user["primaryEmail"], *user.get("aliases", [])]
    taken = [email for email in emails if call.store.get("address", email) is not None]
    if user["primaryEmail"] in taken:
        raise condition_not_met("Cannot undelete a user whose address has been given to somebody else.")
    back = {name: value for name, value in user.items() if name != "deletionTime"}
    back["aliases"] = [email for email in user.get("aliases", []) if email not in taken]
    back["orgUnitPath"] = unit_path(call.store, call.body.get("orgUnitPath") or "/")
    for email in [back["primaryEmail"], *back["aliases"]]:
        add_address(call.store, email, "user", back["id"])
    call.store.delete("deleted-user", back["id"])
    save(call.store, "user", back)


def make_admin(call: Call) -> None:
    """Give or take super administration."""
    user = user_of(call)
    status = call.body.get("status")
    if status is None:
        raise invalid("Invalid Input: status")
    if user["id"] == _caller_id(call) and not status:
        raise forbidden()
    save(call.store, "user", {**user, "isAdmin": status})
    cascades.super_admin_changed(call.store, user["id"], status)


def sign_out(call: Call) -> None:
    """End a person's sessions: there are none, but the person must exist."""
    user_of(call)


HANDLERS: dict[str, Handler] = {
    "directory.users.get": get,
    "directory.users.list": list_users,
    "directory.users.insert": insert,
    "directory.users.update": update,
    "directory.users.patch": update,
    "directory.users.delete": delete,
    "directory.users.undelete": undelete,
    "directory.users.makeAdmin": make_admin,
    "directory.users.signOut": sign_out,
    "directory.twoStepVerification.turnOff": sign_out,
}
