"""A session as the `gam` program sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gam_session import GamSession
from gam_terminal import Terminal


@pytest.fixture
def gam_session(tmp_path: Path) -> Iterator[GamSession]:
    session = GamSession(tmp_path)
    yield session
    if session.host:
        session.host.close()


@pytest.fixture
def terminal(gam_session: GamSession) -> Iterator[Terminal]:
    shell = Terminal(gam_session)
    yield shell
    shell.close()
