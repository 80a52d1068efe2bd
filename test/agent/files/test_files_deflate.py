"""Bytes of files, compressed on the wire."""

import contextlib
import hashlib
import json
import os
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from files_client import AGENT, DATA, ERROR, GOT, REPLY, FilesClient, b64, frame, hello
from gamgui_agent.files.deflate import MOST_PIECE, Deflater, unpack
from gamgui_agent.protocol.wire import BadFrame
from hypothesis import given
from hypothesis import strategies as st

DEFLATED = 0x81
ROWS = b"".join(b"user%d@example.com,Given %d,Family,/Staff,True\n" % (n, n) for n in range(60_000))
VECTORS = json.loads((AGENT / "vectors/deflate.json").read_text())


# Prints by how much a refused bomb has made the process grow.
GROWTH = """
import resource, sys
from gamgui_agent.files.deflate import unpack
from gamgui_agent.protocol.wire import BadFrame
bomb = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    unpack(bomb)
except BadFrame:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def pack(data: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush()


def deflated(transfer: int, offset: int, packed: bytes) -> bytes:
    return frame(DEFLATED, struct.pack(">IQ", transfer, offset) + packed)


def fetch(client: FilesClient, path: bytes) -> tuple[bytes, int]:
    """A whole file, acknowledged late enough for the link to look slow; and how many bytes came for it."""
    size = client.call("get", transfer=1, path=b64(path), offset=0)["size"]
    content, came = b"", 0
    while len(content) < size:
        kind, payload = client.read()
        assert kind in (DATA, DEFLATED)
        assert struct.unpack_from(">IQ", payload) == (1, len(content))
        came += len(payload) - 12
        content += unpack(payload[12:]) if kind == DEFLATED else payload[12:]
        client.got(1, max(0, len(content) - 200_000) if len(content) < size else size)
    client.call("done", transfer=1, sha256=hashlib.sha256(content).hexdigest())
    return content, came


@given(st.binary(min_size=1, max_size=5_000).map(lambda data: data * 52))
def test_what_is_packed_comes_out(data: bytes) -> None:
    packed = Deflater().pack(data)
    assert packed is None or (unpack(packed) == data and len(packed) < len(data))


@given(st.binary(max_size=2_000))
def test_noise_is_refused_or_bounded(noise: bytes) -> None:
    with contextlib.suppress(BadFrame):
        assert 1 <= len(unpack(noise)) <= MOST_PIECE


@given(st.integers(1, MOST_PIECE), st.integers(0, 2**32), st.data())
def test_damaged_pieces_are_refused_or_bounded(length: int, seed: int, data: st.DataObject) -> None:
    packed = bytearray(pack((ROWS * 2)[seed % 1_000 :][:length]))
    at = data.draw(st.integers(0, len(packed) - 1))
    packed[at] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(BadFrame):
        assert 1 <= len(unpack(packed)) <= MOST_PIECE


@pytest.mark.parametrize("bad", [b"", b"\0", pack(b""), pack(b"x") + b"more", pack(b"x" * 9)[:-1]])
def test_what_is_no_piece_is_refused(bad: bytes) -> None:
    with pytest.raises(BadFrame):
        unpack(bad)


def test_a_bomb_is_refused_before_it_has_grown() -> None:
    assert len(unpack(pack(bytes(MOST_PIECE)))) == MOST_PIECE
    with pytest.raises(BadFrame):
        unpack(pack(bytes(MOST_PIECE + 1)))
    bomb = pack(bytes(1_000_000_000))
    assert len(bomb) < 1_048_576
    done = subprocess.run([sys.executable, "-c", GROWTH], input=bomb, capture_output=True, cwd=AGENT, check=True)
    assert int(done.stdout) < 8_192 * (1 if sys.platform == "linux" else 1_024)


def test_what_does_not_become_less_is_soon_left_alone() -> None:
    deflater = Deflater()
    asked = 0
    chance = random.Random(1)
    for _ in range(400):
        before = deflater._unasked
        assert deflater.pack(chance.randbytes(MOST_PIECE)) is None
        asked += before == 0
    assert asked < 15
    # What follows it is found all the same, within 64 pieces.
    assert any(deflater.pack(ROWS[:MOST_PIECE]) for _ in range(65))
    assert Deflater().pack(b"x" * 1_023) is None


@pytest.mark.parametrize("vector", VECTORS["frames"], ids=lambda vector: vector["name"])
def test_vector_is_read(vector: dict[str, str]) -> None:
    assert unpack(bytes.fromhex(vector["hex"])[17:]).hex() == vector["data"]


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["name"])
def test_invalid_vector_ends_the_conversation(session: Path, vector: dict[str, str]) -> None:
    client = FilesClient(session, capabilities=["deflate"])
    client.write(bytes.fromhex(vector["hex"]))
    kind, payload = client.read()
    assert (kind, json.loads(payload)["code"]) == (ERROR, "bad-frame")
    assert client.process.wait(20) == 64
    client.close()


@pytest.fixture
def client_that_deflates(session: Path):
    with FilesClient(session, capabilities=["deflate"], window=1_048_576) as client:
        yield client


def test_text_comes_compressed_to_who_takes_it_slowly(client_that_deflates: FilesClient, work: Path) -> None:
    (work / "rows.csv").write_bytes(ROWS)
    content, came = fetch(client_that_deflates, b"rows.csv")
    assert content == ROWS
    assert came < len(ROWS) * 0.6


def test_noise_comes_as_it_is(client_that_deflates: FilesClient, work: Path) -> None:
    noise = os.urandom(3_000_000)
    (work / "noise").write_bytes(noise)
    assert fetch(client_that_deflates, b"noise") == (noise, len(noise))


def test_nothing_is_compressed_for_who_did_not_ask(client: FilesClient, work: Path) -> None:
    (work / "rows.csv").write_bytes(ROWS)
    assert fetch(client, b"rows.csv") == (ROWS, len(ROWS))


def test_text_is_taken_compressed(client_that_deflates: FilesClient, work: Path) -> None:
    client = client_that_deflates
    client.begin_put(b"rows.csv", ROWS)
    for at in range(0, len(ROWS), MOST_PIECE):
        client.write(deflated(1, at, pack(ROWS[at : at + MOST_PIECE])))
    client.call("commit", transfer=1, sha256=hashlib.sha256(ROWS).hexdigest())
    assert (work / "rows.csv").read_bytes() == ROWS


def test_without_the_capability_it_is_ignored(client: FilesClient, work: Path) -> None:
    client.begin_put(b"a", b"x")
    client.write(deflated(1, 0, b"\xff\xff"))
    client.data(1, 0, b"x")
    client.call("commit", transfer=1, sha256=hashlib.sha256(b"x").hexdigest())
    assert (work / "a").read_bytes() == b"x"


def test_mutated_pieces_neither_hang_nor_crash(session: Path) -> None:
    seed = int(os.environ.get("GAMGUI_SEED", random.randrange(2**32)))
    print(f"GAMGUI_SEED={seed}")
    chance = random.Random(seed)
    for _ in range(int(os.environ.get("GAMGUI_MUTANTS", "40"))):
        put = {"call": 1, "op": "put", "transfer": 1, "key": f"{chance.getrandbits(64):016x}", "path": b64(b"x"),
               "length": len(ROWS), "mode": 0, "mtime": 0, "replace": True}  # fmt: skip
        piece = bytearray(deflated(1, 0, pack(ROWS[:50_000])))
        for _ in range(chance.randint(1, 3)):
            piece[chance.randrange(5, len(piece))] ^= 1 << chance.randrange(8)
        sent = hello(capabilities=["deflate"]) + frame(13, json.dumps(put).encode()) + bytes(piece)
        command = [sys.executable, "-I", str(AGENT), "files", "--dir", str(session)]
        done = subprocess.run(command, input=sent, capture_output=True, timeout=30, check=False)
        assert done.returncode in (0, 64), done
        assert done.stderr == b""
        kinds = set()
        stream = done.stdout
        while stream:
            (length,) = struct.unpack_from(">I", stream)
            kinds.add(stream[4])
            stream = stream[4 + length :]
        assert kinds <= {2, ERROR, GOT, REPLY}
    assert not (session / "work/x").exists()
