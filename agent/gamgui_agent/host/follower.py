"""A conversation in the role `job`: sends a command's output, takes its input, says how it ended."""

from __future__ import annotations

from collections.abc import Callable

from gamgui_agent.host.connection import Connection
from gamgui_agent.host.conversation import Conversation, Handler, refuse
from gamgui_agent.jobs.task import Task
from gamgui_agent.protocol.frames import MAX_DATA, Ack, Body, Frame, Input, Taken
from gamgui_agent.protocol.hello import Hello
from gamgui_agent.protocol.wire import BadFrame, output_head
from gamgui_agent.system.loop import Loop

MOST_INPUT = 1_048_576
"""Bytes of input that may be on the way: kept until the command takes them, so that what is behind is heard."""
_FRAMES_A_TURN = 8
_SILENT_SECONDS = 20.0


class Follower(Conversation):
    """`seen` is called when the client has had everything, and says so."""

    def __init__(
        self,
        loop: Loop,
        task: Task,
        connection: Connection,
        hello: Hello,
        operations: dict[str, Handler],
        seen: Callable[[], None],
    ) -> None:
        super().__init__(connection, self._leave)
        self._loop = loop
        self._task = task
        self._operations = operations
        self._seen = seen
        self._window = hello.window
        self._sent = {
            stream: min(max(spool.start, hello.job_offsets[stream]), spool.end) for stream, spool in task.spools.items()
        }
        self.acknowledged = dict(self._sent)
        """Per stream, what the client has passed on."""
        self._said_exit = False
        self.epoch = 0
        """0: another client started the job, and sends its input."""
        if hello.client == task.client:
            task.epoch += 1
            self.epoch = task.epoch
            if task.command:
                # Of an earlier conversation; the client sends it again.
                task.command.drop_input()

    @property
    def taken(self) -> int:
        """Of this client's input, what the command has taken."""
        return self._task.taken if self.epoch else 0

    def frame(self, frame: Frame) -> None:
        if isinstance(frame, Ack):
            self._ack(frame)
        elif isinstance(frame, Input):
            self._input(frame)
        else:
            super().frame(frame)

    def drained(self) -> None:
        self.pump()

    def operations(self) -> dict[str, Handler]:
        return self._operations

    def said_bye(self, reason: str) -> None:
        if reason == "seen" and self._said_exit:
            self._seen()

    def tell_taken(self) -> None:
        """More of the input was taken."""
        if self.epoch and self.epoch == self._task.epoch:
            self.connection.send(Taken(self.epoch, self._task.taken))

    def live(self, stream: int, offset: int, data: memoryview) -> None:
        """The command wrote `data`, which is in the spool at `offset`."""
        room = self.acknowledged[stream] + self._window - offset
        if self._sent[stream] != offset or len(data) > room or self.connection.blocked or not self.connection.is_open:
            self.pump()
            return
        frames: list[bytes | memoryview] = []
        for at in range(0, len(data), MAX_DATA):
            part = data[at : at + MAX_DATA]
            frames += (output_head(stream, offset + at, len(part)), part)
        self.connection.send_bytes(*frames)
        self._sent[stream] = offset + len(data)

    def pump(self) -> None:
        """Sends on, as far as the window and the pipe allow, both streams in turns."""
        for _ in range(_FRAMES_A_TURN):
            sent = [self._send_chunk(stream) for stream in self._sent]
            if not any(sent):
                self._say_exit()
                return
        self._loop.soon(self.pump)

    def _leave(self) -> None:
        self._task.followers.discard(self)
        if self.epoch and self.epoch == self._task.epoch and self._task.command:
            self._task.command.drop_input()

    def _send_chunk(self, stream: int) -> bool:
        spool = self._task.spools[stream]
        # Never below the spool's beginning but when two clients follow one job: the offset shows the hole.
        offset = max(self._sent[stream], spool.start)
        room = self.acknowledged[stream] + self._window - offset
        if room <= 0 or offset == spool.end or self.connection.blocked or not self.connection.is_open:
            return False
        data = spool.read(offset, min(room, MAX_DATA))
        if data:
            self.connection.send_bytes(output_head(stream, offset, len(data)), data)
            self._sent[stream] = offset + len(data)
        return bool(data)

    def _say_exit(self) -> None:
        job, spools = self._task.job, self._task.spools
        if job.running or self._said_exit or any(self._sent[stream] < spools[stream].end for stream in spools):
            return
        self._said_exit = True
        body: Body = {"reason": "exited", "exit": job.exit, "stdout": spools[1].end, "stderr": spools[2].end}
        # What the client has got, it may still have to pass on before it can say so.
        self.bye(body, _SILENT_SECONDS)

    def _ack(self, ack: Ack) -> None:
        if ack.stream not in self._sent or ack.offset > self._sent[ack.stream]:
            raise BadFrame("An ACK is of output that was sent.")
        if ack.offset > self.acknowledged[ack.stream]:
            self.acknowledged[ack.stream] = ack.offset
            self._task.acknowledge()
            self.pump()

    def _input(self, frame: Input) -> None:
        task = self._task
        if not self.epoch or frame.epoch != task.epoch or self.epoch != task.epoch:
            self.complain("stale-epoch", "Another conversation sends this job its input.")
            return
        waiting = task.command.waiting_input if task.command else 0
        received = task.taken + waiting
        if frame.offset > received:
            refuse(self.connection, "input-gap", f"Input {received} to {frame.offset} is missing.")
            return
        data = frame.data[received - frame.offset :]
        if waiting + len(data) > MOST_INPUT:
            refuse(self.connection, "input-window", "Too much input is on the way.")
        elif not frame.data and frame.offset < received:
            # The end comes after everything: this one is of an older count.
            return
        elif task.command is None:
            task.taken += len(data)
            self.tell_taken()
        elif data or not frame.data:
            task.command.input(data)
