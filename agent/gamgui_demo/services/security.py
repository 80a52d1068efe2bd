"""What GAM looks at when someone leaves: application passwords, codes, tokens of other programs.

Nobody in the demo domain has any, so lists are empty and nothing can be found.
"""

from ..api.errors import GoogleError
from ..api.router import Call, Handler
from ..state.store import JsonObject
from .users import user_of


def _empty(kind: str) -> Handler:
    def list_nothing(call: Call) -> JsonObject:
        user_of(call)
        return {"kind": kind, "etag": '"demo-nothing"', "items": []}

    return list_nothing


def _none(call: Call) -> None:
    """Something is done to what nobody has: only the person must exist."""
    user_of(call)


def _not_there(call: Call) -> JsonObject:
    user_of(call)
    raise GoogleError(404, "notFound", "Resource Not Found: photo" if "photos" in call.method.id else "Not Found")


HANDLERS: dict[str, Handler] = {
    "directory.asps.list": _empty("admin#directory#aspList"),
    "directory.asps.get": _not_there,
    "directory.asps.delete": _not_there,
    "directory.tokens.list": _empty("admin#directory#tokenList"),
    "directory.tokens.get": _not_there,
    "directory.tokens.delete": _not_there,
    "directory.verificationCodes.list": _empty("admin#directory#verificationCodesList"),
    "directory.verificationCodes.invalidate": _none,
    "directory.users.photos.get": _not_there,
    "directory.users.photos.delete": _not_there,
}
