"""What one change means for other documents."""

from ..state.store import JsonObject, Store
from .roles import set_super_admin


def member_renamed(store: Store, member: str, email: str) -> None:
    """Someone has a new primary address: their memberships show it."""
    for group in store.all("group"):
        membership = store.get(f"members/{group}", member)
        if membership is not None:
            store.put(f"members/{group}", member, {**membership, "email": email})


def user_deleted(store: Store, user: JsonObject) -> None:
    """Memberships, addresses, licences and roles go with a person."""
    for email in [user["primaryEmail"], *user.get("aliases", [])]:
        store.delete("address", email)
    member_deleted(store, user["id"])
    for key, licence in list(store.all("licence").items()):
        if licence["user"] == user["id"]:
            store.delete("licence", key)
    roles_dropped(store, user["id"])


def member_deleted(store: Store, member: str) -> None:
    """Take a user or group out of every group."""
    for group in store.all("group"):
        store.delete(f"members/{group}", member)


def super_admin_changed(store: Store, user: str, is_admin: bool) -> None:
    """The super administrator role follows the flag of the user."""
    set_super_admin(store, user, is_admin)


def group_deleted(store: Store, group: JsonObject) -> None:
    """Addresses, members, settings, memberships and roles go with a group."""
    for email in [group["email"], *group.get("aliases", [])]:
        store.delete("address", email)
    store.clear(f"members/{group['id']}")
    store.delete("groupsettings", group["id"])
    store.delete("group", group["id"])
    member_deleted(store, group["id"])
    roles_dropped(store, group["id"])


def roles_dropped(store: Store, owner: str) -> None:
    """Whoever had roles is gone."""
    for key, assignment in list(store.all("roleassignment").items()):
        if assignment["assignedTo"] == owner:
            store.delete("roleassignment", key)
