"""directory.customers, domains and domainAliases: one customer with one domain."""

from ..api.errors import GoogleError, not_found
from ..api.router import Call, Handler
from ..seed.organisation import CREATED, CUSTOMER_ID, DOMAIN, ORGANISATION
from ..state.directory import new_etag
from ..state.store import JsonObject
from .customer_check import check_customer

_FIRST: JsonObject = {
    "kind": "admin#directory#customer",
    "etag": '"demo-customer"',
    "id": CUSTOMER_ID,
    "customerDomain": DOMAIN,
    "customerCreationTime": CREATED,
    "alternateEmail": f"owner@home.{DOMAIN}",
    "language": "en",
    "phoneNumber": "+13125550100",
    "postalAddress": {
        "contactName": "Demo Administrator",
        "organizationName": f"{ORGANISATION} (made up)",
        "locality": "Nowhere",
        "countryCode": "US",
        "region": "",
        "postalCode": "",
        "addressLine1": "1 Example Street",
    },
}


def get_customer(call: Call) -> JsonObject:
    """The customer."""
    check_customer(call, "customerKey")
    return call.store.get("customer", CUSTOMER_ID) or _FIRST


def update_customer(call: Call) -> JsonObject:
    """Change address, language and the like. The primary domain stays."""
    customer = get_customer(call)
    if call.body.get("customerDomain", DOMAIN) != DOMAIN:
        raise GoogleError(400, "invalid", "New domain name is not a verified secondary domain")
    fields = ("alternateEmail", "language", "phoneNumber")
    changed = {name: call.body[name] for name in fields if name in call.body}
    address = {**customer["postalAddress"], **(call.body.get("postalAddress") or {})}
    saved = {**customer, **changed, "postalAddress": address, "etag": new_etag(call.store)}
    call.store.put("customer", CUSTOMER_ID, saved)
    return saved


def _domain() -> JsonObject:
    return {
        "kind": "admin#directory#domain",
        "etag": '"demo-domain"',
        "domainName": DOMAIN,
        "isPrimary": True,
        "verified": True,
        "creationTime": "1551686400000",
    }


def list_domains(call: Call) -> JsonObject:
    """The one domain."""
    check_customer(call, "customer")
    return {"kind": "admin#directory#domains", "etag": '"demo-domains"', "domains": [_domain()]}


def get_domain(call: Call) -> JsonObject:
    """The one domain, by name."""
    check_customer(call, "customer")
    if call.params["domainName"].lower() != DOMAIN:
        raise not_found("domain")
    return _domain()


def list_domain_aliases(call: Call) -> JsonObject:
    """There are none."""
    check_customer(call, "customer")
    return {"kind": "admin#directory#domainAliases", "etag": '"demo-domain-aliases"'}


def get_domain_alias(call: Call) -> JsonObject:
    """There are none."""
    check_customer(call, "customer")
    raise GoogleError(404, "notFound", "Domain alias does not exist")


HANDLERS: dict[str, Handler] = {
    "directory.customers.get": get_customer,
    "directory.customers.update": update_customer,
    "directory.customers.patch": update_customer,
    "directory.domains.list": list_domains,
    "directory.domains.get": get_domain,
    "directory.domainAliases.list": list_domain_aliases,
    "directory.domainAliases.get": get_domain_alias,
}
