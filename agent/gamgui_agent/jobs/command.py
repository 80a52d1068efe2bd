"""One command that runs as a job, with pipes: its output goes to spools, its input comes from a client."""

import errno
import os
from collections.abc import Callable, Mapping
from functools import partial

from gamgui_agent.host.records import Exit
from gamgui_agent.protocol.hello import JobStart
from gamgui_agent.streams.spool import Spool
from gamgui_agent.system.loop import READ, WRITE, Loop, Timer, close
from gamgui_agent.system.outbox import Outbox
from gamgui_agent.system.pipes import widen_pipe
from gamgui_agent.system.spawn import spawn

_CHUNK = 262_144
# What it has left running may hold its pipes: they are read on until nothing came for so long.
_GRACE_SECONDS = 1.0
# The disk is full.
_RETRY_SECONDS = 1.0


class Command:
    """`spools` are those of the streams 1 and 2.

    `wrote` is called with a stream and what it has written, valid until it returns; `took` when input was written;
    `ended` once, when the process has ended and all its output is in the spools.
    """

    def __init__(
        self,
        loop: Loop,
        start: JobStart,
        env: Mapping[str, str],
        cwd: str,
        spools: Mapping[int, Spool],
        *,
        wrote: Callable[[int, memoryview], None],
        took: Callable[[int], None],
        ended: Callable[[Exit], None],
    ) -> None:
        """@raises OSError: it cannot be started"""
        self._loop = loop
        self._spools = spools
        self._wrote, self._took, self._ended = wrote, took, ended
        self._out: dict[int, int] = {}
        self._reading: set[int] = set()
        self._carry: dict[int, bytes] = {}
        self._input = Outbox()
        self._buffer = memoryview(bytearray(_CHUNK))
        self._input_ends = False
        self._exit: Exit | None = None
        self._grace: Timer | None = None
        self._over = False
        self._stdin, self.pid = self._spawn(start, env, cwd)
        for stream in self._out:
            self._regulate(stream)

    def input(self, data: bytes) -> None:
        """Bytes for its standard input; none: the end."""
        self._input.add(data)
        self._input_ends = self._input_ends or not data
        self._write()

    @property
    def waiting_input(self) -> int:
        """Bytes that it has not taken yet."""
        return self._input.size

    def drop_input(self) -> None:
        """The client is gone: what it sent and the command has not taken is still the client's."""
        self._input.clear()

    def acknowledged(self) -> None:
        """There may be room in the spools again."""
        for stream in list(self._out):
            self._regulate(stream)

    def exited(self, exit: Exit) -> None:
        """Its process has ended."""
        self._exit = exit
        self._close_stdin()
        self._wait_for_pipes()

    def _spawn(self, start: JobStart, env: Mapping[str, str], cwd: str) -> tuple[int, int]:
        theirs: list[int] = []
        stdin = -1
        try:
            if start.stdin:
                their_stdin, stdin = os.pipe()
                os.set_blocking(stdin, False)
                widen_pipe(stdin)
            else:
                their_stdin = os.open(os.devnull, os.O_RDONLY)
            theirs.append(their_stdin)
            for stream in (1, 2):
                self._out[stream], their_end = os.pipe()
                os.set_blocking(self._out[stream], False)
                widen_pipe(self._out[stream])
                theirs.append(their_end)
            return stdin, spawn(start.argv, env, cwd, (theirs[0], theirs[1], theirs[2]))
        except OSError:
            for fd in (stdin, *self._out.values()):
                close(fd)
            raise
        finally:
            for fd in theirs:
                os.close(fd)

    def _write(self) -> None:
        while self._input and self._stdin >= 0:
            try:
                written = self._input.write(self._stdin)
            except BlockingIOError:
                self._loop.watch(self._stdin, WRITE, lambda _: self._write())
                return
            except OSError:
                self._close_stdin()
                break
            self._took(written)
        if self._stdin < 0:
            # It reads no more; what comes still is taken, as by a closed pipe.
            self._took(self._input.size)
            self._input.clear()
            return
        self._loop.forget(self._stdin)
        if self._input_ends:
            self._close_stdin()

    def _close_stdin(self) -> None:
        if self._stdin >= 0:
            self._loop.forget(self._stdin)
            os.close(self._stdin)
            self._stdin = -1

    def _regulate(self, stream: int) -> None:
        """Reads a stream while its spool has room."""
        if stream not in self._out:
            return
        full = stream in self._carry or not self._spools[stream].room
        if full and stream in self._reading:
            self._reading.remove(stream)
            self._loop.forget(self._out[stream])
        elif not full and stream not in self._reading:
            self._reading.add(stream)
            self._loop.watch(self._out[stream], READ, partial(self._read, stream))

    def _read(self, stream: int, _events: int) -> None:
        try:
            count = os.readv(self._out[stream], [self._buffer[: self._spools[stream].room or 1]])
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            count = 0
        if count:
            self._keep(stream, self._buffer[:count])
        else:
            self._end_stream(stream)
        if self._exit is not None:
            self._wait_for_pipes()

    def _keep(self, stream: int, data: memoryview) -> None:
        self._carry.pop(stream, None)
        written = self._spools[stream].append(data)
        if written < len(data):
            self._carry[stream] = bytes(data[written:])
            self._loop.after(_RETRY_SECONDS, partial(self._keep_again, stream))
        self._regulate(stream)
        self._wrote(stream, data[:written])

    def _keep_again(self, stream: int) -> None:
        if stream in self._carry and not self._over:
            self._keep(stream, memoryview(self._carry[stream]))

    def _end_stream(self, stream: int) -> None:
        fd = self._out.pop(stream)
        self._loop.forget(fd)
        os.close(fd)

    def _wait_for_pipes(self) -> None:
        """Ends when nobody holds the pipes, or nothing came for a while through those that are read."""
        if self._grace:
            self._grace.cancel()
        if not self._out:
            self._finish()
        else:
            self._grace = self._loop.after(_GRACE_SECONDS, self._grace_over)

    def _grace_over(self) -> None:
        if any(stream in self._carry or not self._spools[stream].room for stream in self._out):
            self._wait_for_pipes()
            return
        for stream in list(self._out):
            self._end_stream(stream)
        self._finish()

    def _finish(self) -> None:
        if not self._over and self._exit is not None:
            self._over = True
            self._ended(self._exit)
