"""The fields of a person that may be written, and what may be in them."""

import re
from typing import Any

from ..api.errors import GoogleError, invalid
from ..state.store import JsonObject, Store
from .addresses import is_address

_LONGEST_NAME = 60
_LISTS = (
    'addresses', 'emails', 'externalIds', 'ims', 'keywords', 'languages', 'locations', 'organizations',
    'phones', 'posixAccounts', 'relations', 'sshPublicKeys', 'websites',
)  # fmt: skip
_OBJECTS = ("gender", "notes")
# Handled elsewhere, or not kept at all.
_NOT_MERGED = ("password", "hashFunction", "primaryEmail", "orgUnitPath", "id", "guestAccountInfo", "isGuestUser")
_CLEARABLE = (*_LISTS, *_OBJECTS, "recoveryEmail", "recoveryPhone")
_MOST_ENTRIES = 100


def check_fields(store: Store, body: JsonObject, *, new: bool) -> None:
    """Refuse what Google refuses in a person's fields. Raises GoogleError."""
    _check_name(body.get("name"), new)
    for field in _LISTS:
        _check_list(field, body.get(field))
    for field in _OBJECTS:
        if field in body and not isinstance(body[field], dict | None):
            raise invalid(f"Invalid Input: {field}")
    if body.get("recoveryEmail") and not is_address(body["recoveryEmail"]):
        raise invalid("Invalid recovery email")
    if body.get("recoveryPhone") and not re.fullmatch(r"\+[1-9][0-9]{6,14}", body["recoveryPhone"]):
        raise invalid("Invalid recovery phone")
    if body.get("customSchemas"):
        _check_schemas(store, body["customSchemas"])


def merge(user: JsonObject, body: JsonObject) -> None:
    """Write a checked body over a person. A null or an empty text takes a field away."""
    for field, value in body.items():
        if field in _NOT_MERGED:
            continue
        if field == "name":
            user["name"] = _merged_name(user.get("name", {}), value or {})
        elif field == "customSchemas":
            user["customSchemas"] = _merged_schemas(user.get("customSchemas", {}), value or {})
        elif value is not None and value != "":
            user[field] = value
        elif field in _CLEARABLE:
            user.pop(field, None)


def _merged_name(old: JsonObject, new: JsonObject) -> JsonObject:
    name = {**old, **{key: value for key, value in new.items() if key != "fullName"}}
    return {**name, "fullName": f"{name['givenName']} {name['familyName']}"}


def _merged_schemas(old: JsonObject, new: JsonObject) -> JsonObject:
    merged = dict(old)
    for schema, values in new.items():
        kept = {**merged.get(schema, {}), **(values or {})}
        merged[schema] = {key: value for key, value in kept.items() if value is not None}
    return {schema: values for schema, values in merged.items() if values}


def _check_name(name: JsonObject | None, new: bool) -> None:
    if name is None and not new:
        return
    for field, words in (("givenName", "GivenName"), ("familyName", "FamilyName")):
        value = (name or {}).get(field)
        if value is None and not new:
            continue
        # Google allows letters, marks and most punctuation, but neither of these two.
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_NAME or re.search("[<>]", value):
            raise invalid(f"Invalid Given/Family Name: {words}")


def _check_list(field: str, value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, list) or len(value) > _MOST_ENTRIES or not all(isinstance(v, dict) for v in value):
        raise invalid(f"Invalid Input: {field}")
    if sum(1 for entry in value if entry.get("primary")) > 1:
        raise invalid(f"Invalid Input: {field} has more than one primary entry")


def _check_schemas(store: Store, given: Any) -> None:
    for name, values in given.items():
        schema = next((s for s in store.all("schema").values() if s["schemaName"] == name), None)
        if schema is None or not isinstance(values, dict | None):
            raise _schema_error(name)
        known = {field["fieldName"] for field in schema["fields"]}
        for field in values or {}:
            if field not in known:
                raise _schema_error(f"{name}.{field}")


def _schema_error(what: str) -> GoogleError:
    return invalid(f"Invalid Input: custom_schema {what[:100]}")
