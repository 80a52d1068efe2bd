"""Rows of a table that have a text in them, and in the order of a column."""

import re
from array import array
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.table.index import Index
from gamgui_agent.files.table.records import NotATable

# Their keys are held in memory.
MOST_SORTED = 100_000
# So many rows are kept as found: 12 bytes each.
_MOST_FOUND = 1_000_000
# Characters of a cell that are compared.
_KEY = 48
_NUMBER = re.compile(r"[+-]?\d{1,300}([.]\d{1,300})?\Z", re.ASCII)

_Key = tuple[int, float | str]


@dataclass(frozen=True)
class Choice:
    """Rows with `text` in the column, or in any (None), and the column they are ordered by, or None. From 0."""

    text: str
    column: int | None
    sort: int | None


class Scan:
    """The rows of a choice, found block by block as the index grows."""

    def __init__(self, index: Index, choice: Choice) -> None:
        self._index = index
        self._choice = choice
        self._text = choice.text.casefold()
        self._block = 0
        self._offsets = array("Q")
        self._rows = array("I")
        self._keys: list[_Key] = []
        self._order: array[int] | None = None
        self.full = False

    @property
    def count(self) -> int:
        """Rows found so far."""
        return len(self._offsets)

    @property
    def done(self) -> bool:
        """Whether all are found, and in order if that was asked for."""
        found = self.full or (self._index.done and self._block >= self._index.blocks)
        return found and (self._choice.sort is None or self._order is not None)

    def step(self) -> None:
        """One more block of what is indexed; at the end the order. @raises FileError `too-many`"""
        if not self.full and self._block < self._index.blocks:
            self._look_through(self._block)
            self._block += 1
        elif self._index.done and self._choice.sort is not None:
            self._order = array("I", sorted(range(self.count), key=self._keys.__getitem__))
            self._keys.clear()

    def read(self, first: int, count: int, down: bool) -> list[tuple[int, list[str]]]:
        """Found rows from the number `first` on: number in the file, cells. With an order only when `done`."""
        if self._choice.sort is not None and self._order is None:
            return []
        numbers = range(self.count)[:: -1 if down else 1][first : first + count]
        places = [self._order[number] if self._order else number for number in numbers]
        try:
            return [(self._rows[place], self._index.read_at(self._offsets[place])) for place in places]
        except NotATable:
            return []

    def _look_through(self, number: int) -> None:
        if self._is_without(self._index.block(number)):
            return
        try:
            for offset, row, cells in self._index.records(number):
                if row > 0 and self._has(cells):
                    self._add(offset, row, cells)
                    if self.full:
                        return
        except NotATable:
            # The index has said so.
            return

    def _is_without(self, data: bytes) -> bool:
        """Whether no cell of a block can have the text: told from its bytes, which is fifty times as fast."""
        if self._text == "" or '"' in self._text or not data.isascii():
            return False
        return not self._text.isascii() or self._text.encode() not in data.lower()

    def _has(self, cells: list[str]) -> bool:
        if self._text == "":
            return True
        column, text = self._choice.column, self._index.dialect.text
        looked_at = cells if column is None else cells[column : column + 1]
        return any(self._text in text(cell).casefold() for cell in looked_at)

    def _add(self, offset: int, row: int, cells: list[str]) -> None:
        sort = self._choice.sort
        if sort is not None:
            if self.count >= MOST_SORTED:
                raise FileError("too-many", f"Sorting takes up to {MOST_SORTED:,} rows.")
            self._keys.append(_key(self._index.dialect.text(cells[sort][:_KEY]) if sort < len(cells) else ""))
        self._offsets.append(offset)
        self._rows.append(row)
        self.full = self.count >= _MOST_FOUND


def _key(cell: str) -> _Key:
    """Numbers by their value, then texts, large and small letters alike; empty cells last."""
    text = cell.strip()
    if text == "":
        return 2, ""
    if _NUMBER.match(text):
        return 0, float(text)
    return 1, text.casefold()
