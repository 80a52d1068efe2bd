"""Rows that failed: found by their commands in GAM's log, exactly, and written so that they can be run again."""

import csv
import io
import json
import random
from pathlib import Path

import pytest
from files_client import FilesClient, Refusal, b64, make_session
from gam_real import run_gam
from gamgui_agent.files.failed.reasons import reasons
from gamgui_agent.gam.bulk import Bulk
from gamgui_agent.gam.cmdlog import Counter
from gamgui_agent.gam.expand import expand, form_of, quoted
from gamgui_agent.gam.failed import find_failed, input_of, keep
from gamgui_agent.streams.journal import Journal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

T = "2026-11-24T11:24:41.459+00:00"
JOB = "0123456789abcdef"
NAMES = ["Email", "First Name", "OU"]
COMMAND = ("gam", "update", "user", "~Email", "lastname", "~~First Name~~ of ~~OU~!~^/(.)~!~<\\1>~~", "", "org", "/x")
# What CSV writers make of any text; GAM reads UTF-8 and takes each line end for “\n”.
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)
TABLE = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=30)


def bulk(path: Path, *options: str, word: str = "csv") -> Bulk:
    return Bulk(word, (str(path), *options, *(COMMAND if word in ("csv", "loop") else ())), False)


def write_table(path: Path, rows: list[list[str]], end: str = "\r\n") -> None:
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator=end).writerows([NAMES, *rows])


def log(own: str, ended: list[tuple[int, str]]) -> Counter:
    """Of a job in which these commands ended so."""
    counter = Counter()
    for text in [f"{T},*,{own}", *(f"{T},{code},gam {command}" for code, command in ended), f"{T},0,{own}"]:
        for line in text.encode().split(b"\n"):
            counter.add(line)
    return counter


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=TABLE, end=st.sampled_from(["\n", "\r\n"]), chance=st.randoms(use_true_random=False))
def test_finds_exactly_the_rows_that_failed(
    tmp_path: Path, rows: list[list[str]], end: str, chance: random.Random
) -> None:
    path = tmp_path / "f.csv"
    write_table(path, rows, end)
    command = bulk(path)
    with open(path, "rb") as file:
        expanded = list(expand(file, command, form_of(command, {})))
    # Rows without any character are none to Python's reader; all others are there, in their order.
    assert [list(row.cells) for row in expanded] == rows
    ended = [(chance.choice([0, 0, 20, 50, 56]), row) for row in expanded]
    chance.shuffle(ended)
    counter = log("gam csv f.csv", [(code, row.command) for code, row in ended])
    source = input_of(command, "/")
    assert source
    found = find_failed(command, source, {}, counter.failures)
    assert found and isinstance(found["rows"], list)
    # Rows with the same command are one to GAM: as many as failed are found, whichever.
    wanted = sorted((row.command, code) for code, row in ended if code >= 50)
    by_number = {row.number: row.command for row in expanded}
    assert sorted((by_number[number], code) for number, _, _, code in found["rows"]) == wanted
    data = path.read_bytes()
    for number, offset, length, _ in found["rows"]:
        piece = io.StringIO(data[offset : offset + length].decode(), newline=None)
        assert next(csv.reader(piece)) == list(expanded[number - 1].cells)


