"""The roles of the first day and the privileges they are made of."""

from ..state.directory import new_etag
from ..state.store import JsonObject, Store
from .organisation import ADMIN_ID

SUPER_ADMIN_ROLE = "20000000000000001"
_SERVICE = "00demo0service1"

_PRIVILEGE_NAMES = (
    'USERS_ALL', 'USERS_RETRIEVE', 'USERS_CREATE', 'USERS_UPDATE', 'USERS_SUSPEND', 'USERS_RESET_PASSWORD',
    'GROUPS_ALL', 'GROUPS_RETRIEVE', 'GROUPS_UPDATE', 'ORGANIZATION_UNITS_ALL', 'ORGANIZATION_UNITS_RETRIEVE',
    'MANAGE_CHROME_DEVICES', 'MANAGE_MOBILE_DEVICES', 'REPORTS_ACCESS', 'APP_ADMIN', 'SUPPORT',
)  # fmt: skip

PRIVILEGES: tuple[JsonObject, ...] = tuple(
    {
        "kind": "admin#directory#privilege",
        "etag": '"demo-privilege"',
        "serviceId": _SERVICE,
        "serviceName": "directory",
        "privilegeName": name,
        "isOuScopable": name.startswith(("USERS", "MANAGE")),
    }
    for name in _PRIVILEGE_NAMES
)

# (id, name, description, privileges)
_ROLES = (
    (SUPER_ADMIN_ROLE, "_SEED_ADMIN_ROLE", "Google Workspace Super Administrator", _PRIVILEGE_NAMES),
    ("20000000000000002", "_GROUPS_ADMIN_ROLE", "Groups Administrator", ("GROUPS_ALL", "USERS_RETRIEVE")),
    ("20000000000000003", "_USER_MANAGEMENT_ADMIN_ROLE", "User Management Administrator", ("USERS_ALL",)),
    ("20000000000000004", "_HELP_DESK_ADMIN_ROLE", "Help Desk Administrator", ("USERS_RESET_PASSWORD",)),
    ("20000000000000005", "_SERVICE_ADMIN_ROLE", "Services Administrator", ("APP_ADMIN", "SUPPORT")),
)


def add_roles(store: Store) -> None:
    """Put the built-in roles and their holders into a store that has its people."""
    for key, name, description, privileges in _ROLES:
        role: JsonObject = {
            "kind": "admin#directory#role",
            "etag": new_etag(store),
            "roleId": key,
            "roleName": name,
            "roleDescription": description,
            "rolePrivileges": [{"privilegeName": p, "serviceId": _SERVICE} for p in privileges],
            "isSystemRole": True,
            "isSuperAdminRole": key == SUPER_ADMIN_ROLE,
        }
        store.put("role", key, role)
    _assign(store, ADMIN_ID, SUPER_ADMIN_ROLE)
    helpers = [user for user in store.all("user").values() if user["orgUnitPath"] == "/Support/Night shift"]
    for user, role_id in zip(helpers, ("20000000000000004", "20000000000000004", "20000000000000002"), strict=False):
        store.put("user", user["id"], {**user, "isDelegatedAdmin": True})
        _assign(store, user["id"], role_id)


def _assign(store: Store, user: str, role: str) -> None:
    key = str(10_000_000_000 + store.next_number("roleassignment"))
    assignment: JsonObject = {
        "kind": "admin#directory#roleAssignment",
        "etag": new_etag(store),
        "roleAssignmentId": key,
        "roleId": role,
        "assignedTo": user,
        "assigneeType": "user",
        "scopeType": "CUSTOMER",
    }
    store.put("roleassignment", key, assignment)
