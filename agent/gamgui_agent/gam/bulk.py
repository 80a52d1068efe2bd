"""Recognises GAM's bulk commands (`csv`, `loop`, `batch`, `tbatch`) and counts the rows they will work through.

GAM reads its command line from left to right: words that set it up (meta.py), then the command.
"""

import csv
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from gamgui_agent.gam.meta import BULK, skip_meta

_BOOLEANS = {"true", "false", "on", "off", "yes", "no", "1", "0"}
_DEFAULTS = {"charset": "utf-8-sig", "columndelimiter": ",", "quotechar": '"', "skiprows": "0", "maxrows": "0"}
# Reading a longer file only to show a total is not worth the time it takes from GAM.
_LONGEST_FILE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Bulk:
    """A bulk command: its word, the arguments after the word, and whether it also saves GAM's configuration."""

    word: str
    arguments: tuple[str, ...]
    saves: bool


def find_bulk(argv: Sequence[str]) -> Bulk | None:
    """The bulk command in GAM's arguments, or None if they are another command."""
    at, saves = skip_meta(argv)
    word = argv[at].strip().lower() if at < len(argv) else ""
    return Bulk(word, tuple(argv[at + 1 :]), saves) if word in BULK else None


def count_rows(bulk: Bulk, folder: str) -> int | None:
    """How many rows `bulk` has to do, if that can be told from a plain file; relative names start at `folder`."""
    try:
        path = os.path.join(folder, os.path.expanduser(bulk.arguments[0]))
        if not os.path.isfile(path) or os.path.getsize(path) > _LONGEST_FILE:
            return None
        if bulk.word in ("csv", "loop"):
            return _count_csv(path, bulk.arguments[1:])
        return _count_batch(path)
    except (OSError, UnicodeError, LookupError, ValueError, csv.Error):
        return None


def _count_csv(path: str, options: Sequence[str]) -> int | None:
    """Rows after the header as GAM's reader counts them: a line without any cell is none."""
    read = {**_DEFAULTS, **csv_options(options)}
    if "filtered" in read:
        return None
    with open(path, encoding=read["charset"], newline="") as file:
        rows = sum(1 for row in csv.reader(file, delimiter=read["columndelimiter"], quotechar=read["quotechar"]) if row)
    count = max(0, rows - (0 if "fields" in read else 1) - int(read["skiprows"]))
    most = int(read["maxrows"])
    return min(count, most) if most else count


def csv_options(options: Sequence[str]) -> dict[str, str]:
    """The options before `gam`, by their names; `filtered` where one of them decides over rows by their content."""
    read: dict[str, str] = {}
    words = iter(options)
    for word in words:
        name = word.strip().lower()
        if name == "gam":
            return read
        if name in ("charset", "columndelimiter", "quotechar", "skiprows", "maxrows", "fields"):
            read[name] = next(words, "")
        elif name == "noescapechar":
            read[name] = "true"
        elif name in ("matchfield", "skipfield"):
            read["filtered"] = name
            next(words, None)
            next(words, None)
        elif name not in ("warnifnodata", "endcsv", "showcmds") and name not in _BOOLEANS:
            read["filtered"] = name
    return {**read, "filtered": ""}


def _count_batch(path: str) -> int | None:
    """Lines that begin with `gam`; `execute` lines run programs that leave no trace in GAM's log."""
    count = 0
    with open(path, encoding="utf-8-sig") as file:
        for line in file:
            words = [] if line.startswith("#") else shlex.split(line)
            word = words[0].strip().lower() if words else ""
            if word == "execute":
                return None
            count += word == "gam" and len(words) > 1
    return count
