"""Times before the day the demo domain was written up, the same on every machine."""

import datetime

from . import chance

TODAY = datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc)


def moment(from_days: int, to_days: int, *what: object) -> str:
    """A time between so many days before that day, as RFC 3339 in UTC with milliseconds."""
    seconds = from_days * 86400 + chance.below((to_days - from_days) * 86400, "moment", *what)
    return rfc3339(TODAY - datetime.timedelta(seconds=1 + seconds))


def rfc3339(time: datetime.datetime) -> str:
    """A UTC time as Google writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


def now() -> str:
    """The present time as Google writes it."""
    return rfc3339(datetime.datetime.now(datetime.timezone.utc))
