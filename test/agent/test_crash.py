"""A host that is killed and started again with the same folder."""

import json
import os
import stat
import subprocess
import sys

import pytest
from agent_client import agent
from agent_session import AGENT, f, hello, wait_until

ID = "0123456789abcdef"


def test_output_survives_and_goes_on(session):
    client = session.open()
    client.type(b"echo be''fore\r", 0)
    client.wait_output(b"before\r\n$ ")
    session.kill_host()
    client.wait_end()
    before = bytes(client.output[0])
    session.start()
    again = session.open(intent="resume", epoch=client.welcome["epoch"], **{"from": len(before)})
    assert again.welcome["generation"] == 2
    assert again.welcome["snapshot"]["restarts"] == {"count": 1, "reason": "killed"}
    again.type(b"echo af''ter\r", again.welcome["taken"])
    again.wait_output(b"after")
    assert again.start[0] == len(before)
    whole = session.open(role="watch", output=True, client="d" * 32, **{"from": 0}, tail=4_194_304)
    whole.wait_output(b"after")
    assert bytes(whole.output[0]).startswith(before)


def test_what_the_old_host_left_is_ended(session):
    client = session.open()
    client.type(b"(trap '' HUP; sleep 1000) & sleep 1000\r", 0)
    wait_until(lambda: len(session.processes()) >= 3)
    session.kill_host()
    session.start()
    assert session.processes() == []


def test_input_is_not_taken_twice(session):
    client = session.open()
    client.type(b"echo one >> ran\r", 0)
    client.wait(lambda frame: isinstance(frame, f.Taken))
    wait_until(lambda: (session.dir / "work/ran").exists())
    session.kill_host()
    session.start()
    again = session.open(intent="resume", epoch=client.welcome["epoch"])
    assert again.welcome["taken"] == 16
    again.type(b"echo one >> ran\recho two >> ran\r", 0)
    wait_until(lambda: "two" in (session.dir / "work/ran").read_text())
    assert (session.dir / "work/ran").read_text() == "one\ntwo\n"


def test_jobs_keep_their_history_and_output(session):
    watcher = session.open(role="watch")
    session.job(["sh", "-c", "echo some; read x"], job=ID, stdin=True).wait_output(b"some\n", stream=1)
    ended = session.job(["true"], job="f" * 16)
    ended.wait_exited()
    seq = [watcher.wait_event("job")["seq"] for _ in range(3)][-1]
    session.kill_host()
    session.start()
    follower = session.open(role="job", job={"id": ID})
    bye = follower.wait_exited()
    assert bye["exit"] == {"signal": "KILL"}
    assert follower.output[1] == b"some\n"
    snapshot = session.open(role="watch").welcome["snapshot"]
    assert [job["exit"] for job in snapshot["jobs"]] == [{"signal": "KILL"}, {"code": 0}]
    assert snapshot["seq"] > seq


def test_a_torn_index_and_log_are_tolerated(session):
    client = session.open()
    client.type(b"echo be''fore\r", 0)
    client.wait_output(b"before\r\n$ ")
    session.kill_host()
    for path in session.state.rglob("*.index"):
        path.write_bytes(path.read_bytes()[:-7] + b"\xff\xff")
    with (session.state / "events.jsonl").open("ab") as log:
        log.write(b'{"seq": 99, "kind"')
    session.start()
    again = session.open(role="watch", output=True, **{"from": 0}, tail=4_194_304)
    again.wait_output(b"before")


def test_the_terminal_is_tidied_for_the_next_shell(session):
    client = session.open()
    client.type(b"printf '\\033[?1049h'\r", 0)
    client.wait_output(b"\x1b[?1049h")
    session.kill_host()
    session.start()
    assert b"\x1b[?1049l" in session.open(**{"from": 0}).wait_output(b"\x1b[?1049l")


