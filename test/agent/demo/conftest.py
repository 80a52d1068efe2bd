"""A demo domain for the tests of one file, and ways to talk to it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

AGENT = Path(__file__).parents[3] / "agent"
sys.path.insert(0, str(AGENT))
sys.path.insert(0, str(Path(__file__).parent))

from demo_domain import Demo  # noqa: E402  (the path comes first)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo domain with a fresh folder."""
    with Demo(tmp_path_factory.mktemp("demo") / "session") as running:
        yield running
