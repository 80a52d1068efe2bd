"""A session folder and a conversation about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from files_client import FilesClient


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session's folder with an empty working folder."""
    (tmp_path / "session/work").mkdir(parents=True)
    return tmp_path / "session"


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