def test_two_hosts_cannot_run(session):
    second = subprocess.run(agent(AGENT, "host", "--dir", session.dir), capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "runs already" in second.stderr


def test_an_ended_session_does_not_start_again(session):
    client = session.open()
    client.call("end")
    client.wait_end()
    assert session.host.wait(10) == 0
    again = subprocess.run(agent(AGENT, "host", "--dir", session.dir), capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "has ended" in again.stderr


def status(session):
    answer = subprocess.run(agent(AGENT, "status", "--dir", session.dir), capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_status_tells_what_became_of_it(sessions):
    session = sessions(start=False)
    assert status(session)["state"] == "gone"
    session.start()
    assert status(session)["state"] == "running"
    session.kill_host()
    assert status(session)["state"] == "crashed"
    facts = json.loads((session.state / "host.json").read_text())
    (session.state / "host.json").write_text(json.dumps({**facts, "boot": "another"}))
    assert status(session)["state"] == "gone"
    session.start()
    session.host.terminate()
    session.host.wait(10)
    assert status(session)["end"]["reason"] == "signal"
    assert status(session)["state"] == "ended"


def test_a_daemon_serves_when_it_returns(sessions):
    session = sessions(start=False)
    started = subprocess.run(
        agent(AGENT, "host", "--dir", session.dir, "--daemon"), capture_output=True, text=True, check=False, timeout=20
    )
    assert (started.returncode, started.stderr) == (0, "")
    client = session.open()
    client.type(b"exit\r", 0)
    assert client.wait_end().body["reason"] == "ended"
    wait_until(lambda: status(session)["state"] == "ended")


@pytest.mark.parametrize("way", ["--config", "-", "GAMGUI_CONFIG"])
def test_the_configuration_can_come_with_the_start(sessions, way):
    session = sessions(start=False)
    given = session.root / "given.json"
    (session.dir / "config.json").rename(given)
    text = given.read_bytes()
    options = {"--config": ["--config", given], "-": ["--config", "-"]}.get(way, [])
    env = {**os.environ, "GAMGUI_CONFIG": text.decode()} if way == "GAMGUI_CONFIG" else None
    started = subprocess.run(
        agent(AGENT, "host", "--dir", session.dir, "--daemon", *options), input=text, env=env, check=False, timeout=20
    )
    assert started.returncode == 0
    client = session.open()
    client.type(b"echo [$GAMGUI_CONFIG]; umask; exit\r", 0)
    client.wait_end()
    assert b"\n[]\r\n0022" in client.output[0] or os.umask(os.umask(0)) != 0o022
    assert stat.S_IMODE((session.dir / "config.json").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="a process 1 of one's own needs root on Linux")
def test_process_1_reaps_and_ends_on_sigterm(sessions):
    session = sessions(start=False)
    host = subprocess.Popen(
        ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", *agent(AGENT, "host", "--dir", session.dir)],
        stderr=subprocess.DEVNULL,
    )
    session.host = host
    wait_until(session.answers)
    client = session.open()
    client.type(b"(sleep 0.1 &) ; sleep 0.3; ps -ef | grep -c defunct; kill -TERM 1\r", 0)
    assert client.wait_end().body["end"]["reason"] == "signal"
    assert b"\n1\r\n" in client.output[0]
    assert host.wait(10) == 0


def test_a_daemon_that_cannot_start_says_why(sessions):
    session = sessions(start=False, run="/tmp/" + "x" * 100)
    started = subprocess.run(
        agent(AGENT, "host", "--dir", session.dir, "--daemon"), capture_output=True, text=True, check=False
    )
    assert started.returncode == 1
    assert "too long" in started.stderr


def test_a_folder_that_others_can_enter_is_refused(sessions):
    session = sessions(start=False)
    session.run.mkdir(0o755)
    started = subprocess.run(agent(AGENT, "host", "--dir", session.dir), capture_output=True, text=True, check=False)
    assert started.returncode == 1
    assert "entered by others" in started.stderr


def test_no_host_is_said_in_a_frame(sessions):
    session = sessions(start=False)
    client = session.attach()
    client.send(hello())
    assert client.wait_end().body["code"] == "no-session"
    assert client.exit_code() == 69


def test_usage():
    answer = subprocess.run([sys.executable, "-I", AGENT, "nothing"], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "usage" in answer.stderr
