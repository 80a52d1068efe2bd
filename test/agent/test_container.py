"""A host that is a container's own: where its image says that the session is."""

import json
import os
import signal
import subprocess
import sys

import pytest
from agent_client import Client, agent
from agent_session import AGENT, hello, wait_until


@pytest.fixture
def container(sessions, monkeypatch):
    """A session whose host has not been started."""
    session = sessions(start=False)
    monkeypatch.setenv("GAMGUI_DIR", str(session.dir))
    return session


def run(*arguments, **more):
    return subprocess.run(agent(AGENT, *arguments), capture_output=True, text=True, check=False, timeout=20, **more)


def test_programs_need_no_arguments(container):
    container.host = subprocess.Popen(agent(AGENT, "host"), stderr=subprocess.DEVNULL)
    wait_until(container.answers)
    assert json.loads(run("status").stdout)["state"] == "running"
    client = Client(agent(AGENT, "attach"))
    container.clients.append(client)
    assert client.greet()["session"] == container.id
    assert run("files", input="").returncode == 0


@pytest.mark.parametrize("program", ["host", "attach", "files", "status"])
def test_elsewhere_they_do(program):
    answer = run(program)
    assert answer.returncode == 2
    assert "usage" in answer.stderr


def test_attach_waits_for_a_host_that_is_being_started(container):
    config = container.dir / "config.json"
    given = config.read_text()
    config.unlink()
    client = Client(agent(AGENT, "attach"))
    container.clients.append(client)
    client.send(hello())
    # Not only its host: the session itself is yet to come.
    container.host = subprocess.Popen(
        agent(AGENT, "host"), env={**os.environ, "GAMGUI_CONFIG": given}, stderr=subprocess.DEVNULL
    )
    client.wait_output(b"$ ")


def test_a_killed_shell_does_not_end_the_session(container):
    session = container.start()
    pid = session.host.pid
    client = session.open()
    client.type(b"sleep 1000 & echo be''fore; kill -KILL $$\r", 0)
    client.wait_output(b"before")
    client.wait_end()
    again = session.open(intent="resume", epoch=client.welcome["epoch"], **{"from": 0})
    assert again.welcome["generation"] == 2
    assert again.welcome["snapshot"]["restarts"] == {"count": 1, "reason": "killed"}
    again.wait_output(b"\x1b[?1049l")
    assert b"before" in again.output[0]
    again.type(b"exit 3\r", again.welcome["taken"])
    assert again.wait_end().body["end"] == {"reason": "shell", "exit": {"code": 3}}
    assert session.host.wait(10) == 0
    assert session.host.pid == pid
    assert session.processes() == []


def test_an_ended_session_is_not_started_for_ever(container):
    container.start().host.send_signal(signal.SIGTERM)
    # As who is killed by it: a pod that is evicted keeps its reason only so.
    assert container.host.wait(10) == 128 + signal.SIGTERM
    again = run("host")
    assert again.returncode == 0
    assert "end: before" in again.stderr
    client = Client(agent(AGENT, "attach"))
    client.send(hello())
    assert client.wait_end().body["code"] == "no-session"
    assert client.exit_code() == 69


def test_a_configuration_that_was_half_written_is_written_again(container):
    config = container.dir / "config.json"
    given = config.read_text()
    config.rename(container.dir / "config.json.new")
    os.truncate(container.dir / "config.json.new", 20)
    container.host = subprocess.Popen(
        agent(AGENT, "host"), env={**os.environ, "GAMGUI_CONFIG": given}, stderr=subprocess.DEVNULL
    )
    wait_until(container.answers)
    assert config.read_text() == given


def test_gam_is_the_one_of_the_image(sessions, monkeypatch):
    session = sessions(start=False, gam=None)
    monkeypatch.setenv("GAMGUI_DIR", str(session.dir))
    session.start()
    settings = json.loads((session.run / "gam.json").read_text())
    assert settings["command"] == [sys.executable, "-I", "-m", "gam"]
