"""What the reaper takes for over: whatever a pod says, one that is in use stays."""

from dataclasses import replace
from typing import Any

import pytest
from gamgui_reaper.decide import KEEP_ENDED_S, ORPHAN_S, STARTING_S, why_claim, why_pod
from gamgui_reaper.objects import Claim, Pod, claim_of, pod_of, time_of
from hypothesis import given
from hypothesis import strategies as st

NOW = 1_800_000_000.0
HOUR = 3_600.0

RUNNING = Pod(
    name="gamgui-abcde12345",
    uid="u",
    version="1",
    made=NOW - 30 * HOUR,
    owner="ana@corp.example",
    session="abcde12345",
    spare=False,
    expires=NOW + HOUR,
    deadline=NOW + HOUR,
    phase="Running",
    ended=None,
    started=True,
    going=False,
)

_times = st.floats(NOW - 30 * 24 * HOUR, NOW + 30 * 24 * HOUR)
_pods = st.builds(
    Pod,
    name=st.just("p"),
    uid=st.just("u"),
    version=st.just("1"),
    made=_times,
    owner=st.sampled_from(["", "ana@corp.example"]),
    session=st.sampled_from(["", "abcde12345"]),
    spare=st.booleans(),
    expires=st.none() | _times,
    deadline=st.none() | _times,
    phase=st.sampled_from(["Pending", "Running", "Succeeded", "Failed", "Unknown"]),
    ended=st.none() | _times,
    started=st.booleans(),
    going=st.booleans(),
)


@given(_pods)
def test_one_that_runs_for_an_owner_within_its_time_stays(pod: Pod) -> None:
    ends = [at for at in (pod.expires, pod.deadline) if at is not None]
    in_use = bool(pod.phase in ("Running", "Unknown") and pod.owner and pod.session and all(at > NOW for at in ends))
    if in_use:
        assert why_pod(pod, NOW) is None


@given(_pods, st.floats(0, 60 * 24 * HOUR))
def test_what_goes_now_would_go_later_too(pod: Pod, later: float) -> None:
    if why_pod(pod, NOW) is not None:
        assert why_pod(pod, NOW + later) is not None


@given(_pods)
def test_nobodys_word_makes_a_pod_last(pod: Pod) -> None:
    if why_pod(replace(pod, expires=None), NOW) is not None:
        assert why_pod(replace(pod, expires=NOW + 1e9), NOW) is not None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"expires": NOW - 10 * 60}, "expired"),
        ({"expires": NOW - 60}, None),
        ({"expires": None, "deadline": NOW - 10 * 60}, "expired"),
        ({"expires": None, "deadline": None}, None),
        ({"spare": True}, None),
        ({"spare": True, "expires": NOW - 10 * 60}, "spare"),
        ({"phase": "Succeeded", "ended": NOW - KEEP_ENDED_S}, "ended"),
        ({"phase": "Failed", "ended": NOW - KEEP_ENDED_S + 1}, None),
        ({"phase": "Failed", "ended": None, "made": NOW - KEEP_ENDED_S}, "ended"),
        # What has ended is left its day, however long its time has been over.
        ({"phase": "Failed", "ended": NOW - HOUR, "expires": NOW - HOUR}, None),
        ({"phase": "Pending", "started": False, "made": NOW - STARTING_S}, "never-started"),
        ({"phase": "Pending", "started": False, "made": NOW - STARTING_S + 1}, None),
        # Its container is being started again.
        ({"phase": "Pending", "started": True}, None),
        ({"owner": ""}, "orphan"),
        ({"session": ""}, "orphan"),
        ({"owner": "", "made": NOW - ORPHAN_S + 1}, None),
        ({"phase": "Unknown"}, None),
        ({"going": True, "expires": NOW - HOUR}, None),
    ],
)
def test_each_reason(change: dict[str, Any], why: str | None) -> None:
    assert why_pod(replace(RUNNING, **change), NOW) == why


CLAIM = Claim(name="gamgui-a", uid="u", version="1", made=NOW - ORPHAN_S, session="a", going=False)


def test_a_claim_goes_only_without_its_pod() -> None:
    assert why_claim(CLAIM, set(), NOW) == "orphan"
    assert why_claim(CLAIM, {"gamgui-a"}, NOW) is None
    assert why_claim(replace(CLAIM, made=NOW - ORPHAN_S + 1), set(), NOW) is None
    assert why_claim(replace(CLAIM, session=""), set(), NOW) is None
    assert why_claim(replace(CLAIM, going=True), set(), NOW) is None


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from(["gamgui.dev/owner", "gamgui.dev/session", "gamgui.dev/expires-at"]), st.text()))
def test_anything_can_be_in_labels_and_annotations(texts: dict[str, str]) -> None:
    found = {"metadata": {"name": "p", "labels": texts, "annotations": texts}}
    why_pod(pod_of(found), NOW)
    why_claim(claim_of(found), set(), NOW)


@given(_json)
def test_only_times_are_times(text: object) -> None:
    assert time_of(text) is None or isinstance(time_of(text), float)


def test_times_as_the_app_and_the_cluster_write_them() -> None:
    assert time_of("2026-01-02T03:04:05.678Z") == pytest.approx(1_767_323_045.678)
    assert time_of("2026-01-02T03:04:05Z") == 1_767_323_045
    assert time_of("2026-01-02T03:04:05") is None


def test_reads_a_pod_as_the_cluster_has_it() -> None:
    found = {
        "metadata": {
            "name": "gamgui-a",
            "uid": "u1",
            "resourceVersion": "7",
            "creationTimestamp": "2026-01-02T00:00:00Z",
            "labels": {"gamgui.dev/session": "a", "gamgui.dev/spare": "x"},
            "annotations": {"gamgui.dev/owner": "ana", "gamgui.dev/expires-at": "2026-01-02T01:00:00.000Z"},
        },
        "spec": {"activeDeadlineSeconds": 60},
        "status": {
            "phase": "Failed",
            "startTime": "2026-01-02T00:00:10Z",
            "containerStatuses": [
                {"state": {"terminated": {"finishedAt": "2026-01-02T00:01:00Z"}}},
                {"state": {"terminated": {"finishedAt": "2026-01-02T00:02:00Z"}}},
            ],
        },
    }
    made = 1_767_312_000.0
    assert pod_of(found) == Pod(
        name="gamgui-a",
        uid="u1",
        version="7",
        made=made,
        owner="ana",
        session="a",
        spare=True,
        expires=made + HOUR,
        deadline=made + 70,
        phase="Failed",
        ended=made + 120,
        started=True,
        going=False,
    )
