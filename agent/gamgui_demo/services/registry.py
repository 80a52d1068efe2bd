"""Every method the demo domain plays."""

from ..api.router import Handler
from . import (
    activities,
    aliases,
    buildings,
    customer,
    devices,
    group_settings,
    groups,
    licences,
    members,
    org_units,
    roles,
    schemas,
    security,
    sign_in,
    usage,
    users,
)
from .audited import audited

_SERVICES = (
    activities,
    aliases,
    buildings,
    customer,
    devices,
    group_settings,
    groups,
    licences,
    members,
    org_units,
    roles,
    schemas,
    security,
    sign_in,
    usage,
    users,
)

HANDLERS: dict[str, Handler] = {
    name: audited(handler, name) for service in _SERVICES for name, handler in service.HANDLERS.items()
}
