"""directory.mobiledevices and directory.chromeosdevices."""

from collections.abc import Callable

from ..api.errors import GoogleError, bad_request, invalid, not_found
from ..api.router import Call, Handler
from ..state.directory import new_etag
from ..state.store import JsonObject
from .customer_check import check_customer
from .device_query import parse_device_query
from .org_unit_paths import find_unit
from .paging import page

_MOBILE_FIELDS = {
    'email': 'email', 'name': 'name', 'model': 'model', 'os': 'os', 'status': 'status', 'type': 'type',
    'serial': 'serialNumber', 'id': 'deviceId', 'brand': 'manufacturer',
}  # fmt: skip
_CHROMEOS_FIELDS = {
    'id': 'serialNumber', 'status': 'status', 'user': 'annotatedUser', 'location': 'annotatedLocation',
    'asset_id': 'annotatedAssetId', 'note': 'notes', 'model': 'model', 'mac': 'macAddress',
    'os_version': 'osVersion',
}  # fmt: skip
_DETAILS = ("recentUsers", "activeTimeRanges")
_EDITABLE = ("annotatedUser", "annotatedLocation", "annotatedAssetId", "notes", "orgUnitPath")
_MOBILE_ACTIONS = {
    'approve': 'APPROVED', 'block': 'BLOCKED', 'admin_remote_wipe': 'WIPED', 'admin_account_wipe': 'ACCOUNT_WIPED',
    'cancel_remote_wipe_then_activate': 'APPROVED', 'cancel_remote_wipe_then_block': 'BLOCKED',
}  # fmt: skip
_CHROMEOS_ACTIONS = {"deprovision": "DEPROVISIONED", "disable": "DISABLED", "reenable": "ACTIVE"}
_BATCH_ACTIONS = {
    "CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DEPROVISION": "deprovision",
    "CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DISABLE": "disable",
    "CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_REENABLE": "reenable",
}


def _list(call: Call, kind: str, name: str, key: str, matches: Callable[[JsonObject], bool]) -> JsonObject:
    order = call.params.get("orderBy")
    found = [device for device in call.store.all(kind).values() if matches(device)]
    items = sorted(((str(device.get(order, "")) if order else "", device[key]), device) for device in found)
    if call.params.get("sortOrder") == "DESCENDING":
        # Pages are cut by the keys, so the keys must rise: turn the order into numbers.
        items = [((f"{place:08d}", item[0][1]), item[1]) for place, item in enumerate(reversed(items))]
    chosen, token = page(items, dict(call.params), call.params.get("maxResults") or 100)
    if call.params.get("projection") == "BASIC":
        chosen = [{k: v for k, v in device.items() if k not in _DETAILS} for device in chosen]
    answer: JsonObject = {"kind": f"admin#directory#{name}", "etag": f'"demo-devices-{len(items)}"'}
    return answer | ({name: chosen} if chosen else {}) | ({"nextPageToken": token} if token else {})


def list_mobile(call: Call) -> JsonObject:
    """Phones in pages."""
    check_customer(call, "customerId")
    matches = parse_device_query(call.params.get("query", ""), _MOBILE_FIELDS)
    return _list(call, "mobile", "mobiledevices", "resourceId", matches)


def get_mobile(call: Call) -> JsonObject:
    """One phone."""
    check_customer(call, "customerId")
    device = call.store.get("mobile", call.params["resourceId"])
    if device is None:
        raise not_found("resourceId")
    return device


def act_on_mobile(call: Call) -> None:
    """Approve, block or wipe a phone."""
    device = get_mobile(call)
    status = _MOBILE_ACTIONS.get(str(call.body.get("action")))
    if status is None:
        raise bad_request("Invalid action")
    call.store.put("mobile", device["resourceId"], {**device, "status": status, "etag": new_etag(call.store)})


def delete_mobile(call: Call) -> None:
    """Forget a phone."""
    call.store.delete("mobile", get_mobile(call)["resourceId"])


def list_chromeos(call: Call) -> JsonObject:
    """Chrome devices in pages, of one unit when it is named."""
    check_customer(call, "customerId")
    matches = parse_device_query(call.params.get("query", ""), _CHROMEOS_FIELDS)
    unit = call.params.get("orgUnitPath")
    path = _unit(call, unit)["orgUnitPath"] if unit else "/"
    below = not unit or call.params.get("includeChildOrgunits")

    def fits(device: JsonObject) -> bool:
        inside = (device["orgUnitPath"] + "/").startswith(path.rstrip("/") + "/")
        return matches(device) and (inside if below else device["orgUnitPath"] == path)

    return _list(call, "chromeos", "chromeosdevices", "deviceId", fits)


