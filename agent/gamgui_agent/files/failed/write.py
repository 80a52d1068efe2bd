"""A file of rows that failed, to run again: the header and the rows' own bytes, beside the file they are from."""

import io
import os
import re
from collections.abc import Iterable

from gamgui_agent.files.failed.record import FailedRow, Record

_MOST_NAMES = 1_000
_FAILED = re.compile(r"\.failed(\.\d+)?\Z")


def write_rows(record: Record, opened: io.BufferedReader, rows: Iterable[FailedRow]) -> str:
    """Writes a new file, and never over one that is there; its path. @raises OSError"""
    fd, path = _new_file(record.file.path)
    try:
        with open(fd, "wb") as file:
            opened.seek(0)
            header = opened.read(record.header)
            end = b"\r\n" if header.endswith(b"\r\n") else b"\n"
            file.write(header)
            for row in rows:
                opened.seek(row.offset)
                data = opened.read(row.length)
                file.write(data if data.endswith((b"\n", b"\r")) else data + end)
    except OSError:
        os.unlink(path)
        raise
    return path


def _new_file(source: str) -> tuple[int, str]:
    """`staff.csv` gives `staff.failed.csv`, then `staff.failed.2.csv`; so does `staff.failed.csv`."""
    stem, ending = os.path.splitext(source)
    stem = _FAILED.sub("", stem)
    mode = os.stat(source).st_mode & 0o666
    for number in range(1, _MOST_NAMES):
        path = f"{stem}.failed{'' if number == 1 else f'.{number}'}{ending}"
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode | 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "File exists", stem)
