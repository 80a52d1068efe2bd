"""Folders, and many small files that come as one."""

import errno
import hashlib
import json
import os
import stat
import struct
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from files_client import CALL, ERROR, FilesClient, Refusal, b64, frame, make_session, parts
from gamgui_agent.files import bundle
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.put import Put, Wanted
from gamgui_agent.files.tree import Tree
from hypothesis import given, settings
from hypothesis import strategies as st

MTIME = 1_700_000_000_123


def small(path: bytes, content: bytes, **fields: object) -> dict[str, object]:
    declared = {"path": b64(path), "length": len(content), "mode": 0o755, "mtime": MTIME, "replace": False}
    return {**declared, "sha256": hashlib.sha256(content).hexdigest(), **fields}


def begin(client: FilesClient, files: dict[bytes, bytes], transfer: int = 1, **fields: object) -> int:
    return client.begin(
        "put-at-once", transfer=transfer, files=[small(path, content, **fields) for path, content in files.items()]
    )


def put_at_once(client: FilesClient, files: dict[bytes, bytes], **fields: object) -> list[dict[str, Any]]:
    call = begin(client, files, **fields)
    content = b"".join(files.values())
    for at in range(0, len(content), 65_536):
        client.data(1, at, content[at : at + 65_536])
    found: list[dict[str, Any]] = client.answer(call)["files"]
    return found


def test_the_agent_says_that_it_can(client: FilesClient) -> None:
    assert {"mkdir", "put-at-once"} <= set(client.welcome["capabilities"])


def test_a_folder_is_made_once(client: FilesClient, work: Path) -> None:
    entry = client.call("mkdir", path=b64(b"a\xff"))
    assert (b64decode(entry["name"]), entry["type"]) == (b"a\xff", "folder")
    client.call("mkdir", path=b64(b"a\xff/b"))
    assert stat.S_ISDIR(os.stat(os.fsencode(work) + b"/a\xff/b").st_mode)
    for path, code in [
        (b"a\xff", "exists"),
        (b"", "exists"),
        (b"no/b", "not-found"),
        (b"../b", "outside"),
        (b"/b", "outside"),
        (b".gamgui-0123456789abcdef.part", "permission"),
        (b"n" * 256, "not-found"),
    ]:
        with pytest.raises(Refusal) as refusal:
            client.call("mkdir", path=b64(path))
        assert refusal.value.code == code, path


