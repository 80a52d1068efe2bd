"""One stream of a job's output on disk, until it has been got: at its cap the job waits, as at a full pipe."""

import errno
import shutil

from gamgui_agent.streams.segments import Segments

_SEGMENTS = 16


class Spool:
    """Bytes `start` to `end`. Those that a client has acknowledged go when room is needed, not before."""

    def __init__(self, folder: str, cap: int) -> None:
        self._folder = folder
        self._cap = cap
        self._bytes = Segments(folder, max(65_536, cap // _SEGMENTS))
        self._acknowledged = self._bytes.start

    @property
    def start(self) -> int:
        """The first byte there is."""
        return self._bytes.start

    @property
    def end(self) -> int:
        """One past the last byte."""
        return self._bytes.end

    @property
    def room(self) -> int:
        """How much may be written now; 0: the job waits."""
        room = self._cap - (self.end - self.start)
        if room <= 0:
            self._bytes.drop_before(self._acknowledged)
            room = self._cap - (self.end - self.start)
        return max(0, room)

    def append(self, data: memoryview) -> int:
        """Writes `data`; how much of it is there now. Less than all: the disk is full."""
        done = 0
        while done < len(data):
            try:
                done += self._bytes.append(data[done:])
            except OSError as error:
                start = self.start
                self._bytes.drop_before(self._acknowledged)
                if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or start == self.start:
                    break
        return done

    def read(self, offset: int, most: int) -> bytes:
        """Up to `most` bytes from `offset` on."""
        return self._bytes.read(offset, most)

    def acknowledge(self, offset: int) -> None:
        """Every client that follows has the bytes below `offset`."""
        self._acknowledged = max(self._acknowledged, offset)

    def close(self) -> None:
        """Closes the files; may be called twice."""
        self._bytes.close()

    def remove(self) -> None:
        """Removes it for good."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
