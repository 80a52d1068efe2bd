"""How a session in a container ends, and what it survives."""

import json

import pytest

HOG = b"python3 -c 'bytearray(10 ** 9)'"


def test_its_log_tells_what_happened_and_nothing_else(container):
    client = container.open()
    client.type(b"echo wor''d > fi''le; cat file; exit\r", 0)
    client.wait_end()
    assert container.wait_exit() == 0
    assert [line.split(" ", 1)[1].split(":")[0] for line in container.log.splitlines()] == [
        *("start", "shell", "attach", "end", "exit"),
    ]


def test_children_of_nobody_are_reaped(container):
    client = container.open()
    client.type(b"(sleep 0.1 &) ; sleep 0.5; ps -e -o stat= | grep -c Z\r", 0)
    client.wait_output(b"\r\n0\r\n")


@pytest.mark.parametrize("what", ["the container", "the shell"])
def test_after_a_kill_it_goes_on_with_files_and_journal(container, what):
    client = container.open()
    typed = b"echo kept > file; echo be''fore\r"
    client.type(typed, 0)
    client.wait_output(b"\r\nbefore\r\n$ ")
    if what == "the container":
        assert container.kill() == 137
        container.restart()
    else:
        client.type(b"kill -KILL $$\r", len(typed))
        client.wait_end()
    again = container.open(intent="resume", epoch=client.welcome["epoch"], **{"from": 0})
    assert again.welcome["snapshot"]["restarts"] == {"count": 1, "reason": "killed"}
    assert again.welcome["generation"] == 2
    again.type(b"cat file\r", again.welcome["taken"])
    # The echo may come before the prompt.
    output = again.wait_output(b"kept\r\n")
    assert b"\r\nbefore\r\n" in output


def test_it_does_not_notice_that_all_others_are_killed(container):
    client = container.open()
    # But for the host and the shell, which kill does not mean: the demo domain, and what the client speaks through.
    typed = b"kill -KILL -1\r"
    client.type(typed, 0)
    client.wait_end()
    again = container.open(intent="resume", epoch=client.welcome["epoch"])
    assert again.welcome["snapshot"]["restarts"]["count"] == 0
    again.type(b"until gam print users > users; do :; done; wc -l < users\r", again.welcome["taken"])
    again.wait_output(b"1201\r\n", 60)


def test_a_job_without_memory_is_killed_alone(containers):
    container = containers(memory="160m").start()
    client = container.open()
    client.type(HOG + b"; echo code $?\r", 0)
    client.wait_output(b"\r\ncode 137\r\n", 30)
    assert container.open(role="watch", client="d" * 32).welcome["snapshot"]["restarts"]["count"] == 0


def test_a_shell_without_memory_is_replaced(containers):
    container = containers(memory="160m").start()
    client = container.open()
    client.type(b"exec " + HOG + b"\r", 0)
    client.wait_end(30)
    again = container.open(intent="resume", epoch=client.welcome["epoch"])
    assert again.welcome["snapshot"]["restarts"] == {"count": 1, "reason": "out-of-memory"}


def test_it_ends_within_the_grace_and_hangs_up_the_shell(container):
    client = container.open()
    client.type(b"trap 'echo hung up > file; exit' HUP; echo re''ady\r", 0)
    client.wait_output(b"\r\nready\r\n")
    assert container.stop() == 143
    assert client.wait_end().body["end"]["reason"] == "signal"
    assert (container.volume / "s/work/file").read_text() == "hung up\n"
    assert container.last_word == {"reason": "signal", "exit": {"code": 0}}


def test_what_does_not_end_is_killed_within_the_grace(container):
    client = container.open()
    client.type(b"trap '' HUP TERM; echo re''ady; sleep 1000\r", 0)
    client.wait_output(b"\r\nready\r\n")
    assert container.stop() == 143
    assert container.last_word["reason"] == "signal"


def test_an_idle_end_is_its_last_word_and_stays_so(containers):
    container = containers(limits={"idleMs": 1_500}).start()
    assert container.wait_exit() == 0
    assert container.last_word == {"reason": "idle", "exit": None}
    container.restart()
    assert container.wait_exit() == 0
    assert container.last_word == {"reason": "idle", "exit": None}


@pytest.mark.parametrize("config", ["{}", "", "not JSON", json.dumps({"session": "Bad id"})])
def test_a_session_that_cannot_be_says_why(containers, config):
    container = containers().start(config=config)
    assert container.wait_exit() == 1
    assert container.log.startswith("host: ")
