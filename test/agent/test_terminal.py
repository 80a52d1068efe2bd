"""A shell in a session, as its window sees it."""

import os

import pytest
from agent_session import f, hello

OTHER = "d" * 32


def test_a_shell_answers(session):
    client = session.open()
    assert client.welcome["role"] == "terminal"
    assert client.welcome["generation"] == 1
    client.type(b"echo $((6*7)) $TERM $COLORTERM\r", 0)
    client.wait_output(b"\n42 xterm-256color truecolor\r\n")
    assert client.bye() == 0


def test_the_version_of_gam_is_said_where_it_is_known(session, sessions):
    assert session.open().welcome["gam"] is None
    told = sessions(gam={"command": ["true"], "version": "7.49.00"})
    assert told.open().welcome["gam"] == "7.49.00"


def test_the_environment_is_the_sessions(session):
    client = session.open()
    client.type(b"echo [$PWD] [$GAMGUI_SESSION]; gam print users; stty size; tty\r", 0)
    seen = client.wait_output(b"/dev/")
    assert f"[{session.dir}/work] [{session.id}]".encode() in seen
    assert b"GAM print users" in seen
    assert b"\n24 80\r" in seen


def test_taken_counts_what_the_terminal_has_got(session):
    client = session.open()
    client.type(b"echo a\r", 0)
    client.wait(lambda frame: frame == f.Taken(client.welcome["epoch"], 7))
    client.type(b"echo a\recho b\r", 0)
    client.wait(lambda frame: frame == f.Taken(client.welcome["epoch"], 14))
    client.wait_output(b"\nb\r\n")
    assert client.output[0].count(b"\r\na\r\n") == 1


def test_the_size_reaches_the_shell_and_comes_back(session):
    client = session.open()
    client.wait(lambda frame: frame == f.Resize(0, 80, 24))
    client.send(f.Resize(0, 132, 50))
    told = client.wait(lambda frame: isinstance(frame, f.Resize))
    assert (told.cols, told.rows) == (132, 50)
    client.type(b"stty size\r", 0)
    client.wait_output(b"\n50 132\r")


def test_replay_begins_with_the_size_of_its_time(session):
    client = session.open()
    client.type(b"echo one\r", 0)
    client.wait_output(b"\none\r\n")
    client.send(f.Resize(0, 100, 30))
    client.wait(lambda frame: isinstance(frame, f.Resize) and frame.cols == 100)
    watcher = session.open(role="watch", output=True, tail=1_000_000)
    watcher.wait(lambda frame: frame == f.Resize(0, 80, 24))
    watcher.wait(lambda frame: isinstance(frame, f.Resize) and frame.cols == 100)


@pytest.mark.parametrize("run", range(10))
def test_all_output_before_the_end_arrives(sessions, run):
    """A shell that exits while its output is pending."""
    script = "i=0; while [ $i -lt 10000 ]; do echo line $i; i=$((i+1)); done > T; cat T T T T T T T T T T; exit 7"
    session = sessions(shell=["sh", "-c", script])
    client = session.open()
    last = client.wait_end()
    lines = bytes(client.output[0]).split(b"\r\n")
    assert lines == [b"line %d" % i for _ in range(10) for i in range(10000)] + [b""]
    assert last == f.Bye({"reason": "ended", "end": {"reason": "shell", "exit": {"code": 7}}})
    assert [frame.body["kind"] for frame in client.frames if isinstance(frame, f.Event)][-1] == "shell"
    assert session.host.wait(10) == 0


def test_a_background_process_does_not_keep_the_session(sessions):
    session = sessions(shell=["sh", "-c", "trap '' HUP TERM; sleep 1000 & echo started"])
    client = session.open()
    client.wait_output(b"started")
    assert client.wait_end(15).body["reason"] == "ended"
    assert session.host.wait(10) == 0
    assert session.processes() == []


def test_all_output_arrives_while_others_hold_the_terminal(sessions):
    script = (
        "trap '' HUP; sleep 1000 & i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done > T; cat T; exit 7"
    )
    client = sessions(shell=["sh", "-c", script]).open()
    client.wait_event("shell")
    assert bytes(client.output[0]).split(b"\r\n") == [b"line %d" % i for i in range(20000)] + [b""]


