"""How full a session's disk is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from gamgui_agent.system.disk import Meter, level_of

MIB = 1_048_576


@pytest.mark.parametrize(
    ("used", "limit", "level"),
    [(0, 0, "ok"), (10**15, 0, "ok"), (79, 100, "ok"), (80, 100, "warn"), (89, 100, "warn"), (90, 100, "full")],
)
def test_levels(used: int, limit: int, level: str) -> None:
    assert level_of(used, limit) == level


def counted(meter: Meter) -> int:
    while not meter.count(0.01):
        pass
    return meter.used


def test_counts_each_byte_once(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/f").write_bytes(b"x" * MIB)
    (tmp_path / "a/b/hard").hardlink_to(tmp_path / "a/f")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    # The working folder lies inside the session's, as it does locally.
    used = counted(Meter([str(tmp_path / "a"), str(tmp_path), str(tmp_path / "missing")], 0))
    assert MIB <= used < MIB + 100_000
    assert (
        abs(used - int(subprocess.run(["du", "-sk", tmp_path], capture_output=True).stdout.split()[0]) * 1024) < 20_000
    )


def test_holes_take_no_room(tmp_path: Path) -> None:
    with (tmp_path / "f").open("wb") as file:
        file.truncate(1 << 30)
    assert counted(Meter([str(tmp_path)], 0)) < MIB


def test_what_is_written_counts_at_once_and_only_once(tmp_path: Path) -> None:
    meter = Meter([str(tmp_path)], 10 * MIB)
    before = counted(meter)
    meter.add(5 * MIB)
    assert meter.used == before + 5 * MIB
    (tmp_path / "f").write_bytes(b"x" * 5 * MIB)
    after = counted(meter)
    assert 5 * MIB <= after < before + 5 * MIB + 100_000
    levels = [meter.level]
    meter.add(3 * MIB)
    assert [*levels, meter.level] == ["ok", "warn"]


def test_room_ends_at_ninety_per_cent(tmp_path: Path) -> None:
    meter = Meter([str(tmp_path)], 100 * MIB)
    counted(meter)
    assert meter.has_room(89 * MIB)
    assert not meter.has_room(90 * MIB)
    assert Meter([str(tmp_path)], 0).has_room(1)
    free = os.statvfs(tmp_path)
    assert not Meter([str(tmp_path)], 0).has_room(free.f_bavail * free.f_frsize + 1)


def test_a_large_tree_is_counted_in_pieces(tmp_path: Path) -> None:
    for number in range(3_000):
        (tmp_path / str(number)).write_text("x")
    meter = Meter([str(tmp_path)], 0)
    assert not meter.count(0)
    assert counted(meter) >= 3_000 * 512


def test_a_file_system_of_its_own_is_asked(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=10m", "gamgui-test", tmp_path], check=False).returncode:
        pytest.skip("No file system can be mounted here (not root): only walking is tested.")
    try:
        (tmp_path / "f").write_bytes(b"x" * 4 * MIB)
        meter = Meter([str(tmp_path)], 10 * MIB)
        assert meter.count(0)
        assert 4 * MIB <= meter.used < 4 * MIB + 65_536
        # Deleted but open: only the system knows of it.
        with (tmp_path / "f").open("rb"):
            (tmp_path / "f").unlink()
            assert counted(meter) >= 4 * MIB
    finally:
        subprocess.run(["umount", tmp_path], check=True)
    assert sys.platform == "linux"
