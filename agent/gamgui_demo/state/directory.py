"""Addresses and how they find users and groups.

Every address, primary or alias, is one document of the kind `address`. That makes it unique in
the domain, as it is at Google: a group cannot take the alias of a person.
"""

import hashlib

from .store import JsonObject, Store


def new_etag(store: Store) -> str:
    """An ETag that no earlier state of a document has had."""
    return f'"demo-{store.next_number("etag")}"'


def new_id(store: Store, kind: str) -> str:
    """21 digits, as Google's ids for people have."""
    text = f"demo {kind} {store.next_number(kind)}"
    return "11" + str(int.from_bytes(hashlib.sha256(text.encode()).digest()[:9], "big")).zfill(22)[-19:]


def add_address(store: Store, email: str, kind: str, owner: str) -> None:
    """Give an address to a user or group. The caller has checked that it is free."""
    store.put("address", email, {"kind": kind, "id": owner})


def is_taken(store: Store, email: str) -> bool:
    """Whether anyone has this address."""
    return store.get("address", email) is not None


def find(store: Store, kind: str, key: str) -> JsonObject | None:
    """The user or group with this id or address."""
    found = store.get(kind, key)
    if found is not None:
        return found
    address = store.get("address", key.lower())
    if address is None or address["kind"] != kind:
        return None
    return store.get(kind, address["id"])


def save(store: Store, kind: str, document: JsonObject) -> JsonObject:
    """Store a user or group under its id with a new ETag; answers what was stored."""
    saved = {**document, "etag": new_etag(store)}
    store.put(kind, saved["id"], saved)
    return saved
