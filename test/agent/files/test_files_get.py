"""Files on their way out: whole, resumed, side by side, and changed meanwhile."""

import hashlib
import json
import os
import struct
from pathlib import Path

import pytest
from files_client import DATA, ERROR, PING, PONG, REPLY, FilesClient, Refusal, b64, frame

BLOB = os.urandom(1_000_003)


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 1_000_003])
def test_whole(client: FilesClient, work: Path, size: int) -> None:
    (work / "f").write_bytes(BLOB[:size])
    assert client.get(b"f") == BLOB[:size]


@pytest.mark.parametrize("have", [1, 65_536, 999_999, 1_000_003])
def test_resumed_with_the_hash_of_the_whole(client: FilesClient, work: Path, have: int) -> None:
    (work / "f").write_bytes(BLOB)
    assert client.get(b"f", have=BLOB[:have]) == BLOB


def test_all_of_a_large_file_was_there_already(client: FilesClient, work: Path) -> None:
    """`done` comes before what lies below the offset is hashed, and waits for it."""
    content = BLOB * 20
    (work / "f").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()

    def get(claimed: str) -> dict[str, object]:
        begun = client.begin("get", transfer=1, path=b64(b"f"), offset=len(content))
        done = client.begin("done", transfer=1, sha256=claimed)
        assert client.answer(begun)["size"] == len(content)
        return client.answer(done)

    assert get(sha256) == {}
    with pytest.raises(Refusal) as caught:
        get("0" * 64)
    assert caught.value.code == "hash-mismatch"
    assert get(sha256) == {}


