"""Follows how far a run of `gam` is by the end of the terminal's output: a look now and then, whatever is printed.

Nothing stands between GAM and its terminal for that, and a flood costs no more than silence. Where two runs print at
a time nobody knows whose line is whose, so nothing is said.
"""

from gamgui_agent.files.journal.lines import plain_text
from gamgui_agent.gam.progress import LOOKED_AT, last_progress
from gamgui_agent.host.records import Job
from gamgui_agent.jobs.jobs import Jobs
from gamgui_agent.streams.journal import Journal

_EVERY_SECONDS = 0.5


class Following:
    """Of the terminal whose output `journal` keeps."""

    def __init__(self, journal: Journal, jobs: Jobs) -> None:
        self._journal = journal
        self._jobs = jobs
        self._seen = 0
        self._looked = 0.0

    def tick(self, now: float) -> None:
        """Now and then; `now` in seconds."""
        alone = self._jobs.alone_at_terminal()
        if alone is None or now - self._looked < _EVERY_SECONDS or self._journal.end == self._seen:
            return
        job, start = alone
        # Of a bulk command the rows are counted, which is better.
        if job.rows is None:
            self._looked, self._seen = now, self._journal.end
            self._look(job, start)

    def _look(self, job: Job, start: int) -> None:
        end = self._journal.end
        first = max(start, self._journal.start, end - LOOKED_AT)
        progress = last_progress(plain_text(self._journal.read(first, end - first)))
        if progress and progress != job.progress:
            self._jobs.gam_progress(job.id, progress)
