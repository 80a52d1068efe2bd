"""licensing.licenseAssignments: who has which product."""

from ..api.errors import GoogleError, condition_not_met, invalid
from ..api.router import Call, Handler
from ..seed.products import PRODUCTS, SKUS, Sku
from ..state.directory import find, new_etag
from ..state.store import JsonObject
from .customer_check import check_customer
from .paging import page


def key_of(sku: str, user: str) -> str:
    """What an assignment is stored under."""
    return f"{sku}/{user}"


def _sku(product: str, sku: str) -> Sku:
    """A product the demo domain has bought. Raises GoogleError."""
    if product not in PRODUCTS:
        raise invalid("Invalid productId")
    bought = SKUS.get(sku)
    if bought is None or bought.product != product:
        # GAM asks for every SKU there is, and takes just this word for "no".
        raise _has_none()
    return bought


def _has_none() -> GoogleError:
    return GoogleError(404, "notFound", "User does not have a license for specified sku and product")


def _user(call: Call, key: str) -> JsonObject:
    user = find(call.store, "user", key)
    if user is None:
        raise invalid("Invalid userId: userId")
    return user


def _view(call: Call, licence: JsonObject) -> JsonObject:
    sku = SKUS[licence["sku"]]
    user = call.store.get("user", licence["user"]) or {}
    return {
        "kind": "licensing#licenseAssignment",
        "etags": licence["etag"],
        "productId": sku.product,
        "productName": PRODUCTS[sku.product],
        "skuId": sku.id,
        "skuName": sku.name,
        "userId": user.get("primaryEmail", ""),
    }


def _list(call: Call, skus: list[str]) -> JsonObject:
    check_customer(call, "customerId")
    items = sorted(
        ((licence["user"], key), licence)
        for key, licence in call.store.all("licence").items()
        if licence["sku"] in skus
    )
    chosen, token = page(items, dict(call.params), call.params.get("maxResults", 100))
    answer: JsonObject = {"kind": "licensing#licenseAssignmentList", "etag": f'"demo-licences-{len(items)}"'}
    if chosen:
        answer["items"] = [_view(call, licence) for licence in chosen]
    return answer | ({"nextPageToken": token} if token else {})


def list_product(call: Call) -> JsonObject:
    """Every licence of a product."""
    if call.params["productId"] not in PRODUCTS:
        raise invalid("Invalid productId")
    return _list(call, [sku.id for sku in SKUS.values() if sku.product == call.params["productId"]])


def list_sku(call: Call) -> JsonObject:
    """Every licence of one SKU; an empty list for one that was never bought."""
    if call.params["productId"] not in PRODUCTS:
        raise invalid("Invalid productId")
    return _list(call, [call.params["skuId"]])


def _licence(call: Call) -> JsonObject:
    sku = _sku(call.params["productId"], call.params["skuId"])
    user = _user(call, call.params["userId"])
    licence = call.store.get("licence", key_of(sku.id, user["id"]))
    if licence is None:
        raise _has_none()
    return licence


def get(call: Call) -> JsonObject:
    """One licence."""
    return _view(call, _licence(call))


def insert(call: Call) -> JsonObject:
    """Give someone a licence."""
    sku = _sku(call.params["productId"], call.params["skuId"])
    if not call.body.get("userId"):
        raise invalid("Invalid userId: userId")
    user = _user(call, call.body["userId"])
    return _view(call, _assign(call, sku, user))


def _assign(call: Call, sku: Sku, user: JsonObject) -> JsonObject:
    licences = call.store.all("licence").values()
    mine = [SKUS[licence["sku"]] for licence in licences if licence["user"] == user["id"]]
    if sku in mine:
        raise condition_not_met("User already has a license for the specified product and SKU")
    if any(other.product == sku.product for other in mine):
        raise condition_not_met("User already has a license for another SKU of the specified product")
    if sum(1 for licence in licences if licence["sku"] == sku.id) >= sku.seats:
        text = "There aren't enough available licenses for the specified product-SKU pair"
        raise condition_not_met(text)
    licence = {"sku": sku.id, "user": user["id"], "etag": new_etag(call.store)}
    call.store.put("licence", key_of(sku.id, user["id"]), licence)
    return licence


def delete(call: Call) -> JsonObject:
    """Take a licence away."""
    licence = _licence(call)
    call.store.delete("licence", key_of(licence["sku"], licence["user"]))
    return {}


def update(call: Call) -> JsonObject:
    """Swap a licence for another of the same product."""
    old = _licence(call)
    sku = _sku(call.body.get("productId") or call.params["productId"], call.body.get("skuId") or old["sku"])
    user = call.store.get("user", old["user"])
    if sku.id == old["sku"] or user is None:
        return _view(call, old)
    call.store.delete("licence", key_of(old["sku"], old["user"]))
    return _view(call, _assign(call, sku, user))


HANDLERS: dict[str, Handler] = {
    "licensing.licenseAssignments.listForProduct": list_product,
    "licensing.licenseAssignments.listForProductAndSku": list_sku,
    "licensing.licenseAssignments.get": get,
    "licensing.licenseAssignments.insert": insert,
    "licensing.licenseAssignments.update": update,
    "licensing.licenseAssignments.patch": update,
    "licensing.licenseAssignments.delete": delete,
}
