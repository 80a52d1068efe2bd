"""directory.schemas: custom fields of people."""

import re

from ..api.errors import duplicate, invalid, not_found
from ..api.router import Call, Handler
from ..state.directory import new_etag, new_id
from ..state.store import JsonObject
from .customer_check import check_customer

_TYPES = ("BOOL", "DATE", "DOUBLE", "EMAIL", "INT64", "PHONE", "STRING")
_MOST_FIELDS = 100


def _schema(call: Call) -> JsonObject:
    check_customer(call, "customerId")
    key = call.params["schemaKey"]
    for schema in call.store.all("schema").values():
        if key in (schema["schemaId"], schema["schemaName"]):
            return schema
    raise not_found("schemaKey")


def list_schemas(call: Call) -> JsonObject:
    """Every schema."""
    check_customer(call, "customerId")
    schemas = sorted(call.store.all("schema").values(), key=lambda schema: str(schema["schemaName"]))
    answer: JsonObject = {"kind": "admin#directory#schemas", "etag": '"demo-schemas"'}
    return answer | ({"schemas": schemas} if schemas else {})


def insert(call: Call) -> JsonObject:
    """A new schema."""
    check_customer(call, "customerId")
    name = str(call.body["schemaName"])
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name):
        raise invalid("Invalid Input: schemaName")
    if any(schema["schemaName"] == name for schema in call.store.all("schema").values()):
        raise duplicate()
    key = new_id(call.store, "schema")
    schema = {"kind": "admin#directory#schema", "schemaId": key, "schemaName": name}
    return _save(call, schema, call.body)


def update(call: Call) -> JsonObject:
    """Change display name and fields."""
    return _save(call, _schema(call), call.body)


def delete(call: Call) -> None:
    """Delete a schema and its values."""
    schema = _schema(call)
    call.store.delete("schema", schema["schemaId"])
    for key, user in list(call.store.all("user").items()):
        if schema["schemaName"] in user.get("customSchemas", {}):
            left = {name: values for name, values in user["customSchemas"].items() if name != schema["schemaName"]}
            call.store.put("user", key, {**user, "customSchemas": left, "etag": new_etag(call.store)})


def _save(call: Call, schema: JsonObject, body: JsonObject) -> JsonObject:
    fields = body.get("fields", schema.get("fields", []))
    if not fields or len(fields) > _MOST_FIELDS:
        raise invalid("Invalid Input: fields")
    seen: set[str] = set()
    for field in fields:
        name = str(field.get("fieldName", ""))
        good = re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name) and field.get("fieldType") in _TYPES and name not in seen
        if not good:
            raise invalid("Invalid Input: fields")
        seen.add(name)
    complete = [_field(call, field) for field in fields]
    display = body.get("displayName") or schema.get("displayName")
    saved = {**schema, "displayName": display, "fields": complete, "etag": new_etag(call.store)}
    call.store.put("schema", saved["schemaId"], saved)
    return saved


def _field(call: Call, field: JsonObject) -> JsonObject:
    return {
        "kind": "admin#directory#schema#fieldspec",
        "fieldId": field.get("fieldId") or new_id(call.store, "field"),
        "etag": new_etag(call.store),
        "displayName": field["fieldName"],
        "multiValued": False,
        "readAccessType": "ALL_DOMAIN_USERS",
        **field,
    }


HANDLERS: dict[str, Handler] = {
    "directory.schemas.list": list_schemas,
    "directory.schemas.get": _schema,
    "directory.schemas.insert": insert,
    "directory.schemas.update": update,
    "directory.schemas.patch": update,
    "directory.schemas.delete": delete,
}