def test_a_take_replaces_and_tells(session):
    first = session.open()
    second = session.open(client=OTHER, label="another computer")
    owner = first.wait_event("owner")
    assert owner["label"] == "another computer"
    first.type(b"echo stale\r", 0)
    error = first.wait(lambda frame: isinstance(frame, f.Error)).body
    assert (error["code"], error["fatal"]) == ("stale-epoch", False)
    first.send(f.Resize(0, 20, 20))
    assert first.wait(lambda frame: isinstance(frame, f.Error)).body["code"] == "stale-epoch"
    second.type(b"echo fre''sh; stty size\r", 0)
    assert b"stale" not in second.wait_output(b"24 80")
    first.wait_output(b"fresh")


def test_resume_after_anothers_take_watches(session):
    first = session.open()
    epoch = first.welcome["epoch"]
    first.cut()
    second = session.open(client=OTHER, label="another computer")
    again = session.open(intent="resume", epoch=epoch)
    assert again.welcome["role"] == "watch"
    assert again.welcome["elsewhere"]["label"] == "another computer"
    second.bye()
    back = session.open()
    assert back.welcome["role"] == "terminal"


def test_resume_is_granted_and_closes_the_older_connection(session):
    first = session.open()
    again = session.open(intent="resume", epoch=first.welcome["epoch"])
    assert again.welcome["role"] == "terminal"
    assert again.welcome["epoch"] > first.welcome["epoch"]
    assert first.wait_end() == f.Bye({"reason": "replaced"})


def test_input_of_an_older_epoch_is_refused(session):
    first = session.open()
    again = session.open(intent="resume", epoch=first.welcome["epoch"])
    again.type(b"echo old\r", 0, epoch=first.welcome["epoch"])
    assert again.wait(lambda frame: isinstance(frame, f.Error)).body["code"] == "stale-epoch"
    assert session.open(intent="resume", epoch=again.welcome["epoch"]).welcome["taken"] == 0


def test_a_hole_in_the_input_ends_the_conversation(session):
    client = session.open()
    client.type(b"x", 5)
    error = client.wait_end().body
    assert (error["code"], error["fatal"]) == ("input-gap", True)
    assert client.exit_code() == 64


def test_too_much_input_ends_the_conversation(sessions):
    session = sessions(shell=["sh", "-c", "stty raw -echo; echo ready; exec sleep 1000"])
    client = session.open()
    client.wait_output(b"ready")
    for number in range(8):
        client.type(b"x" * 32_768, number * 32_768)
    assert client.wait_end().body["code"] == "input-window"


def test_input_cut_and_resumed_is_taken_once(sessions):
    """The terminal takes it slowly; the connection is cut again and again with input on the way."""
    session = sessions(shell=["sh", "-c", "stty raw -echo; echo ready; exec python3 -c '" + SLOW_ECHO + "'"])
    data = os.urandom(40_000).replace(b"\0", b"\1")
    client = session.open()
    client.wait_output(b"ready")
    epoch, done = client.welcome["epoch"], 0
    while done < len(data):
        client.type(data[done : done + 20_000], done)
        client.wait(lambda frame: isinstance(frame, f.Taken))
        client.cut()
        client = session.open(intent="resume", epoch=epoch, tail=0)
        assert client.welcome["role"] == "terminal"
        epoch, done = client.welcome["epoch"], client.welcome["taken"]
    watcher = session.open(role="watch", output=True, **{"from": 0}, tail=4_194_304, client=OTHER)
    watcher.wait_output(data.hex().encode(), 20)
    assert bytes(watcher.output[0]) == b"ready\n" + data.hex().encode()


SLOW_ECHO = """
import os, time
while True:
    data = os.read(0, 701)
    time.sleep(0.002)
    os.write(1, data.hex().encode())
"""


def test_two_clients_in_turns(sessions):
    """Each takes the terminal in turn and is cut, at times with input unacknowledged: every byte once, in order."""
    session = sessions(shell=["sh", "-c", "stty raw -echo; echo ready; exec cat"])
    typed = {"c" * 32: b"abcdefghij" * 30, OTHER: b"0123456789" * 30}
    for turn in range(30):
        name = list(typed)[turn % 2]
        client = session.open(client=name)
        if turn == 0:
            client.wait_output(b"ready")
        taken = client.welcome["taken"]
        client.type(typed[name][taken : taken + 20], taken)
        if turn % 3:
            client.wait(lambda frame: isinstance(frame, f.Taken))
        client.cut()
    counts = {name: session.open(client=name).welcome["taken"] for name in typed}
    watcher = session.open(role="watch", output=True, **{"from": 0}, tail=4_194_304, client="e" * 32)
    total = sum(counts.values())
    watcher.wait(lambda frame: len(watcher.output[0]) == total + 6)
    seen = bytes(watcher.output[0])[6:]
    for name, alphabet in (("c" * 32, b"abcdefghij"), (OTHER, b"0123456789")):
        assert bytes(byte for byte in seen if byte in alphabet) == typed[name][: counts[name]]
        assert counts[name] > 0


