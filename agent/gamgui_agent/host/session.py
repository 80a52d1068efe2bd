"""One session: the terminal, the jobs, how long it lives, and the conversations about them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace

from gamgui_agent import VERSION
from gamgui_agent.config import Config
from gamgui_agent.host.connection import Connection
from gamgui_agent.host.conversation import Handler, refuse
from gamgui_agent.host.credentials import Credentials
from gamgui_agent.host.follower import MOST_INPUT, Follower
from gamgui_agent.host.gauges import Gauges
from gamgui_agent.host.life import Life
from gamgui_agent.host.owner import Ledger
from gamgui_agent.host.printed import Printed
from gamgui_agent.host.progress import Following
from gamgui_agent.host.records import MOST_JOBS, Events, now_ms
from gamgui_agent.host.state import Facts, write_facts
from gamgui_agent.host.viewer import Viewer
from gamgui_agent.jobs.jobs import Jobs, NoJob, TooMany, Unconfirmed
from gamgui_agent.place import failed_rows_folder, state_folder
from gamgui_agent.protocol.frames import Body, Event, Ping, Welcome
from gamgui_agent.protocol.hello import Bounds, Hello
from gamgui_agent.protocol.wire import BadFrame
from gamgui_agent.streams.journal import FOLDER, Journal
from gamgui_agent.system.disk import Meter
from gamgui_agent.system.log import log
from gamgui_agent.system.loop import Loop
from gamgui_agent.terminal.screen import MakeTerminal, Screen
from gamgui_agent.terminal.terminal import Terminal


class Session:
    """`over` is called once, with the reason, when the session is to end: its processes are the host's to end."""

    def __init__(
        self,
        loop: Loop,
        config: Config,
        directory: str,
        facts: Facts,
        env: Mapping[str, str],
        over: Callable[[str], None],
        make_terminal: MakeTerminal = Terminal,
    ) -> None:
        self.loop = loop
        self.config = config
        self.facts = facts
        self._directory = directory
        self._over = over
        self._said_over = False
        self._shell_ended = False
        state = state_folder(directory)
        limits = config.limits
        self.events = Events(os.path.join(state, "events.jsonl"), self._broadcast)
        self.screen: Screen = Screen(
            loop,
            config,
            env,
            self.events,
            Journal(os.path.join(state, FOLDER), limits.journal_bytes),
            Ledger(os.path.join(state, "input")),
            generation=facts.generation,
            active=lambda: self.life.touch(now_ms()),
            started=self._shell_started,
            shell_ended=self._on_shell_end,
            make_terminal=make_terminal,
        )
        self.life = self._make_life()
        meter = Meter([config.work, directory], limits.disk_bytes)
        self._gauges = Gauges(loop, self.events, self.screen, meter, self._look_at_credentials)
        self.transfers = 0
        """Files on their way: connections of the `files` program."""
        self._unseen = 0
        """The event that told a job's end which no client is known to have read; 0: none."""
        printed = Printed(self.screen.journal)
        folder = os.path.join(state, "jobs")
        self.jobs = Jobs(loop, config, env, folder, self.events, self._job_ended, printed, facts.reason)
        self.failed_rows = failed_rows_folder(directory)
        """Where `gam` keeps which rows of its jobs failed."""
        self._following = Following(self.screen.journal, self.jobs)
        self.operations: dict[str, Handler] = {"end": self._end, "signal": self.jobs.signal, "extend": self._extend}
        self._credentials: Credentials | None = None
        if config.tenant.kind == "gam":
            tell = self.events.emit
            self._credentials = Credentials(config.run, state, lambda names: tell("credentials", changed=names))
            self.operations |= self._credentials.operations

    @property
    def held(self) -> bool:
        """Whether something runs, or has ended unseen: the session does not end by itself then."""
        running = self.jobs.running or self.transfers > 0 or self.screen.busy
        return running or (self._unseen > 0 and not self.config.one_shot)

    @property
    def is_spare(self) -> bool:
        """Whether it was made ahead, and nobody has come yet."""
        return self.config.spare and self.facts.idle_ms is None

    def greet(self, connection: Connection, hello: Hello) -> None:
        """Begins the conversation that a client wants."""
        if self.is_spare and hello.bounds:
            self._begin(hello.bounds)
        self.life.touch(now_ms())
        if hello.role == "job":
            self._greet_follower(connection, hello)
        else:
            self._greet_viewer(connection, hello)

    def seen(self, seq: int) -> None:
        """A client has read all events up to `seq`."""
        if 0 < self._unseen <= seq:
            self._unseen = 0

    def end(self, reason: str) -> None:
        """The session is to end."""
        if not self._said_over:
            self._said_over = True
            self._over(reason)

    def tick(self) -> None:
        """Now and then: what depends on the time."""
        self.screen.regulate()
        now = now_ms()
        reason = self.life.judge(now, self.held)
        if reason:
            self.end(reason)
        news = self.life.news(now)
        if news:
            self.events.emit("life", life=news)
        self._following.tick(self.loop.clock())
        if self._credentials:
            self._credentials.find()
        self._gauges.tick()
        if self._shell_ended:
            self._end_after_shell()

    def snapshot(self) -> Body:
        """As PROTOCOL.md has it."""
        cols, rows = self.screen.size
        owner = self.screen.ownership.owner
        return {
            "seq": self.events.seq,
            "size": {"cols": cols, "rows": rows},
            "generation": self.screen.generation,
            "shell": self.screen.shell,
            "owner": owner and owner.described(),
            "jobs": [job.body() for job in list(self.events.jobs.values())[-MOST_JOBS:]],
            "life": self.life.body(),
            "usage": self._gauges.usage(),
            "disk": self._gauges.disk(),
            "restarts": {"count": self.facts.restarts, "reason": self.facts.reason},
            "credentials": self._credentials.changed if self._credentials else [],
        }

    def close(self) -> None:
        """Closes the files."""
        self.screen.close()
        self.jobs.close()
        self.events.close()

    def _begin(self, bounds: Bounds) -> None:
        """The spare is a session from now on."""
        facts = self.facts
        facts.created_at, facts.idle_ms, facts.life_ms = now_ms(), bounds.idle_ms, bounds.life_ms
        write_facts(self._directory, facts)
        self.life = self._make_life()
        log("spare: claimed")

    def _make_life(self) -> Life:
        limits, facts = self.config.limits, self.facts
        if facts.idle_ms is not None and facts.life_ms is not None:
            limits = replace(limits, idle_ms=facts.idle_ms, life_ms=facts.life_ms)
        return Life(limits, facts.created_at, facts.ends_at, now_ms())

    def _greet_viewer(self, connection: Connection, hello: Hello) -> None:
        screen = self.screen
        granted = hello.role == "terminal" and self._grant(hello)
        if granted:
            try:
                screen.start_shell(hello.cols, hello.rows)
            except OSError as error:
                message = f"The shell {self.config.shell[0]} cannot be started: {error.strerror}."
                refuse(connection, "internal", message)
                return
            screen.resize(hello.cols, hello.rows)
        viewer = Viewer(screen, connection, hello, self.operations, self.seen)
        body = self._welcome(hello)
        body |= {"role": "terminal" if granted else "watch", "generation": screen.generation}
        if viewer.output:
            body["output"] = {"start": screen.journal.start, "end": screen.journal.end, "from": viewer.sent}
        owner = screen.ownership.owner
        if granted:
            body |= {"epoch": screen.ownership.epoch, "taken": screen.ledger.taken(hello.client)}
        elif hello.role == "terminal" and owner is not None:
            body |= {"elsewhere": owner.described(), "taken": screen.ledger.taken(hello.client)}
        connection.start(viewer)
        connection.send(Welcome(body))
        if self._unseen:
            connection.send(Ping(self.events.seq))
        screen.view(viewer, granted=granted)
        log(f"attach: {body['role']}, {len(screen.viewers)} connected")

    def _grant(self, hello: Hello) -> bool:
        ownership, now = self.screen.ownership, now_ms()
        if hello.resume:
            return ownership.resume(hello.client, hello.label, now) is not None
        ownership.take(hello.client, hello.label, now)
        return True

    def _greet_follower(self, connection: Connection, hello: Hello) -> None:
        try:
            task = self.jobs.task(hello)
        except NoJob:
            refuse(connection, "no-job", "There is no such job, or its output has been got.")
            return
        except TooMany:
            refuse(connection, "too-many", "The output of too many jobs has not been got.")
            return
        except Unconfirmed as question:
            refuse(connection, "confirm", str(question))
            return
        operations: dict[str, Handler] = {"signal": self.jobs.signal}

        def seen() -> None:
            self.seen(self.events.seq)
            self.jobs.free(task)

        follower = Follower(self.loop, task, connection, hello, operations, seen)
        task.followers.add(follower)
        body = self._welcome(hello)
        body |= {"role": "job", "epoch": follower.epoch, "taken": follower.taken, "input": MOST_INPUT}
        body["job"] = task.job.body()
        connection.start(follower)
        connection.send(Welcome(body))
        follower.pump()

    def _welcome(self, hello: Hello) -> Body:
        return {
            "protocol": hello.protocol,
            "capabilities": [],
            "agent": VERSION,
            "gam": self.config.gam and self.config.gam.version,
            "session": self.config.session,
            "now": now_ms(),
            "snapshot": self.snapshot(),
        }

    def _broadcast(self, event: Event) -> None:
        self.screen.broadcast(event)

    def _shell_started(self) -> None:
        self.facts.generation = self.screen.generation
        write_facts(self._directory, self.facts)
        log(f"shell: started, generation {self.screen.generation}")

    def _on_shell_end(self) -> None:
        self._shell_ended = True
        self._end_after_shell()

    def _end_after_shell(self) -> None:
        """Not while a command or a transfer runs: they are not the shell's."""
        if not self.jobs.commands_run and not self.transfers:
            self.end("shell")

    def _job_ended(self) -> None:
        self._look_at_credentials()
        self.life.touch(now_ms())
        self._unseen = self.events.seq
        for viewer in list(self.screen.viewers):
            viewer.connection.send(Ping(self._unseen))

    def _look_at_credentials(self) -> None:
        if self._credentials:
            self._credentials.look()

    def _end(self, _body: Body) -> Body:
        self.loop.soon(lambda: self.end("asked"))
        return {}

    def _extend(self, body: Body) -> Body:
        by = body.get("by")
        if type(by) is not int or by < 0:
            raise BadFrame("“by” is a number of milliseconds.")
        self.life.extend(by, now_ms())
        self.facts.ends_at = self.life.planned
        write_facts(self._directory, self.facts)
        news = self.life.news(now_ms())
        if news:
            self.events.emit("life", life=news)
        return self.life.body()
