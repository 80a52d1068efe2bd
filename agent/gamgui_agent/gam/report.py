"""What the `gam` program tells the host about one run. Best effort: without a host GAM runs all the same."""

import os
import signal

from gamgui_agent.gam.mask import mask
from gamgui_agent.internal import Exit, report_gam_start


class Report:
    """One run of GAM, begun as the process `pid`, in the session whose run folder is `run`."""

    def __init__(self, run: str, argv: list[str], pid: int) -> None:
        parent = os.environ.get("GAMGUI_JOB") or None
        self._job = report_gam_start(run, mask(["gam", *argv]), pid, parent)

    def rows(self, done: int, failed: int, total: int | None) -> None:
        """How far a bulk job is."""
        if self._job:
            self._job.rows(done, failed, total)

    def ended(self, code: int) -> None:
        """It ended with `code`, a signal's number being negative."""
        if self._job:
            self._job.end(_exit(code))


def _exit(code: int) -> Exit:
    if code >= 0:
        return {"code": code}
    try:
        return {"signal": signal.Signals(-code).name.removeprefix("SIG")}
    except ValueError:
        # Real-time signals have no names of their own.
        return {"signal": str(-code)}
