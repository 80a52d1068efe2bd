"""Hostile input gets an answer of the kind 4xx or a closed connection, and the server goes on."""

import json
import random
import socket
import ssl
from collections.abc import Iterator

import pytest
from demo_domain import ADMIN, WWW, Demo


@pytest.fixture(autouse=True)
def alive(demo: Demo) -> Iterator[None]:
    """After each test the server still answers, and has reported no fault of its own."""
    yield
    assert demo.process.poll() is None
    assert demo.directory("GET", "users/admin@demo.example").status == 200


def raw(demo: Demo, data: bytes) -> bytes:
    """What the proxy answers to bytes."""
    with socket.create_connection(demo.proxy, timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def tunnel(demo: Demo, data: bytes, host: str = ADMIN) -> bytes:
    """What the server answers to bytes inside a tunnel."""
    context = ssl.create_default_context(cafile=demo.env["GAM_CA_FILE"])
    with socket.create_connection(demo.proxy, timeout=10) as connection:
        connection.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        with context.wrap_socket(connection, server_hostname=host) as inner:
            inner.sendall(data)
            answer = b""
            while b"\r\n\r\n" not in answer:
                more = inner.recv(65536)
                if not more:
                    break
                answer += more
            return answer


@pytest.mark.parametrize(
    "target",
    ["example.com:443", "admin.googleapis.com:80", "127.0.0.1:22", "accounts.google.com:443", "[::1]:443", ":", "x"],
)
def test_it_forwards_nothing(demo: Demo, target: str) -> None:
    answer = raw(demo, f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"forwards nothing" in answer


def test_a_plain_request_is_refused(demo: Demo) -> None:
    answer = raw(demo, b"GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"\x16\x03\x01\x00\x05hello",
        b"CONNECT\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"G" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"CONNECT admin.googleapis.com:443 HTTP/1.1\r\n\r\nnot TLS at all",
    ],
)
def test_garbage_on_the_proxy(demo: Demo, data: bytes) -> None:
    answer = raw(demo, data)
    assert b" 500 " not in answer[:20]
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /%ff%00 HTTP/1.1\r\nHost: admin.googleapis.com\r\n\r\n", b"404"),
        (b"GET http://elsewhere/ HTTP/1.1\r\nHost: admin.googleapis.com\r\n\r\n", b"400"),
        (b"GET /a?b=%ff HTTP/1.1\r\nHost: admin.googleapis.com\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: www.googleapis.com\r\n\r\n", b"421"),
        (b"POST / HTTP/1.1\r\nHost: admin.googleapis.com\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: admin.googleapis.com\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nHost: admin.googleapis.com\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"BREW / HTTP/1.1\r\nHost: admin.googleapis.com\r\n\r\n", b"501"),
    ],
)
def test_requests_that_cannot_be_read(demo: Demo, head: bytes, status: bytes) -> None:
    assert tunnel(demo, head).split(b" ")[1] == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b'{"primaryEmail": "\\ud800@demo.example"}',
        b'{"name": 1e999}',
        b'{"phones": NaN}',
        b'{"phones": ' + b"[" * 200 + b"]" * 200 + b"}",
        b"[" * 100_000,
        b"1" * 10_000,
        b'{"name": {"givenName": ["x"]}}',
    ],
)
def test_bodies_that_cannot_be_read(demo: Demo, body: bytes) -> None:
    answer = demo.directory("POST", "users", body)
    assert answer.status == 400, answer.text


def test_a_pattern_that_never_ends_is_not_tried(demo: Demo) -> None:
    hostile = "a<" + "b<c,d" * 200 + "!"
    answer = demo.call("GET", f"/admin/reports/v1/activity/users/all/applications/admin?filters={hostile}")
    assert answer.status in (400, 501)


def test_batches(demo: Demo) -> None:
    def send(body: bytes, kind: str = "multipart/mixed; boundary=b") -> tuple[int, str]:
        answer = demo.call("POST", "/batch", body, headers={"Content-Type": kind})
        return answer.status, answer.text

    part = b"--b\r\nContent-Type: application/http\r\nContent-ID: <x + %d>\r\n\r\n%s\r\n\r\n"
    assert send(b"")[0] == 400
    assert send(b"--b--", "text/plain")[0] == 400
    nested = part % (1, b"POST /batch HTTP/1.1")
    rubbish = part % (2, b"rubbish")
    good = part % (3, b"GET /admin/directory/v1/users/admin@demo.example?fields=id HTTP/1.1")
    alien = part % (4, b"GET /admin/directory/v1/users/admin@demo.example HTTP/1.1\r\nAuthorization: Bearer alien")
    status, text = send(nested + rubbish + good + alien + b"--b--\r\n")
    assert status == 200
    assert [line for line in text.splitlines() if line.startswith("HTTP/1.1")] == [
        "HTTP/1.1 400 Bad Request",
        "HTTP/1.1 400 Bad Request",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 401 Unauthorized",
    ]
    assert "Content-ID: <response-x + 3>" in text
    assert send(b"".join(part % (n, b"GET / HTTP/1.1") for n in range(1001)) + b"--b--")[0] == 400


