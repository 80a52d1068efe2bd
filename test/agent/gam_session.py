"""A session as the `gam` program sees it: a run folder with its settings, and a host that notes what it is told."""

import contextlib
import json
import os
import queue
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gamgui_agent.gam.settings import GamSettings, Guard, write_settings

AGENT = Path(__file__).parents[2] / "agent"
GAM = [sys.executable, "-I", str(AGENT), "gam"]


class FakeHost:
    """Listens at RUN/s as the host does, and answers as internal.py expects."""

    def __init__(self, run: Path) -> None:
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(run / "s"))
        self._socket.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._hear, args=(connection,), daemon=True).start()

    def _hear(self, connection: socket.socket) -> None:
        # A program that is killed may leave an answer unread: then its end is a reset.
        with connection, contextlib.suppress(ConnectionError), connection.makefile("rwb") as lines:
            for line in lines:
                message = json.loads(line)
                self.said.put(message)
                if message["internal"] in ("gam-start", "gam-end"):
                    lines.write(b'{"id": "0123456789abcdef"}\n')
                    lines.flush()
        self.said.put({"internal": "closed"})

    def next(self, kind: str) -> dict[str, Any]:
        """The next message of a kind, past others."""
        while True:
            message = self.said.get(timeout=30)
            if message["internal"] == kind:
                return message

    def close(self) -> None:
        with contextlib.suppress(OSError):
            # Wakes accept on every system.
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class GamSession:
    """A run folder; `host` is None until one is started."""

    def __init__(self, folder: Path) -> None:
        self.run = folder / "run"
        self.work = folder / "work"
        self.run.mkdir(mode=0o700)
        self.work.mkdir()
        self.host: FakeHost | None = None
        # As the host makes it: first in PATH.
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "gam").write_text(f'#!/bin/sh\nexec {" ".join(GAM)} "$@"\n')
        (self.bin / "gam").chmod(0o755)

    def with_host(self) -> FakeHost:
        self.host = FakeHost(self.run)
        return self.host

    def set(self, command: Sequence[str], env: dict[str, str] | None = None, guard: Guard | None = None) -> None:
        """What `gam` runs."""
        write_settings(str(self.run), GamSettings(command, env or {}, guard))

    @property
    def env(self) -> dict[str, str]:
        """What the shell of the session has."""
        return {"PATH": f"{self.bin}:{os.environ['PATH']}", "HOME": str(self.run), "GAMGUI_RUN": str(self.run)}
