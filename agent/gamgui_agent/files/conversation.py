"""The loop of a `files` conversation: frames in, frames out, and a turn for every transfer in between."""

import select
import time
from collections.abc import Callable

from gamgui_agent.files.answers import Answers
from gamgui_agent.files.deflate import unpack
from gamgui_agent.files.pipe import FrameReader, FrameWriter
from gamgui_agent.files.talk import Talk
from gamgui_agent.files.threads import Threads
from gamgui_agent.protocol.frames import (
    MAX_DATA,
    MAX_OFFSET,
    NUMBER_HEAD,
    Body,
    Bye,
    Call,
    Data,
    Deflated,
    Error,
    Frame,
    Got,
    Hello,
    Ping,
    Pong,
)
from gamgui_agent.protocol.wire import BadFrame, parse

# With more than this waiting to be written the client does not read: then it is not read either.
_STUCK = 1_048_576
_FOREVER = 60_000.0
# When no more bytes of files have come for so many milliseconds, how far they are is said.
_QUIET = 10.0
# Bytes of files come in pieces of 32 KiB, and being woken for each took more of a session's half CPU than writing them.
# After a read of less than this the next one waits so many seconds, where the pipe holds what comes meanwhile.
_LITTLE = 131_072
_GATHER = 0.004

EXIT_OK, EXIT_BAD_FRAME, EXIT_INTERNAL = 0, 64, 70

# Makes a Talk from a HELLO and answers it; raises Refused.
Greet = Callable[[Body, Answers, Threads], Talk]


class Refused(Exception):
    """A HELLO that cannot be served: ERROR with these fields, and the end."""

    def __init__(self, code: str, message: str, **more: object) -> None:
        super().__init__(message)
        self.error: Body = {"code": code, "message": message, "fatal": True, **more}