def test_a_folder_is_not_made_through_a_link(client: FilesClient, work: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (work / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(Refusal) as refusal:
        client.call("mkdir", path=b64(b"link/a"))
    assert refusal.value.code == "outside"
    assert list((tmp_path / "outside").iterdir()) == []


def test_250_files_come_as_one(client: FilesClient, work: Path) -> None:
    (work / "d").mkdir()
    files = {b"d/%d" % number: os.urandom(number) for number in range(250)}
    answers = put_at_once(client, files)
    assert [b64decode(answer["ok"]["name"]) for answer in answers] == [path[2:] for path in files]
    for path, content in files.items():
        file = work / path.decode()
        assert file.read_bytes() == content
        # What is received can be run by nobody.
        assert (file.stat().st_mode & 0o7777, file.stat().st_mtime_ns // 1_000_000) == (0o644, MTIME)
    assert parts(work) == []


def test_each_file_has_its_own_answer(client: FilesClient, work: Path) -> None:
    (work / "there").write_text("old")
    (work / "folder").mkdir()
    files = {b"a": b"1", b"there": b"new", b"folder": b"2", b"no/x": b"3", b"../x": b"4", b"b": b"", b"c": b"5"}
    answers = put_at_once(client, files)
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None, "exists", "not-a-file", "not-found", "outside", None, None,
    ]  # fmt: skip
    assert (work / "there").read_text() == "old"
    assert sorted(path.name for path in work.iterdir()) == ["a", "b", "c", "folder", "there"]
    put_at_once(client, {b"there": b"new"}, replace=True)
    assert (work / "there").read_text() == "new"


def test_other_bytes_than_declared_are_noticed(client: FilesClient, work: Path) -> None:
    answers = put_at_once(client, {b"a": b"1", b"b": b"2"}, sha256="0" * 64)
    assert [answer["error"]["code"] for answer in answers] == ["hash-mismatch"] * 2
    assert list(work.iterdir()) == []


def test_a_bundle_that_was_cut_leaves_nothing(session: Path, work: Path) -> None:
    client = FilesClient(session)
    begin(client, {b"a": b"12345", b"b": b"67890"})
    client.data(1, 0, b"12345678")
    client.close()
    assert list(work.iterdir()) == []


def test_a_cancelled_bundle_leaves_nothing(client: FilesClient, work: Path) -> None:
    begin(client, {b"a": b"12345"})
    client.data(1, 0, b"123")
    client.call("cancel", transfer=1)
    client.data(1, 3, b"45")
    assert client.names() == []


@pytest.mark.parametrize(("offset", "data"), [(1, b"1"), (0, b"123456"), (2**52, b"1")])
def test_bytes_that_do_not_follow_end_the_bundle(client: FilesClient, work: Path, offset: int, data: bytes) -> None:
    begin(client, {b"a": b"12345"})
    client.data(1, offset, data)
    kind, payload = client.read()
    body = json.loads(payload)
    assert (kind, body["code"], body["transfer"], body["fatal"]) == (ERROR, "bad-frame", 1, False)
    assert client.names() == []


def test_what_is_too_much_is_refused(client: FilesClient) -> None:
    with pytest.raises(Refusal) as refusal:
        client.call("put-at-once", transfer=1, files=[small(b"a", b"", length=1_048_577)])
    assert refusal.value.code == "too-many"
    for number in range(8):
        begin(client, {b"%d" % number: b"1"}, number)
    with pytest.raises(Refusal) as refusal:
        client.answer(begin(client, {b"x": b"1"}, 9))
    assert refusal.value.code == "too-many"


def test_a_full_disk_takes_no_bundle(tmp_path: Path) -> None:
    session = make_session(tmp_path / "small", limits={"diskBytes": 1_000_000})
    with FilesClient(session) as client:
        with pytest.raises(Refusal) as refusal:
            client.call("put-at-once", transfer=1, files=[small(b"a", bytes(950_000))])
        assert refusal.value.code == "disk-full"
        assert client.names() == []


@pytest.mark.parametrize("files", [[], None, {}, [1], [{}], [{"path": "%"}], [small(b"a", b"")] * 257])
def test_a_list_that_does_not_fit_ends_the_conversation(session: Path, files: object) -> None:
    client = FilesClient(session)
    client.write(
        frame(CALL, json.dumps({"call": 1, "op": "put-at-once", "transfer": 1, "files": files}).encode()),
    )
    kind, payload = client.read()
    assert (kind, json.loads(payload)["code"]) == (ERROR, "bad-frame")
    assert client.process.wait(20) == 64
    client.close()


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("system", ["together", "each", "fails"])
def test_the_disk_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, named: bool) -> None:
    synced = []
    if named:
        monkeypatch.setattr(Put, "_open_nameless", lambda _: -1)
    elif sys.platform != "linux":
        pytest.skip("Files have no name on Linux only.")

    def together(fd: int) -> bool:
        synced.append(list(tmp_path.iterdir()))
        if system == "fails":
            raise OSError(errno.ENOSPC, "full")
        return system == "together"

    monkeypatch.setattr(bundle, "_sync_together", together)
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(list(tmp_path.iterdir())))
    files = [
        bundle.Small(Wanted(f"{number:016}", b"%d" % number, 1, 0o600, MTIME, False), hashlib.sha256(b"x").hexdigest())
        for number in range(3)
    ]
    coming = bundle.Bundle(files)
    coming.add(0, memoryview(b"xxx"))
    outcomes = coming.place(Tree(os.fsencode(tmp_path)), lambda _: None)
    if system == "fails":
        assert [outcome.code for outcome in outcomes if isinstance(outcome, FileError)] == ["disk-full"] * 3
        assert list(tmp_path.iterdir()) == []
    else:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2"]
    # Each was on the disk before it had its name, and their folder once at the end.
    before = 3 if named else 0
    counts = {"together": [before, 3], "each": [before] * 4 + [3], "fails": [before]}[system]
    assert [len(names) for names in synced] == counts


@pytest.mark.skipif(sys.platform != "linux", reason="Files have no name on Linux only.")
def test_an_agent_that_is_killed_leaves_nothing(session: Path, work: Path) -> None:
    client = FilesClient(session)
    begin(client, {b"%d" % number: bytes(4_000) for number in range(250)})
    client.write(b"".join(frame(15, struct.pack(">IQ", 1, at) + bytes(50_000)) for at in range(0, 1_000_000, 50_000)))
    while not any(work.iterdir()):
        pass
    client.process.kill()
    client.close()
    assert parts(work) == []


names = st.binary(min_size=1, max_size=40).filter(
    lambda name: not {0, 47} & set(name) and name not in (b".", b"..") and not name.endswith(b".part")
)


@settings(max_examples=30)
@given(files=st.dictionaries(names, st.binary(max_size=3_000), min_size=1, max_size=20), cut=st.integers(1, 5_000))
def test_any_files_in_any_pieces(tmp_path_factory: pytest.TempPathFactory, files: dict[bytes, bytes], cut: int) -> None:
    session = make_session(tmp_path_factory.mktemp("any") / "s")
    content = b"".join(files.values())
    with FilesClient(session) as client:
        call = begin(client, files)
        for at in range(0, len(content), cut):
            client.write(frame(15, struct.pack(">IQ", 1, at) + content[at : at + cut]))
        for path, answer in zip(files, client.answer(call)["files"], strict=True):
            assert b64decode(answer["ok"]["name"]) == path
    found = {os.fsencode(entry.name): Path(entry.path).read_bytes() for entry in os.scandir(session / "work")}
    assert found == files
