"""The journal through the `files` program: searched, and fetched with its times."""

import hashlib
import json
import os
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from files_client import AGENT, CALL, FilesClient, Refusal, frame, make_session
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.journal.lines import BLOCK, plain_text
from gamgui_agent.files.journal.pattern import Pattern, in_time
from gamgui_agent.files.journal.recording import Recording
from gamgui_agent.files.journal.search import search
from gamgui_agent.files.steps import Steps
from gamgui_agent.streams.journal import RECORD, Journal
from gamgui_agent.streams.reader import JournalReader
from hypothesis import given
from hypothesis import strategies as st

MEBI = 1_048_576
VECTORS = json.loads((AGENT / "vectors/journal.json").read_text())


@pytest.fixture
def journal(session: Path) -> Iterator[Journal]:
    journal = Journal(str(session / "state/journal"), 256 * MEBI)
    yield journal
    journal.close()


def put(journal: Journal, data: bytes) -> None:
    assert journal.append(memoryview(data)) == len(data)


def find(client: FilesClient, text: str, **fields: object) -> list[dict]:
    """All that is found, the newest first; some answers may be needed."""
    found, before = [], None
    while True:
        fields = {"regex": False, "cases": False, "limit": 500, **fields, "before": before}
        answer = client.call("journal-search", text=text, **fields)
        found += answer["found"]
        if answer["next"] is None:
            return found
        assert before is None or answer["next"] < before
        before = answer["next"]


def texts(found: list[dict]) -> list[str]:
    return [one["text"] for one in found]


def stretches(recording: bytes) -> list[tuple[int, int, int, bytes]]:
    """(time, columns, rows, bytes) of each."""
    found, at = [], 0
    while at < len(recording):
        when, length, cols, rows = struct.unpack_from(">QIHH", recording, at)
        found.append((when, cols, rows, recording[at + 16 : at + 16 + length]))
        at += 16 + length
    return found


def fetch(client: FilesClient, first: int, end: int, transfer: int = 1, have: bytes = b"") -> bytes:
    size = client.call("journal-get", transfer=transfer, **{"from": first}, to=end, offset=len(have))["size"]
    content = have + b"".join(client.chunks(transfer, len(have), size))
    client.call("done", transfer=transfer, sha256=hashlib.sha256(content).hexdigest())
    return content


def test_an_empty_journal_has_nothing(client):
    assert client.call("journal", offset=None) == {"start": 0, "end": 0, "cap": 256 * MEBI, "since": None, "at": None}
    assert find(client, "x") == []
    assert fetch(client, 0, 0) == b""


def test_lines_are_found_the_newest_first_with_their_time(client, journal):
    began = time.time_ns() // 1_000_000
    put(journal, b"one \x1b[31mred\x1b[0m fish\r\ntwo Red fish\r\nblue fish\r\n$ ")
    found = find(client, "RED FISH")
    assert texts(found) == ["two Red fish", "one red fish"]
    assert [one["offset"] for one in found] == [len(b"one \x1b[31mred\x1b[0m fish\r\n"), 0]
    assert [(one["from"], one["to"], one["cut"]) for one in found] == [(4, 12, False), (4, 12, False)]
    assert all(began <= one["at"] <= began + 5_000 for one in found)
    assert texts(find(client, "red", cases=True)) == ["one red fish"]
    assert texts(find(client, r"^(one|two)\b", regex=True)) == ["two Red fish", "one red fish"]
    assert texts(find(client, "$", cases=True)) == ["$ "]
    assert texts(find(client, "")) == ["$ ", "blue fish", "two Red fish", "one red fish"]


def test_a_line_written_over_is_found_in_each_of_its_states(client, journal):
    put(journal, b"10 %\r20 %\r\nman N\bNA\bAM\bME\bE, tpyo\b\b\bypo\r\n")
    assert texts(find(client, " %")) == ["20 %", "10 %"]
    assert texts(find(client, "NAME, typo")) == ["man NAME, typo"]


def test_characters_are_whole_over_the_borders_of_files_and_blocks(client, session):
    journal = Journal(str(session / "state/journal"), MEBI)
    # Longer than what an answer shows: a whole block is looked through in one.
    line = f"ärger mit Grüßen 💡{'ü' * 1_000}\n".encode()
    count = 900_000 // len(line)
    # Files of 128 KiB begin within characters, blocks too.
    put(journal, line * count)
    found = find(client, "^ärger mit grüßen 💡ü{1000}$", regex=True)
    assert [one["offset"] for one in found] == [number * len(line) for number in reversed(range(count))]
    assert set(texts(found)) == {line.decode()[:500]}


