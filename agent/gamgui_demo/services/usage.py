"""reports.userUsageReport and reports.customerUsageReports.

https://developers.google.com/admin-sdk/reports/v1/guides/manage-usage-users: figures for a day
appear some days later, and go back a limited time.
"""

import datetime
import re
from collections.abc import Iterator

from ..api.errors import GoogleError, bad_request, invalid, not_found
from ..api.router import Call, Handler
from ..seed import chance
from ..seed.organisation import CUSTOMER_ID
from ..seed.products import SKUS
from ..state.directory import find
from ..state.store import JsonObject, Store
from .org_unit_paths import find_unit
from .paging import page

_LAG_DAYS = 3
_OLDEST_DAYS = 450


def _date(call: Call) -> datetime.date:
    try:
        date = datetime.date.fromisoformat(call.params["date"])
    except ValueError as error:
        raise invalid("Invalid value: date") from error
    today = datetime.datetime.now(datetime.timezone.utc).date()
    last = today - datetime.timedelta(days=_LAG_DAYS)
    if date > last:
        raise invalid(f"Data for dates later than {last} is not yet available. Please check back later")
    if date < today - datetime.timedelta(days=_OLDEST_DAYS):
        raise invalid("Data for this date is no longer available.")
    return date


def _check_customer(call: Call) -> None:
    if call.params.get("customerId", CUSTOMER_ID) not in (CUSTOMER_ID, "my_customer"):
        raise bad_request()


_NAME = re.compile(r'(accounts|app_maker|apps_scripts|calendar|chat|classroom|cros|device_management|docs|drive'
                   r'|gmail|gplus|meet|sites):[a-z0-9_]+')  # fmt: skip


def _wanted(call: Call, known: list[JsonObject]) -> list[JsonObject]:
    """Only the parameters that were asked for, as far as there are figures for them."""
    text = call.params.get("parameters")
    if not text:
        return known
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if not _NAME.fullmatch(name):
            raise invalid(f"Invalid parameter: {name[:80]}")
    return [item for item in known if item["name"] in names]


def user_usage(call: Call) -> JsonObject:
    """One day of one person or of everyone."""
    _check_customer(call)
    if call.params.get("filters"):
        raise GoogleError(
            501, "notImplemented", "The demo domain does not filter usage reports.", status="UNIMPLEMENTED"
        )
    date = str(_date(call))
    items = sorted(((user["id"],), user) for user in _people(call))
    chosen, token = page(items, dict(call.params), call.params.get("maxResults") or 1000)
    reports = [_user_report(call, user, date) for user in chosen]
    answer: JsonObject = {"kind": "admin#reports#usageReports", "etag": '"demo-usage"', "usageReports": reports}
    return answer | ({"nextPageToken": token} if token else {})


def _people(call: Call) -> list[JsonObject]:
    key = call.params["userKey"]
    if key != "all":
        user = find(call.store, "user", key)
        if user is None:
            raise not_found("userKey")
        return [user]
    people = list(call.store.all("user").values())
    if call.params.get("orgUnitID"):
        unit = find_unit(call.store, call.params["orgUnitID"])
        if unit is None:
            raise invalid("Invalid Org Unit")
        prefix = unit["orgUnitPath"].rstrip("/") + "/"
        people = [user for user in people if (user["orgUnitPath"] + "/").startswith(prefix)]
    return people


def _user_report(call: Call, user: JsonObject, date: str) -> JsonObject:
    return {
        "kind": "admin#reports#usageReport",
        "date": date,
        "etag": user["etag"],
        "entity": {
            "type": "USER",
            "customerId": CUSTOMER_ID,
            "userEmail": user["primaryEmail"],
            "profileId": user["id"],
        },
        "parameters": _wanted(call, list(_user_figures(user, date))),
    }


def _user_figures(user: JsonObject, date: str) -> Iterator[JsonObject]:
    who = user["id"]
    yield {"name": "accounts:creation_time", "datetimeValue": user["creationTime"]}
    yield {"name": "accounts:last_login_time", "datetimeValue": user["lastLoginTime"]}
    for name, value in (
        ("is_suspended", user["suspended"]),
        ("is_archived", user["archived"]),
        ("is_super_admin", user["isAdmin"]),
        ("is_delegated_admin", user["isDelegatedAdmin"]),
        ("is_2sv_enrolled", user["isEnrolledIn2Sv"]),
        ("is_2sv_enforced", user["isEnforcedIn2Sv"]),
    ):
        yield {"name": f"accounts:{name}", "boolValue": value}
    drive, gmail = chance.below(9000, "drive", who), chance.below(4000, "gmail", who)
    for name, count in (
        ("accounts:drive_used_quota_in_mb", drive),
        ("accounts:gmail_used_quota_in_mb", gmail),
        ("accounts:used_quota_in_mb", drive + gmail),
        ("accounts:total_quota_in_mb", 5_242_880),
        ("drive:num_items_created", chance.below(12, "created", who, date)),
        ("drive:num_items_edited", chance.below(30, "edited", who, date)),
        ("drive:num_items_viewed", chance.below(60, "viewed", who, date)),
        ("gmail:num_emails_received", chance.below(90, "received", who, date)),
        ("gmail:num_emails_sent", chance.below(25, "sent", who, date)),
    ):
        yield {"name": name, "intValue": str(count)}


def customer_usage(call: Call) -> JsonObject:
    """One day of the whole domain."""
    _check_customer(call)
    date = str(_date(call))
    report = {
        "kind": "admin#reports#usageReport",
        "date": date,
        "entity": {"type": "CUSTOMER", "customerId": CUSTOMER_ID},
        "parameters": _wanted(call, list(_customer_figures(call.store))),
    }
    return {"kind": "admin#reports#usageReports", "etag": '"demo-usage"', "usageReports": [report]}


def _customer_figures(store: Store) -> Iterator[JsonObject]:
    people = list(store.all("user").values())
    licences = list(store.all("licence").values())
    used = {sku: sum(1 for licence in licences if licence["sku"] == sku) for sku in SKUS}
    workspace, frontline = SKUS["1010020020"], SKUS["1010020030"]
    for name, count in (
        ("accounts:num_users", len(people)),
        ("accounts:num_suspended_users", sum(1 for user in people if user["suspended"])),
        ("accounts:num_users_2sv_enrolled", sum(1 for user in people if user["isEnrolledIn2Sv"])),
        ("accounts:gsuite_enterprise_total_licenses", workspace.seats),
        ("accounts:gsuite_enterprise_used_licenses", used[workspace.id]),
        ("accounts:apps_total_licenses", workspace.seats + frontline.seats),
        ("accounts:apps_used_licenses", used[workspace.id] + used[frontline.id]),
        ("drive:num_1day_active_users", len(people) * 6 // 10),
        ("gmail:num_1day_active_users", len(people) * 8 // 10),
    ):
        yield {"name": name, "intValue": str(count)}


HANDLERS: dict[str, Handler] = {
    "reports.userUsageReport.get": user_usage,
    "reports.customerUsageReports.get": customer_usage,
}
