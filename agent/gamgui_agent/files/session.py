"""What the `files` program knows of its session: its folders, and the host if there is one."""

import os

from gamgui_agent.config import Config
from gamgui_agent.files.journal.calls import JournalCalls
from gamgui_agent.host.state import state_folder
from gamgui_agent.internal import Line, hold_transfer
from gamgui_agent.streams.journal import FOLDER


class Session:
    """The session in the folder `directory`. With no host its files are there all the same."""

    def __init__(self, directory: str, config: Config) -> None:
        self.id = config.session
        self.work = os.fsencode(config.work)
        self.folders = [config.work, directory]
        self.disk_limit = config.limits.disk_bytes
        self.journal = JournalCalls(os.path.join(state_folder(directory), FOLDER), config.limits.journal_bytes)
        self._run = config.run
        self._active = False
        self._held: Line | None = None

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
