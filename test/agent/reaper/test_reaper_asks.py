"""How the reaper asks an API server that is busy, away or in several pages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gamgui_reaper.api import Api, ApiError
from gamgui_reaper.main import Round

Reply = tuple[int, str | None, bytes]


class Scripted(Api):
    """Answers what the test says, in place of a server."""

    def __init__(self, answer: Callable[[str, str, Any], Reply]) -> None:
        self.waits: list[float] = []
        self.asked: list[tuple[str, str, Any]] = []
        self._answer = answer
        self._connection = None
        self._wait = self.waits.append
        self._token = Path("/dev/null")

    def _send(self, method: str, path: str, body: object) -> Reply:
        self.asked.append((method, path, body))
        return self._answer(method, path, body)


def reply(body: object, status: int = 200, retry_after: str | None = None) -> Reply:
    return status, retry_after, json.dumps(body).encode()


def in_turn(*replies: Reply | Exception) -> Callable[[str, str, Any], Reply]:
    left = list(replies)

    def answer(_method: str, _path: str, _body: object) -> Reply:
        one = left.pop(0)
        if isinstance(one, Exception):
            raise one
        return one

    return answer


def test_waits_as_long_as_a_busy_server_says() -> None:
    api = Scripted(in_turn(reply({}, 429, "7"), reply({}, 503), reply({"items": [{"a": 1}]})))
    assert list(api.items("/x", "a=b")) == [{"a": 1}]
    assert api.waits == [7, 2]


def test_a_server_that_says_to_wait_for_hours_is_not_waited_for_so_long() -> None:
    api = Scripted(in_turn(reply({}, 429, "86400"), reply({"items": []})))
    assert list(api.items("/x", "a=b")) == []
    assert api.waits == [30]


def test_connects_again_and_gives_up_in_the_end() -> None:
    api = Scripted(in_turn(OSError("reset"), reply({"items": []})))
    assert list(api.items("/x", "a=b")) == []
    away = Scripted(in_turn(*[OSError("refused")] * 6))
    with pytest.raises(ApiError, match="cannot be asked: refused"):
        list(away.items("/x", "a=b"))
    assert away.waits == [1, 2, 4, 8, 16]


def test_a_refusal_is_not_tried_again() -> None:
    api = Scripted(in_turn(reply({"message": "no"}, 403)))
    with pytest.raises(ApiError, match="no") as caught:
        list(api.items("/x", "a=b"))
    assert caught.value.status == 403


def test_reads_every_page() -> None:
    first = reply({"items": [{"a": 1}, {"a": 2}], "metadata": {"continue": "next"}})
    api = Scripted(in_turn(first, reply({"items": [{"a": 3}]})))
    assert [dict(one) for one in api.items("/x", "a=b")] == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert [path for _, path, _ in api.asked] == [
        "/x?labelSelector=a%3Db&limit=200",
        "/x?labelSelector=a%3Db&limit=200&continue=next",
    ]


def test_removes_only_the_very_pod_that_was_looked_at() -> None:
    api = Scripted(in_turn(reply({}), reply({}, 409), reply({}, 404)))
    assert [api.delete("/p", "u1", "7") for _ in range(3)] == [True, False, False]
    assert api.asked[0][2]["preconditions"] == {"uid": "u1", "resourceVersion": "7"}


POD = {
    "metadata": {
        "name": "gamgui-a",
        "uid": "u1",
        "creationTimestamp": "2026-01-01T00:00:00Z",
        "annotations": {"gamgui.dev/owner": "ana@corp.example", "gamgui.dev/spec": "secret"},
    }
}


def cluster(method: str, path: str, _body: object) -> Reply:
    if path.startswith("/api/v1/namespaces?"):
        return reply({"items": [{"metadata": {"name": "closed"}}, {"metadata": {"name": "open"}}]})
    if "/closed/" in path:
        return reply({"message": "forbidden"}, 403)
    if method == "DELETE" or "/persistentvolumeclaims" in path:
        return reply({})
    return reply({"items": [POD]})


def test_a_workspace_that_cannot_be_looked_at_does_not_keep_it_from_the_others() -> None:
    said: list[Any] = []
    assert not Round(Scripted(cluster), said.append, now=2e9).run()
    assert [one["did"] for one in said] == ["failed", "removed", "looked"]
    assert "corp.example" not in json.dumps(said)
    assert "secret" not in json.dumps(said)


def test_a_dry_run_removes_nothing() -> None:
    api, said = Scripted(cluster), list[Any]()
    Round(api, said.append, now=2e9, dry_run=True).run()
    assert [one["did"] for one in said] == ["failed", "would-remove", "looked"]
    assert all(method == "GET" for method, _, _ in api.asked)
