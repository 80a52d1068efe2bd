"""Renaming, removing, searching, looking into a file."""

import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from files_client import PING, PONG, FilesClient, Refusal, b64, frame
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.remove import remove as steps_of_removing
from gamgui_agent.files.tree import Tree

NAMES = [b"a\nb", b"-rf", b"x" * 255, "ü🙂".encode(), b" ", b"\x01\x7f", b"\xe2\x80\xaegnp.exe"]
if sys.platform == "linux":
    NAMES.append(b"\xff\xfe invalid")


def rename(client: FilesClient, path: bytes, name: bytes) -> dict[str, Any]:
    return client.call("rename", path=b64(path), name=b64(name))


def code_of(client: FilesClient, op: str, **fields: object) -> str:
    with pytest.raises(Refusal) as caught:
        client.call(op, **fields)
    return caught.value.code


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_given_and_taken(client: FilesClient, work: Path, name: bytes) -> None:
    (work / "before").write_text("x")
    entry = rename(client, b"before", name)
    assert b64decode(entry["name"]) == name
    assert client.names() == [name]
    rename(client, name, b"before")
    assert client.names() == [b"before"]


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_renaming_never_replaces(client: FilesClient, work: Path, kind: str) -> None:
    (work / "file").write_text("x")
    (work / "folder").mkdir()
    (work / "link").symlink_to("nowhere")
    for taken in (b"file", b"folder", b"link"):
        if taken.decode() != kind:
            assert code_of(client, "rename", path=b64(kind.encode()), name=b64(taken)) == "exists"
    (work / "folder/in").write_text("y")
    rename(client, kind.encode(), b"new")
    assert b"new" in client.names()
    assert client.call("stat", path=b64(b"new"), hash=False)["type"] == kind


def test_a_folder_is_renamed_also_where_the_system_cannot_refuse_to_replace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gamgui_agent.files import move, rename

    monkeypatch.setattr(rename.sys, "platform", "other")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "c").write_text("x")
    tree = Tree(os.fsencode(tmp_path))
    for name in (b"b", b"c"):
        with pytest.raises(FileError) as caught:
            move.rename_to(tree, b"a", name)
        assert caught.value.code in ("exists", "permission")
    move.rename_to(tree, b"a", b"d")
    assert sorted(os.listdir(tmp_path)) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("path", "name", "code"),
    [
        (b"", b"x", "permission"),
        (b"f", b"", "permission"),
        (b"f", b".", "permission"),
        (b"f", b"..", "not-found"),
        (b"f", b"a/b", "not-found"),
        (b"f", b"../x", "not-found"),
        (b"f", b"a\0b", "not-found"),
        (b"f", b"n" * 256, "not-found"),
        (b"f", b".gamgui-0123456789abcdef.part", "permission"),
        (b".gamgui-0123456789abcdef.part", b"x", "permission"),
        (b"missing", b"x", "not-found"),
        (b"../f", b"x", "outside"),
        (b"link/f", b"x", "outside"),
    ],
)
def test_what_cannot_be_renamed(client: FilesClient, work: Path, path: bytes, name: bytes, code: str) -> None:
    (work / "f").write_text("x")
    (work / "link").symlink_to(".")
    (work / ".gamgui-0123456789abcdef.part").write_text("x")
    assert code_of(client, "rename", path=b64(path), name=b64(name)) == code
    assert client.names() == [b"f", b"link"]


def make_tree(work: Path) -> Path:
    """A folder of everything, and what lies outside of it."""
    outside = work.parent / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    folder = work / "folder"
    (folder / "deep/er").mkdir(parents=True)
    (folder / "deep/er/file").write_text("x")
    (folder / "out").symlink_to(outside)
    (folder / "deep/file").symlink_to(outside / "kept")
    os.mkfifo(folder / "pipe")
    for name in NAMES:
        with open(os.fsencode(folder) + b"/" + name, "wb"):
            pass
    return outside


def test_a_folder_goes_with_all_in_it_and_nothing_else(client: FilesClient, work: Path) -> None:
    outside = make_tree(work)
    (work / "beside").write_text("x")
    assert client.call("remove", path=b64(b"folder"))["removed"] == len(NAMES) + 7
    assert client.names() == [b"beside"]
    assert (outside / "kept").read_text() == "kept"


