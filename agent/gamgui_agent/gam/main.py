"""The `gam` program: first in a session's PATH. Runs the real GAM untouched, and tells the host of its beginning,
its rows and its end. GAM's standard streams, its terminal and its exit code stay GAM's own.

As little as possible comes before GAM's start, and a host that does not answer holds up nothing.
"""

import os
import signal
import sys

from gamgui_agent.gam.child import Child, end_like
from gamgui_agent.gam.meta import BULK
from gamgui_agent.gam.settings import CannotRun, GamSettings, read_settings

# As typing has it, whose import takes 5 ms of each `gam`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from gamgui_agent.gam.rows import Rows

_EXIT_NO_GAM = 127
# How long the session's tenant may take until it is ready; in seconds.
_PATIENCE = 40.0
_NO_GAM = """\
gam: there is no GAM in this session.
Install GAM 7 (https://github.com/GAM-team/GAM/wiki) on the computer GamGUI runs on, then make a new session.
"""


def main(argv: list[str]) -> int:
    """Runs GAM with `argv` and ends as it ends; returns only where there is no GAM to run."""
    run = os.environ.get("GAMGUI_RUN", "")
    try:
        settings = read_settings(run, _PATIENCE)
    except CannotRun as why:
        sys.stderr.write(f"gam: {why}\n")
        return _EXIT_NO_GAM
    except KeyboardInterrupt:
        # While it was waited for: as a program that Ctrl-C ends, and without a word of Python's.
        return end_like(-signal.SIGINT)
    if settings is None or not settings.command:
        sys.stderr.write(_NO_GAM)
        return _EXIT_NO_GAM
    refused = _judge(argv, settings)
    return end_like(_run(argv, run, settings) if refused is None else refused)


def _judge(argv: list[str], settings: GamSettings) -> int | None:
    """What a command that is not to be run exits with."""
    if settings.guard is None:
        return None
    from gamgui_agent.gam.destructive import find_harms

    harms = find_harms(argv, _batch)
    if not harms:
        return None
    from gamgui_agent.gam.guard import judge

    return judge(argv, harms, settings.guard)


def _batch(name: str) -> list[list[str]] | None:
    from gamgui_agent.gam.batch import read_batch

    return read_batch(name, os.getcwd())


def _run(argv: list[str], run: str, settings: GamSettings) -> int:
    env = {**os.environ, **settings.env}
    rows = _rows(argv, run, env)
    try:
        child = Child([*settings.command, *argv], {**env, **(rows.env if rows else {})})
    except OSError as error:
        if rows:
            rows.finish()
        sys.stderr.write(f"gam: {settings.command[0]} cannot be started: {error.strerror}.\n")
        return _EXIT_NO_GAM
    # GAM takes most of a second to start: what follows costs its user nothing.
    from gamgui_agent.gam.report import Report

    report = Report(run, argv, child.pid)
    if rows:
        rows.start(report.rows)
    code = child.wait()
    if rows:
        rows.finish()
        if rows.failed:
            report.failed_rows(["gam", *argv], rows.failed)
    report.ended(code)
    return code


def _rows(argv: list[str], run: str, env: dict[str, str]) -> "Rows | None":
    """What follows the rows, for the few commands that have any: only they pay for it."""
    if BULK.isdisjoint(word.strip().lower() for word in argv):
        return None
    from gamgui_agent.gam.bulk import find_bulk
    from gamgui_agent.gam.rows import rows_of

    bulk = find_bulk(argv)
    return rows_of(bulk, run, env) if bulk else None
