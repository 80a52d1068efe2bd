"""What the terminal printed while a run of `gam` went on, read when it has ended: nothing stands in its way before."""

from gamgui_agent.files.journal.lines import plain_text
from gamgui_agent.gam.last_error import LOOKED_AT, last_error
from gamgui_agent.streams.journal import Journal


class Printed:
    """Of the terminal whose output `journal` keeps."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def error_since(self, start: int) -> str | None:
        """The last error that GAM told of from the offset on."""
        end = self._journal.end
        first = max(start, self._journal.start, end - LOOKED_AT)
        return last_error(plain_text(self._journal.read(first, end - first)))
