"""What the `files` program knows of its session: its folders, and the host if there is one."""

import os


class Session:
    """The session in the folder `directory`."""

    def __init__(self, directory: str) -> None:
        self.work = os.fsencode(os.path.join(directory, "work"))
        self.folders = [directory]
        self.disk_limit = 0
        self.id = ""
        self.agent = ""

    def transferring(self, active: bool) -> None:
        """Lets the host know that a file is on its way."""

    def close(self) -> None:
        """Gives the host's connection back."""
