"""The conversation itself: HELLO, PING, bad frames, a client that does not read, a host that hears of transfers."""

import hashlib
import json
import os
import random
import secrets
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from files_client import (
    AGENT,
    BYE,
    CALL,
    DATA,
    ERROR,
    GOT,
    PING,
    PONG,
    REPLY,
    WELCOME,
    FilesClient,
    b64,
    frame,
    hello,
    make_session,
)
from gam_session import FakeHost
from gamgui_agent.files.pipe import FrameReader


def test_welcome_says_who_and_how_full(session: Path, client: FilesClient) -> None:
    assert client.welcome["protocol"] == 1
    assert (client.welcome["session"], client.welcome["role"]) == ("s1abc", "files")
    assert abs(client.welcome["now"] - time.time() * 1000) < 60_000
    assert client.welcome["disk"]["limit"] == 0
    assert 0 < client.welcome["disk"]["used"] < 1_000_000


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (hello(protocol={"min": 2, "max": 9}), "version"),
        (hello(protocol={"min": "1"}), "bad-hello"),
        (hello(protocol=None), "bad-hello"),
        (hello(role="terminal"), "bad-hello"),
        (hello(window=1), "bad-hello"),
        (hello(window=True), "bad-hello"),
        (hello(window="65536"), "bad-hello"),
        (frame(PING, b"12345678"), "bad-hello"),
        (frame(DATA, b"\0" * 13), "bad-hello"),
        (frame(1, b"[]"), "bad-frame"),
        (frame(1, b"\xff"), "bad-frame"),
        (b"\0\0\0\0", "bad-frame"),
        (b"\xff\xff\xff\xff", "bad-frame"),
    ],
)
def test_a_hello_that_does_not_fit(session: Path, first: bytes, code: str) -> None:
    client = FilesClient(session, greet=False)
    client.write(first)
    kind, payload = client.read()
    body = json.loads(payload)
    assert (kind, body["code"], body["fatal"]) == (ERROR, code, True)
    if code == "version":
        assert (body["min"], body["max"]) == (1, 1)
    assert client.process.wait(20) == 64
    client.close()


@pytest.mark.parametrize(
    "bad",
    [
        hello(),
        frame(CALL, b"{}"),
        frame(CALL, b'{"call":0,"op":"list"}'),
        frame(CALL, b'{"call":1,"op":"list"}'),
        frame(CALL, b'{"call":1,"op":"list","path":"%","after":null,"limit":1}'),
        frame(CALL, b'{"call":1,"op":"list","path":"","after":null,"limit":1001}'),
        frame(CALL, b'{"call":1,"op":"get","transfer":-1,"path":"","offset":0}'),
        frame(CALL, b'{"call":1,"op":"get","transfer":4294967296,"path":"","offset":0}'),
        frame(CALL, b'{"call":1,"op":"get","transfer":true,"path":"","offset":0}'),
        frame(CALL, b'{"call":1,"op":"stat","path":"","hash":"yes"}'),
        frame(DATA, b"\0" * 12),
        frame(DATA, struct.pack(">IQ", 1, 2**53) + b"x"),
        frame(DATA, b"\0" * (12 + 65_537)),
        frame(GOT, b"\0" * 11),
        frame(PING, b"1234567"),
        frame(3, b"\0" * 10),
        frame(0x7F, b""),
    ],
)
def test_bad_frames_end_the_conversation(session: Path, bad: bytes) -> None:
    client = FilesClient(session)
    client.write(bad)
    kind, payload = client.read()
    assert (kind, json.loads(payload)["code"]) == (ERROR, "bad-frame")
    assert client.process.wait(20) == 64
    client.close()


def test_what_is_newer_is_ignored(client: FilesClient) -> None:
    client.write(frame(0x80, b"anything"))
    assert client.call("stat", path="", hash=False, newer={"a": 1})["type"] == "folder"


def test_an_operation_it_does_not_know(client: FilesClient) -> None:
    client.send(CALL, {"call": 1, "op": "chmod"})
    _, payload = client.read()
    assert json.loads(payload)["error"]["code"] == "unknown-op"


