"""Modes and times of folders: `set-folders`."""

import os
import stat
from pathlib import Path

import pytest
from files_client import FilesClient, Refusal, b64


def look(path: bytes, mode: int, mtime: int) -> dict[str, object]:
    return {"path": b64(path), "mode": mode, "mtime": mtime}


def seen(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return stat.S_IMODE(status.st_mode), status.st_mtime_ns // 1_000_000


def test_folders_get_their_modes_and_times(client: FilesClient, work: Path) -> None:
    assert "set-folders" in client.welcome["capabilities"]
    (work / "a" / "b").mkdir(parents=True)
    folders = [look(b"a/b", 0o6755, 1_700_000_000_123), look(b"a", 0o050, 5)]
    assert client.call("set-folders", folders=folders) == {}
    # Nothing of set-user-id, and its owner can use it.
    assert seen(work / "a" / "b") == (0o755, 1_700_000_000_123)
    assert seen(work / "a") == (0o750, 5)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (b"", "permission"),
        (b"none", "not-found"),
        (b"file", "not-a-folder"),
        (b"link", "outside"),
        (b"../x", "outside"),
    ],
)
def test_what_is_no_folder_of_the_session_is_refused_and_the_others_set(
    client: FilesClient, work: Path, path: bytes, code: str
) -> None:
    (work / "a").mkdir()
    (work / "file").write_text("")
    outside = work.parent / "outside"
    outside.mkdir(mode=0o755)
    os.symlink(outside, work / "link")
    before = seen(outside), seen(work)
    with pytest.raises(Refusal) as caught:
        client.call("set-folders", folders=[look(path, 0o700, 1), look(b"a", 0o700, 1)])
    assert caught.value.code == code
    assert seen(work / "a") == (0o700, 1)
    assert (seen(outside), seen(work)) == before