def test_of_equal_rows_the_last_ones_failed(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    write_table(path, [["a", "b", "c"]] * 3)
    command = bulk(path)
    with open(path, "rb") as file:
        same = next(expand(file, command, form_of(command, {}))).command
    source = input_of(command, "/")
    assert source
    found = find_failed(command, source, {}, log("gam csv f", [(0, same), (57, same), (0, same)]).failures)
    assert found and found["rows"] == [[3, 24 + 2 * 7, 7, 57]] and found["header"] == 24


def test_commands_are_those_that_gam_makes(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    rows = [
        ["a@x.example", "Ann, the 'first'", "/Staff"],
        ["b@x.example", "two\nlines", ""],
        ["", 'quote " in', "/Ä/ü"],
        ["short"],
        ["long", "b", "c", "d"],
        ["~Email", "~~OU~~", "\\1"],
    ]
    write_table(path, rows)
    command = bulk(path)
    env = {"GAMCFGDIR": str(tmp_path)}
    said = run_gam(["config", "charset", "utf-8", "csvtest", str(path), *COMMAND], env)
    with open(path, "rb") as file:
        made = [f"gam {row.command}" for row in expand(file, command, form_of(command, {}))]
    assert len(made) == len(rows)
    assert all(f"  {line}\n" in said.stdout for line in made), said.stdout + said.stderr


def test_a_batch_with_its_own_values(tmp_path: Path) -> None:
    path = tmp_path / "b"
    path.write_text("set ou '/New Staff'\n# gam no\ngam update user 'a b' org \"%ou%\"\nprint x\nGAM info user c\n")
    command = bulk(path, word="batch")
    source = input_of(command, "/")
    assert source
    ended = [(50, quoted(["update", "user", "a b", "org", "/New Staff"])), (56, "info user c")]
    found = find_failed(command, source, {}, log("gam batch b", ended).failures)
    assert found and [(row[0], row[3]) for row in found["rows"]] == [(3, 50), (5, 56)]


def test_a_file_that_was_changed_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    write_table(path, [["a", "b", "c"]])
    source = input_of(bulk(path), "/")
    assert source
    write_table(path, [["x", "b", "c"], ["a", "b", "c"]])
    assert find_failed(bulk(path), source, {}, log("gam csv f", [(50, "x")]).failures) is None


ROWS = [["ann@x.example", "/Nowhere"], ["bob@x.example", "staff"], ["carl", "staff"], ["dora@x.example", ""]]


@pytest.mark.parametrize(
    ("line", "row", "reason"),
    [
        ("ERROR: User: ann@x.example, Create Failed: Invalid Organizational Unit", 0, "Invalid Organizational Unit"),
        ("User: bob@x.example, Create Failed: Duplicate, User: bob@x.example (2/3)", 1, "Duplicate"),
        ("User: carl@x.example, Does not exist", 2, "Does not exist"),
        ("  Group: staff@x.example, Member: bob@x.example, Add Failed: Exists. (1/2)", 1, "Exists."),
        # It is about two rows, about none, or is no line of GAM.
        ("Group: staff@x.example, Does not exist", None, None),
        ("User: zoe@x.example, Does not exist", None, None),
        ("ann@x.example Create Failed: no", None, None),
    ],
)
def test_a_reason_is_tied_to_the_row_it_names(line: str, row: int | None, reason: str | None) -> None:
    expected = [reason if number == row else None for number in range(len(ROWS))]
    assert reasons([line], ROWS) == expected


@given(st.lists(st.text(max_size=80)), st.lists(st.lists(st.text(max_size=8), max_size=3), max_size=5))
def test_whatever_is_printed_no_row_gets_a_long_reason(lines: list[str], rows: list[list[str]]) -> None:
    found = reasons([*lines, "A: ", "A: b, ", ", , ,", "User: x, Y Failed: "], rows)
    assert len(found) == len(rows) and all(reason is None or 0 < len(reason) <= 200 for reason in found)


def make_job(folder: Path, data: bytes, rows: list[list[int]], argv: list[str]) -> Path:
    """A session in which a job has failed for these rows: number, offset, length, code."""
    session = make_session(folder / "session")
    path = session / "work" / "staff.csv"
    path.write_bytes(data)
    source = input_of(Bulk("csv", (str(path),), False), "/")
    assert source
    body = {"word": "csv", "arguments": len(argv) - 2, "encoding": "utf-8", "delimiter": ",", "quote": '"'}
    body |= {"escape": None, "fields": None, "header": data.index(b"\n") + 1, "failed": len(rows), "rows": rows}
    body |= {"argv": argv, "path": source.path, "size": source.size, "mtime": source.mtime, "inode": source.inode}
    journal = Journal(str(session / "state/journal"), 1_048_576)
    journal.append(memoryview(b"User: b@x, Create Failed: Duplicate, User: b@x\r\n"))
    keep(str(session / "state/failed-rows"), JOB, {**body, "output": {"from": 0, "to": journal.end}})
    journal.close()
    return session


ARGV = ["gam", "csv", "staff.csv", "gam", "create", "user", "~Email", "password", "•••"]


def test_the_files_program_tells_and_writes_them(tmp_path: Path) -> None:
    data = b"Email,Password\r\na@x,one two\r\nb@x,hunter22\r\nc@x,three"
    session = make_job(tmp_path, data, [[2, 29, 14, 57], [3, 43, 9, 50]], ARGV)
    with FilesClient(session) as client:
        told = client.call("failed-rows", job=JOB, first=0, count=10)
        assert (told["file"], told["failed"], told["found"]) == (b64(b"staff.csv"), 2, 2)
        assert told["columns"] == ["Email", "Password"]
        assert told["groups"] == [
            {"code": 57, "reason": "Duplicate", "rows": 1},
            {"code": 50, "reason": None, "rows": 1},
        ]
        # No secret of a row leaves the session to be looked at.
        assert [row["cells"] for row in told["rows"]] == [["b@x", "•••"], ["c@x", "•••"]]
        every = [{"code": 57, "reason": "Duplicate"}, {"code": 50, "reason": None}]
        wrote = client.call("failed-rows-write", job=JOB, groups=every)
        assert (wrote["name"], wrote["path"], wrote["rows"]) == (b64(b"staff.failed.csv"), b64(b"staff.failed.csv"), 2)
        new = session / "work" / "staff.failed.csv"
        assert new.read_bytes() == b"Email,Password\r\nb@x,hunter22\r\nc@x,three\r\n"
        assert wrote["line"] == f"gam csv {new} gam create user '~Email' password '•••'" and not wrote["complete"]
        # Never over one that is there; what is left out stays out.
        again = client.call("failed-rows-write", job=JOB, groups=every[:1])
        assert again["name"] == b64(b"staff.failed.2.csv")
        assert (session / "work/staff.failed.2.csv").read_bytes() == b"Email,Password\r\nb@x,hunter22\r\n"


def test_what_cannot_be_told_is_refused(tmp_path: Path) -> None:
    session = make_job(tmp_path, b"Email\na@x\n", [[1, 6, 4, 50]], ARGV)
    with FilesClient(session) as client:
        for job in ("f" * 16, "../../config"):
            with pytest.raises(Refusal, match="not-found"):
                client.call("failed-rows", job=job, first=0, count=1)
        with pytest.raises(Refusal, match="not-found"):
            client.call("failed-rows-write", job=JOB, groups=[{"code": 51, "reason": None}])
        (session / "work/staff.csv").write_text("Email\nother@x\n")
        with pytest.raises(Refusal, match="changed"):
            client.call("failed-rows", job=JOB, first=0, count=1)
        (session / f"state/failed-rows/{JOB}.json").write_text(json.dumps({"word": "csv"}))
        with pytest.raises(Refusal, match="not-found"):
            client.call("failed-rows", job=JOB, first=0, count=1)
