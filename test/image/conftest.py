"""Containers of the session image, as hardened as pods are, in the Docker that the suite gives (setup/suites)."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from agent_client import Client
from agent_session import wait_until

_DOCKER = os.environ.get("GAMGUI_DOCKER", "docker").split(" ")
_IMAGE = os.environ.get("GAMGUI_IMAGE", "")
_USER = 10001
# What it writes is what was asked for: the line editor's own sequences are left out.
_SHELL = ["bash", "--norc", "--noprofile", "--noediting", "-i"]
_HARDENED = [
    *("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--network", "none"),
    *("--user", f"{_USER}:{_USER}", "--pids-limit", "256", "--cpus", "1"),
    *("--tmpfs", "/run/gamgui:exec", "--tmpfs", "/tmp:mode=1777"),
]


def docker(*arguments, check=True):
    """What Docker's client says; with `check`, a failure is one of the test."""
    answer = subprocess.run([*_DOCKER, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert not check or answer.returncode == 0, answer.stderr
    return answer.stdout if check else answer.stdout + answer.stderr


class Container:
    """A session in a container. `config` adds to, or replaces, its configuration."""

    def __init__(self, *, memory="512m", **config):
        self.root = Path(tempfile.mkdtemp(prefix="gg-"))
        self.name = f"gamgui-test-{self.root.name}"
        self.clients = []
        self.volume = self.root / "session"
        self.volume.mkdir()
        # As a pod's: it is the node's, and the group may write.
        os.chown(self.volume, 0, _USER)
        self.volume.chmod(0o2777)
        self._last_word = self.root / "last-word"
        self._last_word.touch()
        self._last_word.chmod(0o666)
        self.config = json.dumps(
            {
                "session": "t" + os.urandom(6).hex(),
                "tenant": {"id": "demo", "kind": "demo"},
                "run": "/run/gamgui/s",
                "shell": _SHELL,
                "env": {"PS1": "$ "},
                **config,
            }
        )
        self._memory = memory

    def start(self, *, config=None):
        """Starts it for the first time, until it serves or has ended."""
        given = self.config if config is None else config
        mounts = ["-v", f"{self.volume}:/session", "-v", f"{self._last_word}:/dev/termination-log"]
        limits = ["--memory", self._memory, "--memory-swap", self._memory]
        env = ["--env", f"GAMGUI_CONFIG={given}"] if given else []
        docker("run", "--detach", "--name", self.name, *_HARDENED, *mounts, *limits, *env, _IMAGE)
        wait_until(lambda: " start: " in self.log or not self.state["Running"], 30)
        return self

    def restart(self):
        """Starts it again, as the kubelet does."""
        docker("start", self.name)

    def kill(self):
        """Kills all that runs in it; the exit code."""
        docker("kill", "--signal", "KILL", self.name)
        return self.wait_exit()

    def stop(self):
        """Ends it as the kubelet does, with the seconds of main/backends/kubernetes/pods; the exit code."""
        docker("stop", "--time", "10", self.name)
        return self.wait_exit()

    def run(self, *argv):
        """What a program prints that is started beside the session's own."""
        return docker("exec", self.name, *argv)

    def open(self, **fields):
        """A conversation with the session after its WELCOME; as the terminal's owner, after the prompt."""
        client = Client([*_DOCKER, "exec", "-i", self.name, "gamgui-agent", "attach"])
        self.clients.append(client)
        client.greet(**fields)
        if not fields:
            client.wait_output(b"$ ")
        return client

    @property
    def state(self):
        return json.loads(docker("inspect", self.name))[0]["State"]

    @property
    def log(self):
        return docker("logs", self.name, check=False)

    @property
    def last_word(self):
        return json.loads(self._last_word.read_text())

    def wait_exit(self, seconds=20.0):
        """Its exit code."""
        wait_until(lambda: not self.state["Running"], seconds)
        return self.state["ExitCode"]

    def close(self):
        for client in self.clients:
            client.cut()
        print(self.log)
        docker("rm", "--force", self.name, check=False)
        shutil.rmtree(self.root)


@pytest.fixture
def containers():
    """Makes sessions in containers that are not started yet."""
    made = []

    def make(**options):
        made.append(Container(**options))
        return made[-1]

    yield make
    for container in made:
        container.close()


@pytest.fixture
def container(containers):
    """A session that runs."""
    return containers().start()


@pytest.fixture
def image():
    """The image's own configuration."""
    return json.loads(docker("image", "inspect", _IMAGE))[0]["Config"]
