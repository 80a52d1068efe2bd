"""The last error that GAM told of in what it printed. Pure; what it is given may be anything.

GAM says `ERROR: …` where it gives up, with help in the lines below. Of one thing of many it says `Type: name, … ` and
then `Update Failed: why`, `Not Updated: why`, `ERROR: why` or a sentence without a why: the functions of its source
(gam/__init__.py) whose names end with `Warning`. Such a line is indented where it is a part of something, and ends
with `(2/3)` where there are many.
"""

import re

from gamgui_agent.gam.mask import mask

_WITH_WHY = r"(?:[^\n]*? Failed|[^\n]*?, (?:[A-Z][\w-]* )?Not [A-Z][^:,\n]{0,40}|[^\n]*?, ERROR): .+"
_WITHOUT = (
    r"[^\n]*?, (?:Does not exist|Service not applicable/Does not exist|\w[\w ]{0,40} Service/App not enabled)"
    r"(?: \(\d+/\d+\))?"
)
_SAID = re.compile(rf"^ *(?:ERROR: \S.*|[A-Z][^:,\n]{{0,60}}: (?:{_WITH_WHY}|{_WITHOUT}))$", re.MULTILINE)
LOOKED_AT = 16_384
"""Bytes of the output's end that are looked at."""
_LONGEST = 300


def last_error(text: str) -> str | None:
    """In one line, its secrets masked and cut at its end; None: it told of none."""
    found: str | None = None
    for said in _SAID.finditer(text):
        found = said[0]
    if found is None:
        return None
    # Masked before it is cut: of half a secret nothing tells what it is.
    line = " ".join(mask(found.strip().removeprefix("ERROR: ").strip().split(" ")))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
