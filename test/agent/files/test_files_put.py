"""Files on their way in: checked, resumed, never half in place, never more than was declared."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from files_client import BYE, ERROR, GOT, FilesClient, Refusal, b64, make_session, parts
from gamgui_agent.files import linux
from gamgui_agent.files import put as files_put
from gamgui_agent.files import rename as files_rename
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.list import Entry, make_entry
from gamgui_agent.files.put import Put, Wanted
from gamgui_agent.files.receives import Receives
from gamgui_agent.files.threads import Threads
from gamgui_agent.files.tree import Tree
from gamgui_agent.system.disk import Meter

BLOB = os.urandom(1_000_003)
KEY = "0123456789abcdef"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 1_000_003])
def test_whole(client: FilesClient, work: Path, size: int) -> None:
    entry = client.put(b"f", BLOB[:size])
    assert (work / "f").read_bytes() == BLOB[:size]
    assert (entry["size"], entry["mtime"], entry["mode"], entry["type"]) == (size, 1_700_000_000_123, 0o644, "file")
    assert (work / "f").stat().st_mtime_ns == 1_700_000_000_123_000_000
    assert client.names() == [b"f"]


@pytest.mark.parametrize(("asked", "given"), [(0o777, 0o666), (0o4755, 0o644), (0o600, 0o600), (0o444, 0o444)])
def test_nothing_that_comes_can_be_run(client: FilesClient, asked: int, given: int) -> None:
    assert client.put(b"f", b"#!/bin/sh", mode=asked)["mode"] == given


def test_until_it_is_whole_it_is_private_and_not_shown(client: FilesClient, work: Path) -> None:
    assert client.begin_put(b"f", BLOB, key=KEY) == {"offset": 0, "sha256": sha(b"")}
    client.data(1, 0, BLOB[:1000])
    assert client.read()[0] == GOT
    part = work / f".gamgui-{KEY}.part"
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    assert part.read_bytes() == BLOB[:1000]
    assert client.names() == []


def test_got_says_what_is_written(client: FilesClient, work: Path) -> None:
    client.begin_put(b"f", BLOB, key=KEY)
    for at in range(0, len(BLOB), 65_536):
        client.data(1, at, BLOB[at : at + 65_536])
    offsets: list[int] = []
    while not offsets or offsets[-1] < len(BLOB):
        kind, payload = client.read()
        assert (kind, payload[:4]) == (GOT, b"\0\0\0\1")
        offsets.append(int.from_bytes(payload[4:], "big"))
    assert offsets == sorted(offsets)
    assert parts(work)[0].read_bytes() == BLOB


@pytest.mark.parametrize("cut", [0, 1, 65_536, 700_000, 1_000_003])
@pytest.mark.parametrize("end", ["bye", "kill", "eof"])
def test_resumed_after_a_cut(session: Path, work: Path, cut: int, end: str) -> None:
    first = FilesClient(session)
    first.begin_put(b"f", BLOB, key=KEY)
    for at in range(0, cut, 65_536):
        first.data(1, at, BLOB[at : min(at + 65_536, cut)])
    while cut and int.from_bytes(first.read()[1][4:], "big") < cut:
        pass
    if end == "kill":
        first.process.kill()
    elif end == "bye":
        first.send(BYE, {"reason": "closing"})
    first.stdin.close()
    assert first.process.wait(20) == (-signal.SIGKILL if end == "kill" else 0)
    first.stdout.close()
    assert not (work / "f").exists()
    with FilesClient(session) as second:
        answer = second.begin_put(b"f", BLOB, key=KEY)
        assert answer == {"offset": cut, "sha256": sha(BLOB[:cut])}
        second.call("cancel", transfer=1)
        assert parts(work) == []


def test_resumed_to_the_end(session: Path, work: Path) -> None:
    with FilesClient(session) as first:
        first.begin_put(b"f", BLOB, key=KEY)
        first.data(1, 0, BLOB[:60_000])
    with FilesClient(session) as second:
        second.put(b"f", BLOB, key=KEY)
    assert (work / "f").read_bytes() == BLOB
    assert parts(work) == []


def test_what_is_longer_than_the_file_is_not_its_beginning(session: Path, work: Path) -> None:
    (work / f".gamgui-{KEY}.part").write_bytes(BLOB)
    with FilesClient(session) as client:
        assert client.begin_put(b"f", b"short", key=KEY)["offset"] == 0


def test_one_key_at_a_time(session: Path, client: FilesClient) -> None:
    client.begin_put(b"f", BLOB, key=KEY)
    with FilesClient(session) as other, pytest.raises(Refusal) as caught:
        other.begin_put(b"f", BLOB, key=KEY)
    assert caught.value.code == "busy"


@pytest.mark.parametrize("sent", [b"", b"xyzX", b"xyz"])
def test_the_wrong_bytes_never_get_into_place(client: FilesClient, work: Path, sent: bytes) -> None:
    client.begin_put(b"f", b"xyzz", key=KEY)
    if sent:
        client.data(1, 0, sent)
    assert code(client, "commit", transfer=1, sha256=sha(b"xyzz")) == "hash-mismatch"
    assert client.names() == []
    # Short can be gone on with, wrong cannot.
    assert client.begin_put(b"f", b"xyzz", key=KEY)["offset"] == len(sent) % 4


@pytest.mark.parametrize(("offset", "data"), [(1, b"x"), (0, b"12345"), (2**53 - 1, b"x")])
def test_bytes_where_none_belong_end_the_transfer_alone(client: FilesClient, offset: int, data: bytes) -> None:
    client.begin_put(b"f", b"1234", key=KEY)
    client.data(1, offset, data)
    kind, payload = client.read()
    body = json.loads(payload)
    assert (kind, body["code"], body["transfer"], body["fatal"]) == (ERROR, "bad-frame", 1, False)
    client.put(b"g", b"another")


def test_exists_is_found_at_the_end_too_and_replace_goes_on(client: FilesClient, work: Path) -> None:
    client.begin_put(b"f", b"new", key=KEY)
    client.data(1, 0, b"new")
    (work / "f").write_text("somebody else's")
    assert code(client, "commit", transfer=1, sha256=sha(b"new")) == "exists"
    assert (work / "f").read_text() == "somebody else's"
    assert client.begin_put(b"f", b"new", key=KEY, replace=True)["offset"] == 3
    client.call("commit", transfer=1, sha256=sha(b"new"))
    assert (work / "f").read_text() == "new"
    assert parts(work) == []


def test_a_folder_is_never_replaced(client: FilesClient, work: Path) -> None:
    client.begin_put(b"f", b"new", key=KEY, replace=True)
    client.data(1, 0, b"new")
    (work / "f").mkdir()
    assert code(client, "commit", transfer=1, sha256=sha(b"new")) in ("not-a-file", "exists")
    assert (work / "f").is_dir()


def test_cancel_leaves_nothing_and_may_be_said_twice(client: FilesClient, work: Path) -> None:
    client.begin_put(b"f", BLOB)
    client.data(1, 0, BLOB[:1000])
    client.read()
    assert client.call("cancel", transfer=1) == {}
    assert client.call("cancel", transfer=1) == {}
    assert list(work.iterdir()) == []
    assert code(client, "commit", transfer=1, sha256=sha(BLOB)) == "not-found"


def test_cancel_may_keep_what_came_for_a_later_try(client: FilesClient, work: Path) -> None:
    client.begin_put(b"f", BLOB, key=KEY)
    client.data(1, 0, BLOB[:1000])
    client.read()
    assert client.call("cancel", transfer=1, keep=True) == {}
    there = client.begin_put(b"f", BLOB, transfer=2, key=KEY)
    assert there == {"offset": 1000, "sha256": sha(BLOB[:1000])}
    client.call("cancel", transfer=2)
    client.begin_put(b"g", BLOB, transfer=3)
    client.call("cancel", transfer=3, keep=True)
    assert parts(work) == []


def test_part_files_nobody_came_back_to_are_swept(client: FilesClient, work: Path, monkeypatch: Any) -> None:
    (work / f".gamgui-{KEY}.part").touch()
    folder = os.open(work, os.O_RDONLY)
    files_put.sweep(folder)
    assert len(parts(work)) == 1
    tomorrow = time.time() + 25 * 3600
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    files_put.sweep(folder)
    os.close(folder)
    assert parts(work) == []


def test_something_else_in_the_parts_place_is_left_alone(client: FilesClient, work: Path) -> None:
    (work / "secret").write_text("secret")
    (work / f".gamgui-{KEY}.part").symlink_to("secret")
    with pytest.raises(Refusal):
        client.begin_put(b"f", b"x", key=KEY)
    (work / f".gamgui-{KEY}.part").unlink()
    (work / f".gamgui-{KEY}.part").hardlink_to(work / "secret")
    with pytest.raises(Refusal):
        client.begin_put(b"f", b"x", key=KEY)
    assert (work / "secret").read_text() == "secret"


@pytest.mark.parametrize("key", ["", "x" * 16, "0" * 15, "0" * 33, "../../etc/passwd", "0123456789ABCDEF\n"])
def test_keys_are_hex(client: FilesClient, key: str) -> None:
    assert code(client, "put", transfer=1, key=key, path=b64(b"f"), length=1, mode=0, mtime=0, replace=False)


def test_a_rename_elsewhere_than_on_linux_replaces_nothing(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    folder = os.open(tmp_path, os.O_RDONLY)
    with pytest.raises(FileExistsError):
        files_rename.rename(folder, b"a", b"b", replace=False)
    files_rename.rename(folder, b"a", b"c", replace=False)
    os.close(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "c"]


class Deaf:
    """Answers that nobody takes, but for failures and GOTs."""

    ready = True

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.told: list[tuple[int, int]] = []

    def reply(self, call: int, ok: object) -> None: ...
    def refuse(self, call: int, error: FileError) -> None: ...
    def data(self, transfer: int, offset: int, data: bytes) -> None: ...
    def got(self, transfer: int, offset: int) -> None:
        self.told.append((transfer, offset))

    def fail(self, transfer: int, error: FileError) -> None:
        self.failed.append(error.code)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux can be asked to begin.")
def test_what_has_come_goes_to_the_disk_while_more_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def begin_to_sync(fd: int, offset: int, length: int) -> None:
        begun.append((offset, length))
        really(fd, offset, length)

    really = linux.begin_to_sync
    monkeypatch.setattr(linux, "begin_to_sync", begin_to_sync)
    piece, mib = bytes(1_048_576), 1_048_576
    tree, wanted = Tree(os.fsencode(tmp_path)), Wanted(KEY, b"f", 30 * mib, 0o644, 0, False)
    put = Put(tree, wanted)
    for at in range(10):
        put.write(at * mib, memoryview(piece))
    assert begun == [(0, 8 * mib)]
    put.close()
    put = Put(tree, wanted)
    for at in range(10, 30):
        put.write(at * mib, memoryview(piece))
    assert begun == [(0, 8 * mib), (10 * mib, 8 * mib), (18 * mib, 8 * mib)]
    put.settle()
    put.close()
    assert (tmp_path / "f").read_bytes() == bytes(30 * mib)


def test_a_disk_that_others_fill_meanwhile_ends_it(tmp_path: Path) -> None:
    meter, out = Meter([], 1_000), Deaf()
    receives = Receives(out, meter, Threads().later)
    put = Put(Tree(os.fsencode(tmp_path)), Wanted(KEY, b"f", 100, 0o644, 0, False))
    receives.add(1, put, 1)
    receives.turn()
    receives.data(1, 0, memoryview(b"x" * 50))
    assert out.failed == []
    meter.add(850)
    receives.data(1, 50, memoryview(b"x" * 50))
    assert out.failed == ["disk-full"]
    assert [part.stat().st_size for part in parts(tmp_path)] == [50]


def test_how_far_files_are_is_said_seldom_and_at_the_end(tmp_path: Path) -> None:
    out, tree = Deaf(), Tree(os.fsencode(tmp_path))
    receives = Receives(out, Meter([], 0), Threads().later)
    for transfer in (1, 2):
        key = f"{transfer:016}"
        receives.add(transfer, Put(tree, Wanted(key, key.encode(), 1_200_000, 0o644, 0, False)), transfer)
    receives.turn()

    def take(transfer: int, offset: int, count: int) -> list[tuple[int, int]]:
        receives.data(transfer, offset, memoryview(bytes(count)))
        receives.acknowledge(quiet=False)
        told, out.told = out.told, []
        return told

    assert take(1, 0, 262_144) == []
    assert take(2, 0, 262_143) == []
    assert take(2, 262_143, 1) == [(1, 262_144), (2, 262_144)]
    assert take(2, 262_144, 1) == []
    receives.acknowledge(quiet=True)
    assert out.told == [(2, 262_145)]
    receives.acknowledge(quiet=True)
    out.told.pop()
    assert take(1, 262_144, 262_144) == []
    assert take(2, 262_145, 240_000) == []
    assert take(2, 502_145, 697_855) == [(1, 524_288), (2, 1_200_000)]
    assert take(1, 524_288, 400_000) == []
    receives.acknowledge(quiet=True)
    out.told.pop()
    assert take(1, 924_288, 275_712) == [(1, 1_200_000)]
    receives.close()


def test_what_is_still_coming_counts(session: Path, work: Path) -> None:
    limits = {"limits": {"diskBytes": 10_000_000}}
    (session / "config.json").write_text(json.dumps({**json.loads((session / "config.json").read_text()), **limits}))
    with FilesClient(session) as client:
        assert client.welcome["disk"]["limit"] == 10_000_000
        client.begin_put(b"f", b"x" * 5_000_000, transfer=1)
        with pytest.raises(Refusal) as caught:
            client.begin_put(b"g", b"x" * 5_000_000, transfer=2)
        assert caught.value.code == "disk-full"
        client.call("cancel", transfer=1)
        client.begin_put(b"g", b"x" * 5_000_000, transfer=2)


def test_a_file_being_put_into_its_place_is_waited_for() -> None:
    threads, go = Threads(), threading.Event()
    entry = make_entry(b"f", os.stat("/"))
    done: list[object] = []

    def settle() -> Entry:
        go.wait(20)
        return entry

    threads.later(settle, done.append)
    threading.Timer(0.05, go.set).start()
    threads.finish()
    assert go.is_set()
    threads.deliver()
    assert done == [entry]


def code(client: FilesClient, op: str, **fields: object) -> str:
    """The code a CALL is refused with."""
    with pytest.raises(Refusal) as caught:
        client.call(op, **fields)
    return caught.value.code


def test_a_full_disk_is_told_and_a_later_try_goes_on(tmp_path: Path) -> None:
    """On a real file system of 1 MiB."""
    mount = tmp_path / "session"
    mount.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "gamgui-test", mount], check=False)
    if done.returncode:
        pytest.skip("No file system can be mounted here (not root): a full disk is not tested.")
    try:
        make_session(mount)
        with FilesClient(mount) as client:
            with pytest.raises(Refusal) as caught:
                client.begin_put(b"f", b"x" * 2_000_000)
            assert caught.value.code == "disk-full"
            content = os.urandom(900_000)
            client.begin_put(b"f", content, key=KEY)
            (mount / "other").write_bytes(b"y" * 700_000)
            with pytest.raises(Refusal) as caught:
                for at in range(0, len(content), 65_536):
                    client.data(1, at, content[at : at + 65_536])
                client.answer(0)
            assert (caught.value.code, caught.value.body.get("transfer")) == ("disk-full", 1)
            assert client.process.poll() is None
            (mount / "other").unlink()
            there = client.begin_put(b"f", content, transfer=2, key=KEY)
            assert 0 < there["offset"] < len(content)
            assert there["sha256"] == sha(content[: there["offset"]])
            for at in range(there["offset"], len(content), 65_536):
                client.data(2, at, content[at : at + 65_536])
            client.call("commit", transfer=2, sha256=sha(content))
            assert (mount / "work" / "f").read_bytes() == content
            assert parts(mount) == []
    finally:
        subprocess.run(["umount", mount], check=True)
