"""What the demo domain has bought, and who has it on the first day.

Ids and names: https://developers.google.com/admin-sdk/licensing/v1/how-tos/products
"""

from dataclasses import dataclass

from ..state.directory import new_etag
from ..state.store import JsonObject, Store

# Every product the Licensing API knows; a customer may have none of one.
PRODUCTS: dict[str, str] = {
    "101001": "Cloud Identity",
    "101005": "Cloud Identity Premium",
    "101006": "Google Workspace Essentials",
    "101031": "Google Workspace for Education",
    "101033": "Google Voice",
    "101034": "Google Workspace Archived User",
    "101035": "Cloud Search",
    "101036": "Google Meet Global Dialing",
    "101037": "Google Workspace for Education",
    "101038": "AppSheet",
    "101039": "Assured Controls",
    "101040": "Chrome Enterprise Premium",
    "101043": "Google Workspace Additional Storage",
    "101047": "Gemini",
    "101049": "Education Endpoint Management",
    "101050": "Colab",
    "Google-Apps": "Google Workspace",
    "Google-Chrome-Device-Management": "Google Chrome Device Management",
    "Google-Drive-storage": "Google Drive Storage",
    "Google-Vault": "Google Vault",
}


@dataclass(frozen=True)
class Sku:
    """One thing that can be bought, and how many were."""

    id: str
    product: str
    name: str
    seats: int


SKUS: dict[str, Sku] = {
    sku.id: sku
    for sku in (
        Sku("1010020020", "Google-Apps", "Google Workspace Enterprise Plus", 1100),
        Sku("1010020030", "Google-Apps", "Google Workspace Frontline Starter", 300),
        Sku("1010010001", "101001", "Cloud Identity", 100),
        Sku("1010330004", "101033", "Google Voice Standard", 350),
        Sku("1010340001", "101034", "Google Workspace Enterprise Plus - Archived User", 40),
    )
}
ARCHIVED_SEATS = SKUS["1010340001"].seats


def add_licences(store: Store) -> None:
    """Give the people of the first day what fits their work."""
    for user in store.all("user").values():
        for sku in _skus_for(user):
            licence = {"sku": sku, "user": user["id"], "etag": new_etag(store)}
            store.put("licence", f"{sku}/{user['id']}", licence)


def _skus_for(user: JsonObject) -> list[str]:
    unit = user["orgUnitPath"]
    if user["archived"]:
        return ["1010340001"]
    if unit.startswith("/Contractors"):
        return ["1010010001"]
    if unit.startswith("/Support"):
        return ["1010020030"]
    return ["1010020020", "1010330004"] if unit.startswith("/Sales") else ["1010020020"]
