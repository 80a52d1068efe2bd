"""Which calls leave an entry in the admin log, under which name and with what in it.

https://developers.google.com/admin-sdk/reports/v1/appendix/activity/admin-event-names
"""

from collections.abc import Callable

from ..api.router import Call, Handler
from ..state.audit import record
from ..state.directory import find
from ..state.store import JsonObject

Describe = Callable[[Call], JsonObject]


def _user(call: Call) -> JsonObject:
    key = call.params.get("userKey") or call.body.get("primaryEmail") or ""
    user = find(call.store, "user", key) or call.store.get("deleted-user", key)
    return {"USER_EMAIL": user["primaryEmail"] if user else key}


def _group(call: Call) -> JsonObject:
    key = call.params.get("groupKey") or call.body.get("email") or ""
    group = find(call.store, "group", key)
    return {"GROUP_EMAIL": group["email"] if group else key}


def _member(call: Call) -> JsonObject:
    who = call.params.get("memberKey") or call.body.get("email") or call.body.get("id") or ""
    return {**_group(call), "USER_EMAIL": who}


def _unit(call: Call) -> JsonObject:
    return {"ORG_UNIT_NAME": call.params.get("orgUnitPath") or call.body.get("name") or ""}


def _alias(call: Call) -> JsonObject:
    owner = _user(call) if "userKey" in call.params else _group(call)
    return {**owner, "USER_ALIAS": call.params.get("alias") or call.body.get("alias") or ""}


def _licence(call: Call) -> JsonObject:
    who = call.params.get("userId") or call.body.get("userId") or ""
    return {"USER_EMAIL": who, "NEW_VALUE": call.params["skuId"]}


_EVENTS: dict[str, tuple[str, Describe]] = {
    "directory.users.insert": ("CREATE_USER", _user),
    "directory.users.delete": ("DELETE_USER", _user),
    "directory.users.undelete": ("UNDELETE_USER", _user),
    "directory.users.makeAdmin": ("GRANT_ADMIN_PRIVILEGE", _user),
    "directory.users.aliases.insert": ("ADD_USER_ALIAS", _alias),
    "directory.users.aliases.delete": ("DELETE_USER_ALIAS", _alias),
    "directory.groups.insert": ("CREATE_GROUP", _group),
    "directory.groups.update": ("CHANGE_GROUP", _group),
    "directory.groups.patch": ("CHANGE_GROUP", _group),
    "directory.groups.delete": ("DELETE_GROUP", _group),
    "directory.members.insert": ("ADD_GROUP_MEMBER", _member),
    "directory.members.update": ("UPDATE_GROUP_MEMBER", _member),
    "directory.members.patch": ("UPDATE_GROUP_MEMBER", _member),
    "directory.members.delete": ("REMOVE_GROUP_MEMBER", _member),
    "directory.orgunits.insert": ("CREATE_ORG_UNIT", _unit),
    "directory.orgunits.update": ("EDIT_ORG_UNIT", _unit),
    "directory.orgunits.patch": ("EDIT_ORG_UNIT", _unit),
    "directory.orgunits.delete": ("REMOVE_ORG_UNIT", _unit),
    "licensing.licenseAssignments.insert": ("USER_LICENSE", _licence),
    "licensing.licenseAssignments.delete": ("USER_LICENSE_REVOKE", _licence),
}
_USER_CHANGES = {
    "suspended": ("SUSPEND_USER", "UNSUSPEND_USER"),
    "archived": ("ARCHIVE_USER", "UNARCHIVE_USER"),
}


def audited(handler: Handler, method: str) -> Handler:
    """The handler, leaving an entry for what it does. Reading leaves none."""
    if method in ("directory.users.update", "directory.users.patch"):
        return _audited_user_change(handler)
    if method not in _EVENTS:
        return handler
    event, describe = _EVENTS[method]

    def logged(call: Call) -> JsonObject | None:
        parameters = describe(call)  # before: afterwards there may be nothing left to describe
        result = handler(call)
        record(call.store, call.grant.subject, event, parameters)
        return result

    return logged


def _audited_user_change(handler: Handler) -> Handler:
    def logged(call: Call) -> JsonObject | None:
        who = _user(call)
        result = handler(call)
        for event in _changes(call.body):
            record(call.store, call.grant.subject, event, who)
        return result

    return logged


def _changes(body: JsonObject) -> list[str]:
    events = [names[0] if body[field] else names[1] for field, names in _USER_CHANGES.items() if field in body]
    if "password" in body:
        events.append("CHANGE_PASSWORD")
    if "orgUnitPath" in body:
        events.append("MOVE_USER_TO_ORG_UNIT")
    if "primaryEmail" in body:
        events.append("RENAME_USER")
    return events or ["CHANGE_USER"]
