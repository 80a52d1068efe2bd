"""The words before GAM's command that set it up: `select`, `config`, `redirect` … What its wiki calls meta-commands:
https://github.com/GAM-team/GAM/wiki/Meta-Commands-and-File-Redirection
"""

from collections.abc import Sequence

BULK = frozenset({"csv", "loop", "batch", "tbatch"})
"""Commands that run other commands."""
# Words of `redirect csv FILE …`, by how many arguments they take.
_REDIRECT_OPTIONS = {
    "multiprocess": 0,
    "append": 0,
    "noheader": 0,
    "delayopen": 0,
    "charset": 1,
    "columndelimiter": 1,
    "quotechar": 1,
    "sortheaders": 1,
    "timestampcolumn": 1,
}
# Configuration variables without an underscore in their names.
_PLAIN_VARIABLES = {"charset", "cmdlog", "domain", "section", "timezone"}


def skip_meta(argv: Sequence[str], stops: frozenset[str] = BULK) -> tuple[int, bool]:
    """Where the command begins in GAM's arguments, and whether what comes before it saves GAM's configuration.

    `stops` end the options of `redirect csv … todrive`, which are too many to know.
    """
    at = 0
    saves = False
    while at < len(argv):
        word = argv[at].strip().lower()
        if word == "select":
            at, saved = _skip_words(argv, at + 2)
        elif word == "config":
            at, saved = _skip_config(argv, at + 1)
        elif word == "showsections":
            at, saved = at + 1, False
        elif word in ("selectfilter", "selectoutputfilter", "selectinputfilter", "multiprocessexit"):
            at, saved = at + 2, False
        elif word == "redirect":
            at, saved = _skip_redirect(argv, at + 1, stops), False
        else:
            break
        saves = saves or saved
    return at, saves


def _skip_words(argv: Sequence[str], at: int) -> tuple[int, bool]:
    """Over `save` and `verify [variables PATTERN]`; and whether `save` was there."""
    saved = False
    while at < len(argv):
        word = argv[at].strip().lower()
        if word == "save":
            saved = True
        elif word == "variables":
            at += 1
        elif word != "verify":
            break
        at += 1
    return at, saved


def _skip_config(argv: Sequence[str], at: int) -> tuple[int, bool]:
    saved = False
    while at < len(argv):
        at, more = _skip_words(argv, at)
        saved = saved or more
        name = argv[at].strip().lower() if at < len(argv) else ""
        if "_" not in name and name not in _PLAIN_VARIABLES:
            break
        at += 3 if argv[at + 1 : at + 2] == ["="] else 2
    return at, saved


def _skip_redirect(argv: Sequence[str], at: int, stops: frozenset[str]) -> int:
    """Over `csv|stdout|stderr FILE` and its options."""
    at += 2
    while at < len(argv):
        word = argv[at].strip().lower()
        if word in ("noescapechar", "transpose"):
            at += (
                2
                if argv[at + 1 : at + 2] and argv[at + 1].lower() in ("true", "false", "on", "off", "yes", "no")
                else 1
            )
        elif word in _REDIRECT_OPTIONS:
            at += 1 + _REDIRECT_OPTIONS[word]
        elif word == "todrive":
            # Its many options end where a command begins.
            while at < len(argv) and argv[at].strip().lower() not in stops and argv[at].lower() != "redirect":
                at += 1
        else:
            break
    return at