def test_what_is_dropped_is_not_found_and_not_sent(client, session):
    journal = Journal(str(session / "state/journal"), MEBI)
    put(journal, b"the first line\n")
    put(journal, b"x" * 79 + b"\n")
    for _ in range(30):
        put(journal, (b"y" * 79 + b"\n") * 1_000)
    about = client.call("journal", offset=0)
    assert 0 < about["start"] < about["end"] == journal.end
    assert about["at"] is None and about["since"] is not None
    assert find(client, "first") == []
    with pytest.raises(Refusal) as refused:
        fetch(client, 0, about["end"])
    assert refused.value.code == "changed"
    recording = fetch(client, about["start"], about["end"])
    kept = b"".join(journal.read(at, 65_536) for at in range(about["start"], about["end"], 65_536))
    assert b"".join(one[3] for one in stretches(recording)) == kept


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*)*x", r"(a?){60}a{60}", r"(?:a|a)*?\Z(?!)"])
def test_a_hostile_expression_ends_and_the_conversation_goes_on(client, journal, pattern):
    put(journal, b"a" * 5_000 + b"!\n")
    try:
        find(client, pattern, regex=True)
    except Refusal as refused:
        assert refused.code == "too-slow"
    assert texts(find(client, "!"))[0].endswith("!")


@pytest.mark.parametrize("pattern", ["(", "[", "a{99999999999}", "(?P<", "*", "(?:" * 300 + ")" * 300, "x" * 1_001])
def test_what_is_no_expression_is_refused(client, pattern):
    with pytest.raises(Refusal) as refused:
        find(client, pattern, regex=True)
    assert refused.value.code == "bad-pattern"


def test_a_hostile_expression_has_no_time_to_be_read_either():
    with pytest.raises(FileError) as refused, in_time():
        while True:
            pass
    assert refused.value.code == "too-slow"
    # The timer is gone.
    assert Pattern("a", regex=True, cases=False).find("xa") == (1, 2)


def test_a_search_can_be_stopped(client, journal):
    put(journal, (b"z" * 99 + b"\n") * 100_000)
    first, stop = 1, 2
    looked_for = {"text": "(z|y)+x", "regex": True, "cases": False, "before": None, "limit": 10}
    call = frame(CALL, json.dumps({"call": first, "op": "journal-search", **looked_for}).encode())
    # Both at once: the search has no time to end by itself.
    client.write(call + frame(CALL, json.dumps({"call": stop, "op": "stop", "of": first}).encode()))
    with pytest.raises(Refusal) as refused:
        client.answer(first)
    assert refused.value.code == "stopped"
    assert client.answer(stop) == {}


class CountingReader(JournalReader):
    """Counts the bytes that are read."""

    count = 0

    def read(self, offset: int, most: int) -> bytes:
        data = super().read(offset, most)
        self.count += len(data)
        return data


class Refusals:
    """Keeps the answers of work."""

    def __init__(self) -> None:
        self.said: list[tuple[int, object]] = []

    def reply(self, call: int, ok: object) -> None:
        self.said.append((call, ok))

    def refuse(self, call: int, error: FileError) -> None:
        self.said.append((call, error.code))


def test_a_search_that_is_stopped_reads_no_further(journal, session, monkeypatch):
    # A turn is one block, and no answer is due before the stop.
    monkeypatch.setattr("gamgui_agent.files.steps._go_on", next)
    monkeypatch.setattr("gamgui_agent.files.journal.search._WAIT", 3_600)
    put(journal, b"z" * (8 * BLOCK))
    reader, answers = CountingReader(str(session / "state/journal")), Refusals()
    steps = Steps(answers)
    steps.add(1, search(reader, Pattern("x", regex=False, cases=False), None, 10))
    assert steps.turn() and steps.turn()
    steps.stop(1)
    assert not steps.turn()
    assert answers.said == [(1, "stopped")]
    assert reader.count == 2 * BLOCK


