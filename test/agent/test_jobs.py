"""Commands as jobs, and runs of gam."""

import hashlib
import os

import pytest
from agent_session import f, hello, wait_until
from gamgui_agent.jobs.memory import cause_of

ID = "0123456789abcdef"
OTHER = "d" * 32


def test_a_command_has_two_streams_and_an_exit_code(session):
    client = session.job(["sh", "-c", "echo out; echo err >&2; exit 3"])
    bye = client.wait_exited()
    assert bye == {"reason": "exited", "exit": {"code": 3}, "stdout": 4, "stderr": 4}
    assert (client.output[1], client.output[2]) == (b"out\n", b"err\n")
    assert client.bye("seen") == 0


def test_a_command_runs_in_the_working_folder_with_gam(session):
    client = session.job(["sh", "-c", "pwd; gam info user; tty; cat"])
    client.wait_exited()
    assert bytes(client.output[1]) == f"{session.dir}/work\nGAM info user\nnot a tty\n".encode()


@pytest.mark.parametrize(("argv", "code"), [(["no-such-program"], 127), (["/"], 126)])
def test_a_command_that_cannot_be_started(session, argv, code):
    client = session.job(argv)
    assert client.wait_exited()["exit"] == {"code": code}
    assert argv[0].encode() in client.output[2]


def test_a_signal_reaches_the_group(session):
    client = session.job(["sh", "-c", "trap '' INT; sleep 1000 & sleep 1000; exit 5"])
    wait_until(lambda: len(session.processes()) >= 3)
    assert client.call("signal", job="unknown", signal="INT")["error"]["code"] == "no-job"
    job = client.welcome["job"]["id"]
    assert client.call("signal", job=job, signal="TERM") == {"call": 1, "ok": {}}
    assert client.wait_exited()["exit"] == {"signal": "TERM"}


def test_input_reaches_the_command_and_ends(session):
    client = session.job(["sha256sum"], stdin=True)
    epoch, data = client.welcome["epoch"], os.urandom(300_000)
    for at in range(0, len(data), 50_000):
        piece = data[at : at + 50_000]
        client.type(piece, at)
        taken = f.Taken(epoch, at + len(piece))
        client.wait(lambda frame, taken=taken: frame == taken)
    client.type(b"", len(data))
    client.wait_exited()
    assert client.output[1].startswith(hashlib.sha256(data).hexdigest().encode())


def test_input_waits_up_to_the_window_that_is_told(session):
    client = session.job(["sh", "-c", "echo up; read x; sha256sum"], stdin=True)
    client.wait_output(b"up", stream=1)
    window, data = client.welcome["input"], os.urandom(client.welcome["input"])
    assert window == 1_048_576
    client.type(b"go\n", 0)
    client.wait(lambda frame: frame == f.Taken(client.welcome["epoch"], 3))
    for at in range(0, window, 65_536):
        client.type(data[at : at + 65_536], 3 + at)
    client.type(b"", 3 + window)
    client.wait_exited()
    assert client.output[1].endswith(hashlib.sha256(data).hexdigest().encode() + b"  -\n")


def test_more_input_than_the_window_is_refused(session):
    client = session.job(["sh", "-c", "echo up; exec sleep 1000"], stdin=True)
    client.wait_output(b"up", stream=1)
    # The window, what the pipe holds, and one frame more.
    for number in range(34):
        client.type(b"x" * 65_536, number * 65_536)
    assert client.wait_end().body["code"] == "input-window"


def test_a_start_that_was_seen_is_a_follow(session):
    first = session.job(["sh", "-c", "echo once >> count; cat count; read x; echo $x"], job=ID, stdin=True)
    first.wait_output(b"once\n", stream=1)
    first.cut()
    again = session.job(["sh", "-c", "echo twice >> count"], job=ID, stdin=True, stdout=5)
    assert again.start == {} or again.start[1] == 5
    again.type(b"go\n", again.welcome["taken"])
    again.wait_exited()
    assert bytes(again.output[1]) == b"go\n"
    assert (session.dir / "work" / "count").read_text() == "once\n"


