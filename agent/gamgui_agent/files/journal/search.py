"""Lines of the terminal's output that have a text in them, the newest first."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from gamgui_agent.files.journal.lines import LONGEST, Block, block_before
from gamgui_agent.files.journal.pattern import Pattern, Span, in_time
from gamgui_agent.files.steps import Work
from gamgui_agent.streams.reader import Gone, JournalReader

MOST_FOUND = 500
# What one answer holds at most, so that it fits a frame however its characters are written: 12 bytes each.
_MOST_CHARACTERS = 80_000
# Characters of a line that are answered, and how many of them before what was found.
_SHOWN, _BEFORE = 500, 100
# An answer comes after so long, with what is known by then. Seconds.
_WAIT = 0.25


@dataclass
class _Answer:
    """What was found so far; `next`: where a search goes on, None at the journal's first byte."""

    next: int | None
    found: list[dict[str, object]] = field(default_factory=list)
    room: int = _MOST_CHARACTERS


def search(journal: JournalReader, pattern: Pattern, before: int | None, limit: int) -> Work:
    """Answers `found`, `next`, and the journal's `start` and `end`. A piece is one block."""
    journal.look()
    answer = _Answer(journal.end if before is None else min(before, journal.end))
    until = time.monotonic() + _WAIT
    try:
        while answer.next is not None and answer.next > journal.start:
            _look_through(journal, pattern, block_before(journal, answer.next), limit, answer)
            if len(answer.found) == limit or answer.room <= 0 or time.monotonic() >= until:
                break
            yield
    except Gone:
        # The oldest made room meanwhile: there is nothing before any more.
        answer.next = None
        journal.look()
    finally:
        # Also of a search that took too long, or was stopped.
        journal.close()
    if answer.next is not None and answer.next <= journal.start:
        answer.next = None
    return {"found": answer.found, "next": answer.next, "start": journal.start, "end": journal.end}


def _look_through(journal: JournalReader, pattern: Pattern, block: Block, limit: int, answer: _Answer) -> None:
    text = block.text()
    folded = pattern.fold(text)
    if pattern.may_be_in(folded):
        offsets: list[int] = []
        lines: list[str] = []
        with in_time():
            for number, span in _matches(pattern, folded.split("\n")):
                offsets = offsets or block.line_offsets()
                lines = lines or text.split("\n")
                _add(answer, journal, offsets[number], lines[number], span)
                if len(answer.found) == limit or answer.room <= 0:
                    answer.next = offsets[number]
                    return
    answer.next = block.offset


def _matches(pattern: Pattern, lines: list[str]) -> Iterator[tuple[int, Span]]:
    """From the last line to the first: its number, and where it was found."""
    find = pattern.find
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        # An empty line shows nothing; most are what lies between "\r" and "\n".
        if line and (found := find(line) if len(line) <= LONGEST else _in_pieces(pattern, line)):
            yield number, found


def _in_pieces(pattern: Pattern, line: str) -> Span | None:
    for at in range(0, len(line), LONGEST):
        if found := pattern.find(line[at : at + LONGEST]):
            return at + found[0], at + found[1]
    return None


def _add(answer: _Answer, journal: JournalReader, offset: int, line: str, span: Span) -> None:
    first = max(0, min(span[0] - _BEFORE, len(line) - _SHOWN))
    shown = line[first : first + _SHOWN]
    begin, end = (min(len(shown), at - first) for at in span)
    answer.room -= len(shown)
    answer.found.append(
        {"offset": offset, "at": journal.time_at(offset), "text": shown, "from": begin, "to": end, "cut": first > 0}
    )
