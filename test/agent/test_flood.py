"""Much output, and little room for it."""

import os
import subprocess
import sys

import pytest
from agent_session import f, wait_until

# 1,000 is the full count.
MEGABYTES = int(os.environ.get("GAMGUI_FLOOD_MB", "150"))
WARM_UP = 20_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory from /proc")
def test_a_flood_needs_no_more_memory_than_a_little_of_it(session):
    client = session.open()
    client.type(b"yes 123456789012345678901234567890\r", 0)
    seen = 0
    warm = None
    while seen < MEGABYTES * 1_000_000:
        frame = client.wait(lambda frame: isinstance(frame, f.Output))
        seen = frame.offset + len(frame.data)
        client.start[0], client.output[0] = seen, bytearray()
        if warm is None and seen > WARM_UP:
            warm = memory(session)
    assert memory(session) - warm < 4_000_000
    client.type(b"\x03", 35)
    client.wait_output(b"^C")


def memory(session):
    status = open(f"/proc/{session.host.pid}/status").read()  # noqa: SIM115
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@pytest.fixture
def small_disk(sessions):
    """A session whose journal is on a file system of half a mebibyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a file system needs root on Linux; test_streams.py has the same with a made-up error")
    mounted = []

    def make(**config):
        session = sessions(start=False, **config)
        journal = session.state / "journal"
        journal.mkdir(0o700, parents=True)
        session.state.chmod(0o700)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", journal], check=True)
        mounted.append((session, journal))
        return session.start()

    yield make
    for session, journal in mounted:
        session.kill_host()
        subprocess.run(["umount", "-l", journal], check=True)


def test_a_full_disk_keeps_the_latest(small_disk):
    session = small_disk(limits={"journalBytes": 1_048_576})
    client = session.open()
    client.type(b"seq 400000; echo do''ne\r", 0)
    client.wait_output(b"done\r\n$ ", 20)
    assert b"\n399999\r\n400000\r\ndone" in client.output[0]
    output = session.open(role="watch", client="d" * 32, output=True).welcome["output"]
    assert output["start"] > 0
    assert output["end"] == len(client.output[0])


def test_a_full_disk_without_anything_to_drop_stops_the_terminal(small_disk):
    session = small_disk(limits={"journalBytes": 64 * 1_048_576})
    client = session.open()
    client.type(b"seq 400000; echo do''ne\r", 0)
    assert client.wait_event("disk")["level"] == "full"
    end = len(client.output[0])
    client.send(f.Ping(1))
    client.wait(lambda frame: frame == f.Pong(1))
    client.call("end")
    assert client.wait_end(20).body["end"]["reason"] == "asked"
    assert session.host.wait(10) == 0
    assert end <= 512 * 1024
    wait_until(lambda: session.processes() == [])
