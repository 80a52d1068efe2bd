"""Changes of a folder: told once, by name, and nothing while nothing happens."""

import hashlib
import itertools
import json
import os
import sys
import time
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from files_client import REPLY, FilesClient, Refusal, b64
from gamgui_agent.files.looking import Looking
from gamgui_agent.files.out import Out
from gamgui_agent.files.tree import Tree
from gamgui_agent.files.watch import Watch, Watched

AGAIN = {"entries": [], "gone": [], "again": True}


def watch(client: FilesClient, path: bytes = b"") -> int:
    return client.begin("watch", path=b64(path))


def names(news: dict[str, Any]) -> set[bytes]:
    return {b64decode(entry["name"]) for entry in news["entries"]}


@pytest.fixture
def watched(client: FilesClient) -> FilesClient:
    assert client.answer(watch(client)) == AGAIN
    return client


@pytest.mark.parametrize("name", [b"a", b"a\nb", b"-rf", b"x" * 255, "ü🙂".encode(), b" ", b"\x01\x7f"])
def test_a_new_file_is_told_with_all_its_bytes(watched: FilesClient, work: Path, name: bytes) -> None:
    call = watch(watched)
    with open(os.fsencode(work) + b"/" + name, "wb") as file:
        file.write(b"12345")
    told = [watched.answer(call)]
    while told[-1]["entries"][0]["size"] < 5:
        told += [watched.answer(watch(watched))]
    assert names(told[-1]) == {name}
    assert told[-1]["entries"][0] == watched.call("stat", path=b64(name), hash=False)


def test_what_happened_between_two_calls_is_told_by_the_second(watched: FilesClient, work: Path) -> None:
    (work / "one").write_text("1")
    (work / "two").mkdir()
    (work / "gone").write_text("x")
    (work / "gone").unlink()
    (work / "one").rename(work / "three")
    news = watched.answer(watch(watched))
    assert names(news) == {b"two", b"three"}
    assert set(news["gone"]) == {b64(b"one"), b64(b"gone")}


def test_nothing_is_told_twice_and_nothing_of_other_folders(watched: FilesClient, work: Path) -> None:
    (work / "folder").mkdir()
    assert names(watched.answer(watch(watched))) == {b"folder"}
    call = watch(watched)
    (work / "folder/inside").write_text("x")
    (work / "next").write_text("")
    assert names(watched.answer(call)) == {b"next"}


def test_files_on_their_way_in_are_not_told(watched: FilesClient) -> None:
    call = watch(watched)
    watched.begin_put(b"f", b"abc")
    watched.data(1, 0, b"abc")
    # Its answer would not be the first, had anything been told.
    watched.call("stat", path=b64(b""), hash=False)
    commit = watched.begin("commit", transfer=1, sha256=hashlib.sha256(b"abc").hexdigest())
    replies = (json.loads(payload) for kind, payload in iter(watched.read, None) if kind == REPLY)
    answers = {body["call"]: body["ok"] for body in itertools.islice(replies, 2)}
    assert set(answers) == {call, commit}
    assert names(answers[call]) == {b"f"}


def test_more_changes_than_are_told_mean_that_all_is_to_be_listed(watched: FilesClient, work: Path) -> None:
    for number in range(1_100):
        (work / f"{number}").touch()
    assert watched.answer(watch(watched)) == AGAIN


def test_more_changes_than_the_system_keeps_mean_the_same(watched: FilesClient, work: Path) -> None:
    for number in range(9_000):
        (work / f"{number % 50}").touch()
        (work / f"{number % 50}").unlink()
    assert watched.answer(watch(watched)) == AGAIN


