"""What a search and a recording of the journal take: no descriptor left open, no frame for each little stretch."""

import os
from pathlib import Path

import pytest
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.journal.lines import BLOCK
from gamgui_agent.files.journal.pattern import Pattern
from gamgui_agent.files.journal.recording import Recording
from gamgui_agent.files.journal.search import search
from gamgui_agent.streams.journal import RECORD
from gamgui_agent.streams.reader import JournalReader


def write(folder: Path, data: bytes, records: bytes = b"") -> JournalReader:
    (folder / "0000000000000000.bytes").write_bytes(data)
    (folder / "0000000000000000.index").write_bytes(records)
    return JournalReader(str(folder))


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


def test_a_search_that_is_stopped_leaves_nothing_open(tmp_path):
    reader = write(tmp_path, b"z\n" * BLOCK)
    before = open_files()
    work = search(reader, Pattern("nothing like it", False, False), None, 1)
    next(work)
    assert open_files() == before + 1
    work.close()
    assert open_files() == before


def test_a_search_that_takes_too_long_leaves_nothing_open(tmp_path):
    reader = write(tmp_path, b"a" * 5_000 + b"!\n")
    before = open_files()
    with pytest.raises(FileError) as refused:
        next(search(reader, Pattern("(a|aa)+$", True, False), None, 1))
    assert refused.value.code == "too-slow"
    assert open_files() == before


def test_a_recording_of_little_stretches_fills_what_is_asked_for(tmp_path):
    records = b"".join(RECORD.pack(at * 10, 1_000 + at * 250, 80, 24) for at in range(10_000))
    recording = Recording(write(tmp_path, b"." * 100_000, records), 0, 100_000, 0)
    pieces = []
    while piece := recording.read(65_536):
        pieces.append(len(piece))
    assert sum(pieces) == recording.size == 10_000 * 26
    assert pieces[:-1] == [65_536] * (len(pieces) - 1)
    recording.close()
