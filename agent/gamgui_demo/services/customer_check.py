"""Which customer and domain a call is about: there is only one of each."""

from ..api.errors import GoogleError, bad_request, not_found
from ..api.router import Call
from ..seed.organisation import CUSTOMER_ID, DOMAIN

_MINE = ("my_customer", CUSTOMER_ID)


def check_customer(call: Call, name: str) -> None:
    """The path parameter `name` must be the demo customer. Raises GoogleError."""
    if call.params[name] not in _MINE:
        raise GoogleError(404, "notFound", f"Resource Not Found: {name}")


def check_customer_or_domain(call: Call) -> None:
    """A list of users or groups must say whose. Raises GoogleError."""
    customer, domain = call.params.get("customer"), call.params.get("domain")
    if not customer and not domain:
        raise bad_request()
    if customer and customer not in _MINE:
        raise bad_request()
    if domain and domain.lower() != DOMAIN:
        raise not_found("domain")
