"""The API server as the reaper needs it: lists in pages, and deletes. It asks as a pod does, by its account's token."""

import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

PAGE = 200
_TIMEOUT_S = 30.0
# What passes by itself: too many requests, and a server that is being replaced.
_PASSING = (429, 500, 502, 503, 504)
_TRIES = 6
_LONGEST_WAIT_S = 30.0


class ApiError(Exception):
    """What the server refused, or that it could not be asked; `status` is 0 then."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Api:
    """One API server, asked with one token, which is read again each time: the kubelet renews it."""

    def __init__(self, server: str, ca: Path, token: Path, wait: Callable[[float], None] = time.sleep) -> None:
        self._host = urlsplit(server).netloc
        self._context = ssl.create_default_context(cafile=str(ca))
        self._token = token
        self._wait = wait
        self._connection: HTTPSConnection | None = None

    def items(self, path: str, selector: str) -> Iterator[Mapping[str, Any]]:
        """All objects of a list, a page at a time: nothing grows with how many there are. Raises ApiError."""
        following = ""
        while True:
            query = {"labelSelector": selector, "limit": str(PAGE), **({"continue": following} if following else {})}
            page = self._ask("GET", f"{path}?{urlencode(query)}")
            yield from page.get("items") or []
            following = (page.get("metadata") or {}).get("continue") or ""
            if not following:
                return

    def delete(self, path: str, uid: str, version: str) -> bool:
        """Asks for an object's end if it is still this very one, unchanged; False: it is not. Raises ApiError."""
        body = {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"uid": uid, "resourceVersion": version}}
        try:
            self._ask("DELETE", path, body)
        except ApiError as error:
            if error.status in (404, 409):
                return False
            raise
        return True

    def close(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _ask(self, method: str, path: str, body: object = None) -> Mapping[str, Any]:
        for left in reversed(range(_TRIES)):
            try:
                status, retry_after, text = self._send(method, path, body)
            except (OSError, HTTPException) as error:
                self.close()
                if not left:
                    raise ApiError(0, f"the API server cannot be asked: {error}") from error
                self._wait(_backoff(left, None))
                continue
            if status < 300:
                return _object(text)
            if status not in _PASSING or not left:
                raise ApiError(status, str(_object(text).get("message") or f"the API server answered {status}"))
            self._wait(_backoff(left, retry_after))
        raise AssertionError

    def _send(self, method: str, path: str, body: object) -> tuple[int, str | None, bytes]:
        if self._connection is None:
            self._connection = HTTPSConnection(self._host, timeout=_TIMEOUT_S, context=self._context)
        headers = {
            "Authorization": f"Bearer {self._token.read_text().strip()}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "gamgui-reaper",
        }
        self._connection.request(method, path, None if body is None else json.dumps(body), headers)
        reply = self._connection.getresponse()
        return reply.status, reply.getheader("Retry-After"), reply.read()


def _backoff(left: int, retry_after: str | None) -> float:
    """How long to wait, in seconds: as the server says, or twice as long each time."""
    if retry_after is not None and retry_after.isdigit():
        return min(float(retry_after), _LONGEST_WAIT_S)
    return float(min(2 ** (_TRIES - 1 - left), _LONGEST_WAIT_S))


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
