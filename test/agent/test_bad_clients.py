"""Clients that do not speak the protocol, or stop speaking it: the session goes on."""

import os
import socket
from contextlib import suppress

import pytest
from agent_session import f, hello, wait_until
from gamgui_agent.protocol.wire import encode

OTHER = "d" * 32


def still_answers(session):
    client = session.open()
    client.type(b"echo al''ive\r", client.welcome["taken"])
    client.wait_output(b"alive")
    client.bye()
    return True


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (b"\0\0\0\0", "bad-frame"),
        (b"GET / HTTP/1.1\r\n\r\n", "bad-frame"),
        (b"\0\0\0\x02\x01[", "bad-frame"),
        (encode(f.Ping(1)), "bad-hello"),
        (encode(f.Welcome({"protocol": 1, "role": "watch"})), "bad-hello"),
        (encode(hello(size={"cols": 0, "rows": 24})), "bad-hello"),
        (encode(hello(size=None)), "bad-hello"),
        (encode(hello(intent="steal")), "bad-hello"),
        (encode(hello(client="short")), "bad-hello"),
        (encode(hello(label="x" * 65)), "bad-hello"),
        (encode(hello(window=1)), "bad-hello"),
        (encode(hello(window=True)), "bad-hello"),
        (encode(hello(**{"from": -1})), "bad-hello"),
        (encode(hello("files")), "bad-hello"),
        (encode(hello("nothing")), "bad-hello"),
        (encode(hello("job", job={"id": "../../etc/passwd"})), "bad-hello"),
        (encode(hello("job", job={"id": "a" * 16, "argv": [], "stdin": False})), "bad-hello"),
        (encode(hello("job", job={"id": "a" * 16, "argv": ["a\0b"], "stdin": False})), "bad-hello"),
        (encode(hello("job", job={"id": "a" * 16, "argv": ["\ud800"], "stdin": False})), "bad-hello"),
        (encode(hello(protocol={"min": 2, "max": 9})), "version"),
        (encode(hello(protocol={"min": 0, "max": 0})), "bad-hello"),
        (encode(hello(protocol=1)), "bad-hello"),
    ],
)
def test_a_bad_beginning_is_refused(session, first, code):
    client = session.attach()
    client.send_raw(first)
    error = client.wait_end().body
    assert (error["code"], error["fatal"]) == (code, True)
    if code == "version":
        assert (error["min"], error["max"]) == (1, 1)
    assert client.exit_code() == 64
    assert still_answers(session)


@pytest.mark.parametrize("versions", [{"min": 1, "max": 1}, {"min": 1, "max": 7}])
def test_versions_that_meet(session, versions):
    assert session.open(protocol=versions).welcome["protocol"] == 1


def test_unknown_fields_frames_and_operations(session):
    client = session.open(later={"a": 1}, capabilities=["later"])
    client.send_raw(b"\0\0\0\x04\x90abc")
    reply = client.call("of-a-later-version")
    assert reply["error"]["code"] == "unknown-op"


@pytest.mark.parametrize(
    "frame",
    [
        f.Ack(0, 10_000_000),
        f.Ack(1, 0),
        f.Taken(1, 0),
        f.Data(1, 0, b"x"),
        hello(),
        f.Reply({"call": 1, "ok": {}}),
        f.Event({"seq": 1, "at": 1, "kind": "life"}),
    ],
)
def test_frames_out_of_place(session, frame):
    client = session.open()
    client.send(frame)
    assert client.wait_end().body["code"] == "bad-frame"
    assert still_answers(session)


@pytest.mark.parametrize("by", [None, -1, "3", 1.5, True])
def test_bad_arguments_of_a_call(session, by):
    client = session.open()
    client.send(f.Call({"call": 1, "op": "extend", "by": by}))
    assert client.wait_end().body["code"] == "bad-frame"


def test_a_signal_that_cannot_be_sent(session):
    client = session.open()
    client.send(f.Call({"call": 1, "op": "signal", "job": "a" * 16, "signal": "STOP"}))
    assert client.wait_end().body["code"] == "bad-frame"


def test_clients_that_die_at_any_point(session):
    data = encode(hello()) + encode(f.Input(1, 0, b"echo x\r")) + encode(f.Ping(1))
    for length in range(0, len(data), 7):
        client = session.attach()
        client.send_raw(data[:length])
        client.cut()
    assert still_answers(session)
    wait_until(lambda: len(os.listdir(f"/proc/{session.host.pid}/fd")) < 25)


def test_more_clients_than_there_is_room_for(session):
    watchers = [session.attach() for _ in range(64)]
    for watcher in watchers:
        watcher.send(hello("watch", client=OTHER))
    for watcher in watchers:
        watcher.wait(lambda frame: isinstance(frame, f.Welcome))
    late = session.attach()
    late.send(hello("watch", client=OTHER))
    assert late.wait_end().body["code"] == "busy"
    watchers[0].bye()
    session.open(role="watch", client=OTHER)


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b"{}\n", b'{"internal": "attach"}\n', b'{"internal": "gam-start"}\n', b"x" * 300_000]
)
def test_nonsense_at_the_socket(session, line):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(10)
    connection.connect(str(session.run / "s"))
    try:
        connection.sendall(line)
        assert connection.recv(1) == b""
    except (BrokenPipeError, ConnectionResetError):
        pass
    assert still_answers(session)


def test_mutated_frames_at_a_live_host(session, mutate):
    """GAMGUI_LIVE_MUTATIONS of them, several to a conversation: no crash, no hang, no growth."""
    count = int(os.environ.get("GAMGUI_LIVE_MUTATIONS", "1000"))
    assert still_answers(session)
    before = memory(session)
    mutants = list(mutate(count))
    for at in range(0, count, 20):
        client = session.attach()
        if at % 3:
            client.send(hello("watch" if at % 2 else "terminal"))
        for data in mutants[at : at + 20]:
            client.send_raw(data)
        with_end(client)
    assert still_answers(session)
    assert session.host.poll() is None
    assert "defect" not in session.log
    assert memory(session) - before < 8_000_000


def with_end(client):
    """The end of its own sentences, then of the conversation."""
    with suppress(OSError, ValueError):
        client.process.stdin.close()
    client.wait_end()
    client.cut()


def memory(session):
    with open(f"/proc/{session.host.pid}/statm") as file:
        return int(file.read().split()[1]) * 4096