class Conversation:
    """Speaks with one client until its BYE, or the end of its pipe. `tick` is called each second while files move;
    `gather`: the pipe holds what comes in some milliseconds."""

    def __init__(
        self, in_fd: int, out_fd: int, greet: Greet, tick: Callable[[Talk], None], gather: bool = False
    ) -> None:
        self._reader = FrameReader(in_fd)
        self._writer = FrameWriter(out_fd)
        self._answers = Answers(self._writer)
        self._threads = Threads()
        self._greet = greet
        self._tick = tick
        self._gather = gather
        self._talk: Talk | None = None
        self._over = False
        self._reading = False
        self._unread = False
        self._watched: int | None = None

    def run(self) -> int:
        """The exit code of the program."""
        try:
            return self._speak()
        except BrokenPipeError:
            return EXIT_OK
        finally:
            self._threads.finish()
            if self._talk:
                self._talk.close()

    def _speak(self) -> int:
        try:
            self._loop()
            return EXIT_OK
        except Refused as refused:
            error, code = refused.error, EXIT_BAD_FRAME
        except BadFrame as bad:
            error, code = {"code": "bad-frame", "message": str(bad), "fatal": True}, EXIT_BAD_FRAME
        except BrokenPipeError:
            raise
        except Exception as defect:
            error = {"code": "internal", "message": f"{type(defect).__name__}: {defect}", "fatal": True}
            code = EXIT_INTERNAL
        self._answers.frame(Error(error))
        self._drain()
        return code

    def _loop(self) -> None:
        poll = select.poll()
        poll.register(self._threads.fd, select.POLLIN)
        while not self._over:
            busy = self._talk is not None and self._talk.turn()
            if self._talk:
                self._tick(self._talk)
            self._watch(poll)
            busy = (busy and self._writer.ready) or (self._unread and not self._stuck)
            ready = dict(poll.poll(0 if busy else self._patience()))
            if ready.get(self._writer.fd, 0) & ~select.POLLOUT:
                raise BrokenPipeError
            self._writer.flush()
            if self._threads.fd in ready:
                self._threads.deliver()
            if self._reader.fd in ready:
                self._reader.fill()
                self._unread = True
            self._take_frames()
            if self._talk:
                self._talk.acknowledge(quiet=not ready)
                if self._reader.fd in ready:
                    self._let_gather(self._talk)

    def _let_gather(self, talk: Talk) -> None:
        if self._gather and talk.receiving and self._reader.last_read < _LITTLE:
            time.sleep(_GATHER)

    @property
    def _stuck(self) -> bool:
        """Whether the client does not read what it asked for: then nothing more is read from it."""
        return self._writer.pending >= _STUCK

    def _watch(self, poll: "select.poll") -> None:
        """Always learns of a reader that is gone, and reads only what can be answered."""
        poll.register(self._writer.fd, select.POLLOUT if self._writer.pending else 0)
        reading = not self._stuck and not self._unread
        if reading:
            poll.register(self._reader.fd, select.POLLIN)
        elif self._reading:
            poll.unregister(self._reader.fd)
        self._reading = reading
        self._watch_folder(poll)

    def _watch_folder(self, poll: "select.poll") -> None:
        """Wakes for changes of the folder that the client looks at, while it waits for them."""
        fd = self._talk.fd if self._talk else None
        if fd != self._watched and self._watched is not None:
            poll.unregister(self._watched)
        if fd is not None:
            poll.register(fd, select.POLLIN)
        self._watched = fd

    def _patience(self) -> float | None:
        """How long nothing need happen, in milliseconds."""
        wait = 1_000.0 if self._talk and self._talk.active else None
        if self._talk and self._talk.unsaid:
            wait = _QUIET
        if self._talk and (due := self._talk.wait) is not None:
            wait = min(due, wait or _FOREVER)
        if self._reading and (late := self._reader.late) is not None:
            if late <= 0:
                raise BadFrame("A frame was not complete after 20 s.")
            return min(late * 1_000, wait or _FOREVER)
        return wait

    def _take_frames(self) -> None:
        """Handles the frames that were read, until their answers pile up; the others wait in the buffer."""
        if not self._unread or self._stuck:
            return
        for kind, payload in self._reader.frames():
            self._handle(kind, payload)
            if self._stuck:
                break
        else:
            self._unread = False
            self._over = self._over or self._reader.ended

    def _handle(self, kind: int, payload: memoryview) -> None:
        if self._over:
            return
        if kind == Data.type and self._talk:
            _take(self._talk, payload)
            return
        if kind == Deflated.type and self._talk and self._talk.deflate:
            _take_deflated(self._talk, payload)
            return
        frame = parse(kind, bytes(payload))
        if self._talk is None:
            if not isinstance(frame, Hello):
                raise Refused("bad-hello", "The first frame must be HELLO.")
            self._talk = self._greet(frame.body, self._answers, self._threads)
        elif frame is not None:
            self._answer(self._talk, frame)

    def _answer(self, talk: Talk, frame: Frame) -> None:
        if isinstance(frame, Got):
            talk.got(frame.transfer, frame.offset)
        elif isinstance(frame, Call):
            talk.call(frame.body)
        elif isinstance(frame, Ping):
            self._answers.frame(Pong(frame.nonce))
        elif isinstance(frame, Bye) or (isinstance(frame, Error) and frame.body.get("fatal")):
            self._over = True
        elif not isinstance(frame, Pong | Error):
            raise BadFrame(f"A client does not send {type(frame).__name__} here.")

    def _drain(self) -> None:
        """The last frame, to a client that may have stopped reading: two seconds are enough for one that has not."""
        poll = select.poll()
        poll.register(self._writer.fd, select.POLLOUT)
        while self._writer.pending and poll.poll(2_000):
            self._writer.flush()


def _take(talk: Talk, payload: memoryview) -> None:
    """DATA is not parsed like other frames: its bytes are not copied."""
    transfer, offset, data = _numbered(payload)
    if len(data) > MAX_DATA:
        raise BadFrame("DATA carries 1 to 65,536 bytes.")
    talk.data(transfer, offset, data)


def _take_deflated(talk: Talk, payload: memoryview) -> None:
    transfer, offset, packed = _numbered(payload)
    talk.data(transfer, offset, memoryview(unpack(packed)))


def _numbered(payload: memoryview) -> tuple[int, int, memoryview]:
    """Transfer, offset and bytes of DATA and DEFLATED."""
    transfer, offset = NUMBER_HEAD.unpack_from(payload) if len(payload) > NUMBER_HEAD.size else (0, -1)
    if not 0 <= offset <= MAX_OFFSET:
        raise BadFrame("Bytes of a file have an offset up to 2^53.")
    return transfer, offset, payload[NUMBER_HEAD.size :]
