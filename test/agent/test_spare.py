"""A session that is made ahead: it lives by what its first client says, from then on, also after a crash."""

import time

import pytest
from agent_client import hello

HOUR = 3_600_000
BOUNDS = {"idleMs": None, "lifeMs": 2 * HOUR}
OTHER = "d" * 32


@pytest.fixture
def spare(sessions):
    return sessions(spare=True, limits={"idleMs": HOUR, "lifeMs": None})


def life(client):
    return client.welcome["snapshot"]["life"]


def is_two_hours_away(ends):
    return abs(ends - time.time() * 1000 - 2 * HOUR) < 60_000


def test_the_first_bounds_hold_from_then_on(spare):
    first = spare.open(limits=BOUNDS)
    assert is_two_hours_away(life(first)["endsAt"])
    assert life(first)["idleEndsAt"] is None
    second = spare.open(client=OTHER, role="watch", limits={"idleMs": 1000, "lifeMs": 1000})
    assert life(second) == life(first)


def test_who_says_nothing_of_it_leaves_it_a_spare(spare):
    looking = spare.open(role="watch")
    assert life(looking)["endsAt"] is None
    assert is_two_hours_away(life(spare.open(client=OTHER, limits=BOUNDS))["endsAt"])


def test_they_outlive_a_crash(spare):
    ends = life(spare.open(limits=BOUNDS))["endsAt"]
    spare.kill_host()
    spare.start()
    assert life(spare.open(client=OTHER))["endsAt"] == ends


def test_any_other_session_keeps_its_own(sessions):
    session = sessions(limits={"idleMs": None, "lifeMs": 2 * HOUR})
    assert is_two_hours_away(life(session.open(limits={"idleMs": 5000, "lifeMs": 5000}))["endsAt"])


@pytest.mark.parametrize("limits", [[], {"idleMs": 0, "lifeMs": 1}, {"idleMs": "1", "lifeMs": None}])
def test_bounds_that_do_not_fit_are_refused(spare, limits):
    client = spare.attach()
    client.send(hello(limits=limits))
    assert client.wait_end().body["code"] == "bad-hello"
