"""directory.resources: the offices, which can be read. There are no rooms to book."""

from ..api.errors import not_found
from ..api.router import Call, Handler
from ..seed.organisation import OFFICES
from ..state.store import JsonObject
from .customer_check import check_customer


def _buildings() -> list[JsonObject]:
    return [
        {
            "kind": "admin#directory#resources#buildings#Building",
            "etags": '"demo-building"',
            "buildingId": key,
            "buildingName": f"{city} office",
            "description": "An office of the demo domain",
            "floorNames": ["1", "2", "3", "4", "5"],
            "address": {"regionCode": country, "locality": city},
        }
        for city, key, country, _ in OFFICES
    ]


def list_buildings(call: Call) -> JsonObject:
    """Every office."""
    check_customer(call, "customer")
    return {"kind": "admin#directory#resources#buildings#buildingsList", "buildings": _buildings()}


def get_building(call: Call) -> JsonObject:
    """One office."""
    check_customer(call, "customer")
    for building in _buildings():
        if building["buildingId"] == call.params["buildingId"]:
            return building
    raise not_found("buildingId")


def _nothing(call: Call) -> JsonObject:
    check_customer(call, "customer")
    return {"etag": '"demo-nothing"'}


HANDLERS: dict[str, Handler] = {
    "directory.resources.buildings.list": list_buildings,
    "directory.resources.buildings.get": get_building,
    "directory.resources.calendars.list": _nothing,
    "directory.resources.features.list": _nothing,
}