def test_a_wrong_beginning_does_not_pass(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    with pytest.raises(Refusal) as caught:
        client.get(b"f", have=b"\0" * 70_000)
    assert caught.value.code == "hash-mismatch"


def test_an_offset_beyond_the_end_means_it_changed(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(b"short")
    with pytest.raises(Refusal) as caught:
        client.call("get", transfer=1, path=b64(b"f"), offset=6)
    assert caught.value.code == "changed"


@pytest.mark.parametrize("change", ["longer", "same length", "another file", "gone"])
def test_a_change_while_it_is_read_is_found(client: FilesClient, work: Path, change: str) -> None:
    file = work / "f"
    file.write_bytes(BLOB)
    answer = client.call("get", transfer=1, path=b64(b"f"), offset=0)
    chunks = client.chunks(1, 0, answer["size"])
    received = [next(chunks)]
    if change == "longer":
        with file.open("ab") as appended:
            appended.write(b"more")
    elif change == "same length":
        with file.open("r+b") as changed:
            changed.write(b"other")
    else:
        file.unlink()
        if change == "another file":
            file.write_bytes(BLOB)
    received += chunks
    with pytest.raises(Refusal) as caught:
        client.call("done", transfer=1, sha256=hashlib.sha256(b"".join(received)).hexdigest())
    assert caught.value.code == "changed"


def test_a_file_that_became_shorter_ends_the_transfer(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    answer = client.call("get", transfer=7, path=b64(b"f"), offset=0)
    chunks = client.chunks(7, 0, answer["size"])
    next(chunks)
    os.truncate(work / "f", 70_000)
    with pytest.raises(Refusal) as caught:
        list(chunks)
    assert (caught.value.code, caught.value.body["transfer"], caught.value.body["fatal"]) == ("changed", 7, False)
    (work / "g").write_bytes(b"next")
    assert client.get(b"g", transfer=7) == b"next"


def test_done_too_early_is_refused(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    client.call("get", transfer=1, path=b64(b"f"), offset=0)
    call = client.begin("done", transfer=1, sha256="0" * 64)
    while (frame_read := client.read())[0] == DATA:
        pass
    assert frame_read[0] == REPLY
    body = json.loads(frame_read[1])
    assert (body["call"], body["error"]["code"]) == (call, "hash-mismatch")


def test_the_window_holds_for_all_files_together_and_each_has_its_turn(client: FilesClient, work: Path) -> None:
    for transfer in range(3):
        (work / str(transfer)).write_bytes(BLOB)
        client.begin("get", transfer=transfer, path=b64(str(transfer).encode()), offset=0)
    sent = [0, 0, 0]
    client.write(frame(PING, b"12345678"))
    # The window is 256 KiB: four frames of data, then nothing more but the PONG, wherever it stands among them.
    kinds: list[int] = []
    while len(kinds) < 3 + 4 + 1:
        kind, payload = client.read()
        kinds.append(kind)
        if kind == DATA:
            transfer, offset = struct.unpack_from(">IQ", payload)
            assert offset == sent[transfer]
            sent[transfer] += len(payload) - 12
    assert sorted(kinds) == sorted([REPLY] * 3 + [DATA] * 4 + [PONG])
    assert sum(sent) == 262_144
    # The first may have had a whole window before the others came; from then on none gains more than a turn.
    while sum(sent) < 3 * len(BLOB):
        for transfer in range(3):
            client.got(transfer, sent[transfer])
        client.write(frame(PING, b"12345678"))
        while (read := client.read())[0] == DATA:
            transfer, _ = struct.unpack_from(">IQ", read[1])
            sent[transfer] += len(read[1]) - 12
        assert read[0] == PONG
        assert max(sent) - min(sent) <= 262_144 + 65_536
    for transfer in range(3):
        client.call("done", transfer=transfer, sha256=hashlib.sha256(BLOB).hexdigest())


def test_a_window_is_kept_to_the_byte(session: Path, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    with FilesClient(session, window=100_000) as client:
        client.call("get", transfer=1, path=b64(b"f"), offset=0)
        received = 0
        while received < 100_000:
            kind, payload = client.read()
            assert kind == DATA
            received += len(payload) - 12
        assert received == 100_000
        client.write(frame(PING, b"12345678"))
        assert client.read()[0] == PONG


def test_a_window_can_become_wider(session: Path, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    with FilesClient(session, window=65_536) as client:
        assert "window" in client.welcome["capabilities"]
        client.call("get", transfer=1, path=b64(b"f"), offset=0)
        received = len(client.read()[1]) - 12
        assert received == 65_536
        call = client.begin("window", window=200_000)
        kinds = []
        while received < 200_000 or REPLY not in kinds:
            kind, payload = client.read()
            kinds.append(kind)
            if kind == DATA:
                received += len(payload) - 12
            else:
                assert json.loads(payload) == {"call": call, "ok": {}}
        assert received == 200_000
        client.write(frame(PING, b"12345678"))
        assert client.read()[0] == PONG


@pytest.mark.parametrize("window", [65_535, 4_194_305, None])
def test_a_window_that_does_not_fit_ends_the_conversation(session: Path, window: object) -> None:
    client = FilesClient(session)
    client.begin("window", window=window)
    kind, payload = client.read()
    assert (kind, json.loads(payload)["code"]) == (ERROR, "bad-frame")
    client.close()


def test_cancel_stops_it(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    client.call("get", transfer=1, path=b64(b"f"), offset=0)
    call = client.begin("cancel", transfer=1)
    while (read := client.read())[0] == DATA:
        pass
    assert json.loads(read[1]) == {"call": call, "ok": {}}
    # What was under way counts no more: another file has the whole window.
    client.got(1, 65_536)
    assert client.get(b"f", transfer=2) == BLOB


def test_stat_hashes_a_file(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    assert client.call("stat", path=b64(b"f"), hash=True)["sha256"] == hashlib.sha256(BLOB).hexdigest()
    (work / "f").write_bytes(b"")
    assert client.call("stat", path=b64(b"f"), hash=True)["sha256"] == hashlib.sha256().hexdigest()
    assert "sha256" not in client.call("stat", path=b64(b""), hash=True)


def test_sixty_four_at_a_time(client: FilesClient, work: Path) -> None:
    (work / "f").write_bytes(b"")
    for transfer in range(64):
        client.call("get", transfer=transfer, path=b64(b"f"), offset=0)
    with pytest.raises(Refusal) as caught:
        client.call("get", transfer=64, path=b64(b"f"), offset=0)
    assert caught.value.code == "too-many"
    with pytest.raises(Refusal) as caught:
        client.call("get", transfer=3, path=b64(b"f"), offset=0)
    assert caught.value.code == "busy"
    client.call("done", transfer=0, sha256=hashlib.sha256().hexdigest())
    client.call("get", transfer=64, path=b64(b"f"), offset=0)


def test_what_was_not_sent_cannot_be_acknowledged(session: Path, work: Path) -> None:
    (work / "f").write_bytes(BLOB)
    with FilesClient(session) as client:
        client.call("get", transfer=1, path=b64(b"f"), offset=0)
        client.got(1, 10_000_000)
        while (read := client.read())[0] == DATA:
            pass
        assert read[0] == ERROR
        assert json.loads(read[1])["code"] == "bad-frame"
        assert client.process.wait(20) == 64