def _mutations(count: int) -> Iterator[tuple[str, str, str, bytes]]:
    """Calls that are nearly right: the same ones every time."""
    chance = random.Random(20261101)
    bases: list[tuple[str, str, str, dict[str, object] | None]] = [
        (ADMIN, "POST", "/admin/directory/v1/users", {"primaryEmail": "f@demo.example", "password": "12345678"}),
        (ADMIN, "PATCH", "/admin/directory/v1/users/amara.uche@demo.example", {"name": {"givenName": "A"}}),
        (ADMIN, "GET", "/admin/directory/v1/users?customer=my_customer&query=email:a*&fields=users(id)", None),
        (ADMIN, "POST", "/admin/directory/v1/groups/travel@demo.example/members", {"email": "admin@demo.example"}),
        (ADMIN, "POST", "/admin/directory/v1/customer/my_customer/orgunits", {"name": "F", "parentOrgUnitPath": "/"}),
        (ADMIN, "POST", "/admin/directory/v1/customer/my_customer/schemas", {"schemaName": "S", "fields": [{}]}),
        (ADMIN, "POST", "/admin/directory/v1/customer/my_customer/roles", {"roleName": "R", "rolePrivileges": []}),
        (ADMIN, "GET", "/admin/reports/v1/activity/users/all/applications/login?startTime=2026-11-01T00:00:00Z", None),
        (ADMIN, "GET", "/admin/reports/v1/usage/users/all/dates/2026-11-01?parameters=accounts:is_suspended", None),
        (WWW, "PATCH", "/groups/v1/groups/travel@demo.example", {"whoCanJoin": "ANYONE_CAN_JOIN"}),
    ]
    odd: list[object] = [
        None,
        "",
        0,
        -1,
        1.5,
        True,
        [],
        {},
        [None],
        {"": None},
        "\u0000",
        "x" * 3000,
        [[["a"]]],
        "é/../",
    ]
    for _ in range(count):
        host, verb, path, body = chance.choice(bases)
        if body is None or chance.random() < 0.3:
            at = chance.randrange(len(path))
            path = (
                path[:at] + chance.choice(["", "%", "%00", "//", "?", "&", "'", "(", "\\", "%F0%9F%98%80"]) + path[at:]
            )
        data = dict(body or {})
        fields = [*data, "phones", "relations", "suspended", "orgUnitPath", "customSchemas", "role", "id", "emails"]
        data[chance.choice(fields)] = chance.choice(odd)
        yield host, verb, path, json.dumps(data).encode() if body is not None else b""


def test_nearly_right_calls_never_meet_a_fault_of_ours(demo: Demo) -> None:
    connections = {host: demo.connect(host) for host in (ADMIN, WWW)}
    headers = {"Authorization": f"Bearer {demo.oauth['token']}"}
    statuses: dict[int, int] = {}
    for host, verb, path, body in _mutations(3000):
        connection = connections[host]
        connection.request(verb, path.replace(" ", "%20"), body or None, headers)
        response = connection.getresponse()
        response.read()
        statuses[response.status] = statuses.get(response.status, 0) + 1
        assert response.status < 500 or response.status == 501, (verb, path, body)
        if response.will_close:
            connections[host] = demo.connect(host)
    assert statuses[200] > 100
    assert statuses[400] > 100
    everyone = demo.directory("GET", "users?customer=my_customer&query=manager:x%20orgTitle:y&maxResults=500")
    assert everyone.status == 200


def test_many_connections_that_say_nothing(demo: Demo) -> None:
    silent = [socket.create_connection(demo.proxy) for _ in range(100)]
    try:
        assert demo.directory("GET", "users/admin@demo.example").status == 200
    finally:
        for connection in silent:
            connection.close()


def test_a_client_that_goes_away_in_the_middle(demo: Demo) -> None:
    for _ in range(20):
        connection = demo.connect()
        body = b'{"primaryEmail": "half'
        connection.putrequest("POST", "/admin/directory/v1/users")
        connection.putheader("Content-Length", "5000")
        connection.endheaders(body)
        connection.close()
