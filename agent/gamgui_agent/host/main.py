"""The `host` program: process 1 of a container, or a daemon. Owns one session from its beginning to its end.

    host [--dir D] [--config FILE|-] [--daemon]

D holds config.json (written by whoever creates the session, or from --config or the variable GAMGUI_CONFIG at the first
start), work/ and state/. Exit codes: 0 a deliberate end, 2 usage, 1 it cannot start (or runs already), 143 a container
that was told to stop; the reason is on stderr. After a crash it can be started again with the same D.

A container's own host needs no D. Who starts containers again does so until one ends with 0: there it does so also when
the session has ended before. A shell that is killed is no end there, as the files would go with the container: the host
begins again, as after a crash of its own.
"""

# The first prompt waits for this program, on the half CPU that most pods have: what not every session needs is imported
# where it is needed.
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn

from gamgui_agent.config import Config, ConfigError
from gamgui_agent.gam.config import TenantError
from gamgui_agent.host.demo import DemoKeeper
from gamgui_agent.host.prepare import CannotStart, prepare
from gamgui_agent.host.reaper import Reaper
from gamgui_agent.host.records import KILLED, Exit, now_ms
from gamgui_agent.host.server import Server
from gamgui_agent.host.session import Session
from gamgui_agent.host.state import (
    Facts,
    FolderError,
    boot_id,
    lock,
    read_end,
    read_facts,
    tell_container,
    write_end,
    write_facts,
)
from gamgui_agent.place import is_container, own_folder, state_folder
from gamgui_agent.system.log import log, log_defect
from gamgui_agent.system.loop import Loop
from gamgui_agent.system.processes import MARK, Ending, adopt_orphans, kill_marked
from gamgui_agent.system.usage import memory_kills
from gamgui_agent.tenants import tenants
from gamgui_agent.terminal import shell

_EXIT_FAILED = 1
_EXIT_DEFECT = 70
# 128 + SIGTERM. A kubelet that evicts a pod writes no reason down for one that ended well
# (generateAPIPodStatus in https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/kubelet/kubelet_pods.go).
_EXIT_STOPPED = 143
_TICK_SECONDS = 1.0
# How long the last frames may take to reach clients that take them, and to reach none that does not.
_PARTING_SECONDS = 30.0
_STUCK_SECONDS = 5.0
_WORD_SECONDS = 2.0
_DEFECTS = 20


class Host:
    """Everything that lasts as long as the host. `directory` is D."""

    def __init__(self, directory: str, config: Config, facts: Facts) -> None:
        self.loop = Loop()
        self._directory = directory
        self._config = config
        self._demo: DemoKeeper | None = None
        self._end: tuple[str, Exit | None] | None = None
        self._ending: Ending | None = None
        self._finished = False
        self.again = False
        """Whether a host is to take this one's place, as the shell was killed."""
        self._reaper = Reaper(self.loop, self._reaped, self._terminated)
        env = shell.environment(config, os.environ)
        shell.install(config)
        self._start_tenant()
        self.session = Session(self.loop, config, directory, facts, env, self._session_over)
        self._server = Server(self.loop, self.session, config.run, self._came)
        facts.socket = self._server.path
        write_facts(directory, facts)
        if facts.restarts:
            self.session.events.emit("restarted", count=facts.restarts, reason=facts.reason)
        self._tick()

    def run(self) -> int:
        """Serves until the session ends; the exit code."""
        defects = 0
        while not self._finished:
            try:
                self.loop.turn()
            except Exception as error:
                log_defect(error)
                defects += 1
                if defects >= _DEFECTS:
                    return _EXIT_DEFECT
        was_stopped = self._end is not None and self._end[0] == "signal"
        return _EXIT_STOPPED if was_stopped and is_container() else 0

    def _start_tenant(self) -> None:
        if self._config.tenant.kind == "gam":
            tenants.prepare(self._config, self._directory)
        else:
            self._demo = DemoKeeper(self.loop, tenants.demo_of(self._config, self._directory))

    def _came(self) -> None:
        if self._demo:
            self._demo.came()

    def _tick(self) -> None:
        limits = [limit for limit in (self._config.limits.idle_ms, self._config.limits.life_ms) if limit]
        self.session.tick()
        self._server.tick()
        self.loop.after(min([_TICK_SECONDS, *(limit / 10_000 for limit in limits)]), self._tick)

    def _reaped(self, pid: int, exit: Exit) -> None:
        if pid == self.session.screen.pid:
            self.session.screen.shell_exited(exit)
        else:
            self.session.jobs.reaped(pid, exit)

    def _terminated(self) -> None:
        if self._ending:
            self._ending.hurry()
        self.session.end("signal")

    def _session_over(self, reason: str) -> None:
        if reason == "shell" and self.session.screen.exit == KILLED and is_container():
            log("shell: killed")
            self.again = True
            self._close()
            return
        log(f"end: {reason}")
        screen = self.session.screen
        self._end = (reason, screen.exit)
        screen.ending = True
        screen.regulate()
        self._ending = Ending(self.loop, self._config.session, self._spared, self._all_ended)
        self._ending.start(screen.shell_pid)

    def _spared(self) -> Iterable[int]:
        return [self._demo.pid] if self._demo and self._demo.pid else []

    def _all_ended(self) -> None:
        """No process of the session is left; its last output may still be on its way to the journal."""
        screen = self.session.screen
        if screen.shell_pid is not None and not screen.said_exit:
            self.loop.after(0.01, self._all_ended)
            return
        assert self._end is not None
        reason, _ = self._end
        self._end = (reason, screen.exit)
        self.session.jobs.end_all()
        screen.part({"reason": reason, "exit": screen.exit})
        self._write_end(reason, screen.exit)
        for connection in self._server.connections:
            connection.hurry(_WORD_SECONDS)
        now = self.loop.clock()
        self._part(now + _PARTING_SECONDS, now, -1)

    def _write_end(self, reason: str, exit: Exit | None) -> None:
        """On a full disk, the oldest output makes room for the last word."""
        for _ in range(2):
            try:
                write_end(self._directory, reason, exit)
                tell_container(reason, exit)
                return
            except OSError as error:
                log(f"end: cannot be written down: {error.strerror}")
                self.session.screen.journal.drop_oldest()

    def _part(self, latest: float, since: float, progress: int) -> None:
        """Waits until the clients have everything, unless they do not take it."""
        now, moved = self.loop.clock(), self.session.screen.progress
        since = now if moved != progress else since
        if self._server.connections and now < latest and now - since < _STUCK_SECONDS:
            self.loop.after(0.02, lambda: self._part(latest, since, moved))
        else:
            self._close()

    def _close(self) -> None:
        self._finished = True
        self._server.close()
        self.session.close()
        if self._demo:
            self._demo.stop()
        _sweep_rows(self._config)
        self._reaper.close()
        # What others have put there is theirs, and the folder is whose who made it.
        shutil.rmtree(self._config.run, ignore_errors=True)
        if not self.again:
            tenants.forget(self._config)


