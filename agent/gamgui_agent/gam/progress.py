"""How far GAM is, by what it printed last. Pure; what it is given may be anything.

GAM says so in three ways: `Got 500 Users: …` while it lists, `… (3/7000)` behind what it works on, and
`…,Processing item 300/1200` of a bulk command, whose rows are counted better elsewhere (rows.py).
"""

import re
from dataclasses import dataclass

_SAID = re.compile(
    r"\bGot (?P<got>\d{1,12}) (?P<what>[A-Z][A-Za-z0-9/ -]{0,40}?)(?=[:.(]| for |\s*$)"
    r"|\((?P<done>\d{1,12})/(?P<of>\d{1,12})\)\s*$"
    r"|,Processing item (?P<item>\d{1,12})/(?P<items>\d{1,12})\s*$",
    re.MULTILINE,
)
LOOKED_AT = 4_096
"""Bytes of the output's end that are looked at."""


@dataclass(frozen=True)
class Progress:
    """`total` is None where GAM does not know it; `what` is what is counted, in GAM's word, or empty."""

    done: int
    total: int | None
    what: str

    def body(self) -> dict[str, object]:
        """As PROTOCOL.md has it."""
        return {"done": self.done, "total": self.total, "what": self.what}


def last_progress(text: str) -> Progress | None:
    """The last that was said in lines of text; None: nothing was."""
    found: Progress | None = None
    for said in _SAID.finditer(text):
        found = _read(said) or found
    return found


def _read(said: re.Match[str]) -> Progress | None:
    if said["got"]:
        return Progress(int(said["got"]), None, said["what"].strip())
    done, total = int(said["done"] or said["item"]), int(said["of"] or said["items"])
    return Progress(done, total, "") if 0 < done <= total else None
