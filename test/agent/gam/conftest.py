"""A session as the `gam` program sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gam_session import GamSession


@pytest.fixture
def gam_session(tmp_path: Path) -> Iterator[GamSession]:
    session = GamSession(tmp_path)
    yield session
    if session.host:
        session.host.close()
