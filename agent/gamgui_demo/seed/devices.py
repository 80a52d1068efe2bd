"""The phones and Chromebooks of the first day."""

from ..state.directory import new_etag
from ..state.store import JsonObject, Store
from . import chance
from .moments import moment

MOBILE_COUNT = 90
CHROMEOS_COUNT = 120

_PHONES = (
    ("Android", "Android 16", "Examplephone 9", "Example"),
    ("Android", "Android 15", "Examplephone 8a", "Example"),
    ("iOS", "iOS 19.1", "Samplephone 17", "Sample"),
    ("iOS", "iOS 18.6", "Samplephone 15", "Sample"),
)
_BOOKS = ("Example Chromebook 14", "Example Chromebook Plus", "Sample Chromebox 5")


def add_devices(store: Store) -> None:
    """Put the devices into a store that has its people."""
    people = [user for user in store.all("user").values() if not user["suspended"]]
    for number in range(1, MOBILE_COUNT + 1):
        phone = _phone(number, chance.one_of(people, "phone of", number))
        store.put("mobile", phone["resourceId"], {**phone, "etag": new_etag(store)})
    units = {unit["orgUnitPath"]: unit["orgUnitId"] for unit in store.all("orgunit").values()}
    for number in range(1, CHROMEOS_COUNT + 1):
        book = _chromebook(number, chance.one_of(people, "book of", number))
        book["orgUnitId"] = units[book["orgUnitPath"]].removeprefix("id:")
        store.put("chromeos", book["deviceId"], {**book, "etag": new_etag(store)})


def _phone(number: int, owner: JsonObject) -> JsonObject:
    kind, system, model, maker = chance.one_of(_PHONES, "phone", number)
    return {
        "kind": "admin#directory#mobiledevice",
        "resourceId": f"DEMOmobile{number:05d}",
        "deviceId": f"{chance.number('deviceId', number):016x}",
        "name": [owner["name"]["fullName"]],
        "email": [owner["primaryEmail"]],
        "model": model,
        "manufacturer": maker,
        "os": system,
        "type": kind.upper() if kind == "Android" else "IOS_SYNC",
        "status": chance.one_of(("APPROVED", "APPROVED", "APPROVED", "PENDING", "BLOCKED"), "state", number),
        "serialNumber": f"DEMO-M-{number:05d}",
        "firstSync": moment(90, 700, "first sync", number),
        "lastSync": moment(0, 30, "last sync", number),
        "userAgent": f"Demo device policy for {kind}",
        "defaultLanguage": "en",
        "deviceCompromisedStatus": "No compromise detected",
        "devicePasswordStatus": "On",
        "encryptionStatus": "Encrypted",
    }


def _chromebook(number: int, owner: JsonObject) -> JsonObject:
    return {
        "kind": "admin#directory#chromeosdevice",
        "deviceId": f"demo0000-cros-4000-8000-{number:012d}",
        "serialNumber": f"DEMO-C-{number:05d}",
        "status": chance.one_of(("ACTIVE",) * 8 + ("DEPROVISIONED", "DISABLED"), "cros", number),
        "lastSync": moment(0, 40, "cros sync", number),
        "lastEnrollmentTime": moment(200, 900, "enrolled", number),
        "firstEnrollmentTime": moment(900, 1000, "first enrolled", number),
        "supportEndDate": "2031-06-01T00:00:00.000Z",
        "annotatedUser": owner["primaryEmail"],
        "annotatedLocation": owner["organizations"][0].get("location", "Lisbon"),
        "annotatedAssetId": f"A{number:04d}",
        "notes": "",
        "model": chance.one_of(_BOOKS, "model", number),
        "osVersion": chance.one_of(("142.0.7444.50", "141.0.7390.122"), "os", number),
        "platformVersion": "16433.0.0 (Official Build) stable-channel demo",
        "firmwareVersion": "Demo_Firmware.1.0.0",
        "macAddress": f"02005e{number:06x}",
        "bootMode": "Verified",
        "orgUnitPath": owner["orgUnitPath"],
        "willAutoRenew": True,
        "recentUsers": [{"type": "USER_TYPE_MANAGED", "email": owner["primaryEmail"]}],
        "activeTimeRanges": [
            {"date": moment(day, day + 1, "day")[:10], "activeTime": 60_000 * chance.below(400, "use", number, day)}
            for day in range(3)
        ],
    }