def test_a_cut_follower_gets_every_byte_once(session):
    script = "i=0; while [ $i -lt 3000 ]; do echo line $i; echo err $i >&2; i=$((i+1)); done"
    client, got, offsets = None, {1: b"", 2: b""}, {}
    for _ in range(5):
        client = session.job(["sh", "-c", script], job=ID, stdout=len(got[1]), stderr=len(got[2]), window=65_536)
        client.wait(lambda frame: isinstance(frame, f.Output | f.Bye))
        client.cut()
        for stream in got:
            offsets = client.start.get(stream, len(got[stream]))
            assert offsets == len(got[stream])
            got[stream] += bytes(client.output[stream])
    client = session.job(["true"], job=ID, stdout=len(got[1]), stderr=len(got[2]))
    client.wait_exited()
    for stream, word in ((1, "line"), (2, "err")):
        got[stream] += bytes(client.output[stream])
        assert got[stream] == b"".join(b"%s %d\n" % (word.encode(), number) for number in range(3000))


def test_seen_frees_the_spool(session):
    client = session.job(["echo", "x"], job=ID)
    client.wait_exited()
    folder = session.state / "jobs" / ID
    assert folder.exists()
    client.bye("seen")
    wait_until(lambda: not folder.exists())
    late = session.attach()
    late.send(hello("job", job={"id": ID}))
    assert late.wait_end().body["code"] == "no-job"
    again = session.attach()
    again.send(hello("job", job={"id": ID, "argv": ["echo", "again"], "stdin": False}))
    assert again.wait_end().body["code"] == "no-job"


def test_unknown_job(session):
    client = session.attach()
    client.send(hello("job", job={"id": ID}))
    assert client.wait_end().body["code"] == "no-job"
    assert client.exit_code() == 64


def test_a_full_spool_makes_the_job_wait(sessions):
    session = sessions(limits={"spoolBytes": 1_048_576})
    client = session.job(["sh", "-c", "yes | head -c 8000000; touch done"], ack=False, window=65_536)
    wait_until(lambda: sum(size(session.state / "jobs")) >= 1_000_000)
    assert not (session.dir / "work" / "done").exists()
    client.ack = True
    client.send(f.Ack(1, len(client.output[1])))
    bye = client.wait_exited()
    assert bye["stdout"] == 8_000_000 == len(client.output[1])
    assert sum(size(session.state / "jobs")) < 2_200_000


def size(folder):
    return [os.stat(os.path.join(path, name)).st_size for path, _, names in os.walk(folder) for name in names]


def test_background_children_do_not_keep_a_job(session):
    client = session.job(["sh", "-c", "(sleep 1000) & echo started"])
    bye = client.wait_exited(5)
    assert bye["exit"] == {"code": 0}
    assert client.output[1] == b"started\n"


def test_only_its_client_sends_a_job_input(session):
    client = session.job(["cat"], job=ID, stdin=True)
    other = session.open(role="job", client=OTHER, job={"id": ID})
    assert other.welcome["epoch"] == 0
    other.type(b"no", 0)
    assert other.wait(lambda frame: isinstance(frame, f.Error)).body["code"] == "stale-epoch"
    client.type(b"yes", 0)
    other.wait_output(b"yes", stream=1)
    client.type(b"", 3)
    client.wait_exited()
    assert other.wait_exited()["stdout"] == 3


def test_runs_of_gam_are_told(session):
    client = session.open()
    client.type(b"gam create user x password Secret99\r", 0)
    begun = client.wait_event("job")["job"]
    assert begun["kind"] == "gam"
    assert begun["argv"][:4] == ["gam", "create", "user", "x"]
    assert "Secret99" not in begun["argv"]
    ended = client.wait_event("job")["job"]
    assert (ended["id"], ended["exit"]) == (begun["id"], {"code": 0})