def test_a_link_to_a_folder_goes_alone(client: FilesClient, work: Path) -> None:
    outside = make_tree(work)
    assert client.call("remove", path=b64(b"folder/out")) == {"removed": 1}
    assert list(outside.iterdir())
    assert code_of(client, "remove", path=b64(b"folder/out/kept")) == "not-found"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (b"", "permission"),
        (b".", "permission"),
        (b"..", "outside"),
        (b"/etc", "outside"),
        (b"folder/..", "outside"),
        (b"folder/out/kept", "outside"),
        (b"missing", "not-found"),
        (b".gamgui-0123456789abcdef.part", "permission"),
    ],
)
def test_what_cannot_be_removed(client: FilesClient, work: Path, path: bytes, code: str) -> None:
    outside = make_tree(work)
    assert code_of(client, "remove", path=b64(path)) == code
    assert (outside / "kept").exists()
    assert (work / "folder/deep/er/file").exists()


def test_other_calls_are_answered_while_much_is_removed_and_it_can_be_stopped(client: FilesClient, work: Path) -> None:
    for folder in range(20):
        (work / f"much/{folder}").mkdir(parents=True)
        for number in range(1_000):
            (work / f"much/{folder}/{number}").touch()
    remove = client.begin("remove", path=b64(b"much"))
    client.write(frame(PING, b"12345678"))
    assert client.read() == (PONG, b"12345678")
    # The answer to what was stopped comes before the answer to the stop.
    client.begin("stop", of=remove)
    with pytest.raises(Refusal) as caught:
        client.answer(remove)
    assert caught.value.code == "stopped"
    assert client.answer(remove + 1) == {}
    left = sum(len(files) for _, _, files in os.walk(work))
    assert 0 < left < 20_000
    assert client.call("remove", path=b64(b"much"))["removed"] > left


