"""A session with a real host for tests, in folders of its own, which leaves nothing behind."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from agent_client import Client, agent, hello
from gamgui_agent.protocol import frames as f
from gamgui_agent.system.processes import marked

AGENT = Path(__file__).parents[2] / "agent"
# Nothing of the user's own: the prompt is known.
BASH = ["bash", "--norc", "--noprofile", "-i"]
PROMPT = b"$ "


class Session:
    """`config` adds to, or replaces, the configuration."""

    def __init__(self, **config):
        self.root = Path(tempfile.mkdtemp(prefix="gg-"))
        self.dir = self.root / "s"
        self.run = self.root / "r"
        self.dir.mkdir(0o700)
        self.id = "t" + os.urandom(6).hex()
        (self.root / "inputrc").write_text("set enable-bracketed-paste off\n")
        self.config = {
            "session": self.id,
            "tenant": {"id": "acme", "kind": "gam", "folder": str(self.root / "tenant")},
            "run": str(self.run),
            "shell": BASH,
            "env": {
                "PS1": "$ ",
                "INPUTRC": str(self.root / "inputrc"),
                # The history of the person who runs the tests stays as it is.
                "HISTFILE": str(self.root / "history"),
            },
            "gam": {"command": ["sh", "-c", 'echo "GAM $*"', "gam"]},
            **config,
        }
        (self.dir / "config.json").write_text(json.dumps(self.config))
        self.host = None
        self.clients = []

    @property
    def state(self):
        return self.dir / "state"

    def start(self):
        """Starts the host, until its socket is there."""
        errors = self.root / "stderr"
        with errors.open("ab") as log:
            self.host = subprocess.Popen(
                agent(AGENT, "host", "--dir", self.dir), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
            )
        wait_until(lambda: self.answers() or self.host.poll() is not None)
        assert self.host.poll() is None, errors.read_text()
        return self

    def answers(self):
        """Whether a host accepts; a killed one leaves its socket's name behind."""
        with socket.socket(socket.AF_UNIX) as connection:
            return connection.connect_ex(str(self.run / "s")) == 0

    @property
    def log(self):
        return (self.root / "stderr").read_text()

    def attach(self, *, ack=True):
        """A conversation that has not begun."""
        client = Client(agent(AGENT, "attach", "--dir", self.dir), ack=ack)
        self.clients.append(client)
        return client

    def open(self, *, ack=True, **fields):
        """A conversation after its WELCOME."""
        client = self.attach(ack=ack)
        client.greet(**fields)
        return client

    def job(self, argv, *, job=None, stdin=False, **fields):
        """Follows a new job."""
        job = job or os.urandom(8).hex()
        return self.open(role="job", job={"id": job, "argv": argv, "stdin": stdin}, **fields)

    def kill_host(self):
        """As a crash does."""
        self.host.kill()
        self.host.wait()

    def processes(self):
        """All that run with the session's mark."""
        return list(marked(f"GAMGUI_SESSION={self.id}"))

    def close(self):
        for client in self.clients:
            client.cut()
        if self.host and self.host.poll() is None:
            self.host.kill()
            self.host.wait()
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.root, ignore_errors=True)


def wait_until(true, seconds=10.0):
    """For what tells nobody: a file, or the end of a process that is not a child."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.005)


__all__ = ["AGENT", "BASH", "PROMPT", "Session", "f", "hello", "wait_until"]
