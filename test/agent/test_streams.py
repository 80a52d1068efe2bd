"""Flow control and the streams' promises, step by step, with a clock and a terminal in the test's hand."""

import errno
import os

import pytest
from agent_bench import Bench, HandClient
from agent_session import f, hello

OTHER = "d" * 32
WINDOW = 65_536


@pytest.fixture
def bench():
    made = []

    def make(**limits):
        made.append(Bench(**limits))
        return made[-1]

    yield make
    for each in made:
        each.close()


def flood(bench, count, line=b"x" * 1023 + b"\n"):
    """The program writes `count` lines, as far as it is read."""
    for number in range(count):
        try:
            bench.terminal.print(line)
        except BlockingIOError:
            return number
        bench.settle() if number % 16 == 0 else None
    bench.settle()
    return count


def test_no_more_than_a_window_is_sent(bench):
    bench = bench()
    client = bench.client(window=WINDOW)
    flood(bench, 200)
    client.receive()
    assert len(client.output) <= WINDOW
    assert bench.screen.journal.end < 3 * WINDOW
    client.acknowledge()
    bench.settle()
    client.receive()
    assert WINDOW < len(client.output) <= 2 * WINDOW


def test_the_holder_holds_the_terminal_up_until_it_is_silent(bench):
    bench = bench()
    client = bench.client(window=WINDOW)
    assert flood(bench, 2_000) < 2_000
    behind = bench.screen.journal.end
    bench.clock.now += 19.9
    bench.session.tick()
    bench.settle()
    assert bench.screen.journal.end == behind
    client.send(f.Ping(1))
    bench.settle()
    bench.clock.now += 19.9
    bench.session.tick()
    bench.settle()
    assert bench.screen.journal.end == behind
    bench.clock.now += 0.2
    bench.session.tick()
    bench.settle()
    assert bench.screen.journal.end > behind
    assert flood(bench, 500) == 500


def test_nobody_holds_the_terminal_up_when_the_holder_is_gone(bench):
    bench = bench()
    client = bench.client(window=WINDOW)
    assert flood(bench, 2_000) < 2_000
    client.close()
    bench.settle()
    assert flood(bench, 500) == 500


def test_a_slow_watcher_holds_nothing_up_and_is_told_the_gap(bench):
    bench = bench(journalBytes=1_048_576)
    holder = bench.client()
    watcher = bench.client(role="watch", client=OTHER, output=True, tail=1_000_000, window=WINDOW)
    for _ in range(40):
        assert flood(bench, 64) == 64
        holder.catch_up()
    assert len(holder.output) == 40 * 64 * 1024
    watcher.catch_up()
    (gap,) = watcher.events("gap")
    assert 0 < gap["from"] <= WINDOW
    assert gap["to"] == bench.screen.journal.start
    assert watcher.end == bench.screen.journal.end
    assert holder.events("gap") == []


def test_the_journal_stays_below_its_cap(bench):
    bench = bench(journalBytes=1_048_576)
    client = bench.client()
    for _ in range(30):
        flood(bench, 100)
        client.catch_up()
    kept = sum(entry.stat().st_size for entry in os.scandir(bench.directory + "/state/journal"))
    assert kept < 1_048_576 + 20_000
    assert bench.screen.journal.end == 30 * 100 * 1024
    late = bench.client(**{"from": 0}, tail=100_000_000)
    assert late.welcome["output"]["start"] == late.welcome["output"]["from"] == bench.screen.journal.start > 0


def test_input_is_written_as_the_terminal_takes_it(bench):
    bench = bench()
    client = bench.client()
    bench.terminal.room = 5
    client.send(f.Input(1, 0, b"0123456789"))
    bench.settle()
    client.receive()
    assert client.all(f.Taken)[-1] == f.Taken(1, 5)
    client.send(f.Input(1, 3, b"3456789abc"))
    bench.settle()
    bench.terminal.room = 100
    bench.settle()
    client.receive()
    assert bytes(bench.terminal.taken) == b"0123456789abc"
    assert client.all(f.Taken)[-1] == f.Taken(1, 13)


def test_input_that_was_not_taken_is_dropped_with_its_connection(bench):
    bench = bench()
    client = bench.client()
    bench.terminal.room = 4
    client.send(f.Input(1, 0, b"0123456789"))
    bench.settle()
    client.close()
    bench.settle()
    bench.terminal.room = 100
    bench.settle()
    assert bytes(bench.terminal.taken) == b"0123"
    again = bench.client(intent="resume", epoch=1)
    assert again.welcome["taken"] == 4


def test_who_is_replaced_is_told_first_what_was_taken(bench):
    bench = bench()
    first = bench.client()
    epoch = first.welcome["epoch"]
    second = HandClient(bench)
    bench.clients.append(second)
    first.send(f.Input(epoch, 0, b"abc"))
    second.send(hello(client=OTHER))
    bench.settle()
    first.receive()
    assert bench.terminal.taken == b"abc"
    owner = next(frame for frame in first.all(f.Event) if frame.body["kind"] == "owner")
    assert first.frames.index(f.Taken(epoch, 3)) < first.frames.index(owner)


