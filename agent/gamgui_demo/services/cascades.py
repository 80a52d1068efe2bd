"""What one change means for other documents."""

from ..state.store import JsonObject, Store
from .roles import set_super_admin


def member_renamed(store: Store, member: str, email: str) -> None:
    """Someone has a new primary address: their memberships show it."""
    for group in store.all('group'):
        membership = store.get(f'members/{group}', member)
        if membership is not None:
            store.put(f'members/{group}', member, {**membership, 'email': email})


def user_deleted(store: Store, user: JsonObject) -> None:
    """Memberships, addresses, licences and roles go with a person."""
    for email in [user['primaryEmail'], *user.get('aliases', [])]:
        store.delete('address', email)
    member_deleted(store, user['id'])
    for key, licence in list(store.all('licence').items()):
        if licence['userId'] == user['primaryEmail']:
            store.delete('licence', key)
    for key, assignment in list(store.all('roleassignment').items()):
        if assignment['assignedTo'] == user['id']:
            store.delete('roleassignment', key)


def member_deleted(store: Store, member: str) -> None:
    """Take a user or group out of every group."""
    for group in store.all('group'):
        store.delete(f'members/{group}', member)


def super_admin_changed(store: Store, user: str, is_admin: bool) -> None:
    """The super administrator role follows the flag of the user."""
    set_super_admin(store, user, is_admin)
