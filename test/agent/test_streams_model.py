"""The promise of the streams, whatever happens in whatever order: every byte of output reaches a client once, and every
byte of input the terminal, once while the host lives, at most once when it crashes; and none that may be old."""

from agent_bench import Bench
from agent_session import f
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

NAMES = ("a" * 32, "b" * 32)


class App:
    """A window's end: its input and output over all its connections."""

    def __init__(self, name, first):
        self.name = name
        self.first = first
        self.history = bytearray()
        self.waiting = bytearray()
        self.base = 0
        self.got = bytearray()
        self.got_from = None
        self.client = None
        self.epoch = None
        self.generation = None
        self.sent = 0
        self.heard_at = 0.0
        self.speaks = False
        self.heard_to = 0
        self.frozen = None

    def say(self, *frames):
        """Sends, unless the host has ended the conversation."""
        if not self.client.codes:
            self.client.send(*frames)
            self.speaks = True

    @property
    def next(self):
        """The offset of the next byte to be typed."""
        return self.base + len(self.waiting)

    def type(self, count):
        fresh = bytes(self.first + number % 100 for number in range(len(self.history), len(self.history) + count))
        self.history += fresh
        self.waiting += fresh

    def is_mine(self, byte):
        return self.first <= byte < self.first + 100


class Streams(RuleBasedStateMachine):
    """Each app types bytes of its own, counting up."""

    @initialize(room=st.integers(0, 40))
    def begin(self, room):
        self.bench = Bench(journalBytes=1_048_576)
        self.apps = {name: App(name, first) for name, first in zip(NAMES, (0, 128), strict=True)}
        self.printed = bytearray()
        self.taken = bytearray()
        self.room = room
        self.known = None
        self.crashed = False
        self.connect(NAMES[0], "take")

    def teardown(self):
        if hasattr(self, "bench"):
            self.bench.close()

    @property
    def terminal(self):
        return self.bench.terminal

    @rule(name=st.sampled_from(NAMES), intent=st.sampled_from(["take", "resume"]))
    def connect(self, name, intent):
        app = self.apps[name]
        self.note_taken()
        if app.epoch is None:
            intent = "take"
        start = None if app.got_from is None else app.got_from + len(app.got)
        fields = {"intent": intent, "from": start, "tail": 4_194_304, "client": name, "window": 65_536}
        if intent == "resume":
            fields["epoch"] = app.epoch
        self.settle()
        app.client = client = self.bench.client(**fields)
        welcome = client.welcome
        app.heard_at, app.frozen = self.bench.clock.now, None
        # Who only watches is not told, and nothing more of its input is taken.
        app.heard_to = welcome.get("taken", self.bench.session.screen.ledger.taken(name))
        self.start_terminal()
        if app.got_from is None:
            app.got_from = welcome["output"]["from"]
        assert welcome["output"]["from"] == app.got_from + len(app.got)
        app.epoch = welcome.get("epoch", app.epoch)
        if welcome["role"] == "terminal":
            done = welcome["taken"] - app.base
            assert 0 <= done <= len(app.waiting)
            # What was typed for another shell is never sent.
            dropped = app.generation not in (None, welcome["generation"])
            app.base, app.waiting = welcome["taken"], bytearray() if dropped else app.waiting[done:]
            app.generation = welcome["generation"]
            app.sent = welcome["taken"]
        else:
            app.sent = None

    def start_terminal(self):
        if self.terminal is not None and self.terminal is not self.known:
            self.known = self.terminal
            self.terminal.room = self.room
            tidy = self.bench.screen.journal.end - len(self.printed)
            if tidy:
                self.printed += self.bench.screen.journal.read(len(self.printed), tidy)

    @rule(name=st.sampled_from(NAMES), count=st.integers(1, 30))
    def type(self, name, count):
        app = self.apps[name]
        app.type(count)
        if app.client and app.sent is not None:
            at = app.sent - app.base
            app.say(f.Input(app.epoch, app.sent, bytes(app.waiting[at:])))
            app.sent = app.next

    @rule(name=st.sampled_from(NAMES), back=st.integers(0, 20))
    def repeat(self, name, back):
        """Sends again what may have been taken meanwhile."""
        app = self.apps[name]
        if app.client and app.sent is not None:
            at = max(0, app.sent - app.base - back)
            again = bytes(app.waiting[at : app.sent - app.base])
            app.say(f.Input(app.epoch, app.base + at, again))

    @rule(count=st.integers(0, 50))
    def make_room(self, count):
        self.terminal.room += count
        self.room = self.terminal.room

    @rule(count=st.integers(1, 3_000))
    def print(self, count):
        data = bytes([33 + len(self.printed) % 90]) * count
        try:
            self.terminal.print(data)
            self.printed += data
        except BlockingIOError:
            pass

    @rule(seconds=st.sampled_from([0, 0, 1, 25]))
    def go_on(self, seconds):
        self.bench.clock.now += seconds
        self.bench.session.tick()
        self.settle()
        for app in self.apps.values():
            self.read(app)

    def settle(self):
        """What was said is heard. After 20 s without a word nothing is taken of what comes in that conversation."""
        now = self.bench.clock.now
        for app in self.apps.values():
            if app.client and app.speaks:
                if now - app.heard_at > 20 and app.frozen is None:
                    app.frozen = app.heard_to
                app.heard_at = now
                app.heard_to = app.heard_to if app.sent is None else app.sent
            app.speaks = False
        self.bench.settle()

    def read(self, app):
        if app.client:
            app.client.receive()
            fresh = app.client.output
            if fresh:
                assert app.client.start == app.got_from + len(app.got)
                app.got += fresh
                app.client.start += len(fresh)
                app.client.output = bytearray()

    @rule(name=st.sampled_from(NAMES))
    def acknowledge(self, name):
        app = self.apps[name]
        if app.client:
            self.read(app)
            if app.client.start is not None:
                app.say(f.Ack(0, app.client.end))

    @rule(name=st.sampled_from(NAMES), settle=st.booleans())
    def cut(self, name, settle):
        app = self.apps[name]
        if app.client:
            self.read(app)
            app.client.close()
            app.client = None
            if settle:
                self.settle()

    @rule()
    def crash(self):
        self.note_taken()
        for app in self.apps.values():
            self.read(app)
            app.client = None
        self.known = None
        # What the program wrote and the host had not read is lost with the terminal.
        self.bench.crash()
        del self.printed[self.bench.screen.journal.end :]
        self.crashed = True
        self.connect(NAMES[0], "take")

    def note_taken(self):
        if self.terminal is not None:
            self.taken += self.terminal.taken
            self.terminal.taken.clear()
            self.room = self.terminal.room

    @invariant()
    def output_is_once_and_in_order(self):
        for app in self.apps.values():
            if app.got_from is not None:
                assert app.got == self.printed[app.got_from : app.got_from + len(app.got)]

    @invariant()
    def nothing_old_is_taken(self):
        for app in self.apps.values():
            if app.client and app.frozen is not None:
                assert self.bench.session.screen.ledger.taken(app.name) <= app.frozen

    @invariant()
    def input_is_once_and_in_order(self):
        self.note_taken()
        for app in self.apps.values():
            mine = bytes(byte for byte in self.taken if app.is_mine(byte))
            if self.crashed:
                rest = iter(app.history)
                assert all(byte in rest for byte in mine), "a byte was taken twice, or out of order"
            else:
                assert mine == app.history[: len(mine)]
                assert self.bench.session.screen.ledger.taken(app.name) == len(mine)


Streams.TestCase.settings = settings(stateful_step_count=40)
TestStreams = Streams.TestCase