def main(argv: list[str]) -> int:
    """Runs the host; the exit code is told above."""
    own = own_folder()
    folder, config_file, is_daemon = _arguments(argv) if argv or own is None else (own, None, False)
    directory = os.path.abspath(folder)
    try:
        config = prepare(directory, config_file)
    except (CannotStart, ConfigError, FolderError) as error:
        print(f"host: {error}", file=sys.stderr)
        return _EXIT_FAILED
    if is_daemon:
        from gamgui_agent.host.daemon import daemonize

        return daemonize(
            os.path.join(state_folder(directory), "host.log"), lambda ready: _serve(directory, config, ready)
        )
    return _serve(directory, config, lambda: None)


def _arguments(argv: list[str]) -> tuple[str, str | None, bool]:
    """The session's folder, the file with the configuration, and whether to return when the host serves."""
    import argparse

    parser = argparse.ArgumentParser(prog="agent host")
    own = own_folder()
    parser.add_argument("--dir", default=own, required=own is None, help="the session's folder")
    parser.add_argument("--config", help="a file with the configuration, or - for standard input")
    parser.add_argument("--daemon", action="store_true", help="return when the host serves in the background")
    arguments = parser.parse_args(argv)
    return arguments.dir, arguments.config, arguments.daemon


def _serve(directory: str, config: Config, ready: Callable[[], None]) -> int:
    """Holds the lock and runs the session. `ready` is called when the socket accepts."""
    lock_fd = lock(directory)
    try:
        if lock_fd is None:
            raise CannotStart("A host of this session runs already.")
        end = read_end(directory)
        if end is not None:
            if is_container():
                return _ended_before(end)
            raise CannotStart("This session has ended.")
        facts = _new_facts(directory)
        os.environ[MARK] = config.session
        if facts.restarts:
            kill_marked(config.session)
            _sweep_rows(config)
        adopt_orphans()
        host = Host(directory, config, facts)
    except (CannotStart, FolderError, TenantError, tenants.DemoFailed, OSError) as error:
        print(f"host: {error}", file=sys.stderr)
        return _EXIT_FAILED
    ready()
    log(f"start: session {config.session}, {facts.restarts} crashes before")
    code = host.run()
    if host.again:
        _begin_again()
    log(f"exit: {code}")
    return code


def _sweep_rows(config: Config) -> None:
    """Removes what `gam` has left of jobs that can run no more."""
    from gamgui_agent.gam.rows import sweep

    sweep(config.run)


def _begin_again() -> NoReturn:
    """Runs another host in this process: everything the first one had open is closed by it."""
    log("host: begins again")
    os.execv(sys.executable, sys.orig_argv)


def _ended_before(end: dict[str, object]) -> int:
    """The container was started once more, as its last end was cut short after the session's."""
    log("end: before")
    tell_container(end.get("reason"), end.get("exit"))
    return 0


def _new_facts(directory: str) -> Facts:
    """What is known from the hosts before; the last of them, if there was one, has crashed."""
    facts = read_facts(directory)
    now, kills = now_ms(), memory_kills()
    if facts is None:
        return Facts(boot=boot_id(), created_at=now, started_at=now, memory_kills=kills)
    facts.restarts += 1
    facts.reason = "killed"
    if facts.boot != boot_id():
        facts.reason = "unknown"
    elif kills is not None and facts.memory_kills is not None and kills > facts.memory_kills:
        facts.reason = "out-of-memory"
    facts.boot, facts.started_at, facts.memory_kills = boot_id(), now, kills
    return facts