def test_who_comes_back_too_late_is_told_what_was_taken(bench):
    bench = bench()
    first = bench.client()
    epoch = first.welcome["epoch"]
    bench.terminal.room = 2
    first.send(f.Input(epoch, 0, b"abc"))
    bench.settle()
    bench.client(client=OTHER)
    bench.terminal.room = 10
    again = bench.client(intent="resume", epoch=epoch)
    assert (again.welcome["role"], again.welcome["taken"]) == ("watch", 2)
    assert bench.client(role="watch", output=False).welcome.get("taken") is None
    assert bench.terminal.taken == b"ab"


def test_frames_may_take_20_seconds(bench):
    bench = bench()
    client = bench.client()
    client.send(f.Ping(1))
    os.write(client._write_fd, b"\0\0\0\x09\x09")
    bench.settle()
    for connection in [viewer.connection for viewer in bench.screen.viewers]:
        connection.tick()
        bench.clock.now += 20.1
        connection.tick()
    bench.settle()
    client.receive()
    assert client.all(f.Error)[-1].body["code"] == "bad-frame"


def test_no_hello_is_refused_after_20_seconds(bench):
    from agent_bench import HandClient

    bench = bench()
    client = HandClient(bench)
    bench.settle()
    bench.clock.now += 20.1
    bench.settle()
    client.receive()
    assert client.all(f.Error)[-1].body["code"] == "bad-hello"
    assert client.codes == [64]


def test_a_client_that_reads_nothing_is_let_go(bench):
    """It asks and asks, and never reads the answers: what is kept for it is bounded."""
    bench = bench()
    client = bench.client()
    for _ in range(20_000):
        try:
            client.send(*[f.Call({"call": 1, "op": "x" * 50})] * 10)
        except BlockingIOError:
            bench.settle()
            break
        if _ % 50 == 0:
            bench.settle()
    (viewer,) = bench.screen.viewers
    assert viewer.connection._outbox.size < 2_097_152
    bench.client(role="watch", client=OTHER)


def test_events_do_not_pile_up_for_a_client_that_reads_nothing(bench):
    bench = bench()
    client = bench.client(role="watch", client=OTHER)
    for number in range(40_000):
        bench.session.events.emit("usage", usage={"cpu": number, "memory": None, "memoryLimit": None})
    bench.settle()
    assert client.codes == [0]
    assert not bench.screen.viewers


def test_a_full_disk_drops_the_oldest_and_then_waits(bench, monkeypatch):
    bench = bench(journalBytes=1_048_576)
    client = bench.client()
    for _ in range(5):
        flood(bench, 64)
        client.catch_up()
    start = bench.screen.journal.start
    real, room = os.write, 100_000

    def write(fd, data):
        nonlocal room
        if not os.readlink(f"/proc/self/fd/{fd}").endswith(".bytes"):
            return real(fd, data)
        if room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        room -= len(data)
        return real(fd, data)

    monkeypatch.setattr(os, "write", write)
    flood(bench, 400)
    assert bench.screen.journal.start > start
    assert bench.screen.disk_full
    bench.session.tick()
    client.catch_up()
    assert client.events("disk")[-1]["level"] == "full"
    printed = bench.screen.journal.end
    bench.clock.now += 1.1
    bench.settle()
    assert bench.screen.journal.end == printed
    monkeypatch.undo()
    bench.clock.now += 1.1
    client.catch_up()
    bench.session.tick()
    client.catch_up()
    assert not bench.screen.disk_full
    assert client.events("disk")[-1]["level"] == "ok"
    assert client.end == bench.screen.journal.end > printed
    assert set(client.output) <= set(b"x\n\0")


def test_keys_of_a_client_that_was_silent_are_not_taken(bench):
    bench = bench()
    client = bench.client(client=OTHER)
    epoch = client.welcome["epoch"]
    client.send(f.Input(epoch, 0, b"a"))
    bench.settle()
    assert bench.terminal.taken == b"a"
    bench.clock.now += 19.9
    client.send(f.Ping(1))
    bench.settle()
    # What was typed before the network was gone comes when it is back, behind what was sent first.
    bench.clock.now += 20.1
    client.send(f.Ping(2), f.Input(epoch, 1, b"y"))
    bench.settle()
    client.receive()
    assert client.all(f.Error)[-1].body["code"] == "silent"
    assert client.codes
    back = bench.client(client=OTHER, intent="resume", epoch=epoch)
    assert back.welcome["taken"] == 1
    back.send(f.Input(back.welcome["epoch"], 1, b"b"))
    bench.settle()
    assert bench.terminal.taken == b"ab"
