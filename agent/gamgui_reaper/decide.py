"""What goes, and why: pure. What is in doubt stays, since nothing brings a session back."""

from collections.abc import Iterable

from gamgui_reaper.objects import Claim, Pod

_HOUR = 3_600.0
# A pod that has ended is left so long for its owner's app to tell how.
KEEP_ENDED_S = 24 * _HOUR
# An app gives up a pod that does not start after ten minutes; it may be off, and a cluster slow.
STARTING_S = _HOUR
# What is nobody's may be in the making.
ORPHAN_S = _HOUR
# The kubelet ends a pod at its deadline, and the agent of a spare itself: they are let do it in order.
SLACK_S = 120.0


def why_pod(pod: Pod, now: float) -> str | None:
    """
    Why a pod goes, or None: it stays. One that runs for an owner, and whose time is not over, always stays.

    - `ended`: all its containers ended a day ago, or it did without any;
    - `expired`: its own time is over, or the cluster's for it: then the cluster should have ended it, and has not;
    - `spare`: nobody claimed it in its time;
    - `never-started`: nothing in it ever ran, an hour after it was made;
    - `orphan`: it says no owner or no session, so that no app finds it, an hour after it was made.
    """
    if pod.going:
        return None
    if pod.phase in ("Succeeded", "Failed"):
        ended = pod.ended if pod.ended is not None else pod.made
        return "ended" if now - ended >= KEEP_ENDED_S else None
    if _is_over(pod, now):
        return "spare" if pod.spare else "expired"
    if now - pod.made >= ORPHAN_S and not (pod.owner and pod.session):
        return "orphan"
    if now - pod.made >= STARTING_S and pod.phase == "Pending" and not pod.started:
        return "never-started"
    return None


def why_claim(claim: Claim, pods: Iterable[str], now: float) -> str | None:
    """Why a volume claim goes, or None: `orphan`: there is no pod of its name, an hour after it was made."""
    if claim.going or not claim.session or claim.name in pods:
        return None
    return "orphan" if now - claim.made >= ORPHAN_S else None


def _is_over(pod: Pod, now: float) -> bool:
    # What it says itself counts only where it is sooner: nobody's word makes a pod last.
    ends = [at for at in (pod.expires, pod.deadline) if at is not None]
    return bool(ends) and now >= min(ends) + SLACK_S
