"""The table that a client looks at: one file, opened once, and what was chosen of it last."""

import os
import time
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.table.dialect import HEAD, find_dialect
from gamgui_agent.files.table.index import Index
from gamgui_agent.files.table.records import NotATable
from gamgui_agent.files.table.scan import Choice, Scan
from gamgui_agent.files.tree import Tree

MOST_ROWS = 500
# What one answer holds at most, so that it fits a frame however its characters are written: 6 bytes each.
_MOST_CHARACTERS = 120_000
_MOST_COLUMNS = 1_000
_LONGEST_CELL = 500
# Seconds: an answer waits so long for what is asked for, and the work goes on so long after it was asked for last.
_WAIT = 0.05
_INTEREST = 3.0
_TURN = 0.01


@dataclass(frozen=True)
class Wanted:
    """`count` rows from `first` on, of those with `text` in `column` (None: in any), by `sort` (None: as they are)."""

    path: bytes
    first: int
    count: int
    text: str
    column: int | None
    sort: int | None
    down: bool
    # The file is to be opened anew.
    fresh: bool


class _Table:
    """An open file with its index."""

    def __init__(self, tree: Tree, path: bytes) -> None:
        self.path = path
        self.fd = tree.open_file(path)
        try:
            self._status = os.fstat(self.fd)
            dialect = find_dialect(os.pread(self.fd, HEAD, 0))
            self.index = Index(self.fd, self._status.st_size, dialect)
        except (OSError, FileError):
            os.close(self.fd)
            raise
        self.choice = Choice("", None, None)
        self.scan: Scan | None = None

    def is_changed(self, tree: Tree) -> bool:
        """Whether there is another file by now, or other bytes in it."""
        try:
            now = tree.status(self.path)
        except FileError:
            return True
        return _identity(now) != _identity(self._status)

    def choose(self, choice: Choice) -> None:
        """Forgets what was chosen before, if it was something else."""
        if choice != self.choice:
            self.choice = choice
            self.scan = None if choice.text == "" and choice.sort is None else Scan(self.index, choice)

    @property
    def count(self) -> int:
        """Rows so far, of those chosen."""
        return self.scan.count if self.scan else max(0, self.index.count - 1)

    @property
    def done(self) -> bool:
        """Whether `count` is final."""
        return self.scan.done if self.scan else self.index.done

    def step(self) -> None:
        """A block more."""
        if self.scan and not self.scan.done:
            self.scan.step()
        if not self.index.done:
            self.index.step()


class Tables:
    """One table at a time. Work on it stops when nobody asks any more."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._table: _Table | None = None
        self._asked = 0.0

    def rows(self, wanted: Wanted) -> dict[str, object]:
        """What is known by now of the rows that are wanted. @raises FileError"""
        table = self._open(wanted)
        table.choose(Choice(wanted.text, wanted.column, wanted.sort))
        self._asked = time.monotonic()
        try:
            while not _has(table, wanted) and time.monotonic() - self._asked < _WAIT:
                table.step()
        except OSError as error:
            raise from_os_error(error) from error
        return _answer(table, wanted, table.is_changed(self._tree))

    def turn(self) -> bool:
        """A piece of what is still to be done. True while there is more."""
        table, began = self._table, time.monotonic()
        if not table or table.done or began - self._asked > _INTEREST:
            return False
        try:
            while not table.done and time.monotonic() - began < _TURN:
                table.step()
        except (FileError, OSError):
            # Who asks next is told.
            self._asked = 0.0
        return True

    def leave(self) -> dict[str, object]:
        """Closes the table, if there is one."""
        if self._table:
            os.close(self._table.fd)
        self._table = None
        return {}

    def _open(self, wanted: Wanted) -> _Table:
        if not self._table or self._table.path != wanted.path or wanted.fresh:
            self.leave()
            self._table = _Table(self._tree, wanted.path)
        return self._table


def _has(table: _Table, wanted: Wanted) -> bool:
    sorting = table.scan is not None and wanted.sort is not None
    return table.done or (not sorting and table.count >= wanted.first + wanted.count)


def _answer(table: _Table, wanted: Wanted, changed: bool) -> dict[str, object]:
    index, text = table.index, table.index.dialect.text
    rows: list[dict[str, object]] = []
    room = _MOST_CHARACTERS
    problem = index.problem
    try:
        header = [text(cell) for _, cells in _first(index, 0, 1) for cell in cells]
        columns, room = _cut(header, room)
        for row, cells in _chosen(table, wanted):
            shown, left = _cut([text(cell) for cell in cells[:_MOST_COLUMNS]], room)
            if left <= 0 and rows:
                break
            room = left
            rows.append({"row": row, "cells": shown})
    except NotATable as error:
        problem = str(error)
        columns = []
    return {
        "columns": columns,
        "rows": rows,
        "count": table.count,
        "done": table.done,
        "full": table.scan is not None and table.scan.full,
        "total": max(0, index.count - 1),
        "delimiter": index.dialect.delimiter,
        "encoding": index.dialect.encoding,
        "changed": changed,
        "problem": problem,
    }


def _chosen(table: _Table, wanted: Wanted) -> list[tuple[int, list[str]]]:
    if table.scan:
        return table.scan.read(wanted.first, wanted.count, wanted.down)
    return _first(table.index, wanted.first + 1, wanted.count)


def _first(index: Index, first: int, count: int) -> list[tuple[int, list[str]]]:
    return [record for _, record in zip(range(count), index.read(first), strict=False)]


def _cut(cells: list[str], room: int) -> tuple[list[str], int]:
    """Cells as short as they must be, each ending in “…” where it was cut, and the room that is left."""
    shown = []
    for cell in cells[:_MOST_COLUMNS]:
        most = max(0, min(_LONGEST_CELL, room))
        shown.append(cell if len(cell) <= most else f"{cell[:most]}…")
        room -= len(shown[-1]) + 4
    return shown, room


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
