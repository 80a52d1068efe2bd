"""The 1,200 people of the demo domain, the administrator among them."""

from ..state.directory import add_address, new_etag
from ..state.store import JsonObject, Store
from . import chance
from .moments import moment
from .names import mailbox, pairs
from .organisation import ADMIN_EMAIL, ADMIN_ID, CREATED, CUSTOMER_ID, DOMAIN, OFFICES, ORG_UNITS, ORGANISATION

COUNT = 1200

_TITLES = {
    "Engineering": ("Software engineer", "Senior engineer", "Site reliability engineer", "Test engineer", "Architect"),
    "Sales": ("Account manager", "Sales engineer", "Partner manager", "Regional lead"),
    "Support": ("Support specialist", "Escalation engineer", "Team lead", "Technical writer"),
    "Finance": ("Accountant", "Controller", "Payroll specialist", "Analyst"),
    "People": ("Recruiter", "People partner", "Trainer"),
    "Operations": ("Facility manager", "Buyer", "Logistics planner", "Receptionist"),
    "Contractors": ("Contractor", "Consultant", "Auditor"),
}


def add_people(store: Store) -> None:
    """Put everyone into an empty store."""
    _add(store, _administrator())
    candidates = sorted(pairs(), key=lambda pair: chance.number("pick", *pair))
    taken = {ADMIN_EMAIL}
    units = [path for path, _, share in ORG_UNITS for _ in range(share)]
    number = 0
    for given, family in candidates:
        email = f"{mailbox(given, family)}@{DOMAIN}"
        if email in taken:
            continue  # Two names can look the same in plain letters.
        taken.add(email)
        number += 1
        _add(store, _person(number, given, family, email, chance.one_of(units, "unit", number)))
        if number == COUNT - 1:
            return
    raise AssertionError("too few names")


def _add(store: Store, user: JsonObject) -> None:
    store.put("user", user["id"], {**user, "etag": new_etag(store)})
    for email in [user["primaryEmail"], *user.get("aliases", [])]:
        add_address(store, email, "user", user["id"])


def _administrator() -> JsonObject:
    return {
        **_account(0, ADMIN_EMAIL, "Demo", "Administrator", "/"),
        "id": ADMIN_ID,
        "isAdmin": True,
        "creationTime": CREATED,
        "organizations": [{"name": ORGANISATION, "title": "Administrator", "primary": True}],
    }


def _person(number: int, given: str, family: str, email: str, unit: str) -> JsonObject:
    user = _account(number, email, given, family, unit)
    department = unit.split("/")[1]
    city, building, country, phone = chance.one_of(OFFICES, "office", number)
    title = chance.one_of(_TITLES[department], "title", number)
    user["organizations"] = [
        {"name": ORGANISATION, "title": title, "department": department, "location": city, "primary": True}
    ]
    user["phones"] = [{"value": f"{phone}{number:04d}", "type": "work"}]
    user["externalIds"] = [{"value": f"D{number:05d}", "type": "organization"}]
    user["locations"] = [{"type": "desk", "area": "desk", "buildingId": building, "floorName": str(1 + number % 5)}]
    user["addresses"] = [{"type": "work", "locality": city, "countryCode": country}]
    user["languages"] = [{"languageCode": "en", "preference": "preferred"}]
    if chance.percent(40, "recovery", number):
        user["recoveryEmail"] = f"{email.split('@')[0]}@home.demo.example"
    if chance.percent(30, "manager", number):
        user["relations"] = [{"value": ADMIN_EMAIL, "type": "manager"}]
    if chance.percent(12, "alias", number):
        first, last = email.split("@")[0].split(".")
        user["aliases"] = [f"{first[0]}.{last}.{number}@{DOMAIN}"]
    if chance.percent(4, "suspended", number):
        user.update(suspended=True, suspensionReason="ADMIN")
    elif chance.percent(2, "archived", number):
        user.update(archived=True)
    return user


def _account(number: int, email: str, given: str, family: str, unit: str) -> JsonObject:
    in_2sv = chance.percent(70, "2sv", number)
    return {
        "kind": "admin#directory#user",
        "id": chance.digits(21, "user", number),
        "primaryEmail": email,
        "name": {"givenName": given, "familyName": family, "fullName": f"{given} {family}"},
        "isAdmin": False,
        "isDelegatedAdmin": False,
        "lastLoginTime": moment(0, 60, "login", number),
        "creationTime": moment(90, 2400, "created", number),
        "agreedToTerms": True,
        "suspended": False,
        "archived": False,
        "changePasswordAtNextLogin": False,
        "ipWhitelisted": False,
        "customerId": CUSTOMER_ID,
        "orgUnitPath": unit,
        "isMailboxSetup": True,
        "isEnrolledIn2Sv": in_2sv,
        "isEnforcedIn2Sv": False,
        "includeInGlobalAddressList": True,
        "languages": [{"languageCode": "en", "preference": "preferred"}],
    }
