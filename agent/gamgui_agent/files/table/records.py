"""Records of a CSV file as Python's own reader takes them, which is GAM's too, with the places of their bytes."""

import csv
from collections.abc import Iterator

# Bytes of one record, with all its cells. A quote that is never closed would otherwise take the rest of the file.
LONGEST = 1_048_576
csv.field_size_limit(LONGEST)


class NotATable(Exception):
    """The bytes cannot be read as CSV; the message says why."""


class _Incomplete(Exception):
    """The record goes on beyond the bytes that are there."""


def records(data: bytes, delimiter: str, last: bool) -> Iterator[tuple[int, list[str]]]:
    """The whole records that `data` begins with: where each ends, and its cells, each character being one byte.

    `last`: nothing comes after `data`, so that what is open is closed by its end. @raises NotATable
    """
    end = 0

    def lines() -> Iterator[str]:
        nonlocal end
        for line in data.splitlines(keepends=True):
            # “\n” may follow a “\r” that is the last byte here.
            if not last and end + len(line) == len(data) and not line.endswith(b"\n"):
                raise _Incomplete
            end += len(line)
            yield line.decode("latin-1")
        if not last:
            raise _Incomplete

    try:
        for cells in csv.reader(lines(), delimiter=delimiter):
            yield end, cells
    except _Incomplete:
        return
    except csv.Error as error:
        raise NotATable(f"a record cannot be read: {error}") from error


def count_records(data: bytes, delimiter: str, last: bool) -> tuple[int, int]:
    """How many whole records `data` begins with, and where the last one ends. @raises NotATable"""
    if b'"' not in data and data.count(b"\r") == data.count(b"\r\n"):
        # Without quotes a line is a record: a hundred times as fast.
        end = len(data) if last else data.rfind(b"\n") + 1
        return data.count(b"\n", 0, end) + (last and not data.endswith(b"\n") and data != b""), end
    count = end = 0
    for place, _ in records(data, delimiter, last):
        count, end = count + 1, place
    return count, end
