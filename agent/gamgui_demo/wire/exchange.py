"""One HTTP request and one answer, free of sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_MOST_PARAMETERS = 500


class InvalidRequest(ValueError):
    """The request target or a form cannot be read."""


@dataclass(frozen=True)
class Request:
    """A request inside a tunnel. Header names are in lower case; the path is still encoded."""

    verb: str
    host: str
    path: str
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Response:
    """An answer; Content-Length and Date are added when it is sent."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def parse_pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a query or a form. Raises InvalidRequest."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise InvalidRequest("the query cannot be read") from error


def make_request(verb: str, host: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
    """Put a request together. Raises InvalidRequest for a target that is no path."""
    if not target.startswith("/"):
        raise InvalidRequest("the request target must be a path")
    try:
        parts = urlsplit(target)
    except ValueError as error:
        raise InvalidRequest("the request target cannot be read") from error
    return Request(verb, host, parts.path, parse_pairs(parts.query), headers, body)


def json_response(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Response(status, body, {"Content-Type": "application/json; charset=UTF-8", **(headers or {})})


def text_response(status: int, sentence: str) -> Response:
    """An answer in plain words."""
    return Response(status, (sentence + "\n").encode(), {"Content-Type": "text/plain; charset=UTF-8"})
