"""The terminal's side of a session: the shell, its output on its way to the journal and the clients, input back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from gamgui_agent.config import Config
from gamgui_agent.host.owner import Ledger, Ownership
from gamgui_agent.host.records import Events, Exit
from gamgui_agent.host.viewer import Viewer
from gamgui_agent.protocol.frames import Bye, Event
from gamgui_agent.streams.journal import Journal
from gamgui_agent.system.loop import READ, WRITE, Loop, Timer
from gamgui_agent.terminal.shell import shell_command, terminal_environment
from gamgui_agent.terminal.terminal import Terminal

MakeTerminal: TypeAlias = Callable[[Sequence[str], Mapping[str, str], str, int, int], Terminal]
"""Starts a shell: arguments, environment, folder, columns, rows."""

_RETRY_SECONDS = 1.0
# After the shell's end, others may still hold its terminal: what they have written by then is waited for so long.
_LAST_WORDS_SECONDS = 0.25
# On a full disk, the last words of a shell are tried to be written so often.
_LAST_TRIES = 3
# Out of the alternate screen, a soft reset, the cursor visible, a new line: for what a killed shell has left.
# Where there was no alternate screen, 1049 goes to the cursor's saved place all the same, which is the top of the screen
# unless it is saved here: the new prompt would stand over what was printed.
# https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h4-Functions-using-CSI-_-ordered-by-the-final-character-lparen-s-rparen:CSI-?-Pm-l
_TIDY = b"\x1b7\x1b[?1049l\x1b[!p\x1b[?25h\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\r\n"


class Screen:
    """`active` is called when somebody types, `shell_ended` when the shell has ended and its output is written down."""

    def __init__(
        self,
        loop: Loop,
        config: Config,
        env: Mapping[str, str],
        events: Events,
        journal: Journal,
        ledger: Ledger,
        *,
        generation: int,
        active: Callable[[], None],
        started: Callable[[], None],
        shell_ended: Callable[[], None],
        make_terminal: MakeTerminal = Terminal,
    ) -> None:
        self.loop = loop
        self.events = events
        self.journal = journal
        self.ledger = ledger
        self.ownership = Ownership()
        self.viewers: set[Viewer] = set()
        self.holder: Viewer | None = None
        """The conversation that holds the terminal, while it lasts."""
        self.generation = generation
        """Counts the session's shells; 0 before the first."""
        self.exit: Exit | None = None
        """How the shell has ended."""
        self.ending = False
        """Whether the terminal is read to its end, whoever is behind."""
        self._config = config
        self._env = env
        self._active = active
        self._started = started
        self._shell_ended = shell_ended
        self._make_terminal = make_terminal
        self._terminal: Terminal | None = None
        self._carry = b""
        self._interest = 0
        self._retry: Timer | None = None
        self._last_words: Timer | None = None
        self._last_tries = 0
        self.said_exit = False
        """Whether the shell has ended and all it wrote is in the journal, or never will be."""
        self.size = (80, 24)
        """Columns and rows."""

    @property
    def shell(self) -> Exit | str | None:
        """As the snapshot tells it: `none` before there is one, None while it runs."""
        return self.exit if self.exit is not None or self._terminal else "none"

    @property
    def pid(self) -> int | None:
        """The shell's process while it runs."""
        return self._terminal.pid if self._terminal and self.exit is None else None

    @property
    def shell_pid(self) -> int | None:
        """The shell's process, also when it has ended: it led the session of those at the terminal."""
        return self._terminal.pid if self._terminal else None

    @property
    def progress(self) -> int:
        """Goes up whenever a client gets or acknowledges something."""
        return sum(viewer.sent + viewer.acknowledged for viewer in self.viewers)

    @property
    def busy(self) -> bool:
        """Whether a program runs in the foreground."""
        return self.pid is not None and self._terminal is not None and self._terminal.busy

    @property
    def disk_full(self) -> bool:
        """Whether output cannot be written down, and so is not read."""
        return bool(self._carry)

    def start_shell(self, cols: int, rows: int) -> None:
        """Starts the shell, if it has not been. @raises OSError"""
        if self._terminal is not None:
            return
        env = terminal_environment(self._env)
        argv = shell_command(self._config, env)
        self._terminal = self._make_terminal(argv, env, self._config.work, cols, rows)
        self.generation += 1
        self._started()
        if self.generation > 1:
            self._journal_bytes(memoryview(_TIDY))
        self.size = (cols, rows)
        self.journal.resize(cols, rows)
        self.events.emit("shell", generation=self.generation, exit=None)
        self.regulate()

    def view(self, viewer: Viewer, *, granted: bool) -> None:
        """A conversation begins, after its WELCOME. `granted`: it was given the terminal."""
        self.viewers.add(viewer)
        if granted:
            viewer.epoch = self.ownership.epoch
            self._hand_over(viewer)
        viewer.pump()
        self.regulate()

    def left(self, viewer: Viewer) -> None:
        """A conversation has ended. What its client typed and was not taken is dropped: the client still has it."""
        self.viewers.discard(viewer)
        if self.holder is viewer:
            self.holder = None
        self.regulate()

    def broadcast(self, event: Event) -> None:
        """Tells every client; a shell's end after its output."""
        for viewer in list(self.viewers):
            if event.body["kind"] == "shell":
                viewer.afterwards(event)
            elif event.body["kind"] != "owner" or viewer is not self.holder:
                viewer.connection.send(event)

    def resize(self, cols: int, rows: int) -> None:
        """The holder's window has this size."""
        if (cols, rows) == self.size or self._terminal is None or self.exit is not None:
            return
        self.size = (cols, rows)
        self.journal.resize(cols, rows)
        for viewer in list(self.viewers):
            viewer.pump()
        self._terminal.resize(cols, rows)

    def type(self) -> None:
        """Writes what the holder has typed, as much as the terminal takes; the note comes first (owner.py)."""
        viewer = self.holder
        if viewer is None or not viewer.input:
            return
        client, data = viewer.hello.client, bytes(viewer.input)
        before = self.ledger.taken(client)
        self.ledger.note(client, before + len(data))
        written = self._terminal.write(data) if self._terminal and not self._terminal.over else len(data)
        if written < len(data):
            self.ledger.note(client, before + written)
        if written:
            viewer.took(written)
            self._active()
        self.regulate()

    def regulate(self) -> None:
        """Reads the terminal unless its holder, or the disk, cannot take more now."""
        terminal = self._terminal
        if terminal is None or terminal.over:
            return
        holder = self.holder
        held_up = holder is not None and holder.holds_up and not self.ending
        interest = 0 if held_up or self._carry else READ
        if holder is not None and holder.input:
            interest |= WRITE
        if interest != self._interest:
            self._interest = interest
            self.loop.watch(terminal.fd, interest, self._ready)

    def shell_exited(self, exit: Exit) -> None:
        """The shell's process is gone; the last it wrote may still be on its way."""
        self.exit = exit
        self.ending = True
        self._expect_last_words()
        self.regulate()

    def part(self, end: dict[str, object]) -> None:
        """Says BYE to every client, each after the output it has not got yet."""
        for viewer in list(self.viewers):
            viewer.afterwards(Bye({"reason": "ended", "end": end}))

    def close(self) -> None:
        """Hangs up, and closes the files."""
        if self._terminal:
            self.loop.forget(self._terminal.fd)
            self._terminal.close()
        self.journal.close()
        self.ledger.close()

    def _hand_over(self, viewer: Viewer) -> None:
        owner = self.ownership.owner
        before, self.holder = self.holder, viewer
        assert owner is not None
        for other in list(self.viewers):
            if other is not viewer and other.hello.client == viewer.hello.client and other.hello.role == "terminal":
                other.replaced()
                other.bye({"reason": "replaced"})
        if before is not None:
            before.replaced()
        if owner.fresh:
            self.events.emit("owner", **owner.described(), epoch=owner.epoch)

    def _ready(self, events: int) -> None:
        if events & WRITE:
            self.type()
        if events & READ:
            self._read()

    def _read(self) -> None:
        terminal = self._terminal
        assert terminal is not None
        data = terminal.read()
        if data:
            self._journal_bytes(data)
        if self.exit is not None:
            self._expect_last_words()
        if terminal.over:
            self.loop.forget(terminal.fd)
        else:
            self.regulate()

    def _journal_bytes(self, data: memoryview) -> None:
        """Writes the terminal's output down, then shows it; what there is no room for is tried again."""
        offset = self.journal.end
        written = self.journal.append(data)
        if written < len(data):
            self._carry = bytes(data[written:])
            self._retry = self.loop.after(_RETRY_SECONDS, self._try_again)
        if written:
            for viewer in list(self.viewers):
                if viewer.output:
                    viewer.live(data[:written], offset)

    def _try_again(self) -> None:
        carry, self._carry = self._carry, b""
        self._journal_bytes(memoryview(carry))
        if self.exit is not None:
            self._last_tries += 1
            self._expect_last_words()
        self.regulate()

    def _expect_last_words(self) -> None:
        if self._last_words:
            self._last_words.cancel()
        over = self._terminal is None or self._terminal.over
        self._last_words = self.loop.after(0 if over else _LAST_WORDS_SECONDS, self._all_read)

    def _all_read(self) -> None:
        """The shell has ended, and all it wrote is in the journal, or never will be."""
        if self.said_exit or (self._carry and self._last_tries < _LAST_TRIES):
            return
        self.said_exit = True
        self.events.emit("shell", generation=self.generation, exit=self.exit)
        self._shell_ended()
