"""Output as lines of text: what a terminal acts on is taken out. A line ends with a line feed or a carriage return, so
each state of a line that a program has written over is a line of its own."""

import re
from typing import NamedTuple

from gamgui_agent.streams.reader import JournalReader

BLOCK = 262_144
"""Bytes read at once; also the longest line, of which the rest counts as the next one."""
LONGEST = 16_384
"""Characters of a line that are looked at together."""
# Sequences by ECMA-48: CSI, OSC, other strings, the rest. None goes beyond its line, whatever it is.
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]"
    rb"|\][^\x07\x1b\r\n]*(?:\x07|\x1b\\)?"
    rb"|[PX^_][^\x1b\r\n]*(?:\x1b\\)?"
    rb"|[ -/]*[0-~])?"
)
# A character and the step back over it: what is written over it follows.
_STRUCK = re.compile(r"[^\n\x08]\x08")
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {*b"\t\n\r\x08"}))
_ENDS = re.compile(rb"[\r\n]")


class Block(NamedTuple):
    """Bytes from `offset` of the output on: whole lines, if they are not too long."""

    offset: int
    data: bytes

    def text(self) -> str:
        """Its lines, one for each end of a line in `data`, with "\\n" between them."""
        return plain_text(self.data)

    def line_offsets(self) -> list[int]:
        """Where each line begins."""
        return [self.offset, *(self.offset + end.end() for end in _ENDS.finditer(self.data))]


def block_before(journal: JournalReader, end: int) -> Block:
    """The lines that end at `end`, as many as a block holds. @raises Gone"""
    first = max(journal.start, end - BLOCK)
    data = journal.read(first, end - first)
    if first == journal.start:
        return Block(first, data)
    # The first line has begun before. An end that is the last byte ends what this block is about.
    cut = _ENDS.search(data, 0, len(data) - 1)
    skipped = cut.end() if cut else _within_character(data)
    return Block(first + skipped, data[skipped:])


def plain_text(data: bytes) -> str:
    """UTF-8 without what is no text; bytes that are no characters become U+FFFD."""
    if b"\x1b" in data:
        data = _ESCAPES.sub(b"", data)
    text = data.translate(None, _CONTROLS).decode("utf-8", "replace").replace("\r", "\n")
    while "\b" in text:
        fewer = _STRUCK.sub("", text)
        text = fewer if fewer != text else text.replace("\b", "")
    return text


def _within_character(data: bytes) -> int:
    """Bytes at the beginning that belong to a character before."""
    return next((at for at, byte in enumerate(data[:4]) if byte & 0xC0 != 0x80), 0)