def test_a_watcher_reads_and_cannot_type(session):
    client = session.open()
    watcher = session.open(role="watch", output=True, client=OTHER)
    client.type(b"echo hel''lo\r", 0)
    watcher.wait_output(b"hello")
    watcher.send(f.Input(1, 0, b"rm\r"))
    assert watcher.wait(lambda frame: isinstance(frame, f.Error)).body["code"] == "stale-epoch"


def test_a_watcher_alone_starts_no_shell(session):
    watcher = session.open(role="watch", client=OTHER)
    assert watcher.welcome["snapshot"]["shell"] == "none"
    assert watcher.welcome["generation"] == 0
    assert "output" not in watcher.welcome
    session.open()
    assert watcher.wait_event("shell")["exit"] is None


def test_the_tail_bounds_the_replay(session):
    client = session.open()
    client.type(b"seq 2000; echo do''ne\r", 0)
    client.wait_output(b"done\r\n$ ")
    again = session.open(tail=100)
    output = again.welcome["output"]
    assert output["from"] == output["end"] - 100
    from_start = session.open(**{"from": 10}, tail=4_194_304)
    assert from_start.welcome["output"]["from"] == 10


def test_ctrl_c_acts_at_once_in_a_flood(session):
    client = session.open(window=262_144)
    client.wait_output(b"$ ")
    client.type(b"yes\r", 0)
    client.wait_output(b"y\r\n" * 50_000)
    before = client._queue.qsize()
    client.type(b"\x03", 4)
    client.wait_output(b"^C\r\n$ ", 5)
    assert before < 20


def test_ping_is_answered_in_a_flood(session):
    client = session.open()
    client.type(b"yes\r", 0)
    client.wait_output(b"y\r\n" * 10_000)
    for nonce in range(5):
        client.send(f.Ping(nonce))
        client.wait(lambda frame, nonce=nonce: frame == f.Pong(nonce), 5)


def test_end_hangs_up_and_leaves_nothing(session):
    client = session.open()
    client.type(b"(trap '' HUP; sleep 1000) & setsid sleep 1000 & sleep 1000\r", 0)
    client.wait_output(b"sleep 1000\r\n")
    assert client.call("end") == {"call": 1, "ok": {}}
    bye = client.wait_end(15)
    assert bye.body["end"]["reason"] == "asked"
    assert session.host.wait(10) == 0
    assert session.processes() == []
    assert not session.run.exists()


def test_sigterm_is_a_deliberate_end(session):
    client = session.open()
    client.wait_output(b"$ ")
    session.host.terminate()
    assert client.wait_end().body["end"]["reason"] == "signal"
    assert session.host.wait(10) == 0
    assert session.attach().wait_end().body["code"] == "no-session"


def test_log_lines_hold_no_content(session):
    client = session.open()
    client.type(b"echo secret-word; gam secret-argument\r", 0)
    client.wait_output(b"GAM secret-argument")
    client.call("end")
    client.wait_end()
    session.host.wait(10)
    for word in ("start", "attach", "shell", "end: asked"):
        assert word in session.log
    assert "secret" not in session.log


def test_no_shell_to_start(sessions):
    session = sessions(shell=["/nonexistent/shell"])
    client = session.attach()
    client.send(hello())
    assert client.wait_end().body["code"] == "internal"


def test_the_shell_of_most_users_has_the_tenants_prompt(sessions):
    session = sessions(
        shell=["bash"], env={}, tenant={"id": "acme", "name": "A$(id) `x` \\w", "kind": "gam", "colour": "plum"}
    )
    client = session.open()
    client.wait_output(b"\x1b[1;38;2;132;64;192mA$(id) `x` \\w\x1b[0m")
    client.type(b"echo pa''th $PATH\r", 0)
    assert b"path " + bytes(session.run / "bin") in client.wait_output(b"path /")