def test_a_folder_deeper_than_can_be_held_open_is_refused_in_words(client: FilesClient, work: Path) -> None:
    fd = os.open(work, os.O_RDONLY)
    for _ in range(400):
        os.mkdir("d", dir_fd=fd)
        below = os.open("d", os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = below
    os.close(fd)
    assert code_of(client, "remove", path=b64(b"d")) == "too-many"
    subprocess.run(["rm", "-rf", "d"], cwd=work, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere a folder that is unlinked is a matter of permission.")
@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("was", ["link", "folder"])
def test_what_is_swapped_after_it_was_looked_at_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, inside: bool
) -> None:
    work, outside = tmp_path / "work", tmp_path / "outside"
    folder = work / "above" if inside else work
    folder.mkdir(parents=True)
    outside.mkdir()
    (outside / "kept").touch()
    swapped, other = folder / "swapped", tmp_path / "other"
    if was == "link":
        swapped.symlink_to(outside)
        other.mkdir()
    else:
        swapped.mkdir()
        other.symlink_to(outside)
    look = os.stat

    def look_and_lose(path: Any, **how: Any) -> os.stat_result:
        status = look(path, **how)
        if path == b"swapped":
            swapped.rename(tmp_path / "first")
            other.rename(swapped)
        return status

    monkeypatch.setattr(os, "stat", look_and_lose)
    with pytest.raises(FileError) as caught:
        list(steps_of_removing(Tree(os.fsencode(work)), b"above" if inside else b"swapped"))
    assert caught.value.code == "changed"
    assert os.listdir(outside) == ["kept"]


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux swaps two names at once.")
def test_a_folder_swapped_for_a_link_loses_nothing_outside(client: FilesClient, work: Path) -> None:
    """A race that somebody in the session tries to win."""
    outside = work.parent / "outside"
    outside.mkdir()
    for number in range(50):
        (outside / f"{number}").touch()
    exchange = "import ctypes\nwhile True: ctypes.CDLL(None).renameat2(-100, b'trap/swapped', -100, b'link', 2)"
    with subprocess.Popen([sys.executable, "-I", "-c", exchange], cwd=work) as swapping:
        try:
            for _ in range(200):
                # It swaps these two only where both are there.
                (work / "trap/swapped").mkdir(parents=True)
                (work / "link").symlink_to(outside)
                while not (work / "trap/swapped").is_symlink():
                    assert swapping.poll() is None
                try:
                    client.call("remove", path=b64(b"trap"))
                except Refusal as refusal:
                    assert refusal.code == "changed"
                    # From here on nothing is swapped.
                    (work / "trap").rename(work / "gone")
                subprocess.run(["rm", "-rf", "gone", "link"], cwd=work, check=True)
        finally:
            swapping.kill()
    assert len(list(outside.iterdir())) == 50


def search(client: FilesClient, text: str, path: bytes = b"", limit: int = 1_000) -> tuple[list[bytes], bool]:
    body = client.call("search", path=b64(path), text=text, limit=limit)
    return [b64decode(found["path"]) for found in body["found"]], body["more"]


def test_search_finds_by_a_part_of_the_name_near_ones_first(client: FilesClient, work: Path) -> None:
    (work / "a/b").mkdir(parents=True)
    (work / "a/b/Licences-2026.CSV").write_text("x")
    (work / "licences.csv").write_text("x")
    (work / "a/LICENCES").mkdir()
    (work / "other").write_text("licences")
    (work / ".gamgui-0123456789abcdef.part").write_text("x")
    found = [b"licences.csv", b"a/LICENCES", b"a/b/Licences-2026.CSV"]
    assert search(client, "licences") == (found, False)
    assert search(client, "2026", b"a") == ([b"b/Licences-2026.CSV"], False)
    assert search(client, "gamgui") == ([], False)
    body = client.call("search", path=b64(b""), text="licences.csv", limit=10)
    assert body["found"][0] == {
        **client.call("stat", path=b64(b"licences.csv"), hash=False),
        "path": b64(b"licences.csv"),
    }


def test_search_takes_the_ways_of_writing_a_letter_as_one(client: FilesClient, work: Path) -> None:
    for name in (b"Lehrkra\xcc\x88fte", "Lehrkräfte 2".encode()):
        (work / os.fsdecode(name)).touch()
    assert len(search(client, "KRÄFTE")[0]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="macOS refuses names that are not UTF-8.")
def test_search_finds_names_that_are_no_text(client: FilesClient, work: Path) -> None:
    with open(os.fsencode(work) + b"/\xff\xfe invalid", "wb"):
        pass
    assert search(client, "INVALID") == ([b"\xff\xfe invalid"], False)


def test_search_follows_no_link_and_ends_at_its_limit(client: FilesClient, work: Path) -> None:
    (work / "loop").symlink_to(".")
    (work / "etc").symlink_to("/etc")
    (work / "d").mkdir()
    for number in range(30):
        (work / f"d/found{number}").touch()
    assert search(client, "passwd") == ([], False)
    assert search(client, "loop") == ([b"loop"], False)
    found, more = search(client, "found", limit=29)
    assert (len(found), more) == (29, True)
    assert search(client, "found", limit=30)[1] is False


def test_findings_with_the_longest_paths_fit_a_frame(client: FilesClient, work: Path) -> None:
    deep = work
    for _ in range(12):
        deep = deep / ("d" * 255)
        deep.mkdir()
    for number in range(500):
        (deep / f"found{number:0250}").touch()
    found, more = search(client, "found")
    assert more
    assert 50 < len(found) < 500


def test_search_passes_by_what_may_not_be_read_but_tells_of_its_own_folder(client: FilesClient, work: Path) -> None:
    assert code_of(client, "search", path=b64(b"missing"), text="x", limit=1) == "not-found"
    assert code_of(client, "search", path=b64(b".."), text="x", limit=1) == "outside"


@pytest.mark.parametrize(("size", "length"), [(0, 100), (5, 100), (200, 100), (1_000_000, 262_144)])
def test_the_first_bytes_are_as_they_are(client: FilesClient, work: Path, size: int, length: int) -> None:
    content = os.urandom(size)
    (work / "f").write_bytes(content)
    body = client.call("peek", path=b64(b"f"), length=length)
    assert b64decode(body["data"]) == content[:length]
    assert body["size"] == size


@pytest.mark.parametrize(
    ("path", "code"),
    [(b"link", "outside"), (b"pipe", "not-a-file"), (b"", "not-a-file"), (b"../x", "outside"), (b"no", "not-found")],
)
@pytest.mark.parametrize("op", ["peek", "table"])
def test_only_files_are_looked_into(client: FilesClient, work: Path, op: str, path: bytes, code: str) -> None:
    (work / "link").symlink_to("/etc/passwd")
    os.mkfifo(work / "pipe")
    more: dict[str, object] = {"length": 1} if op == "peek" else {"first": 0, "count": 1, "text": ""}
    assert code_of(client, op, path=b64(path), **more) == code


def test_welcome_names_what_is_offered(client: FilesClient) -> None:
    assert {"watch", "rename", "remove", "search", "peek", "table"} <= set(client.welcome["capabilities"])
