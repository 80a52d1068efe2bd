"""directory.users.aliases and directory.groups.aliases."""

from ..api.errors import GoogleError, not_found, required
from ..api.router import Call, Handler
from ..state.directory import add_address, save
from ..state.store import JsonObject
from .addresses import check_free, own_address
from .groups import group_of
from .users import user_of

_MOST = 30  # https://support.google.com/a/answer/33327


def _owner(call: Call) -> tuple[str, str, JsonObject]:
    """The kind, the name of the address field and the document of whose aliases these are."""
    if "userKey" in call.params:
        return "user", "primaryEmail", user_of(call)
    return "group", "email", group_of(call)


def _alias(owner: JsonObject, field: str, alias: str) -> JsonObject:
    return {
        "kind": "admin#directory#alias",
        "id": owner["id"],
        "etag": owner["etag"],
        "primaryEmail": owner[field],
        "alias": alias,
    }


def list_aliases(call: Call) -> JsonObject:
    """Every alias of one user or group."""
    _, field, owner = _owner(call)
    aliases = [_alias(owner, field, alias) for alias in owner.get("aliases", [])]
    answer: JsonObject = {"kind": "admin#directory#aliases", "etag": owner["etag"]}
    return answer | ({"aliases": aliases} if aliases else {})


def insert(call: Call) -> JsonObject:
    """Give a user or group one more address."""
    kind, field, owner = _owner(call)
    if not call.body.get("alias"):
        raise required("Missing required field: alias")
    alias = own_address(str(call.body["alias"]), "alias")
    check_free(call.store, alias)
    aliases = owner.get("aliases", [])
    if len(aliases) >= _MOST:
        raise GoogleError(412, "limitExceeded", "Limit of 30 aliases reached.")
    add_address(call.store, alias, kind, owner["id"])
    return _alias(save(call.store, kind, {**owner, "aliases": [*aliases, alias]}), field, alias)


def delete(call: Call) -> None:
    """Take an address away."""
    kind, _, owner = _owner(call)
    alias = call.params["alias"].lower()
    if alias not in owner.get("aliases", []):
        raise not_found("alias")
    call.store.delete("address", alias)
    left = [other for other in owner["aliases"] if other != alias]
    kept = {**owner, "aliases": left} if left else {k: v for k, v in owner.items() if k != "aliases"}
    save(call.store, kind, kept)


HANDLERS: dict[str, Handler] = {
    f"directory.{kind}.aliases.{name}": handler
    for kind in ("users", "groups")
    for name, handler in (("list", list_aliases), ("insert", insert), ("delete", delete))
}
