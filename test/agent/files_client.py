"""A client of the `files` program for tests: plain, blocking, with its own codec, so that both ends are checked."""

import contextlib
import hashlib
import json
import secrets
import struct
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

AGENT = Path(__file__).parents[2] / "agent"
HELLO, WELCOME, PING, PONG, BYE, ERROR, CALL, REPLY, DATA, GOT = 1, 2, 9, 10, 11, 12, 13, 14, 15, 16


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def frame(kind: int, payload: bytes) -> bytes:
    return struct.pack(">IB", 1 + len(payload), kind) + payload


def hello(**fields: object) -> bytes:
    body = {"protocol": {"min": 1, "max": 1}, "capabilities": [], "app": "test", "client": "0" * 32, "label": "test"}
    return frame(HELLO, json.dumps({**body, "role": "files", "window": 262_144, **fields}).encode())


def make_session(folder: Path, **fields: object) -> Path:
    """A session's folder with an empty working folder."""
    (folder / "work").mkdir(parents=True)
    config = {"session": "s1abc", "tenant": {"id": "demo", "kind": "demo"}, **fields}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def parts(folder: Path) -> list[Path]:
    """Files that are on their way in."""
    return sorted(folder.rglob(".gamgui-*.part"))


class Refusal(Exception):
    """An error in a REPLY, or an ERROR frame."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body)
        self.code: str = body["code"]
        self.body = body


class FilesClient:
    """One conversation with `agent files` about the session folder `directory`."""

    def __init__(self, directory: Path, greet: bool = True, **fields: object) -> None:
        command = [sys.executable, "-I", str(AGENT), "files", "--dir", str(directory)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self.process.stdin and self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self._call = 0
        self.welcome: dict[str, Any] = {}
        if greet:
            self.stdin.write(hello(**fields))
            kind, payload = self.read()
            assert kind == WELCOME, payload
            self.welcome = json.loads(payload)

    def __enter__(self) -> "FilesClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> int:
        """Ends the conversation; the program's exit code."""
        with contextlib.suppress(BrokenPipeError):
            self.send(BYE, {"reason": "closing"})
        self.stdin.close()
        self.stdout.close()
        return self.process.wait(20)

    def send(self, kind: int, body: dict[str, Any]) -> None:
        self.write(frame(kind, json.dumps(body).encode()))

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self.stdin.write(view) :]

    def read(self) -> tuple[int, bytes]:
        (length,) = struct.unpack(">I", self._exactly(4))
        body = self._exactly(length)
        return body[0], body[1:]

    def _exactly(self, count: int) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            part = self.stdout.read(count - len(parts))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def begin(self, op: str, **fields: object) -> int:
        """Sends a CALL without waiting for the answer."""
        self._call += 1
        self.send(CALL, {"call": self._call, "op": op, **fields})
        return self._call

    def answer(self, call: int) -> dict[str, Any]:
        """The REPLY to a call, past GOTs; raises a Refusal."""
        while True:
            kind, payload = self.read()
            if kind == GOT:
                continue
            body = json.loads(payload)
            if kind == ERROR:
                raise Refusal(body)
            assert kind == REPLY, (kind, payload)
            assert body["call"] == call
            if "error" in body:
                raise Refusal(body["error"])
            ok: dict[str, Any] = body["ok"]
            return ok

    def call(self, op: str, **fields: object) -> dict[str, Any]:
        return self.answer(self.begin(op, **fields))

    def got(self, transfer: int, offset: int) -> None:
        self.write(frame(GOT, struct.pack(">IQ", transfer, offset)))

    def data(self, transfer: int, offset: int, data: bytes) -> None:
        self.write(frame(DATA, struct.pack(">IQ", transfer, offset) + data))

    def names(self, path: bytes = b"") -> list[bytes]:
        """The names in a folder that fits in one page."""
        body = self.call("list", path=b64(path), after=None, limit=1000)
        assert not body["more"]
        return [b64decode(entry["name"]) for entry in body["entries"]]

    def chunks(self, transfer: int, offset: int, size: int) -> Iterator[bytes]:
        """The DATA of one get, acknowledged."""
        while offset < size:
            kind, payload = self.read()
            if kind == ERROR:
                raise Refusal(json.loads(payload))
            assert kind == DATA, (kind, payload[:200])
            assert struct.unpack_from(">IQ", payload) == (transfer, offset)
            yield payload[12:]
            offset += len(payload) - 12
            self.got(transfer, offset)

    def get(self, path: bytes, transfer: int = 1, have: bytes = b"") -> bytes:
        """A whole file, resumed after `have`, checked by both ends."""
        answer = self.call("get", transfer=transfer, path=b64(path), offset=len(have))
        content = have + b"".join(self.chunks(transfer, len(have), answer["size"]))
        self.call("done", transfer=transfer, sha256=hashlib.sha256(content).hexdigest())
        return content

    def put(self, path: bytes, content: bytes, transfer: int = 1, **fields: object) -> dict[str, Any]:
        """Sends a whole file; the Entry it became."""
        answer = self.begin_put(path, content, transfer, **fields)
        offset = answer["offset"]
        assert answer["sha256"] == hashlib.sha256(content[:offset]).hexdigest()
        for at in range(offset, len(content), 65_536):
            self.data(transfer, at, content[at : at + 65_536])
        return self.call("commit", transfer=transfer, sha256=hashlib.sha256(content).hexdigest())

    def begin_put(self, path: bytes, content: bytes, transfer: int = 1, **fields: object) -> dict[str, Any]:
        key = fields.pop("key", None) or secrets.token_hex(16)
        declared = {"length": len(content), "mode": 0o644, "mtime": 1_700_000_000_123, "replace": False, **fields}
        return self.call("put", transfer=transfer, key=key, path=b64(path), **declared)
