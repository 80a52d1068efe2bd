"""Does what the disk may hold up in threads, and brings the outcome back to the conversation's loop."""

import os
import queue
import threading
from collections.abc import Callable

from gamgui_agent.files.errors import FileError
from gamgui_agent.files.out import T


class Threads:
    """`fd` becomes readable when an outcome waits; `deliver` hands the outcomes over."""

    def __init__(self) -> None:
        self.fd, self._wake = os.pipe()
        self._outcomes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._running: set[threading.Thread] = set()

    def later(self, work: Callable[[], T], done: Callable[[T | FileError], None]) -> None:
        """Does `work` in a thread; `done` gets what it returned, or its FileError, from `deliver`."""

        def run() -> None:
            outcome: T | FileError
            try:
                outcome = work()
            except FileError as error:
                outcome = error
            except Exception as error:
                outcome = FileError("internal", f"{type(error).__name__}: {error}")
            self._outcomes.put(lambda: done(outcome))
            os.write(self._wake, b"\0")

        thread = threading.Thread(target=run)
        self._running.add(thread)
        thread.start()

    def deliver(self) -> None:
        """Hands over what has been done. Call it when `fd` is readable."""
        for _ in os.read(self.fd, 1_024):
            self._outcomes.get()()
        self._running = {thread for thread in self._running if thread.is_alive()}

    def finish(self) -> None:
        """Waits for what has begun: a file is in its place or is not, never half."""
        for thread in self._running:
            thread.join()
