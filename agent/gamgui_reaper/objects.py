"""What the reaper reads of pods and claims. Everything in them may be a lie: whoever can make pods can write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# As main/backends/labels.ts and main/backends/kubernetes/pods/names.ts have them.
APP_SELECTOR = "app.kubernetes.io/name=gamgui"
_OWNER = "gamgui.dev/owner"
_SESSION = "gamgui.dev/session"
_SPARE = "gamgui.dev/spare"
_EXPIRES = "gamgui.dev/expires-at"


@dataclass(frozen=True)
class Pod:
    """A pod that is marked as GamGUI's. Times are in seconds since 1970, by the clock of the cluster."""

    name: str
    uid: str
    # Of this very state of it: what is decided of it holds for no other.
    version: str
    made: float
    # The user that it says it is of; empty: nobody.
    owner: str
    session: str
    spare: bool
    # When it says that it may go, or None: it does not say, or not in a way that can be read.
    expires: float | None
    # When the cluster ends it whatever runs, or None: it never does.
    deadline: float | None
    # "Pending", "Running", "Succeeded", "Failed" or "Unknown".
    phase: str
    # When its last container ended, or None: none has.
    ended: float | None
    # Whether any of its containers ever ran.
    started: bool
    # Whether it is on its way out already.
    going: bool


@dataclass(frozen=True)
class Claim:
    """A volume claim that is marked as GamGUI's; its name is that of its session's pod."""

    name: str
    uid: str
    version: str
    made: float
    session: str
    going: bool


def pod_of(found: Mapping[str, Any]) -> Pod:
    """The pod in an answer of the API server."""
    meta = found.get("metadata") or {}
    labels, annotations = meta.get("labels") or {}, meta.get("annotations") or {}
    spec, status = found.get("spec") or {}, found.get("status") or {}
    made = time_of(meta.get("creationTimestamp")) or 0.0
    seconds = spec.get("activeDeadlineSeconds")
    containers = status.get("containerStatuses") or []
    ends = [_terminated(one) for one in containers]
    return Pod(
        name=meta.get("name", ""),
        uid=meta.get("uid", ""),
        version=meta.get("resourceVersion", ""),
        made=made,
        owner=annotations.get(_OWNER, ""),
        session=labels.get(_SESSION, ""),
        spare=_SPARE in labels,
        expires=time_of(annotations.get(_EXPIRES)),
        deadline=(time_of(status.get("startTime")) or made) + seconds if isinstance(seconds, int) else None,
        phase=status.get("phase") or "Unknown",
        ended=max((at for at in ends if at is not None), default=None),
        started=any(_ran(one) for one in containers),
        going=meta.get("deletionTimestamp") is not None,
    )


def claim_of(found: Mapping[str, Any]) -> Claim:
    """The volume claim in an answer of the API server."""
    meta = found.get("metadata") or {}
    return Claim(
        name=meta.get("name", ""),
        uid=meta.get("uid", ""),
        version=meta.get("resourceVersion", ""),
        made=time_of(meta.get("creationTimestamp")) or 0.0,
        session=(meta.get("labels") or {}).get(_SESSION, ""),
        going=meta.get("deletionTimestamp") is not None,
    )


def time_of(text: object) -> float | None:
    """A time of RFC 3339 in seconds since 1970, or None: it is none."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return None if at.tzinfo is None else at.timestamp()


def _terminated(status: Mapping[str, Any]) -> float | None:
    end = (status.get("state") or {}).get("terminated") or {}
    return time_of(end.get("finishedAt"))


def _ran(status: Mapping[str, Any]) -> bool:
    states = [status.get("state") or {}, status.get("lastState") or {}]
    return any(name in state for state in states for name in ("running", "terminated"))
