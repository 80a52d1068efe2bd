"""Where the records of a CSV file are: one place in each 256 KiB, so that any row is found in as many bytes."""

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from gamgui_agent.files.table.dialect import Dialect
from gamgui_agent.files.table.records import LONGEST, NotATable, count_records, records

_BLOCK = 262_144


class Index:
    """Grows with each `step` until it is `done`. Record 0 is the header. It reads the file as it was when opened."""

    def __init__(self, fd: int, size: int, dialect: Dialect) -> None:
        self._fd = fd
        self._size = size
        self.dialect = dialect
        self.problem: str | None = None
        # Where each block begins and how many records lie before it; the last of each is how far the index goes.
        self._offsets = array("Q", [dialect.start])
        self._counts = array("Q", [0])

    @property
    def done(self) -> bool:
        """Whether all of the file is in it, or all that can be read (`problem`)."""
        return self.problem is not None or self._offsets[-1] >= self._size

    @property
    def count(self) -> int:
        """Records so far, the header too."""
        return self._counts[-1]

    @property
    def blocks(self) -> int:
        """Blocks so far."""
        return len(self._offsets) - 1

    def step(self) -> None:
        """One more block."""
        begin, length = self._offsets[-1], _BLOCK
        try:
            while True:
                data = os.pread(self._fd, min(length, self._size - begin), begin)
                last = begin + len(data) >= self._size
                count, used = count_records(data, self.dialect.delimiter, last)
                if used or length >= LONGEST or not data:
                    break
                length *= 2
        except NotATable as error:
            self.problem = str(error)
            return
        if not data:
            # It became shorter meanwhile.
            self._size = begin
        elif not used:
            self.problem = "a record is longer than 1 MiB: a quote may not be closed"
        else:
            self._offsets.append(begin + used)
            self._counts.append(self.count + count)

    def block(self, number: int) -> bytes:
        """The bytes of a block: whole records."""
        begin, end = self._offsets[number : number + 2]
        return os.pread(self._fd, end - begin, begin)

    def records(self, number: int) -> Iterator[tuple[int, int, list[str]]]:
        """The records of a block: offset in the file, number from the header on, cells. @raises NotATable"""
        offset, row = self._offsets[number], self._counts[number]
        begin = offset
        for end, cells in records(self.block(number), self.dialect.delimiter, last=True):
            yield offset, row, cells
            offset, row = begin + end, row + 1

    def read(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """Records from the number `first` on, with their numbers, as far as the index goes. @raises NotATable"""
        for number in range(bisect_right(self._counts, first) - 1, self.blocks):
            for _, row, cells in self.records(number):
                if row >= first:
                    yield row, cells

    def read_at(self, offset: int) -> list[str]:
        """The one record that begins at `offset`. @raises NotATable"""
        length = 4_096
        while True:
            data = os.pread(self._fd, min(length, self._size - offset), offset)
            last = len(data) < length or length >= LONGEST
            for _, cells in records(data, self.dialect.delimiter, last):
                return cells
            if last:
                raise NotATable("the file became shorter")
            length *= 16
