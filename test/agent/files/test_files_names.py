"""Names: any bytes are a name, and no path leads out of the working folder."""

import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from files_client import FilesClient, Refusal, b64

NAMES = [b"a\nb", b"-rf", b"x" * 255, "ü🙂".encode(), b" ", b"'\"`$(x)", b"\x01\x7f", b"con", b"a\\b"]
if sys.platform == "linux":
    # macOS refuses names that are not UTF-8.
    NAMES.append(b"\xff\xfe invalid")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_goes_there_and_back(client: FilesClient, name: bytes) -> None:
    entry = client.put(name, b"content")
    assert b64decode(entry["name"]) == name
    assert client.names() == [name]
    assert client.get(name) == b"content"
    assert client.call("stat", path=b64(name), hash=False) == entry


@pytest.mark.parametrize("path", [b"..", b"../x", b"a/../../x", b"/etc/passwd", b"//x", b"folder/../x"])
@pytest.mark.parametrize("op", ["list", "stat", "get", "put"])
def test_no_path_goes_up(client: FilesClient, work: Path, op: str, path: bytes) -> None:
    (work / "folder").mkdir()
    (work.parent / "x").write_text("secret")
    assert refusal(client, op, path) == "outside"


@pytest.mark.parametrize("target", ["/etc", "..", ".", "folder", "missing"])
@pytest.mark.parametrize("op", ["list", "stat", "get", "put"])
def test_a_link_on_the_way_is_not_followed(client: FilesClient, work: Path, op: str, target: str) -> None:
    (work / "folder").mkdir()
    (work / "folder/passwd").write_text("x")
    (work / "link").symlink_to(target)
    assert refusal(client, op, b"link/passwd") == "outside"


def test_a_link_is_listed_but_neither_read_nor_written_through(client: FilesClient, work: Path) -> None:
    outside = work.parent / "outside"
    outside.write_text("secret")
    (work / "link").symlink_to(outside)
    assert client.call("stat", path=b64(b"link"), hash=True)["type"] == "link"
    assert refusal(client, "get", b"link") == "outside"
    assert refusal(client, "list", b"link") == "outside"
    client.put(b"link", b"new", replace=True)
    assert outside.read_text() == "secret"
    assert not (work / "link").is_symlink()


@pytest.mark.parametrize(
    ("op", "path", "code"),
    [
        ("get", b"missing", "not-found"),
        ("get", b"", "not-a-file"),
        ("get", b"folder", "not-a-file"),
        ("get", b"pipe", "not-a-file"),
        ("get", b"file/x", "not-a-folder"),
        ("get", b"n" * 256, "not-found"),
        ("get", b"a\0b", "not-found"),
        ("list", b"file", "not-a-folder"),
        ("list", b"missing", "not-found"),
        ("stat", b"missing/x", "not-found"),
        ("put", b"", "not-a-file"),
        ("put", b"missing/x", "not-found"),
        ("put", b"folder", "not-a-file"),
        ("put", b"file", "exists"),
        ("put", b".gamgui-0123456789abcdef.part", "permission"),
    ],
)
def test_what_does_not_fit_is_named(client: FilesClient, work: Path, op: str, path: bytes, code: str) -> None:
    (work / "folder").mkdir()
    (work / "file").write_text("x")
    os.mkfifo(work / "pipe")
    assert refusal(client, op, path) == code


def test_pages_have_a_stable_order_and_lose_nothing(client: FilesClient, work: Path) -> None:
    expected = sorted([f"{number:05}".encode() for number in range(2_500)] + NAMES)
    for name in expected:
        (Path(os.fsdecode(os.fsencode(work) + b"/" + name))).touch()
    found: list[bytes] = []
    more = True
    while more:
        body = client.call("list", path=b64(b""), after=b64(found[-1]) if found else None, limit=1_000)
        found += [b64decode(entry["name"]) for entry in body["entries"]]
        more = body["more"]
    assert found == expected


def test_a_page_of_the_longest_names_fits_a_frame(client: FilesClient, work: Path) -> None:
    for number in range(1_001):
        (work / f"{number:0255}").touch()
    body = client.call("list", path=b64(b""), after=None, limit=1_000)
    assert len(body["entries"]) == 1_000
    assert body["more"]


def refusal(client: FilesClient, op: str, path: bytes) -> str:
    """The code an operation on `path` is refused with."""
    with pytest.raises(Refusal) as caught:
        if op == "list":
            client.call("list", path=b64(path), after=None, limit=10)
        elif op == "stat":
            client.call("stat", path=b64(path), hash=False)
        elif op == "get":
            client.call("get", transfer=1, path=b64(path), offset=0)
        else:
            client.begin_put(path, b"x")
    return caught.value.code


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux swaps two names at once.")
def test_a_folder_swapped_for_a_link_leads_nowhere_else(client: FilesClient, work: Path) -> None:
    """A race that somebody in the session tries to win: whatever comes back, it is never from outside."""
    inside, outside = work / "folder", work.parent / "outside"
    for place, text in ((inside, "inside"), (outside, "secret")):
        place.mkdir()
        (place / "file").write_text(text)
    (work / "link").symlink_to(outside)
    exchange = "import ctypes\nwhile True: ctypes.CDLL(None).renameat2(-100, b'folder', -100, b'link', 2)"
    with subprocess.Popen([sys.executable, "-I", "-c", exchange], cwd=work) as swapping:
        try:
            answers = {attempt(client, transfer) for transfer in range(400)}
        finally:
            swapping.kill()
    # “outside” is here the code of the refusal; what the file there holds is another word.
    assert answers <= {b"inside", b"outside", b"changed", b"not-a-folder"}
    assert {b"inside", b"outside"} <= answers
    assert (outside / "file").read_text() == "secret"


def attempt(client: FilesClient, transfer: int) -> bytes:
    """What the file holds, or the code of the refusal."""
    try:
        return client.get(b"folder/file", transfer=transfer)
    except Refusal as refusal:
        return refusal.code.encode()
