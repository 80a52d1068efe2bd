"""When a session ends by itself."""

import subprocess

import pytest
from agent_session import wait_until
from gamgui_agent.config import Limits
from gamgui_agent.host.life import Life
from gamgui_agent.internal import hold_transfer
from hypothesis import given
from hypothesis import strategies as st

MINUTE = 60_000
HOUR = 60 * MINUTE
OTHER = "d" * 32
# Longer than a client needs to connect on a busy machine: a session must not idle away before.
SHORT_MS = 2_000


def make(idle=HOUR, life=8 * HOUR, created=0, ends=None, now=0):
    return Life(Limits(idle_ms=idle, life_ms=life), created, ends, now)


def test_idle_counts_from_the_last_thing_that_happened():
    life = make()
    assert life.judge(HOUR - 1, held=False) is None
    life.touch(HOUR - 1)
    assert life.judge(HOUR, held=False) is None
    assert life.idle_ends == 2 * HOUR - 1
    assert life.judge(2 * HOUR - 1, held=False) == "idle"


def test_idle_does_not_count_while_held():
    life = make()
    assert life.judge(5 * HOUR, held=True) is None
    assert life.idle_ends is None
    assert life.judge(5 * HOUR + 1, held=False) is None
    assert life.idle_ends == 6 * HOUR + 1


def test_life_never_ends_what_is_held():
    life = make(idle=0)
    assert life.judge(9 * HOUR, held=True) is None
    assert life.ends == 8 * HOUR
    # Whoever comes back from what ran has ten minutes to extend, and is told.
    assert life.judge(9 * HOUR + 1, held=False) is None
    ends = 9 * HOUR + 10 * MINUTE + 1
    assert life.body()["endsAt"] == ends
    assert life.judge(ends - 1, held=False) is None
    assert life.judge(ends, held=False) == "life"


def test_a_host_that_is_started_after_the_end_leaves_time_to_look():
    # What ran in the one before, and until when, it cannot know.
    life = make(life=MINUTE, now=10 * MINUTE)
    assert life.judge(10 * MINUTE, held=False) is None
    assert life.judge(11 * MINUTE - 1, held=False) is None
    assert life.judge(11 * MINUTE, held=False) == "life"


def test_what_ran_long_before_its_end_moves_nothing():
    life = make(idle=0)
    life.judge(HOUR, held=True)
    life.judge(HOUR + 1, held=False)
    assert life.ends == 8 * HOUR


def test_an_end_that_has_passed_is_extended_from_now():
    life = make(idle=0)
    life.judge(9 * HOUR, held=True)
    life.extend(HOUR, 9 * HOUR)
    assert (life.planned, life.ends) == (10 * HOUR, 10 * HOUR)
    assert life.judge(9 * HOUR + 1, held=False) is None
    assert life.ends == 10 * HOUR


@given(
    st.lists(st.tuples(st.integers(1, 2 * HOUR), st.booleans(), st.booleans()), max_size=60),
    st.sampled_from([0, MINUTE, HOUR]),
    st.sampled_from([0, MINUTE, 8 * HOUR]),
)
def test_an_end_is_told_before_it_comes(steps, idle, life_ms):
    """Whatever runs, is extended and passes: it never ends while held, nor before the time that was told last."""
    life, now = make(idle=idle, life=life_ms), 0
    life.news(0)
    told = life.body()
    for passes, held, extends in steps:
        now += passes
        if extends:
            life.extend(HOUR, now)
        reason = life.judge(now, held)
        if reason:
            assert not held
            end = told["endsAt" if reason == "life" else "idleEndsAt"]
            assert end is not None and now >= end
            return
        told = life.news(now) or told


def test_zero_is_never():
    life = make(idle=0, life=0)
    assert life.judge(10**15, held=False) is None
    assert life.body() == {"endsAt": None, "idleEndsAt": None, "deadline": None}
    assert life.news(0) == life.body()
    assert life.news(10**15) is None


def test_extending_moves_both_ends():
    life = make()
    life.extend(2 * HOUR, 0)
    assert (life.ends, life.idle_ends) == (10 * HOUR, 3 * HOUR)
    life.touch(HOUR)
    assert life.idle_ends == 3 * HOUR
    assert life.judge(3 * HOUR - 1, held=False) is None


def test_a_moved_end_is_kept():
    assert make(ends=9 * HOUR).ends == 9 * HOUR


def test_both_warnings_are_told_and_little_moves_are_not():
    life = make(idle=0)
    assert life.news(0) == life.body()
    assert life.news(8 * HOUR - 10 * MINUTE - 1) is None
    assert life.news(8 * HOUR - 10 * MINUTE) == life.body()
    assert life.news(8 * HOUR - 10 * MINUTE + 1) is None
    assert life.news(8 * HOUR - MINUTE) == life.body()
    typing = make()
    typing.news(0)
    typing.touch(MINUTE - 1)
    assert typing.news(MINUTE - 1) is None
    typing.touch(MINUTE)
    assert typing.news(MINUTE)["idleEndsAt"] == HOUR + MINUTE


def ends_with(session, reason, seconds=10):
    assert session.host.wait(seconds) == 0
    assert f"end: {reason}" in session.log


def stays(session):
    with pytest.raises(subprocess.TimeoutExpired):
        session.host.wait(2 * SHORT_MS / 1000)


def test_an_idle_session_ends(sessions):
    session = sessions(limits={"idleMs": SHORT_MS})
    client = session.open()
    assert client.wait_end().body["end"]["reason"] == "idle"
    ends_with(session, "idle")


def test_a_program_in_the_foreground_holds_it(sessions):
    session = sessions(limits={"idleMs": SHORT_MS})
    client = session.open()
    client.type(b"sleep 3; echo sle''pt\r", 0)
    client.wait_output(b"slept")
    assert client.wait_end().body["end"]["reason"] == "idle"


def test_a_transfer_holds_it(sessions):
    session = sessions(limits={"idleMs": SHORT_MS})
    line = hold_transfer(str(session.run))
    stays(session)
    line.close()
    ends_with(session, "idle")


def test_life_ends_it_once_nothing_runs(sessions):
    session = sessions(limits={"idleMs": 0, "lifeMs": SHORT_MS})
    client = session.job(["sh", "-c", "sleep 3; echo done"])
    client.wait_exited()
    assert client.output[1] == b"done\n"
    client.bye("seen")
    ends_with(session, "life")


def test_an_end_that_nobody_has_seen_holds_it(sessions):
    """No client: the job's end waits for one, which then has read it."""
    session = sessions(limits={"idleMs": SHORT_MS})
    client = session.job(["true"])
    client.cut()
    wait_until(lambda: '"exit": {"code": 0}' in (session.state / "events.jsonl").read_text())
    stays(session)
    session.open(role="watch", client=OTHER).wait_end()
    ends_with(session, "idle")


def test_a_session_for_one_command_ends_unseen(sessions):
    session = sessions(oneShot=True, limits={"idleMs": SHORT_MS})
    session.job(["true"]).cut()
    ends_with(session, "idle")


def test_extend_is_answered_and_told(session):
    client = session.open()
    before = client.welcome["snapshot"]["life"]["endsAt"]
    assert client.call("extend", by=HOUR)["ok"]["endsAt"] == before + HOUR
    session.kill_host()
    session.start()
    assert session.open(role="watch", client=OTHER).welcome["snapshot"]["life"]["endsAt"] == before + HOUR