def test_a_session_that_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-I", AGENT, "files", "--dir", tmp_path], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (69, b"")
    assert b"config.json" in done.stderr
    assert subprocess.run([sys.executable, "-I", AGENT, "files"], capture_output=True, check=False).returncode == 2


def test_the_host_hears_while_files_are_on_their_way(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    session = make_session(tmp_path / "s", run=str(tmp_path / "run"))
    host = FakeHost(tmp_path / "run")
    (session / "work/f").write_bytes(b"x")
    with FilesClient(session) as client:
        client.call("stat", path=b64(b"f"), hash=False)
        assert host.said.empty()
        client.call("get", transfer=1, path=b64(b"f"), offset=0)
        assert host.next("transfer")
        client.call("done", transfer=1, sha256=hashlib.sha256(b"x").hexdigest()) if client.read()[0] == DATA else None
        assert host.next("closed")
        client.begin_put(b"g", b"12")
        assert host.next("transfer")
    assert host.next("closed")
    host.close()


def test_a_client_that_does_not_read_is_not_read_either(session: Path, work: Path) -> None:
    """However much it asks, its answers do not pile up: it is stopped at its own pipe."""
    for number in range(1_000):
        (work / f"{number:0200}").touch()

    def ask(number: int) -> bytes:
        body = {"call": number, "op": "list", "path": "", "after": None, "limit": 1000}
        return frame(CALL, json.dumps(body).encode())

    client = FilesClient(session, greet=False)
    # Many at once, which are read at once.
    client.write(hello() + b"".join(ask(number) for number in range(1, 501)))
    os.set_blocking(client.stdin.fileno(), False)
    rest, asked = b"", 500
    # It is stopped when its pipe has taken nothing for a second: the agent is not waiting for anything else.
    while select.select([], [client.stdin], [], 1)[1]:
        if not rest:
            asked += 1
            rest = ask(asked)
        rest = rest[client.stdin.write(rest) :]
    assert asked < 30_000
    assert resident(client.process.pid) < 48_000_000
    # What it was asked meanwhile is not lost.
    assert client.read()[0] == WELCOME
    for number in range(1, 21):
        kind, payload = client.read()
        assert kind == REPLY
        assert payload.startswith(b'{"call":%d,"ok":' % number)
    client.process.kill()
    client.process.wait()
    client.stdout.close()


def resident(pid: int) -> int:
    """The memory of a process in bytes."""
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(done.stdout) * 1024


def test_a_frame_must_be_complete_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    out, into = os.pipe()
    reader = FrameReader(out)
    now = 1_000.0
    monkeypatch.setattr("gamgui_agent.files.pipe.time.monotonic", lambda: now)

    def feed(data: bytes) -> list[tuple[int, bytes]]:
        os.write(into, data)
        reader.fill()
        return [(kind, bytes(payload)) for kind, payload in reader.frames()]

    assert feed(frame(PING, b"12345678") + b"\0\0") == [(PING, b"12345678")]
    assert reader.late == 20
    now += 15
    assert feed(b"\0\5") == []
    assert reader.late == 5
    assert feed(b"\x0aabcd\0") == [(PONG, b"abcd")]
    assert reader.late == 20
    assert feed(b"\0\0\1\x80") == [(0x80, b"")]
    assert reader.late is None
    os.close(into)
    os.close(out)


@pytest.mark.parametrize("size", [0, 1, 262_143, 262_144, 1_048_575])
def test_frames_of_any_length_in_any_pieces(size: int, tmp_path: Path) -> None:
    content = random.Random(size).randbytes(size)
    stream = (frame(0x99, content) + frame(PING, b"12345678")) * 3
    source = tmp_path / "stream"
    source.write_bytes(stream)
    with source.open("rb", buffering=0) as file:
        reader = FrameReader(file.fileno())
        frames = []
        while not reader.ended:
            reader.fill()
            frames += [(kind, bytes(payload)) for kind, payload in reader.frames()]
    assert frames == [(0x99, content), (PING, b"12345678")] * 3


# Valid frames to be mutated: each operation once, in an order that does something.
def conversation() -> list[bytes]:
    calls: list[dict[str, Any]] = [
        {"op": "list", "path": "", "after": None, "limit": 1000},
        {"op": "stat", "path": b64(b"f"), "hash": True},
        {"op": "get", "transfer": 1, "path": b64(b"f"), "offset": 3},
        {"op": "put", "transfer": 2, "key": secrets.token_hex(8), "path": b64(b"g"), "length": 3, "mode": 420,
         "mtime": 1, "replace": True},
        {"op": "done", "transfer": 1, "sha256": "0" * 64},
        {"op": "cancel", "transfer": 1},
        {"op": "commit", "transfer": 2, "sha256": hashlib.sha256(b"abc").hexdigest()},
        {"op": "mkdir", "path": b64(b"d")},
        {"op": "put-at-once", "transfer": 3, "files": [
            {"path": b64(b"d/h"), "length": 3, "mode": 420, "mtime": 1, "replace": True,
             "sha256": hashlib.sha256(b"abc").hexdigest()}]},
    ]  # fmt: skip
    frames = [frame(CALL, json.dumps({"call": at, **call}).encode()) for at, call in enumerate(calls, 1)]
    frames.insert(4, frame(DATA, struct.pack(">IQ", 2, 0) + b"abc"))
    frames.insert(4, frame(GOT, struct.pack(">IQ", 1, 10)))
    frames.append(frame(DATA, struct.pack(">IQ", 3, 0) + b"abc"))
    return [*frames, frame(PING, b"12345678")]


def test_mutated_conversations_neither_hang_nor_crash_nor_stray(tmp_path: Path) -> None:
    """Each ends in a PONG (it was still a conversation), or in an ERROR and the code 64; and all stays inside."""
    seed = int(os.environ.get("GAMGUI_SEED", random.randrange(2**32)))
    print(f"GAMGUI_SEED={seed}")
    chance = random.Random(seed)
    session = make_session(tmp_path / "session")
    outside = tmp_path / "outside"
    outside.write_text("secret")
    (session / "work/f").write_bytes(b"0123456789")
    (session / "work/link").symlink_to(outside)
    for _ in range(int(os.environ.get("GAMGUI_MUTANTS", "60"))):
        frames = [mutated(chance, data) if chance.random() < 0.3 else data for data in conversation()]
        command = [sys.executable, "-I", str(AGENT), "files", "--dir", str(session)]
        sent = hello() + b"".join(frames)
        done = subprocess.run(command, input=sent, capture_output=True, timeout=30, check=False)
        assert done.returncode in (0, 64), done
        assert done.stderr == b""
        kinds = [kind for kind, _ in split(done.stdout)]
        assert kinds[0] == WELCOME
        assert (kinds[-1] == ERROR) == (done.returncode == 64)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "session"]
    assert outside.read_text() == "secret"


def split(stream: bytes) -> list[tuple[int, bytes]]:
    """Frames of a stream that must be whole."""
    frames = []
    while stream:
        (length,) = struct.unpack_from(">I", stream)
        assert len(stream) >= 4 + length
        frames.append((stream[4], stream[5 : 4 + length]))
        stream = stream[4 + length :]
    return frames


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The frame with some bytes changed, left out or repeated; its length often made to fit again."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(4, len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            changed[at:at] = chance.randbytes(chance.randint(1, 8))
        elif kind == 2 and len(changed) > 12:
            del changed[at : at + 2]
        else:
            changed[at:at] = changed[4:at]
    if chance.random() < 0.9:
        changed[:4] = struct.pack(">I", len(changed) - 4)
    return bytes(changed)


def test_bye_ends_it(session: Path) -> None:
    client = FilesClient(session)
    client.send(BYE, {"reason": "closing"})
    assert client.process.wait(20) == 0
    client.close()
