"""The 40 groups of the first day."""

from collections.abc import Iterator

from ..state.directory import add_address, new_etag
from ..state.store import JsonObject, Store
from . import chance
from .organisation import ADMIN_ID, DOMAIN, OFFICES, ORG_UNITS

# (address, name, members of a thousand people)
_TOPICS = (
    ("announcements", "Announcements", 60),
    ("book-club", "Book club", 20),
    ("change-board", "Change board", 9),
    ("crisis-team", "Crisis team", 8),
    ("cycling", "Cycling to work", 45),
    ("data-protection", "Data protection", 7),
    ("design-reviews", "Design reviews", 30),
    ("first-aid", "First aid", 25),
    ("hiring-panel", "Hiring panel", 22),
    ("invoices", "Invoices", 9),
    ("it-requests", "IT requests", 11),
    ("lunch-lisbon", "Lunch in Lisbon", 28),
    ("managers", "Managers", 40),
    ("new-starters", "New starters", 33),
    ("on-call", "On call", 18),
    ("press", "Press", 5),
    ("release-train", "Release train", 26),
    ("security", "Security", 10),
    ("sustainability", "Sustainability", 24),
    ("travel", "Travel", 14),
    ("works-council", "Works council", 9),
)


def add_groups(store: Store) -> None:
    """Put the groups and their members into a store that has its people."""
    people = sorted(store.all("user").values(), key=lambda user: str(user["id"]))
    unit_groups: list[JsonObject] = []
    for path, description, _ in ORG_UNITS:
        slug = path.strip("/").lower().replace("/", "-").replace(" ", "-")
        group = _add_group(store, f"team-{slug}", path.rpartition("/")[2] + " team", description)
        unit_groups.append(group)
        _add_people(store, group, [user for user in people if user["orgUnitPath"] == path])
    for city, slug, _, _ in OFFICES:
        group = _add_group(store, f"office-{slug}", f"{city} office", f"Everyone who works in {city}")
        _add_people(store, group, [user for user in people if _works_in(user, city)])
    for slug, name, share in _TOPICS:
        group = _add_group(store, slug, name, f"{name} of the demo domain")
        _add_people(store, group, [user for user in people if chance.below(1000, slug, user["id"]) < share])
    everyone = _add_group(store, "all-staff", "All staff", "Every team, by its own group", ["everyone"])
    _add_member(store, everyone, ADMIN_ID, f"admin@{DOMAIN}", "USER", "OWNER")
    for group in unit_groups:
        _add_member(store, everyone, group["id"], group["email"], "GROUP", "MEMBER")


def _works_in(user: JsonObject, city: str) -> bool:
    return any(job.get("location") == city for job in user["organizations"])


def _add_group(store: Store, slug: str, name: str, description: str, aliases: list[str] | None = None) -> JsonObject:
    group: JsonObject = {
        "kind": "admin#directory#group",
        "id": f"0demo{chance.number('group', slug) % 10**12:012d}",
        "etag": new_etag(store),
        "email": f"{slug}@{DOMAIN}",
        "name": name,
        "description": description,
        "adminCreated": True,
    }
    if aliases:
        group["aliases"] = [f"{alias}@{DOMAIN}" for alias in aliases]
    store.put("group", group["id"], group)
    for email in [group["email"], *group.get("aliases", [])]:
        add_address(store, email, "group", group["id"])
    return group


def _add_people(store: Store, group: JsonObject, people: list[JsonObject]) -> None:
    for user, role in zip(people, _roles(), strict=False):
        _add_member(store, group, user["id"], user["primaryEmail"], "USER", role)


def _roles() -> Iterator[str]:
    """One owner, two managers, then members."""
    yield from ("OWNER", "MANAGER", "MANAGER")
    while True:
        yield "MEMBER"


def _add_member(store: Store, group: JsonObject, member: str, email: str, kind: str, role: str) -> None:
    document: JsonObject = {
        "kind": "admin#directory#member",
        "etag": new_etag(store),
        "id": member,
        "email": email,
        "role": role,
        "type": kind,
        "delivery_settings": "ALL_MAIL",
    }
    store.put(f"members/{group['id']}", member, document)
