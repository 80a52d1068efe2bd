"""reports.activities: the admin log and the sign-ins.

The admin log is what was really done here, after a made-up past. Sign-ins are made up, some for
every day of the last four weeks, the same ones each time they are asked for.
"""

import datetime
from collections.abc import Iterator
from itertools import chain

from ..api.errors import GoogleError, bad_request, invalid, not_found
from ..api.router import Call, Handler
from ..seed import chance
from ..seed.moments import rfc3339
from ..seed.organisation import ADMIN_EMAIL, ADMIN_ID, CUSTOMER_ID
from ..state.directory import find
from ..state.store import JsonObject
from .paging import page

_DAYS = 28
_SIGN_INS_A_DAY = 40
_ADMIN_ACTS_A_DAY = 3
_ADMIN_ACTS = ("CHANGE_PASSWORD", "SUSPEND_USER", "UNSUSPEND_USER", "MOVE_USER_TO_ORG_UNIT")
_UTC = datetime.timezone.utc


def list_activities(call: Call) -> JsonObject:
    """Entries in pages, the newest first."""
    if call.params.get("customerId", CUSTOMER_ID) not in (CUSTOMER_ID, "my_customer"):
        raise bad_request()
    entries: Iterator[JsonObject] = iter(())
    match call.params["applicationName"]:
        case "admin":
            entries = chain(_admin_log(call), _admin_past(call))
        case "login":
            entries = _sign_ins(call)
    start, end = _time(call, "startTime"), _time(call, "endTime")
    who = _actor(call)
    event = call.params.get("eventName")
    items = [
        (_newest_first(entry), entry)
        for entry in entries
        if (start is None or entry["id"]["time"] >= start)
        and (end is None or entry["id"]["time"] <= end)
        and (who is None or entry["actor"]["email"] == who)
        and (event is None or entry["events"][0]["name"] == event)
        and _fits(call, entry)
    ]
    items.sort(key=lambda item: item[0])
    chosen, token = page(items, dict(call.params), call.params.get("maxResults") or 1000)
    answer: JsonObject = {"kind": "admin#reports#activities", "etag": f'"demo-activities-{len(items)}"'}
    return answer | ({"items": chosen} if chosen else {}) | ({"nextPageToken": token} if token else {})


def _newest_first(entry: JsonObject) -> tuple[str, ...]:
    time = datetime.datetime.fromisoformat(entry["id"]["time"].replace("Z", "+00:00"))
    return (f"{10**13 - int(time.timestamp() * 1000):014d}", entry["id"]["uniqueQualifier"])


def _time(call: Call, name: str) -> str | None:
    """A time of the call in UTC, as entries have it."""
    text = call.params.get(name)
    if text is None:
        return None
    try:
        time = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return rfc3339(time.astimezone(_UTC))
    except (ValueError, OverflowError) as error:
        raise invalid(f"Invalid value: {name}") from error


def _actor(call: Call) -> str | None:
    key = call.params["userKey"]
    if key == "all":
        return None
    user = find(call.store, "user", key) or call.store.get("deleted-user", key)
    if user is None:
        raise not_found("userKey")
    email: str = user["primaryEmail"]
    return email


def _fits(call: Call, entry: JsonObject) -> bool:
    """`filters`: NAME==value among the parameters, several divided by commas."""
    given = {
        item["name"]: str(item.get("value", item.get("boolValue", ""))) for item in entry["events"][0]["parameters"]
    }
    for clause in filter(None, call.params.get("filters", "").split(",")):
        name, operator, value = clause.partition("==")
        if not operator:
            text = "The demo domain filters activities by NAME==value only."
            raise GoogleError(501, "notImplemented", text, status="UNIMPLEMENTED")
        if given.get(name) != value:
            return False
    return True


def _entry(application: str, time: str, number: int, email: str, user: str, event: JsonObject) -> JsonObject:
    return {
        "kind": "admin#reports#activity",
        "id": {
            "time": time,
            "uniqueQualifier": str(number),
            "applicationName": application,
            "customerId": CUSTOMER_ID,
        },
        "etag": f'"demo-activity-{application}-{number}"',
        "actor": {"callerType": "USER", "email": email, "profileId": user},
        "ipAddress": f"192.0.2.{1 + chance.below(254, 'address', email)}",
        "events": [event],
    }


def _admin_log(call: Call) -> Iterator[JsonObject]:
    for entry in call.store.all("activity").values():
        actor = find(call.store, "user", entry["actor"]) or {"id": "0"}
        parameters = [{"name": name, "value": value} for name, value in entry["parameters"].items()]
        event = {"type": entry["type"], "name": entry["event"], "parameters": parameters}
        yield _entry("admin", entry["time"], entry["number"], entry["actor"], actor["id"], event)


def _past(what: str, a_day: int) -> Iterator[tuple[str, tuple[object, ...], int]]:
    """Made-up moments of the last four weeks: the time, what to draw lots with, and a number."""
    now = datetime.datetime.now(_UTC)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(_DAYS):
        midnight = today - datetime.timedelta(days=day)
        for index in range(a_day):
            lot = (what, str(midnight.date()), index)
            time = midnight + datetime.timedelta(milliseconds=chance.below(86_400_000, *lot))
            if time <= now:
                yield rfc3339(time), lot, chance.number("number", *lot)


def _active_people(call: Call) -> list[JsonObject]:
    return [user for user in call.store.all("user").values() if not user["suspended"]]


def _sign_ins(call: Call) -> Iterator[JsonObject]:
    people = _active_people(call)
    for time, lot, number in _past("sign-in", _SIGN_INS_A_DAY):
        user = chance.one_of(people, "who", *lot)
        event = {
            "type": "login",
            "name": "login_failure" if chance.percent(6, "failed", *lot) else "login_success",
            "parameters": [
                {"name": "login_type", "value": "google_password"},
                {"name": "is_suspicious", "boolValue": False},
            ],
        }
        yield _entry("login", time, number, user["primaryEmail"], user["id"], event)


def _admin_past(call: Call) -> Iterator[JsonObject]:
    people = _active_people(call)
    for time, lot, number in _past("admin", _ADMIN_ACTS_A_DAY):
        user = chance.one_of(people, "who", *lot)
        event = {
            "type": "USER_SETTINGS",
            "name": chance.one_of(_ADMIN_ACTS, "act", *lot),
            "parameters": [{"name": "USER_EMAIL", "value": user["primaryEmail"]}],
        }
        yield _entry("admin", time, number, ADMIN_EMAIL, ADMIN_ID, event)


HANDLERS: dict[str, Handler] = {"reports.activities.list": list_activities}
