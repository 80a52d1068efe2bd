"""A session folder and a conversation about it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from files_client import FilesClient


def make_session(folder: Path, **fields: object) -> Path:
    """A session's folder with an empty working folder."""
    (folder / "work").mkdir(parents=True)
    config = {"session": "s1abc", "tenant": {"id": "demo", "kind": "demo"}, **fields}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return make_session(tmp_path / "session")


@pytest.fixture
def work(session: Path) -> Path:
    return session / "work"


@pytest.fixture
def client(session: Path) -> Iterator[FilesClient]:
    with FilesClient(session) as conversation:
        yield conversation
    assert conversation.process.returncode == 0


def parts(folder: Path) -> list[Path]:
    """Files that are on their way in."""
    return sorted(folder.rglob(".gamgui-*.part"))
