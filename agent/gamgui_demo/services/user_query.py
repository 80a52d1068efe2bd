"""The search language of users.list.

https://developers.google.com/admin-sdk/directory/v1/guides/search-users: clauses divided by spaces,
all of which must hold. `field:word`, `field:start*`, `field='some words'`, and comparisons.
A text without a field looks into names and addresses.
"""

import re
from collections.abc import Callable
from typing import Any

from ..api.errors import GoogleError, invalid
from ..state.store import JsonObject

Test = Callable[[JsonObject], bool]

_CLAUSE = re.compile(
    r"""\s*(?:(?P<field>[A-Za-z_][\w.-]*)(?P<operator>>=|<=|[:=<>]))?
    (?:'(?P<single>(?:[^'\\]|\\.)*)'|"(?P<double>(?:[^"\\]|\\.)*)"|(?P<bare>(?(field)[^\s'"]\S*|[^\s'":=<>]+)))(?=\s|$)""",
    re.VERBOSE,
)
_LONGEST = 4096
_MOST_CLAUSES = 64


def _texts(*path: str) -> Callable[[JsonObject], list[str]]:
    """Reads every text at a path; lists are looked through."""

    def read(value: Any, rest: tuple[str, ...]) -> list[str]:
        if isinstance(value, list):
            return [text for item in value for text in read(item, rest)]
        if not rest:
            return [] if value is None else [str(value)]
        return read(value.get(rest[0]), rest[1:]) if isinstance(value, dict) else []

    return lambda user: read(user, path)


def _emails(user: JsonObject) -> list[str]:
    return [user["primaryEmail"], *user.get("aliases", []), *user.get("nonEditableAliases", [])]


def _names(user: JsonObject) -> list[str]:
    name = user["name"]
    return [name["fullName"], name["givenName"], name["familyName"]]


def _manager(user: JsonObject) -> list[str]:
    relations = user.get("relations") or []
    return [str(relation.get("value")) for relation in relations if relation.get("type") == "manager"]


_FIELDS: dict[str, Callable[[JsonObject], list[str]]] = {
    "address": _texts("addresses", "formatted"),
    "addresscountry": _texts("addresses", "country"),
    "addresslocality": _texts("addresses", "locality"),
    "addresspostalcode": _texts("addresses", "postalCode"),
    "addressregion": _texts("addresses", "region"),
    "addressstreet": _texts("addresses", "streetAddress"),
    "directmanager": _manager,
    "email": _emails,
    "externalid": _texts("externalIds", "value"),
    "familyname": _texts("name", "familyName"),
    "givenname": _texts("name", "givenName"),
    "im": _texts("ims", "im"),
    "manager": _manager,
    "name": _names,
    "orgcostcenter": _texts("organizations", "costCenter"),
    "orgdepartment": _texts("organizations", "department"),
    "orgdescription": _texts("organizations", "description"),
    "orgname": _texts("organizations", "name"),
    "orgtitle": _texts("organizations", "title"),
    "phone": _texts("phones", "value"),
}
_FLAGS = {
    "isadmin": "isAdmin",
    "isarchived": "archived",
    "isdelegatedadmin": "isDelegatedAdmin",
    "isenforcedin2sv": "isEnforcedIn2Sv",
    "isenrolledin2sv": "isEnrolledIn2Sv",
    "issuspended": "suspended",
}


def parse_query(text: str) -> Test:
    """A test for users. Raises GoogleError for a query that cannot be read."""
    if len(text) > _LONGEST:
        raise _refuse(text)
    tests: list[Test] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _CLAUSE.match(text, position)
        if found is None or found.end() == position or len(tests) == _MOST_CLAUSES:
            raise _refuse(text)
        tests.append(_clause(text, found))
        position = found.end()
    return lambda user: all(test(user) for test in tests)


def _clause(text: str, found: re.Match[str]) -> Test:
    field, operator = found["field"], found["operator"]
    quoted = found["single"] if found["single"] is not None else found["double"]
    value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found["bare"]
    if field is None:
        return lambda user: _any_match(_emails(user) + _names(user), ":", value)
    name = field.lower()
    if name in _FLAGS:
        return _flag(text, _FLAGS[name], operator, value)
    if name == "orgunitpath":
        return _org_unit(text, operator, value)
    if "." in field:
        schema, _, attribute = field.partition(".")
        return _matching(_texts("customSchemas", schema, attribute), operator, value)
    if name not in _FIELDS:
        raise _refuse(text)
    return _matching(_FIELDS[name], operator, value)


def _flag(text: str, name: str, operator: str, value: str) -> Test:
    if operator not in ":=" or value.lower() not in ("true", "false"):
        raise _refuse(text)
    wanted = value.lower() == "true"
    return lambda user: bool(user.get(name)) == wanted


def _org_unit(text: str, operator: str, value: str) -> Test:
    """A unit also has everyone below it."""
    if operator not in ":=" or not value.startswith("/"):
        raise _refuse(text)
    unit = value.rstrip("/").lower()
    return lambda user: (user["orgUnitPath"].lower() + "/").startswith(unit + "/")


def _matching(read: Callable[[JsonObject], list[str]], operator: str, value: str) -> Test:
    return lambda user: _any_match(read(user), operator, value)


def _any_match(texts: list[str], operator: str, value: str) -> bool:
    return any(_match(text.lower(), operator, value.lower()) for text in texts)


def _match(text: str, operator: str, value: str) -> bool:
    match operator:
        case "<":
            return text < value
        case ">":
            return text > value
        case "<=":
            return text <= value
        case ">=":
            return text >= value
    if value.endswith("*"):
        start = value[:-1]
        return text.startswith(start) or (operator == ":" and any(w.startswith(start) for w in _words(text)))
    if operator == "=":
        return text == value
    return text == value or f" {' '.join(_words(value))} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s@.,;:_/()-]+", text)


def _refuse(text: str) -> GoogleError:
    return invalid(f"Invalid Input: Bad request for query: {text[:200]}")
