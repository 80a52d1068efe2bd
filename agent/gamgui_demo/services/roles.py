"""directory.roles, roleAssignments and privileges."""

from ..api.errors import GoogleError, duplicate, invalid, not_found
from ..api.router import Call, Handler
from ..seed.roles import PRIVILEGES, SUPER_ADMIN_ROLE
from ..state.directory import find, new_etag
from ..state.store import JsonObject, Store
from .customer_check import check_customer
from .org_unit_paths import find_unit
from .paging import page


def set_super_admin(store: Store, user: str, is_admin: bool) -> None:
    """Make the assignment of the super administrator role follow the flag of the user."""
    for key, assignment in list(store.all("roleassignment").items()):
        if assignment["assignedTo"] == user and assignment["roleId"] == SUPER_ADMIN_ROLE:
            store.delete("roleassignment", key)
    if is_admin:
        assign(store, user, SUPER_ADMIN_ROLE, {})


def assign(store: Store, who: str, role: str, more: JsonObject) -> JsonObject:
    """Add an assignment. `more` may narrow it to an organisational unit."""
    key = str(10_000_000_000 + store.next_number("roleassignment"))
    assignment: JsonObject = {
        "kind": "admin#directory#roleAssignment",
        "etag": new_etag(store),
        "roleAssignmentId": key,
        "roleId": role,
        "assignedTo": who,
        "assigneeType": "user" if store.get("user", who) else "group",
        "scopeType": "CUSTOMER",
        **more,
    }
    store.put("roleassignment", key, assignment)
    return assignment


def _role(call: Call) -> JsonObject:
    check_customer(call, "customer")
    role = call.store.get("role", call.params["roleId"])
    if role is None:
        raise not_found("roleId")
    return role


def list_roles(call: Call) -> JsonObject:
    """Every role."""
    check_customer(call, "customer")
    items = [((key,), role) for key, role in sorted(call.store.all("role").items())]
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 100))
    answer: JsonObject = {"kind": "admin#directory#roles", "etag": '"demo-roles"', "items": chosen}
    return answer | ({"nextPageToken": token} if token else {})


def insert_role(call: Call) -> JsonObject:
    """A new role of the customer's own."""
    check_customer(call, "customer")
    if any(role["roleName"] == call.body["roleName"] for role in call.store.all("role").values()):
        raise duplicate()
    key = str(20_000_000_000 + call.store.next_number("role"))
    return _save_role(call, {"kind": "admin#directory#role", "roleId": key, "isSystemRole": False}, call.body)


def update_role(call: Call) -> JsonObject:
    """Change a role of the customer's own; the built-in ones stay as they are."""
    return _save_role(call, _own_role(call), call.body)


def delete_role(call: Call) -> None:
    """Delete a role nobody has."""
    role = _own_role(call)
    if any(a["roleId"] == role["roleId"] for a in call.store.all("roleassignment").values()):
        raise GoogleError(412, "conditionNotMet", "The role is still assigned.")
    call.store.delete("role", role["roleId"])


def _own_role(call: Call) -> JsonObject:
    role = _role(call)
    if role.get("isSystemRole"):
        raise invalid("Invalid Input: a system role cannot be changed")
    return role


def _save_role(call: Call, role: JsonObject, body: JsonObject) -> JsonObject:
    known = {privilege["privilegeName"] for privilege in PRIVILEGES}
    for privilege in body.get("rolePrivileges", []):
        if privilege.get("privilegeName") not in known:
            raise invalid(f"Invalid Input: {str(privilege.get('privilegeName'))[:60]}")
    fields = ("roleName", "roleDescription", "rolePrivileges")
    saved = {**role, **{name: body[name] for name in fields if name in body}, "etag": new_etag(call.store)}
    call.store.put("role", saved["roleId"], saved)
    return saved


def list_privileges(call: Call) -> JsonObject:
    """Every privilege."""
    check_customer(call, "customer")
    return {"kind": "admin#directory#privileges", "etag": '"demo-privileges"', "items": list(PRIVILEGES)}


def list_assignments(call: Call) -> JsonObject:
    """Who has which role."""
    check_customer(call, "customer")
    who, role = call.params.get("userKey"), call.params.get("roleId")
    owners = _owner_ids(call, who) if who else set()
    items = [
        ((key,), assignment)
        for key, assignment in sorted(call.store.all("roleassignment").items())
        if (not who or assignment["assignedTo"] in owners) and (not role or assignment["roleId"] == role)
    ]
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 100))
    answer: JsonObject = {"kind": "admin#directory#roleAssignments", "etag": '"demo-assignments"', "items": chosen}
    return answer | ({"nextPageToken": token} if token else {})


def _owner_ids(call: Call, key: str) -> set[str]:
    owner = find(call.store, "user", key) or find(call.store, "group", key)
    if owner is None:
        raise not_found("userKey")
    ids = {owner["id"]}
    if call.params.get("includeIndirectRoleAssignments"):
        ids |= {group for group in call.store.all("group") if call.store.get(f"members/{group}", owner["id"])}
    return ids


def get_assignment(call: Call) -> JsonObject:
    """One assignment."""
    check_customer(call, "customer")
    assignment = call.store.get("roleassignment", call.params["roleAssignmentId"])
    if assignment is None:
        raise not_found("roleAssignmentId")
    return assignment


def insert_assignment(call: Call) -> JsonObject:
    """Give a role to a person or group."""
    check_customer(call, "customer")
    who, role = str(call.body.get("assignedTo", "")), str(call.body.get("roleId", ""))
    if not (call.store.get("user", who) or call.store.get("group", who)):
        raise not_found("userKey")
    if call.store.get("role", role) is None:
        raise not_found("roleId")
    more: JsonObject = {"scopeType": call.body.get("scopeType") or "CUSTOMER"}
    if more["scopeType"] == "ORG_UNIT":
        if find_unit(call.store, "id:" + str(call.body.get("orgUnitId", "")).removeprefix("id:")) is None:
            raise invalid("Invalid Org Unit")
        more["orgUnitId"] = call.body["orgUnitId"].removeprefix("id:")
    if any(a["assignedTo"] == who and a["roleId"] == role for a in call.store.all("roleassignment").values()):
        raise duplicate("Role assignment exists: roleAssignment")
    _follow(call.store, who, role, True)
    return assign(call.store, who, role, more)


def delete_assignment(call: Call) -> None:
    """Take a role away."""
    assignment = get_assignment(call)
    call.store.delete("roleassignment", assignment["roleAssignmentId"])
    _follow(call.store, assignment["assignedTo"], assignment["roleId"], False)


def _follow(store: Store, who: str, role: str, has_it: bool) -> None:
    """The flags of the person say what roles there are."""
    user = store.get("user", who)
    if user is not None:
        flag = "isAdmin" if role == SUPER_ADMIN_ROLE else "isDelegatedAdmin"
        store.put("user", who, {**user, flag: has_it, "etag": new_etag(store)})


HANDLERS: dict[str, Handler] = {
    "directory.privileges.list": list_privileges,
    "directory.roles.list": list_roles,
    "directory.roles.get": _role,
    "directory.roles.insert": insert_role,
    "directory.roles.update": update_role,
    "directory.roles.patch": update_role,
    "directory.roles.delete": delete_role,
    "directory.roleAssignments.list": list_assignments,
    "directory.roleAssignments.get": get_assignment,
    "directory.roleAssignments.insert": insert_assignment,
    "directory.roleAssignments.delete": delete_assignment,
}