def test_what_gam_says_of_how_far_it_is_is_told(sessions):
    say = 'read go; printf "Got 7 Users: a@x - b@x\\r\\n"; read go; echo "Getting Files for a@x (2/9)"; read go'
    session = sessions(gam={"command": ["sh", "-c", say]})
    client = session.open()
    client.wait_output(b"$ ")
    # What stood there before is no word of this run.
    before = b"echo 'Got 99 Keys: x'\r"
    client.type(before, 0)
    client.wait_output(b"99 Keys: x\r\n")
    typed = before + b"gam print\r"
    client.type(b"gam print\r", len(before))
    client.wait_event("job")
    client.type(b"\r", len(typed))
    assert job_with(client, "progress") == {"done": 7, "total": None, "what": "Users"}
    client.type(b"\r", len(typed) + 1)
    client.wait(lambda frame: isinstance(frame, f.Event) and progress_of(frame) == {"done": 2, "total": 9, "what": ""})


def progress_of(frame):
    return frame.body.get("job", {}).get("progress")


def job_with(client, field):
    event = client.wait(lambda frame: isinstance(frame, f.Event) and field in frame.body.get("job", {}))
    return event.body["job"][field]


def test_a_run_that_fails_has_gams_last_error_and_its_place_in_the_output(sessions):
    say = 'read go; echo "ERROR: password Secret99 is refused"; echo "Help: see the wiki"; exit 2'
    session = sessions(gam={"command": ["sh", "-c", say]})
    client = session.open()
    before = b"echo ERROR: not of gam\r"
    client.type(before, 0)
    client.wait_output(b"\r\nERROR: not of gam\r\n$ ")
    typed = before + b"gam print users\r"
    client.type(b"gam print users\r", len(before))
    begun = client.wait_event("job")["job"]
    client.type(b"\r", len(typed))
    assert client.wait_event("job")["job"]["exit"] == {"code": 2}
    assert job_with(client, "said") == "password ••• is refused"
    assert b"ERROR: password" not in client.output[0][: begun["output"]]
    assert b"ERROR: password" in client.output[0][begun["output"] :]
    # It is kept for whoever comes later.
    jobs = session.open(role="watch", client=OTHER).welcome["snapshot"]["jobs"]
    assert (jobs[-1]["said"], jobs[-1]["output"]) == ("password ••• is refused", begun["output"])


@pytest.mark.parametrize(
    ("exit", "before", "now", "cause"),
    [
        ({"signal": "KILL"}, 0, 1, "out-of-memory"),
        ({"code": 137}, 0, 1, "out-of-memory"),
        ({"signal": "KILL"}, 1, 1, None),
        ({"signal": "TERM"}, 0, 1, None),
        ({"code": 1}, 0, 1, None),
        ({"signal": "KILL"}, None, 1, None),
        ({"signal": "KILL"}, 0, None, None),
    ],
)
def test_a_kill_is_one_for_want_of_memory_where_that_was_counted(exit, before, now, cause):
    assert cause_of(exit, before, lambda: now) == cause


def test_gam_in_a_command_has_it_as_its_parent(session):
    watcher = session.open(role="watch", client=OTHER)
    client = session.job(["gam", "info"], job=ID)
    client.wait_exited()
    jobs = [watcher.wait_event("job")["job"] for _ in range(4)]
    assert [job["kind"] for job in jobs] == ["command", "gam", "gam", "command"]
    assert jobs[1]["parent"] == ID
    assert session.open(role="watch", client=OTHER).welcome["snapshot"]["jobs"][-1]["parent"] == ID


def test_a_killed_wrapper_ends_its_job(sessions):
    session = sessions(gam={"command": ["sleep", "1000"]})
    client = session.open()
    client.type(b"gam\r", 0)
    job = client.wait_event("job")["job"]
    assert client.call("signal", job=job["id"], signal="KILL")["ok"] == {}
    assert client.wait_event("job")["job"]["exit"] == {"signal": "KILL"}


def test_the_shells_end_waits_for_commands(session):
    client = session.open()
    job = session.job(["sh", "-c", "read x; echo got $x"], job=ID, stdin=True)
    client.type(b"exit\r", 0)
    assert client.wait_event("shell")["exit"] == {"code": 0}
    job.type(b"it\n", 0)
    job.wait_exited()
    assert job.output[1] == b"got it\n"
    job.bye("seen")
    assert client.wait_end().body["end"]["reason"] == "shell"
