"""Follows the rows of one bulk job of GAM, through a command log of its own.

The log is asked for in a copy of gam.cfg that this run of GAM alone sees: an argument (`config cmdlog …`) would
show in GAM's error messages, and one log for all runs would not say whose rows it holds. The copy and the log, which
holds passwords in the clear, live in memory and go with the run. Where no folder is memory, as on macOS, or where
the tenant keeps a command log itself, rows stay unknown.
"""

import contextlib
import hashlib
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from gamgui_agent.gam.bulk import Bulk, count_rows
from gamgui_agent.gam.cmdlog import Counter, Follower
from gamgui_agent.gam.config import TenantError, csv_input, derive_for_run
from gamgui_agent.gam.failed import find_failed, input_of, write_private

# Seconds between two looks at the log, only while the job runs.
_PAUSE = 1.0

# Rows done, those of them that failed, and the total if it is known.
Report = Callable[[int, int, int | None], None]


class Rows:
    """The log of one run, which is to be run with `env` beside its own environment."""

    def __init__(self, bulk: Bulk, folder: Path, section: str) -> None:
        self.env = {"GAMCFGDIR": str(folder)}
        self._bulk = bulk
        self._folder = folder
        self._section = section
        self._input = input_of(bulk, os.getcwd())
        self._counter = Counter()
        self._follower = Follower(str(folder / "log"), self._counter)
        self._total: int | None = None
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._said: tuple[int, int, int | None] | None = None
        self.failed: dict[str, object] | None = None
        """Which rows failed, when it has ended; None: none did, or they cannot be told."""

    def start(self, report: Report) -> None:
        """Begins to look, in a thread of its own: the job has been started. `report` gets what is new."""
        self._thread = threading.Thread(target=self._watch, args=(report,), daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Looks a last time, and removes the log: the job has ended, or could not be started."""
        self._ended.set()
        if self._thread:
            self._thread.join()
        self._follower.close()
        self._find_failed()
        _remove(str(self._folder))

    def _find_failed(self) -> None:
        if self._input is None or not self._counter.failed or self._counter.nested:
            return
        with contextlib.suppress(TenantError):
            configured = csv_input(self._folder, self._section)
            self.failed = find_failed(self._bulk, self._input, configured, self._counter.failures)

    def _watch(self, report: Report) -> None:
        self._total = count_rows(self._bulk, os.getcwd())
        ended = False
        while not ended:
            ended = self._ended.wait(_PAUSE)
            self._look(report)

    def _look(self, report: Report) -> None:
        self._follower.poll()
        done, failed = self._counter.done, self._counter.failed
        known = self._total is not None and not self._counter.nested and self._total >= done
        said = (done, failed, self._total if known else None)
        if said != self._said:
            self._said = said
            report(*said)


def rows_of(bulk: Bulk, run: str, env: Mapping[str, str]) -> Rows | None:
    """The rows of a bulk command about to be run with `env`; None if they cannot be known."""
    source, section = env.get("GAMCFGDIR"), env.get("GAMCFGSECTION")
    memory = _memory_folder(run)
    if bulk.saves or source is None or section is None or memory is None:
        return None
    folder = Path(memory, _prefix(run) + os.urandom(6).hex())
    log = folder / "log"
    try:
        folder.mkdir(0o700)
        log.touch(0o600)
        if derive_for_run(Path(source), folder, section=section, log=log):
            return Rows(bulk, folder, section)
    except (OSError, TenantError):
        pass
    _remove(str(folder))
    return None


def private_folder(run: str) -> Path | None:
    """A folder in memory for this session alone, to be made, which `sweep` removes; None where no folder is memory."""
    memory = _memory_folder(run)
    return None if memory is None else Path(memory, f"{_prefix(run)}session")


def sweep(run: str) -> None:
    """Removes the logs of runs that were killed before they could. For the host, when nothing runs any more."""
    memory = _memory_folder(run)
    if memory is None:
        return
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(memory)):
            if entry.name.startswith(f"{_prefix(run)}argv-"):
                os.unlink(entry.path)
            elif entry.name.startswith(_prefix(run)):
                _remove(entry.path)


def keep_argv(run: str, job: str, argv: Sequence[str]) -> None:
    """Keeps a command as it was typed, secrets included, in memory alone and as long as the session's host lives."""
    path = argv_file(run, job)
    if path is not None:
        with contextlib.suppress(OSError):
            write_private(path, list(argv))


def argv_file(run: str, job: str) -> str | None:
    """Where that is; None: no folder is memory."""
    memory = _memory_folder(run)
    return memory and os.path.join(memory, f"{_prefix(run)}argv-{job}")


def _remove(folder: str) -> None:
    """Removes a run's folder, which holds files alone (and GAM's cache, if the tenant has none)."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _memory_folder(run: str) -> str | None:
    if sys.platform != "linux":
        return None
    from gamgui_agent.gam.linux import memory_folder

    return memory_folder(run)


def _prefix(run: str) -> str:
    """Other sessions' logs may lie beside this one's."""
    return f"gamgui-rows-{hashlib.sha256(os.fsencode(run)).hexdigest()[:12]}-"
