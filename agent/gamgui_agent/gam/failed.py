"""Finds the rows of a bulk job that failed, in the file that the job was given.

The rule: a row is named by its command, which GAM writes into its log whole, exactly as it is made of the row
(expand.py). So neither the order in which rows end nor options that skip some of them matter, and a row is never taken
for another: what does not match is counted as not found. Rows with the same command are one to GAM; of those, as many
as failed are taken, the last ones, since a second try fails where the first did what was asked (a duplicate).

What is kept of them, in the session's state, are places in the file and codes: no content. The command as it was
typed, which may hold secrets, is kept in memory only (argv_file).
"""

import contextlib
import csv
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gamgui_agent.gam.bulk import Bulk
from gamgui_agent.gam.expand import CannotExpand, Form, expand, form_of, header_length
from gamgui_agent.gam.failures import Failures, digest

# As many as the jobs that a session tells of.
_MOST_KEPT = 100


@dataclass(frozen=True)
class Input:
    """The file of a bulk job, as it was when the job began; compared at its end, and when rows are taken from it."""

    path: str
    size: int
    mtime: int
    inode: int

    @staticmethod
    def look(path: str) -> "Input | None":
        """As it is now; None: there is no such file."""
        try:
            status = os.stat(path)
        except OSError:
            return None
        return Input(path, status.st_size, status.st_mtime_ns, status.st_ino)


def input_of(bulk: Bulk, folder: str) -> Input | None:
    """The file of the command, if it is one; relative names start at `folder`."""
    name = bulk.arguments[0] if bulk.arguments else ""
    path = os.path.join(folder, os.path.expanduser(name))
    return Input.look(path) if os.path.isfile(path) else None


def find_failed(bulk: Bulk, file: Input, configured: Mapping[str, str], failures: Failures) -> dict[str, object] | None:
    """What is to be kept of the rows that failed; None: the rows cannot be told."""
    failures.close()
    try:
        form = form_of(bulk, configured)
        with open(file.path, "rb") as opened:
            if Input.look(file.path) != file:
                return None
            header = header_length(opened, form) if bulk.word in ("csv", "loop") else 0
            opened.seek(0)
            rows = [
                (row.number, row.offset, row.length, digest(row.command.encode("utf-8", "surrogateescape")))
                for row in expand(opened, bulk, form)
                if digest(row.command.encode("utf-8", "surrogateescape")) in failures.codes
            ]
    except (OSError, UnicodeError, csv.Error, CannotExpand):
        return None
    found = _last_of_each(rows, failures)
    return {**_described(bulk, file, form), "header": header, "rows": found, "failed": failures.count}


def _last_of_each(rows: Sequence[tuple[int, int, int, bytes]], failures: Failures) -> list[list[int]]:
    left = {name: list(codes) for name, codes in failures.codes.items()}
    found = [
        [number, offset, length, left[name].pop()] for number, offset, length, name in reversed(rows) if left[name]
    ]
    return found[::-1]


def _described(bulk: Bulk, file: Input, form: Form) -> dict[str, object]:
    return {
        "word": bulk.word,
        "arguments": len(bulk.arguments),
        "path": file.path,
        "size": file.size,
        "mtime": file.mtime,
        "inode": file.inode,
        "encoding": form.encoding,
        "delimiter": form.delimiter,
        "quote": form.quote,
        "escape": form.escape,
        "fields": form.fields,
    }


def keep(folder: str, job: str, body: Mapping[str, object]) -> None:
    """Writes it down for the `files` program, beside those of other jobs, of which the oldest go. Best effort."""
    with contextlib.suppress(OSError):
        Path(folder).mkdir(0o700, exist_ok=True)
        write_private(os.path.join(folder, f"{job}.json"), body)
        kept = sorted(Path(folder).glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_MOST_KEPT]:
            path.unlink()


def write_private(path: str, body: object) -> None:
    """Writes JSON, whole or not at all, for the user alone. @raises OSError"""
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(body, file)
    os.replace(new, path)
