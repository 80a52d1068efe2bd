"""Every method the demo domain plays."""

from ..api.router import Handler
from . import roles, users

HANDLERS: dict[str, Handler] = {
    **roles.HANDLERS,
    **users.HANDLERS,
}
