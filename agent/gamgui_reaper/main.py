"""
One round through all workspaces: `gamgui-agent reaper [--dry-run]`. Each removal is a line of JSON on stdout, as is the
sum of each workspace; names, owners and contents of sessions are in none. Exit code 0: all was looked at; 1: something
was not.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gamgui_reaper.api import Api, ApiError
from gamgui_reaper.decide import why_claim, why_pod
from gamgui_reaper.objects import APP_SELECTOR, claim_of, pod_of, time_of

_ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")
_WORKSPACES = "gamgui.dev/workspace=true"

Tell = Callable[[Mapping[str, Any]], None]


class Round:
    """Looks at each workspace once. What cannot be done in one does not keep it from the others."""

    def __init__(self, api: Api, tell: Tell, now: float, dry_run: bool = False) -> None:
        self._api = api
        self._tell = tell
        self._now = now
        self._dry_run = dry_run

    def run(self) -> bool:
        """Whether all was looked at, and all went that was to go."""
        try:
            names = [one["metadata"]["name"] for one in self._api.items("/api/v1/namespaces", _WORKSPACES)]
        except ApiError as error:
            self._tell({"did": "failed", "error": str(error)})
            return False
        # None is left out after one that failed.
        done = [self._workspace(name) for name in names]
        return all(done)

    def _workspace(self, name: str) -> bool:
        seen = removed = failed = 0
        try:
            for kind, uid, version, path, why in self._found(name):
                seen += 1
                if why is None:
                    continue
                done = self._remove(name, (kind, uid, version, path, why))
                removed += done is True
                failed += done is None
        except ApiError as error:
            self._tell({"did": "failed", "workspace": name, "error": str(error)})
            return False
        self._tell({"did": "looked", "workspace": name, "seen": seen, "removed": removed, "failed": failed})
        return failed == 0

    def _found(self, workspace: str) -> Iterator[tuple[str, str, str, str, str | None]]:
        """Each pod and claim: its kind, uid, version and path, and why it goes."""
        base = f"/api/v1/namespaces/{workspace}"
        # Claims are read first: a pod that is made after its claim is then never missed.
        claims = [claim_of(one) for one in self._api.items(f"{base}/persistentvolumeclaims", APP_SELECTOR)]
        pods = set()
        for one in self._api.items(f"{base}/pods", APP_SELECTOR):
            pod = pod_of(one)
            pods.add(pod.name)
            yield "pod", pod.uid, pod.version, f"{base}/pods/{pod.name}", why_pod(pod, self._now)
        for claim in claims:
            path = f"{base}/persistentvolumeclaims/{claim.name}"
            yield "claim", claim.uid, claim.version, path, why_claim(claim, pods, self._now)

    def _remove(self, workspace: str, what: tuple[str, str, str, str, str]) -> bool | None:
        """True: it is gone, or going; False: it has changed, and the next round looks at it; None: it failed."""
        kind, uid, version, path, why = what
        said = {"workspace": workspace, "kind": kind, "name": path.rsplit("/", 1)[1], "uid": uid, "why": why}
        if self._dry_run:
            self._tell({"did": "would-remove", **said})
            return False
        try:
            done = self._api.delete(path, uid, version)
        except ApiError as error:
            self._tell({"did": "failed", **said, "error": str(error)})
            return None
        self._tell({"did": "removed" if done else "left", **said})
        return done


def _say(line: Mapping[str, Any]) -> None:
    print(json.dumps(line), flush=True)


def main(argv: Sequence[str]) -> int:
    """Runs one round; the exit code."""
    args = _arguments(argv)
    now = time.time() if args.now is None else time_of(args.now)
    if now is None:
        print("--now is no time of RFC 3339", file=sys.stderr)
        return 2
    api = Api(args.server, args.ca, args.token)
    try:
        return 0 if Round(api, _say, now, args.dry_run).run() else 1
    finally:
        api.close()


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    host, port = (os.environ.get(f"KUBERNETES_SERVICE_{name}", "") for name in ("HOST", "PORT"))
    # An address of IPv6 stands in brackets.
    here = f"[{host}]" if ":" in host else host
    parser = argparse.ArgumentParser(prog="gamgui-agent reaper", description="Removes what no app removes any more.")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and remove nothing")
    parser.add_argument("--server", default=f"https://{here}:{port}", help="the API server; the pod's own unless given")
    parser.add_argument("--ca", type=Path, default=_ACCOUNT / "ca.crt", help="file of the authority of its certificate")
    parser.add_argument("--token", type=Path, default=_ACCOUNT / "token", help="file of the token it is asked with")
    parser.add_argument("--now", help="RFC 3339; another time than the clock's, to see what goes then")
    return parser.parse_args(argv)
