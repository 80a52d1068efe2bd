"""A session folder and a conversation about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from files_client import FilesClient, make_session


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
