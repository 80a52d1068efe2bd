"""CSV files as tables: whatever is in them, the rows are those of Python's own reader, in little memory."""

import contextlib
import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from files_client import FilesClient, Refusal, b64
from gamgui_agent.files.table import index as index_module
from gamgui_agent.files.table.dialect import Dialect, find_dialect
from gamgui_agent.files.table.index import Index
from gamgui_agent.files.table.records import count_records, records
from gamgui_agent.files.table.scan import Choice, Scan
from hypothesis import given
from hypothesis import strategies as st

# Texts full of what matters to CSV.
CSV = st.lists(
    st.sampled_from([b"a", b"b,", b"1", b",", b'"', b'""', b"\n", b"\r\n", b"\r", b" ", b"\xe4", b"\xdf", b";"])
)
ANYTHING = st.one_of(CSV.map(b"".join), st.binary(max_size=200).filter(lambda data: b"\0" not in data))


def expected(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """What GAM's reader makes of it."""
    return list(csv.reader(io.StringIO(data.decode("latin-1"), newline=""), delimiter=delimiter))


@given(ANYTHING)
def test_records_are_those_of_python(data: bytes) -> None:
    found = list(records(data, ",", last=True))
    assert [cells for _, cells in found] == expected(data)
    assert count_records(data, ",", last=True) == (len(found), found[-1][0] if found else 0)


@given(ANYTHING, ANYTHING)
def test_records_before_a_cut_are_those_that_are_whole(data: bytes, rest: bytes) -> None:
    count, end = count_records(data, ",", last=False)
    assert [cells for _, cells in records(data, ",", last=False)] == expected(data)[:count]
    # Each byte after them belongs to the records that follow.
    assert expected(data[:end]) + expected(data[end:] + rest) == expected(data + rest)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_BLOCK", 7)


@contextlib.contextmanager
def indexed(path: Path, data: bytes) -> Iterator[Index]:
    path.write_bytes(data)
    with path.open("rb") as file:
        index = Index(file.fileno(), len(data), Dialect(",", "latin-1", 0))
        while not index.done:
            index.step()
        yield index


@pytest.mark.usefixtures("small_blocks")
class TestIndex:
    """Blocks of seven bytes, so that every border is met."""

    def test_any_row_is_found(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        path = tmp_path_factory.mktemp("index") / "f"

        @given(ANYTHING, st.integers(0, 60))
        def check(data: bytes, first: int) -> None:
            rows = expected(data)
            with indexed(path, data) as index:
                assert index.problem is None
                assert index.count == len(rows)
                assert list(index.read(first)) == list(enumerate(rows))[first:]
                places = [place for number in range(index.blocks) for place in index.records(number)]
                assert [index.read_at(offset) for offset, _, _ in places] == rows

        check()

    def test_a_choice_has_the_rows_that_it_says(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        path = tmp_path_factory.mktemp("scan") / "f"
        choices = st.builds(
            Choice,
            st.sampled_from(["", "a", "B", "1", '"', "ä", "ss", "\n", "no"]),
            st.none() | st.integers(0, 3),
            st.none() | st.integers(0, 3),
        )

        @given(ANYTHING, choices, st.booleans())
        def check(data: bytes, choice: Choice, down: bool) -> None:
            with indexed(path, data) as index:
                scan = Scan(index, choice)
                while not scan.done:
                    scan.step()
                found = scan.read(0, 1_000, down)
            wanted = []
            for row, cells in list(enumerate(expected(data)))[1:]:
                looked_at = cells if choice.column is None else cells[choice.column : choice.column + 1]
                if choice.text == "" or any(choice.text.casefold() in cell.casefold() for cell in looked_at):
                    wanted.append((row, cells))
            assert scan.count == len(wanted)
            if choice.sort is None:
                assert found == (wanted[::-1] if down else wanted)
            else:
                assert sorted(found) == wanted
                cells = [cells[choice.sort] if choice.sort < len(cells) else "" for _, cells in found]
                assert_ordered(cells[::-1] if down else cells)

        check()


def assert_ordered(cells: list[str]) -> None:
    """Numbers by value, then texts, then nothing."""
    stripped = [cell.strip() for cell in cells]
    numbers = [float(cell) for cell in stripped if cell.isascii() and cell.isdigit()]
    texts = [cell.casefold() for cell in stripped if cell and not (cell.isascii() and cell.isdigit())]
    empty = [cell for cell in stripped if cell == ""]
    assert numbers == sorted(numbers)
    assert texts == sorted(texts)
    assert stripped[len(stripped) - len(empty) :] == empty
    assert all(cell.isdigit() for cell in stripped[: len(numbers)])


@pytest.mark.parametrize(
    ("head", "delimiter", "encoding"),
    [
        (b"a,b;c,d\n1,2,3", ",", "utf-8"),
        (b"a;b;c,d\n", ";", "utf-8"),
        (b"a\tb\n", "\t", "utf-8"),
        (b"a|b|c\n", "|", "utf-8"),
        (b'"a;b;c",d\n', ",", "utf-8"),
        (b"one column\n", ",", "utf-8"),
        (b"", ",", "utf-8"),
        (b"\xef\xbb\xbfa;b\n", ";", "utf-8"),
        ("Stra\xdfe,b\n".encode("cp1252"), ",", "cp1252"),
        (b"x" * 65_535 + b"\xc3", ",", "utf-8"),
        (b"x" * 65_534 + b"\xc3", ",", "cp1252"),
    ],
)
def test_the_dialect_is_told_by_the_beginning(head: bytes, delimiter: str, encoding: str) -> None:
    dialect = find_dialect(head)
    assert (dialect.delimiter, dialect.encoding) == (delimiter, encoding)


def ask(client: FilesClient, path: bytes = b"f.csv", **fields: object) -> dict[str, Any]:
    """The answer when all is known."""
    usual: dict[str, object] = {"first": 0, "count": 100, "text": "", "column": None, "sort": None, "down": False}
    while True:
        body = client.call("table", path=b64(path), **{**usual, **fields})
        if body["done"]:
            return body


def cells(body: dict[str, Any]) -> list[list[str]]:
    return [row["cells"] for row in body["rows"]]


def test_a_table_is_shown_filtered_and_sorted(client: FilesClient, work: Path) -> None:
    (work / "f.csv").write_text("Name,Age\nzoe,9\nAna,10\nbob,\nana,x\n")
    body = ask(client)
    assert (body["columns"], body["count"], body["total"]) == (["Name", "Age"], 4, 4)
    assert cells(body) == [["zoe", "9"], ["Ana", "10"], ["bob", ""], ["ana", "x"]]
    assert [row["row"] for row in body["rows"]] == [1, 2, 3, 4]
    assert cells(ask(client, first=2, count=1)) == [["bob", ""]]
    assert cells(ask(client, text="ANA")) == [["Ana", "10"], ["ana", "x"]]
    assert cells(ask(client, text="1", column=0)) == []
    assert cells(ask(client, sort=1)) == [["zoe", "9"], ["Ana", "10"], ["ana", "x"], ["bob", ""]]
    assert [row["row"] for row in ask(client, sort=1, down=True)["rows"]] == [3, 4, 2, 1]
    assert ask(client, text="ana", first=1)["rows"][0]["row"] == 4


def test_a_file_that_changes_says_so_and_is_opened_anew_when_asked(client: FilesClient, work: Path) -> None:
    (work / "f.csv").write_text("a\n1\n")
    assert ask(client)["changed"] is False
    with open(work / "f.csv", "a") as file:
        file.write("2\n")
    body = ask(client)
    assert (body["changed"], body["count"]) == (True, 1)
    body = ask(client, fresh=True)
    assert (body["changed"], body["count"]) == (False, 2)
    (work / "f.csv").unlink()
    assert ask(client)["changed"] is True
    with pytest.raises(Refusal) as caught:
        ask(client, fresh=True)
    assert caught.value.code == "not-found"


@pytest.mark.parametrize("content", ["a,b\n1,2\n".encode("utf-16"), b"a\0b\n", b"\x7fELF\0"])
def test_what_is_no_table_is_told(client: FilesClient, work: Path, content: bytes) -> None:
    (work / "f.csv").write_bytes(content)
    with pytest.raises(Refusal) as caught:
        ask(client)
    assert caught.value.code == "not-a-table"


def test_a_quote_that_is_never_closed_ends_the_table_in_words(client: FilesClient, work: Path) -> None:
    (work / "f.csv").write_bytes(b"a,b\n1,2\n" * 1_000 + b'3,"' + b"x,y\n" * 1_000_000)
    body = ask(client, first=1_998)
    assert "quote" in body["problem"]
    assert body["count"] == 1_999
    assert cells(body) == [["1", "2"]]


def test_the_widest_rows_fit_a_frame(client: FilesClient, work: Path) -> None:
    row = ",".join(["\x01ä" * 280] * 1_100)
    (work / "f.csv").write_text(f"{row}\n{row}\n{row}\n")
    body = ask(client)
    assert body["count"] == 2
    assert len(body["columns"]) == 1_000
    assert len(body["rows"]) >= 1


def test_an_empty_file_is_an_empty_table(client: FilesClient, work: Path) -> None:
    (work / "f.csv").touch()
    body = ask(client)
    assert (body["columns"], body["rows"], body["count"]) == ([], [], 0)


def test_a_table_that_is_left_is_closed(client: FilesClient, work: Path) -> None:
    (work / "f.csv").write_text("a\n1\n")
    ask(client)
    assert "f.csv" in open_files(client)
    client.call("leave")
    assert "f.csv" not in open_files(client)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux says what a process has open.")
def open_files(client: FilesClient) -> str:
    return " ".join(str(fd.readlink()) for fd in Path(f"/proc/{client.process.pid}/fd").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux says how much memory a process had at most.")
def test_a_large_file_has_its_first_page_at_once_and_little_memory(client: FilesClient, work: Path) -> None:
    """180 MB: the first page, the whole, 100,000 sorted rows."""
    rows = 2_000_000
    with open(work / "f.csv", "w") as file:
        file.write("email,number,note\n")
        for begin in range(0, rows, 10_000):
            file.writelines(
                f"user{n:07}@larkfield.example,{n * 7_919 % 1_000_003},{'x' * 50} {n % 20}\n"
                for n in range(begin, begin + 10_000)
            )
    first = client.call("table", path=b64(b"f.csv"), first=0, count=100, text="", column=None, sort=None)
    assert len(first["rows"]) == 100
    assert not first["done"]
    # It waited for no more than the first block of the file.
    assert 100 < first["total"] <= index_module._BLOCK / 70
    assert ask(client)["count"] == rows
    body = ask(client, text="x 7", column=2, sort=1)
    assert body["count"] == 100_000
    numbers = [int(row["cells"][1]) for row in body["rows"]]
    assert numbers == sorted(numbers)
    with pytest.raises(Refusal) as caught:
        ask(client, text="x", sort=1)
    assert caught.value.code == "too-many"
    status = Path(f"/proc/{client.process.pid}/status").read_text()
    most = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert most < 64 * 1_024
