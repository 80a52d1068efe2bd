"""What the `gam` program tells the host about one run. Best effort: without a host GAM runs all the same."""

import os
import signal
from collections.abc import Mapping, Sequence

from gamgui_agent.gam.mask import mask
from gamgui_agent.internal import Exit, report_gam_start


class Report:
    """One run of GAM, begun as the process `pid`, in the session whose run folder is `run`."""

    def __init__(self, run: str, argv: list[str], pid: int) -> None:
        self._run = run
        parent = os.environ.get("GAMGUI_JOB") or None
        self._job = report_gam_start(run, mask(["gam", *argv]), pid, parent)

    def rows(self, done: int, failed: int, total: int | None) -> None:
        """How far a bulk job is."""
        if self._job:
            self._job.rows(done, failed, total)

    def failed_rows(self, argv: Sequence[str], rows: Mapping[str, object]) -> None:
        """Which rows of a bulk job failed; `argv` is the command as it was typed."""
        from gamgui_agent.gam.failed import keep
        from gamgui_agent.gam.rows import keep_argv

        if self._job and self._job.keep:
            output = {"from": self._job.output, "to": self._job.where()}
            keep(self._job.keep, self._job.id, {**rows, "argv": mask(argv), "output": output})
            keep_argv(self._run, self._job.id, argv)

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
