"""What the `files` program knows of its session: its folders, and the host if there is one."""

import os
from typing import TYPE_CHECKING

from gamgui_agent.config import Config
from gamgui_agent.internal import Line, hold_transfer
from gamgui_agent.place import failed_rows_folder, state_folder

if TYPE_CHECKING:
    from gamgui_agent.files.failed.calls import FailedRows
    from gamgui_agent.files.journal.calls import JournalCalls


class Session:
    """The session in the folder `directory`. With no host its files are there all the same."""

    def __init__(self, directory: str, config: Config) -> None:
        self.id = config.session
        self.work = os.fsencode(config.work)
        self.folders = [config.work, directory]
        self.disk_limit = config.limits.disk_bytes
        self._directory = directory
        self._cap = config.limits.journal_bytes
        self._run = config.run
        self._active = False
        self._held: Line | None = None

    def journal(self) -> "JournalCalls":
        """The terminal's output. Imported when it is asked for, as what looks at files is (talk.py)."""
        from gamgui_agent.files.journal.calls import JournalCalls
        from gamgui_agent.streams.journal import FOLDER

        return JournalCalls(os.path.join(state_folder(self._directory), FOLDER), self._cap)

    def failed_rows(self) -> "FailedRows":
        """Rows of bulk jobs that failed. Imported as the journal is."""
        from gamgui_agent.files.failed.calls import FailedRows
        from gamgui_agent.gam.rows import argv_file
        from gamgui_agent.streams.journal import FOLDER

        journal = os.path.join(state_folder(self._directory), FOLDER)
        kept = failed_rows_folder(self._directory)
        return FailedRows(kept, journal, self.work, lambda job: argv_file(self._run, job))

    def transferring(self, active: bool) -> None:
        """Lets the host know while files are on their way: a session is not idle then."""
        if active == self._active:
            return
        self._active = active
        if active:
            self._held = hold_transfer(self._run)
        elif self._held:
            self._held.close()
            self._held = None

    def close(self) -> None:
        """No file is on its way any more."""
        self.transferring(False)
