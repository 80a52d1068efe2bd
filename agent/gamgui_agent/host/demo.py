"""The demo domain in the host's loop: started when the shell is there, watched, started again, ended."""

from __future__ import annotations

from gamgui_agent.system.log import log
from gamgui_agent.system.loop import READ, Loop
from gamgui_agent.tenants.demo import Demo

# After the first client, and without any: who runs `gam` by kubectl or docker never connects.
_AFTER_SECONDS = 0.15
_AT_LATEST_SECONDS = 2.0
# How long it may take until it is ready.
_READY_SECONDS = 30.0


class DemoKeeper:
    """Starts it late: its start costs more than all else, and a person waits for the shell first."""

    def __init__(self, loop: Loop, demo: Demo) -> None:
        self._loop = loop
        self._demo = demo
        loop.after(_AT_LATEST_SECONDS, self._start)

    @property
    def pid(self) -> int:
        """The server's process; 0 if there is none."""
        return self._demo.pid

    def came(self) -> None:
        """Somebody connected."""
        if self._demo.state == "waiting":
            self._loop.after(_AFTER_SECONDS, self._start)

    def stop(self) -> None:
        """Ends it for good."""
        self._loop.forget(self._demo.fd)
        self._demo.stop()

    def _start(self) -> None:
        if self._demo.state != "waiting":
            return
        self._demo.start()
        self._loop.after(_READY_SECONDS, self._late)
        self._watch()

    def _late(self) -> None:
        if self._demo.state == "starting":
            self._loop.forget(self._demo.fd)
            self._demo.late()

    def _watch(self) -> None:
        fd = self._demo.fd
        if fd < 0:
            return

        def attend(_events: int) -> None:
            # It may close this descriptor, and open another of the same number.
            self._loop.forget(fd)
            if self._demo.attend() in ("starting", "ready"):
                self._watch()
            else:
                log("demo: ended")

        self._loop.watch(fd, READ, attend)