def _unit(call: Call, key: str) -> JsonObject:
    unit = find_unit(call.store, key)
    if unit is None:
        raise invalid("Invalid Org Unit")
    return unit


def get_chromeos(call: Call) -> JsonObject:
    """One Chrome device."""
    check_customer(call, "customerId")
    device = call.store.get("chromeos", call.params["deviceId"])
    if device is None:
        raise not_found("deviceId")
    return device


def update_chromeos(call: Call) -> JsonObject:
    """Change what is noted on a Chrome device."""
    device = get_chromeos(call)
    changes = {name: call.body[name] for name in _EDITABLE if call.body.get(name) is not None}
    if "orgUnitPath" in changes:
        unit = _unit(call, changes["orgUnitPath"])
        changes |= {"orgUnitPath": unit["orgUnitPath"], "orgUnitId": unit["orgUnitId"].removeprefix("id:")}
    return _save(call, {**device, **changes})


def _save(call: Call, device: JsonObject) -> JsonObject:
    saved = {**device, "etag": new_etag(call.store)}
    call.store.put("chromeos", saved["deviceId"], saved)
    return saved


def act_on_chromeos(call: Call) -> None:
    """Disable, enable again or deprovision a Chrome device."""
    check_customer(call, "customerId")
    device = call.store.get("chromeos", call.params["resourceId"])
    if device is None:
        raise not_found("resourceId")
    _change_status(call, device, str(call.body.get("action")), call.body.get("deprovisionReason"))


def _change_status(call: Call, device: JsonObject, action: str, reason: object) -> None:
    if action not in _CHROMEOS_ACTIONS:
        raise bad_request("Invalid action")
    if action == "deprovision" and not reason:
        raise invalid("Invalid Input: deprovisionReason")
    allowed = {"disable": ("ACTIVE",), "reenable": ("DISABLED",), "deprovision": ("ACTIVE", "DISABLED")}
    if device["status"] not in allowed[action]:
        raise GoogleError(412, "conditionNotMet", f"Cannot {action} a device in the state {device['status']}.")
    _save(call, {**device, "status": _CHROMEOS_ACTIONS[action]})


def change_statuses(call: Call) -> JsonObject:
    """The same for several devices; each has its own outcome."""
    check_customer(call, "customerId")
    action = _BATCH_ACTIONS.get(str(call.body.get("changeChromeOsDeviceStatusAction")), "")
    results: list[JsonObject] = []
    for key in call.body.get("deviceIds", []):
        result: JsonObject = {"deviceId": key}
        device = call.store.get("chromeos", key)
        try:
            if device is None:
                raise not_found("deviceId")
            _change_status(call, device, action, call.body.get("deprovisionReason"))
            result["response"] = {}
        except GoogleError as error:
            result["error"] = {"code": 9 if error.code == 412 else 3, "message": error.message}
        results.append(result)
    return {"changeChromeOsDeviceStatusResults": results}


def move_chromeos(call: Call) -> None:
    """Move Chrome devices into another unit: all or none."""
    check_customer(call, "customerId")
    unit = _unit(call, call.params["orgUnitPath"])
    for key in call.body.get("deviceIds", []):
        device = call.store.get("chromeos", key)
        if device is None:
            raise not_found("deviceId")
        _save(call, {**device, "orgUnitPath": unit["orgUnitPath"], "orgUnitId": unit["orgUnitId"].removeprefix("id:")})


HANDLERS: dict[str, Handler] = {
    "directory.mobiledevices.list": list_mobile,
    "directory.mobiledevices.get": get_mobile,
    "directory.mobiledevices.action": act_on_mobile,
    "directory.mobiledevices.delete": delete_mobile,
    "directory.chromeosdevices.list": list_chromeos,
    "directory.chromeosdevices.get": get_chromeos,
    "directory.chromeosdevices.update": update_chromeos,
    "directory.chromeosdevices.patch": update_chromeos,
    "directory.chromeosdevices.action": act_on_chromeos,
    "directory.chromeosdevices.moveDevicesToOu": move_chromeos,
    "admin.customer.devices.chromeos.batchChangeStatus": change_statuses,
}