def test_long_lines_are_found_in_pieces(client, journal):
    put(journal, b"begin" + b"x" * (3 * BLOCK) + b"end\nnext\n")
    assert [(one["text"][one["from"] : one["to"]], one["cut"]) for one in find(client, "end")] == [("end", True)]
    assert texts(find(client, "begin"))[0].startswith("begin")
    assert texts(find(client, "next")) == ["next"]


def test_a_recording_has_times_and_sizes(client, journal, session):
    journal.resize(80, 24)
    put(journal, b"hello")
    journal.resize(100, 30)
    put(journal, b"world")
    found = stretches(fetch(client, 0, 10))
    assert [one[1:] for one in found] == [(80, 24, b"hello"), (100, 30, b"world")]
    assert found[0][0] <= found[1][0]
    assert [one[1:] for one in stretches(fetch(client, 2, 7, transfer=2))] == [(80, 24, b"llo"), (100, 30, b"wo")]


def test_a_recording_goes_on_at_any_offset(client, journal):
    journal.resize(80, 24)
    put(journal, os.urandom(300_000))
    whole = fetch(client, 0, 300_000)
    for number, have in enumerate((0, 1, 15, 16, 17, 65_536, len(whole) - 1, len(whole)), 2):
        assert fetch(client, 0, 300_000, transfer=number, have=whole[:have]) == whole
    with pytest.raises(Refusal) as refused:
        fetch(client, 0, 300_000, transfer=99, have=b"x" + whole[1:70_000])
    assert refused.value.code == "hash-mismatch"


@pytest.mark.parametrize("vector", VECTORS["recordings"], ids=lambda vector: vector["name"])
def test_recordings_are_as_the_vectors_say(tmp_path, vector):
    data, records = b"", b""
    for one in vector["stretches"]:
        if one["at"]:
            records += RECORD.pack(len(data), one["at"], one["cols"], one["rows"])
        data += bytes.fromhex(one["data"])
    if data:
        (tmp_path / "0000000000000000.bytes").write_bytes(data)
        (tmp_path / "0000000000000000.index").write_bytes(records)
    recording = Recording(JournalReader(str(tmp_path)), 0, len(data), 0)
    sent = b""
    while piece := recording.read(7):
        sent += piece
    assert sent.hex() == vector["hex"]


@given(st.lists(st.sampled_from(["a", "ä", "💡", "\r\n", "\n", "\t"])), st.data())
def test_what_a_terminal_acts_on_is_no_text(parts, data):
    """However a program colours, titles and links its output, the text is found as it is."""
    text = "".join(parts)
    sequences = [
        b"\x1b[31m",
        b"\x1b[?25l",
        b"\x1b]0;title\x07",
        b"\x1b]8;;http://x\x1b\\",
        b"\x1b(B",
        b"\x1bM",
        b"\x07",
    ]
    noisy = b"".join(
        data.draw(st.sampled_from(sequences)) + part.encode() if data.draw(st.booleans()) else part.encode()
        for part in parts
    )
    assert plain_text(noisy) == text.replace("\r", "\n")


@given(st.binary())
def test_lines_are_counted_alike_in_bytes_and_in_text(data):
    assert plain_text(data).count("\n") == data.count(b"\n") + data.count(b"\r")


def bytes_read(client: FilesClient) -> int:
    """All that its process has read so far."""
    return int(Path(f"/proc/{client.process.pid}/io").read_text().split("rchar: ")[1].split()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux says how much a process has read.")
def test_256_mebibytes_are_read_once_by_a_search_and_take_little_memory(tmp_path):
    session = make_session(tmp_path / "session")
    journal = Journal(str(session / "state/journal"), 300 * MEBI)
    put(journal, b"the needle\r\n")
    line = b"\x1b[32mGetting\x1b[0m all Users, may take some time on a large domain\r\n"
    for _ in range(256):
        put(journal, line * (MEBI // len(line)))
    with FilesClient(session) as client:
        for text, regex in (("needle", False), (r"ne{2}dle\b", True)):
            before = bytes_read(client)
            assert len(find(client, text, regex=regex)) == 1
            # Of a block the line that has begun before is read once more.
            assert 256 * MEBI * 0.99 < bytes_read(client) - before < 256 * MEBI * 1.01
        status = Path(f"/proc/{client.process.pid}/status").read_text()
        peak = int(status.split("VmHWM:")[1].split()[0]) // 1_024
        print(f"peak {peak} MiB")
        assert peak < 100
