"""How a CSV file is written: its delimiter and its characters, by its first bytes."""

from dataclasses import dataclass

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.table.records import NotATable, records

# What is looked at.
HEAD = 65_536
_DELIMITERS = ",;\t|"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Dialect:
    """`start`: the first byte behind a byte order mark. `encoding`: as Python names it."""

    delimiter: str
    encoding: str
    start: int

    def text(self, cell: str) -> str:
        """A cell of records.py in its characters; what is none in this encoding is shown as an escape."""
        if cell.isascii():
            return cell
        return cell.encode("latin-1").decode(self.encoding, "backslashreplace")


def find_dialect(head: bytes) -> Dialect:
    """The dialect of a file that begins with `head`. @raises FileError `not-a-table`"""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError("not-a-table", "It is written in UTF-16.")
    if b"\0" in head:
        raise FileError("not-a-table", "It is no text.")
    start = len(_BOM) if head.startswith(_BOM) else 0
    encoding = "utf-8" if start or _is_utf8(head) else "cp1252"
    return Dialect(_delimiter(head[start:]), encoding, start)


def _delimiter(head: bytes) -> str:
    """What parts the first record into most cells; the comma where nothing does."""

    def cells(delimiter: str) -> int:
        try:
            for _, first in records(head, delimiter, last=True):
                return len(first)
        except NotATable:
            pass
        return 0

    return max(_DELIMITERS, key=cells)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # A character may be cut at the end.
        return len(head) == HEAD and error.end == len(head) and error.reason == "unexpected end of data"
    return True
