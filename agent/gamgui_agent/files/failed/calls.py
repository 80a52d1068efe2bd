"""The CALLs about rows that failed (PROTOCOL.md)."""

import json
import os
import shlex
from base64 import b64encode
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import NamedTuple

from gamgui_agent.files import calls as field
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.failed.reasons import reasons
from gamgui_agent.files.failed.record import FailedRow, Record, read_record, shown
from gamgui_agent.files.failed.write import write_rows
from gamgui_agent.files.journal.lines import plain_text
from gamgui_agent.files.steps import Work
from gamgui_agent.streams.reader import Gone, JournalReader

Message = Mapping[str, object]

MOST_ROWS = 200
# What is shown of a row.
_MOST_COLUMNS, _LONGEST_CELL = 8, 60
_MOST_GROUPS = 100
# Of a job's output the last so many bytes are looked through, and what was still on its way at the job's end.
_OUTPUT, _LATE = 16_777_216, 65_536
# Rows that are read between two looks at everything else.
_AT_ONCE = 500


class _Found(NamedTuple):
    row: FailedRow
    cells: list[str]
    reason: str | None

    @property
    def group(self) -> tuple[int, str | None]:
        return self.row.code, self.reason


class FailedRows:
    """`folder`: where `gam` keeps them; `typed`: where the command of a job is kept as it was typed, or None."""

    def __init__(self, folder: str, journal: str, work: bytes, typed: Callable[[str], str | None]) -> None:
        self._folder = folder
        self._journal = journal
        self._work = os.fsdecode(work)
        self._typed = typed

    def rows(self, message: Message) -> Work:
        """Which rows failed and why, in groups, and some of them. @raises FileError"""
        record = read_record(self._folder, field.text(message, "job"))
        first, count = field.number(message, "first"), field.number(message, "count", MOST_ROWS)
        with record.open() as opened:
            columns = record.columns(opened)
        found = yield from self._find(record)
        return {
            "file": b64encode(os.fsencode(os.path.basename(record.file.path))).decode(),
            "failed": record.failed,
            "found": len(found),
            "columns": [name[:_LONGEST_CELL] for name in columns[:_MOST_COLUMNS]],
            "groups": _groups(found),
            "rows": [_shown(one, columns) for one in found[first : first + count]],
        }

    def write(self, message: Message) -> Work:
        """Writes those of the groups that are wanted into a file beside the job's. @raises FileError

        With `elsewhere` the line names it as it is called in another session's working folder.
        """
        job = field.text(message, "job")
        record = read_record(self._folder, job)
        wanted = {_group(one) for one in field.objects(message, "groups", _MOST_GROUPS)}
        found = yield from self._find(record)
        rows = [one.row for one in found if one.group in wanted]
        if not rows:
            raise FileError("not-found", "No row that failed is left.")
        with record.open() as opened:
            path = write_rows(record, opened, rows)
        argv, complete = self._argv(record, job)
        argv[record.file_at] = os.path.basename(path) if field.flag(message, "elsewhere") else path
        inside = os.path.relpath(path, self._work)
        return {
            "path": None if inside.startswith("..") else b64encode(os.fsencode(inside)).decode(),
            "name": b64encode(os.fsencode(os.path.basename(path))).decode(),
            "rows": len(rows),
            "line": shlex.join(argv) if all(word.isprintable() for word in argv) else None,
            "complete": complete,
        }

    def _find(self, record: Record) -> Generator[None, None, list[_Found]]:
        cells: list[list[str]] = []
        with record.open() as opened:
            for number, row in enumerate(record.rows):
                cells.append(record.cells(opened, row))
                if number % _AT_ONCE == 0:
                    yield
        names = cells if record.is_table else [line[0].split() for line in cells]
        said = reasons(self._lines(record.output), names)
        return [_Found(*one) for one in zip(record.rows, cells, said, strict=True)]

    def _lines(self, output: range) -> Sequence[str]:
        """What was printed while the job ran; nothing where it is gone."""
        journal = JournalReader(self._journal)
        journal.look()
        end = min(output.stop + _LATE, journal.end)
        start = max(output.start, journal.start, end - _OUTPUT)
        try:
            return plain_text(journal.read(start, max(0, end - start))).split("\n")
        except Gone:
            return ()
        finally:
            journal.close()

    def _argv(self, record: Record, job: str) -> tuple[list[str], bool]:
        """The command as it was typed, and whether it is: else its secrets are masked."""
        path = self._typed(job)
        try:
            if path is not None:
                with open(path, encoding="utf-8") as file:
                    argv = json.load(file)
                if isinstance(argv, list) and len(argv) == len(record.argv):
                    return [str(word) for word in argv], True
        except (OSError, ValueError):
            pass
        return list(record.argv), "•••" not in " ".join(record.argv)


def _groups(found: Sequence[_Found]) -> list[dict[str, object]]:
    """The largest first; beyond the most, what is left has no group and is told of as rows alone."""
    counts: dict[tuple[int, str | None], int] = {}
    for one in found:
        counts[one.group] = counts.get(one.group, 0) + 1
    largest = sorted(counts.items(), key=lambda each: -each[1])[:_MOST_GROUPS]
    return [{"code": code, "reason": reason, "rows": rows} for (code, reason), rows in largest]


def _group(message: Mapping[str, object]) -> tuple[int, str | None]:
    reason = None if message.get("reason") is None else field.text(message, "reason")
    return field.number(message, "code"), reason


def _shown(one: _Found, columns: list[str]) -> dict[str, object]:
    cells = shown(columns, one.cells)[:_MOST_COLUMNS]
    cut = [cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…" for cell in cells]
    return {"row": one.row.number, "cells": cut, "code": one.row.code, "reason": one.reason}
