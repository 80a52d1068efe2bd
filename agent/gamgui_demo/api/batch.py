"""Many calls in one request: multipart/mixed, each part an HTTP request of its own.

https://developers.google.com/admin-sdk/directory/v1/guides/batch
"""

import secrets
from collections.abc import Callable
from email import policy
from email.message import Message
from email.parser import BytesParser
from http.client import responses

from ..wire.exchange import InvalidRequest, Request, Response, make_request
from .errors import GoogleError, bad_request

_MOST_CALLS = 1000


def is_batch(path: str) -> bool:
    """Whether a path is one of those that take batches."""
    return path == "/batch" or path.startswith("/batch/")


def answer_batch(request: Request, answer: Callable[[Request], Response]) -> Response:
    """Answer every part in turn. Raises GoogleError when the whole cannot be read."""
    kind = request.headers.get("content-type", "").replace("\r", " ").replace("\n", " ")
    head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=policy.compat32).parsebytes(head + request.body)
    if not message.is_multipart():
        raise bad_request("Failed to parse batch request, error: no parts found.")
    parts = message.get_payload()
    if not isinstance(parts, list) or len(parts) > _MOST_CALLS:
        raise GoogleError(400, "badRequest", f"The batch request must not contain more than {_MOST_CALLS} calls.")
    boundary = f"batch_{secrets.token_hex(16)}"
    answers = [_part(part, request, answer) for part in parts if isinstance(part, Message)]
    body = b"".join(f"--{boundary}\r\n".encode() + part for part in answers) + f"--{boundary}--\r\n".encode()
    return Response(200, body, {"Content-Type": f"multipart/mixed; boundary={boundary}"})


def _part(part: Message, outer: Request, answer: Callable[[Request], Response]) -> bytes:
    inner = _inner_request(part, outer)
    response = Response(400, b'{"error": {"code": 400, "message": "Bad Request"}}') if inner is None else answer(inner)
    name = str(part.get("Content-ID", "")).strip()
    reply_to = f"<response-{name[1:]}" if name.startswith("<") else f"response-{name}"
    lines = [
        "Content-Type: application/http",
        f"Content-ID: {' '.join(reply_to.split())}",
        "",
        f"HTTP/1.1 {response.status} {responses.get(response.status, '')}",
        *(f"{key}: {value}" for key, value in response.headers.items()),
        f"Content-Length: {len(response.body)}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "replace") + response.body + b"\r\n"


def _inner_request(part: Message, outer: Request) -> Request | None:
    """The request inside a part, or None when there is none. It inherits the outer token."""
    payload = part.get_payload(decode=True)
    if part.get_content_type() != "application/http" or not isinstance(payload, bytes):
        return None
    line, _, rest = payload.lstrip().partition(b"\n")
    words = line.decode("utf-8", "replace").split()
    if len(words) < 2 or is_batch(words[1].partition("?")[0]):
        return None
    message = BytesParser(policy=policy.compat32).parsebytes(rest)
    headers = {key.lower(): str(value) for key, value in message.items()}
    headers.setdefault("authorization", outer.headers.get("authorization", ""))
    body = message.get_payload(decode=True)
    try:
        return make_request(words[0], outer.host, words[1], headers, body if isinstance(body, bytes) else b"")
    except InvalidRequest:
        return None
