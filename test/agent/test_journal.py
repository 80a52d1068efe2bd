"""Bytes on disk: the journal, its index, and spools."""

import pytest
from gamgui_agent.host.owner import Ledger
from gamgui_agent.streams.journal import Journal
from gamgui_agent.streams.spool import Spool
from hypothesis import given
from hypothesis import strategies as st

MEBI = 1_048_576


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "journal")


def put(journal, data):
    assert journal.append(memoryview(data)) == len(data)


def everything(journal):
    data, at = b"", journal.start
    while piece := journal.read(at, 50_000):
        data += piece
        at += len(piece)
    return data


def test_what_was_written_is_read(folder):
    journal = Journal(folder, MEBI)
    assert everything(journal) == b""
    put(journal, b"a" * 200_000)
    put(journal, b"b" * 200_000)
    assert everything(journal) == b"a" * 200_000 + b"b" * 200_000
    assert journal.read(199_999, 2) == b"ab"
    assert journal.read(journal.end, 10) == b""


def test_the_oldest_goes_first(folder):
    journal = Journal(folder, MEBI)
    data = bytes(range(256)) * 4_096
    for _ in range(3):
        put(journal, data)
    assert journal.end == 3 * MEBI
    assert MEBI * 3 // 4 <= journal.end - journal.start <= MEBI
    assert everything(journal) == (data * 3)[journal.start :]


def test_it_goes_on_where_it_was(folder):
    journal = Journal(folder, MEBI)
    journal.resize(80, 24)
    put(journal, b"x" * 300_000)
    journal.resize(100, 30)
    put(journal, b"y" * 300_000)
    again = Journal(folder, MEBI)
    assert (again.start, again.end) == (0, 600_000)
    assert again.size_at(299_999)[1:] == (80, 24)
    assert again.size_at(300_000)[1:] == (100, 30)
    put(again, b"z")
    assert everything(again) == b"x" * 300_000 + b"y" * 300_000 + b"z"


def test_a_hole_between_files_ends_what_is_before_it(folder, tmp_path):
    journal = Journal(folder, MEBI)
    put(journal, b"x" * 600_000)
    names = sorted(path for path in (tmp_path / "journal").iterdir() if path.suffix == ".bytes")
    names[1].write_bytes(b"short")
    again = Journal(folder, MEBI)
    assert again.start == int(names[2].stem)
    assert again.end == 600_000


def test_a_read_ends_where_the_size_changes(folder):
    journal = Journal(folder, MEBI)
    journal.resize(80, 24)
    put(journal, b"12345")
    journal.resize(90, 24)
    put(journal, b"67890")
    assert journal.read(0, 100) == b"12345"
    assert journal.read(5, 100) == b"67890"
    assert journal.size_at(4)[1:] == (80, 24)
    assert journal.size_at(5)[1:] == (90, 24)


def test_only_the_last_of_sizes_at_one_offset_counts(folder):
    journal = Journal(folder, MEBI)
    for cols in range(1, 100):
        journal.resize(cols, 24)
    assert journal.size_at(0)[1:] == (99, 24)
    put(journal, b"x")
    journal.resize(99, 24)
    assert journal.size_at(1).offset == 0


@given(st.lists(st.one_of(st.binary(min_size=1, max_size=90_000), st.just("reopen")), max_size=30))
def test_any_pieces_in_any_order(tmp_path_factory, pieces):
    folder = str(tmp_path_factory.mktemp("any"))
    journal, whole = Journal(folder, MEBI), b""
    for piece in pieces:
        if piece == "reopen":
            journal.close()
            journal = Journal(folder, MEBI)
        else:
            put(journal, piece)
            whole += piece
    assert journal.end == len(whole)
    assert everything(journal) == whole[journal.start :]
    journal.close()


def test_a_spool_frees_what_was_acknowledged_when_room_is_needed(folder):
    spool = Spool(folder, MEBI)
    assert spool.append(memoryview(b"x" * MEBI)) == MEBI
    assert spool.room == 0
    spool.acknowledge(300_000)
    assert spool.start == 0
    assert 0 < spool.room <= 300_000
    assert 0 < spool.start <= 300_000
    spool.remove()


def test_the_ledger_survives_and_is_bounded(tmp_path):
    path = str(tmp_path / "input")
    ledger = Ledger(path)
    for number in range(300):
        ledger.note(f"{number:032x}", number + 1)
    ledger.note(f"{299:032x}", 7)
    ledger.close()
    again = Ledger(path)
    assert again.taken(f"{299:032x}") == 7
    assert again.taken(f"{298:032x}") == 299
    assert again.taken(f"{0:032x}") == 0
    assert (tmp_path / "input").stat().st_size == 256 * 24
