"""Why rows failed, in GAM's own words: its lines in a job's output, each tied to the row that it names. Pure.

GAM prints `Type: name, … Action Failed: reason`, or `Type: name, reason`, with `ERROR: ` before it in some places and
`(2/3)` behind it in others. A line is tied to a row where each of its names that stands in any of the rows stands in
that one, and in no other: what could be about two rows tells of neither.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_COUNTED = re.compile(r" \(\d+/\d+\)\Z")
_NAMED = re.compile(r"\A([A-Z][^:,]{0,60}): (.+)\Z", re.DOTALL)
_FAILED = re.compile(r"\A[A-Z][^:,]{0,60} Failed: ")
_LONGEST_LINE = 2_000
_LONGEST = 200


def reasons(lines: Iterable[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """By row: what the last line about it says, or None. `rows` are the cells of each."""
    known = _index(rows)
    found: list[str | None] = [None] * len(rows)
    for line in lines:
        said = _parse(line)
        row = said and _row(said[0], known)
        if said and row is not None:
            found[row] = said[1]
    return found


def _index(rows: Sequence[Sequence[str]]) -> Mapping[str, set[int]]:
    known: dict[str, set[int]] = {}
    for number, cells in enumerate(rows):
        for cell in cells:
            if cell.strip():
                known.setdefault(cell.strip().lower(), set()).add(number)
    return known


def _row(names: Sequence[str], known: Mapping[str, set[int]]) -> int | None:
    sets = [rows for name in names if (rows := _rows_of(name, known))]
    rows = set.intersection(*sets) if sets else set()
    return rows.pop() if len(rows) == 1 else None


def _rows_of(name: str, known: Mapping[str, set[int]]) -> set[int]:
    """GAM adds the domain to a name without one."""
    name = name.lower()
    return known.get(name) or known.get(name.partition("@")[0]) or set()


def _parse(line: str) -> tuple[list[str], str] | None:
    """The names in a line of GAM, and what it says of them."""
    line = _COUNTED.sub("", line.strip()).removeprefix("ERROR: ")
    if len(line) > _LONGEST_LINE:
        return None
    parts = line.split(", ")
    names: list[str] = []
    while parts and (named := _NAMED.match(parts[0])) and not _FAILED.match(parts[0]):
        names.append(named[2])
        parts.pop(0)
    if not names or not parts:
        return None
    said = [_FAILED.sub("", parts[0]), *(part for part in parts[1:] if not _NAMED.match(part))]
    reason = ", ".join(said).strip()
    return (names, reason[:_LONGEST]) if reason else None