@pytest.mark.parametrize("how", ["removed", "moved", "another"])
def test_a_folder_that_goes_is_told(client: FilesClient, work: Path, how: str) -> None:
    folder = work / "folder"
    folder.mkdir()
    assert client.answer(watch(client, b"folder")) == AGAIN
    call = watch(client, b"folder")
    if how == "removed":
        folder.rmdir()
    else:
        folder.rename(work / "moved")
        if how == "another":
            folder.mkdir()
    assert client.answer(call) == AGAIN
    if how == "another":
        assert client.answer(watch(client, b"folder")) == AGAIN
        (folder / "x").touch()
        assert names(client.answer(watch(client, b"folder"))) == {b"x"}
    else:
        with pytest.raises(Refusal) as caught:
            client.answer(watch(client, b"folder"))
        assert caught.value.code == "not-found"


def test_another_folder_takes_the_place_of_the_first(watched: FilesClient, work: Path) -> None:
    (work / "folder").mkdir()
    watched.answer(watch(watched))
    first = watch(watched)
    second = watch(watched, b"folder")
    assert watched.answer(first) == AGAIN
    assert watched.answer(second) == AGAIN
    call = watch(watched, b"folder")
    (work / "elsewhere").touch()
    (work / "folder/x").touch()
    assert names(watched.answer(call)) == {b"x"}


@pytest.mark.parametrize(("path", "code"), [(b"..", "outside"), (b"link", "outside"), (b"file", "not-a-folder")])
def test_what_is_no_folder_of_the_session_is_not_watched(
    client: FilesClient, work: Path, path: bytes, code: str
) -> None:
    (work / "link").symlink_to("/etc")
    (work / "file").touch()
    with pytest.raises(Refusal) as caught:
        client.answer(watch(client, path))
    assert caught.value.code == code


def test_a_link_is_told_as_a_link(watched: FilesClient, work: Path) -> None:
    (work / "link").symlink_to("/etc/passwd")
    assert watched.answer(watch(watched))["entries"][0]["type"] == "link"


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere a folder is looked at each 2 s.")
def test_waiting_costs_nothing(watched: FilesClient) -> None:
    watch(watched)
    before = processor_time(watched.process.pid)
    # A process that waits for nothing but the end of this pause.
    time.sleep(2)
    assert processor_time(watched.process.pid) == before


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere a folder is looked at each 2 s.")
def test_a_file_that_grows_fast_costs_nothing_between_calls(watched: FilesClient, work: Path) -> None:
    (work / "log").touch()
    watched.answer(watch(watched))
    before = processor_time(watched.process.pid)
    with open(work / "log", "ab", buffering=0) as log:
        for _ in range(50_000):
            log.write(b"line\n")
    assert processor_time(watched.process.pid) == before
    assert watched.answer(watch(watched))["entries"][0]["size"] == 250_000


def processor_time(pid: int) -> int:
    """In ticks of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_looking_finds_every_kind_of_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system tells nothing."""
    monkeypatch.setattr("gamgui_agent.files.looking._EVERY", 0.0)
    monkeypatch.setattr("gamgui_agent.files.looking._TIMES", 0)
    folder = tmp_path / "folder"
    folder.mkdir()
    fd = os.open(folder, os.O_RDONLY)
    looking: Watched = Looking(fd)
    os.close(fd)

    def changed() -> bool:
        return looking.changed() is None and looking.changed() == set()

    assert looking.changed() == set()
    (folder / "a").write_text("x")
    assert changed()
    (folder / "a").write_text("xx")
    assert changed()
    (folder / "a").rename(folder / "b")
    assert changed()
    (folder / "b").chmod(0o600)
    assert changed()
    (folder / "b").unlink()
    assert changed()
    folder.rmdir()
    assert changed()
    looking.close()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has inotify.")
def test_where_inotify_cannot_be_had_the_folder_is_looked_at(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("gamgui_agent.files.inotify.Inotify", refuse)
    tree, told = Tree(os.fsencode(work)), Told()
    watch = Watch(tree, told)
    assert watch.ask(1, b"") == AGAIN
    assert watch.ask(2, b"") is None
    assert (watch.fd, watch.wait) == (None, 2.0)
    watch.close()


class Told(Out):
    """Nothing is answered by itself."""
