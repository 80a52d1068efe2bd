"""Lists in pages that stay right while others write.

A page token names the last item that was given out, so nothing is skipped or given twice when
items come and go between two pages.
"""

import base64
import binascii
import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from ..api.errors import invalid
from ..state.store import JsonObject

_TURNING = ("pageToken", "maxResults", "pageSize", "fields")

# What items are sorted by: texts only, so that a token can carry it. Unique for each item.
SortKey = tuple[str, ...]


def page(
    items: Sequence[tuple[SortKey, JsonObject]],
    params: dict[str, Any],
    size: int,
) -> tuple[list[JsonObject], str | None]:
    """One page of `items`, sorted already, and the token of the next. Raises GoogleError for a bad token."""
    start = 0
    if params.get("pageToken"):
        last = _open(params["pageToken"], _fingerprint(params))
        start = bisect_right([key for key, _ in items], last)
    chosen = items[start : start + size]
    more = start + size < len(items)
    token = _seal(chosen[-1][0], _fingerprint(params)) if more else None
    return [item for _, item in chosen], token


def _fingerprint(params: dict[str, Any]) -> str:
    """A token is good only for the list it came from."""
    kept = sorted((name, str(value)) for name, value in params.items() if name not in _TURNING)
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:12]


def _seal(key: SortKey, fingerprint: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([fingerprint, *key]).encode()).decode()


def _open(token: str, fingerprint: str) -> SortKey:
    try:
        parts = json.loads(base64.b64decode(token.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise invalid("Invalid Input: pageToken") from error
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts) or parts[:1] != [fingerprint]:
        raise invalid("Invalid Input: pageToken")
    return tuple(parts[1:])
