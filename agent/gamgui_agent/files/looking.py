"""Changes of one folder where the system does not tell them: it is looked at again and again, at a bounded cost."""

import os
import time

# Seconds between two looks at least; and so many times as long as a look takes, which is 2 % of a processor.
_EVERY = 2.0
_TIMES = 50


class Looking:
    """An open folder, compared with how it was: that something changed can be told, not what."""

    fd: int | None = None

    def __init__(self, folder: int) -> None:
        self._folder = os.dup(folder)
        self.wait: float | None = _EVERY
        self._next = 0.0
        self._seen = self._look()

    def changed(self) -> set[bytes] | None:
        """None: something changed, so that all must be listed."""
        if time.monotonic() < self._next:
            return set()
        before, self._seen = self._seen, self._look()
        return set() if before == self._seen else None

    def close(self) -> None:
        """No more is looked at."""
        os.close(self._folder)

    def _look(self) -> int:
        began = time.monotonic()
        # A folder that was removed has no link to it any more.
        seen = os.fstat(self._folder).st_nlink
        with os.scandir(self._folder) as entries:
            for entry in entries:
                try:
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                # The order of entries is nobody's promise.
                seen ^= hash((entry.name, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode))
        now = time.monotonic()
        self.wait = max(_EVERY, (now - began) * _TIMES)
        self._next = now + self.wait
        return seen
