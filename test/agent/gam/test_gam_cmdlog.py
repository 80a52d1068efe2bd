"""Rows of bulk jobs, counted from logs as GAM writes them (copied in form from real runs of 7.49)."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from gamgui_agent.gam.bulk import Bulk, count_rows, find_bulk
from gamgui_agent.gam.cmdlog import Counter, Follower

OWN = b"/x/gam/__main__.py csv f.csv gam comment ~a"
T = b"2026-11-24T11:24:41.459+00:00"


def count(*lines: bytes) -> Counter:
    counter = Counter()
    for line in lines:
        for part in line.split(b"\n"):
            counter.add(part)
    return counter


def test_rows_are_what_stands_between_the_commands_own_lines() -> None:
    counter = count(
        b"%s,*,%s" % (T, OWN),
        b"%s,0,gam comment 1" % T,
        b'%s,0,gam comment "q,r"' % T,
        b"%s,56,gam comment 3 new\nline" % T,
        b"%s,20,gam whatis a@b" % T,
        b"%s,0,%s" % (T, OWN),
    )
    assert (counter.done, counter.failed, counter.nested) == (4, 1, False)


def test_equal_rows_in_one_millisecond_count_each() -> None:
    assert count(b"%s,*,%s" % (T, OWN), *[b"%s,0,gam comment x" % T] * 3).done == 3


def test_loop_with_meta_commands_writes_a_row_often_and_it_counts_once() -> None:
    own = b"gam loop f.csv gam config show_gettings true comment ~a"
    row = b"%s,0,gam config show_gettings true comment "
    lines = [(b"1",) * 2, (b"2",) * 3, (b"3",) * 4]
    counter = count(
        b"%s,*,%s" % (T, own), *[row % T + name for names in lines for name in names], *[b"%s,0,%s" % (T, own)] * 4
    )
    assert counter.done == 3


def test_a_bulk_command_as_a_row_makes_the_total_unknown() -> None:
    assert count(b"%s,*,%s" % (T, OWN), b"%s,*,gam loop g.csv gam comment" % T).nested


def test_follows_over_rotations(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.touch()
    logger = logging.getLogger("test")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = RotatingFileHandler(path, maxBytes=2_000, backupCount=5)
    logger.addHandler(handler)
    counter = Counter()
    follower = Follower(str(path), counter)
    logger.info(f"{T.decode()},*,{OWN.decode()}")
    for row in range(1_000):
        logger.info(f"{T.decode()},{row % 2 * 50},gam comment {row}")
        if row % 97 == 0:
            follower.poll()
    handler.close()
    follower.poll()
    follower.close()
    assert (counter.done, counter.failed) == (1_000, 500)
    assert (tmp_path / "log.5").exists()


def test_a_line_is_counted_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "log"
    counter = Counter()
    follower = Follower(str(path), counter)
    follower.poll()
    with open(path, "wb", buffering=0) as log:
        log.write(b"%s,*,%s\n%s,0,ga" % (T, OWN, T))
        follower.poll()
        assert counter.done == 0
        log.write(b"m x\n")
        follower.poll()
    follower.close()
    assert counter.done == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("csv f.csv gam x", ("csv", False)),
        ("LOOP f.csv gam x", ("loop", False)),
        ("print users", None),
        ("", None),
        ("select", None),
        ("select acme csv f gam x", ("csv", False)),
        ("select acme save batch f", ("batch", True)),
        ("config num_threads 3 csv_output_row_filter = x csv f gam x", ("csv", False)),
        ("config timezone local save verify variables .* tbatch f", ("tbatch", True)),
        ("redirect csv out.csv print users", None),
        ("redirect csv out.csv multiprocess sortheaders a,b csv f gam x", ("csv", False)),
        ("redirect csv - todrive tdtitle x csv f gam x", ("csv", False)),
        ("redirect stdout o redirect stderr stdout multiprocessexit rc>0 csv f gam x", ("csv", False)),
        ("user a@b print csv", None),
    ],
)
def test_finds_bulk_commands(line: str, expected: tuple[str, bool] | None) -> None:
    bulk = find_bulk(line.split())
    assert (bulk and (bulk.word, bulk.saves)) == expected


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["gam", "x"], 3),
        (["skiprows", "1", "maxrows", "1", "gam", "x"], 1),
        (["columndelimiter", ";", "showcmds", "true", "gam", "x"], 4),
        (["fields", "a,b", "gam", "x"], 4),
        (["matchfield", "a", "1", "gam", "x"], None),
        (["charset", "no-such", "gam"], None),
        ([], None),
    ],
)
def test_counts_a_csv_as_gam_reads_it(tmp_path: Path, options: list[str], rows: int | None) -> None:
    (tmp_path / "f.csv").write_bytes(b'\xef\xbb\xbfa,b\r\n1,"two\r\nlines"\r\n\r\n2,x\r\n3,y')
    assert count_rows(Bulk("csv", ("f.csv", *options), False), str(tmp_path)) == rows


def test_counts_a_batch(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("gam version\n# gam x\n\nprint x\ngam\nsleep 1\nGAM info user 'a b'\ncommit-batch\n")
    assert count_rows(Bulk("batch", ("b",), False), str(tmp_path)) == 2
    (tmp_path / "b").write_text("gam version\nexecute ls\n")
    assert count_rows(Bulk("tbatch", ("b",), False), str(tmp_path)) is None


@pytest.mark.parametrize("name", ["missing", "-", "gsheet", ".", ""])
def test_no_plain_file_no_total(tmp_path: Path, name: str) -> None:
    assert count_rows(Bulk("csv", (name, "gam", "x"), False), str(tmp_path)) is None
    assert count_rows(Bulk("csv", (), False), str(tmp_path)) is None
    assert os.listdir(tmp_path) == []
