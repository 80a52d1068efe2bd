"""The CALLs about the journal (PROTOCOL.md, The journal)."""

from collections.abc import Mapping

from gamgui_agent.files import calls as field
from gamgui_agent.files.journal.pattern import Pattern
from gamgui_agent.files.journal.recording import Recording
from gamgui_agent.files.journal.search import MOST_FOUND, search
from gamgui_agent.files.steps import Work
from gamgui_agent.streams.reader import JournalReader

Message = Mapping[str, object]


class JournalCalls:
    """Of the journal in `folder`, of which the last `cap` bytes are kept."""

    def __init__(self, folder: str, cap: int) -> None:
        self._folder = folder
        self._cap = cap

    def about(self, message: Message) -> dict[str, object]:
        """What there is, and when the byte at `offset` came."""
        offset = field.number_or_none(message, "offset")
        journal = JournalReader(self._folder)
        journal.look()
        at = None
        if offset is not None and journal.start <= offset < journal.end:
            at = journal.time_at(offset)
        since = journal.time_at(journal.start) if journal.end > journal.start else None
        return {"start": journal.start, "end": journal.end, "cap": self._cap, "since": since, "at": at}

    def search(self, message: Message) -> Work:
        """Lines that have a text in them. @raises FileError `bad-pattern`, `too-slow`"""
        pattern = Pattern(field.text(message, "text"), field.flag(message, "regex"), field.flag(message, "cases"))
        limit = max(1, field.number(message, "limit", MOST_FOUND))
        return search(JournalReader(self._folder), pattern, field.number_or_none(message, "before"), limit)

    def get(self, message: Message) -> Recording:
        """A range of it, with times and sizes. @raises FileError `changed`"""
        first, end = field.number(message, "from"), field.number(message, "to")
        return Recording(JournalReader(self._folder), first, end, field.number(message, "offset"))
