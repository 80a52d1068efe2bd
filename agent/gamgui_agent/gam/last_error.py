"""The last error that GAM told of in what it printed. Pure; what it is given may be anything.

GAM says `ERROR: …` where it gives up, with help in the lines below, and `User: a@x, Update Failed: …` of one thing.
"""

import re

from gamgui_agent.gam.mask import mask

_SAID = re.compile(r"^(?:ERROR: \S.*|[A-Z][^:,\n]{0,60}: [^\n]*? Failed: .+)$", re.MULTILINE)
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
    line = " ".join(mask(found.removeprefix("ERROR: ").strip().split(" ")))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
