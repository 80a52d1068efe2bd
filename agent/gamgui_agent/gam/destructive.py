"""Tells which of GAM's command lines take something away: what is to be asked about on a real domain (guard.py).

Pure: from words to harms. What only reads is never one. Where a line is not understood in full the doubt counts as
harm, never as none: a question too many costs a key.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gamgui_agent.gam.meta import BULK, skip_meta
from gamgui_agent.gam.verbs import HARMS, OTHERS, READS, verb, word

# Where a command begins, after options that are too many to know.
_STOPS = BULK | READS | OTHERS | frozenset(HARMS) | {"all", "group", "ou", "user", "users"}
# Objects that have verbs of their own, and how many words come before these at least.
_OWN_VERBS = {
    "audit": 1,
    "calendar": 2,
    "calendars": 2,
    "course": 2,
    "courses": 2,
    "oauth": 1,
    "oauth2": 1,
    "resource": 2,
    "resources": 2,
}
# What `update` can do besides, to lists of members and to subscriptions.
_IN_UPDATES = {"clear", "del", "delete", "deprovision", "remove", "suspend", "sync"}
_LISTS = {"cigroup", "group", "org", "orgunit", "ou", "resoldsubscription"}
_ADDRESSES = {"email", "primaryemail", "updateprimaryemail", "username"}
_TRUE = {"1", "enabled", "on", "true", "yes"}
# What takes the word `preview`, by which GAM only shows what it would do.
_PREVIEWED = _LISTS | {"chatmember", "device", "drive", "licence", "license", "ownership"}
# Of a device's `action`.
_ACTIONS = ("delete", "deprovision", "remove", "wipe")

Lines = Callable[[str], Iterable[Sequence[str]] | None]
"""The commands of a batch, by the word that names it, each as words; None: they cannot be read beforehand."""


class Harm(NamedTuple):
    """Something that a command takes away."""

    kind: str
    """What is asked about once: a verb, such as `delete`; for many at once `delete, many`."""
    words: str
    """As people read it, after “This”: `deletes, for each row,`."""


def find_harms(argv: Sequence[str], lines: Lines) -> list[Harm]:
    """What GAM would take away, each kind once; empty where it takes nothing. `argv` is without `gam` itself."""
    return list(dict.fromkeys(_harms(argv, lines)))


def _harms(argv: Sequence[str], lines: Lines) -> Iterator[Harm]:
    at, _ = skip_meta(argv, _STOPS)
    words = argv[at:]
    bulk = words[0].strip().lower() if words else ""
    if bulk in ("csv", "loop"):
        yield from (_many(harm, "for each row") for harm in _rows(words, lines))
    elif bulk in BULK:
        yield from (_many(harm, "for its lines") for harm in _batch(words, lines))
    else:
        harm = _command(words)
        if harm:
            yield harm


def _rows(words: Sequence[str], lines: Lines) -> Iterator[Harm]:
    """Of `csv FILE … gam COMMAND`: a verb that comes from the file may be any."""
    start = next((at + 1 for at in range(2, len(words)) if words[at].strip().lower() == "gam"), len(words))
    command = words[start:]
    if command and "~" in command[0]:
        yield _UNREAD
    yield from _harms(command, lines)


def _batch(words: Sequence[str], lines: Lines) -> Iterator[Harm]:
    commands = lines(words[1]) if len(words) > 1 else []
    for command in [["execute"]] if commands is None else commands:
        first = word(command[0]) if command else ""
        if first == "gam":
            if any("%" in part for part in command[1:3]):
                yield _UNREAD
            yield from _harms(command[1:], lines)
        elif first == "execute":
            yield _UNREAD


_UNREAD = Harm("unread", "runs commands that cannot be told beforehand")


def _many(harm: Harm, scope: str) -> Harm:
    if harm.kind.endswith(", many"):
        return harm
    return Harm(f"{harm.kind}, many", f"{harm.words.rstrip(',')}, {scope},")


def _command(words: Sequence[str]) -> Harm | None:
    """Of one command, without what runs others."""
    at = _verb_at(words)
    if at is None:
        return None
    name, rest = verb(words[at]), words[at + 1 :]
    if name is None or name in READS:
        return None
    harm = _harm(name, rest)
    if _all_users(words):
        return _many(harm or Harm("all users", "changes"), "for all users")
    return harm


def _verb_at(words: Sequence[str]) -> int | None:
    """Where the verb is: it comes first, or after those who are meant."""
    if not words:
        return None
    first = word(words[0])
    if first in _OWN_VERBS:
        start = _OWN_VERBS[first]
    elif first == "oauthuser":
        start = 1
    elif verb(first):
        return 0
    else:
        # A kind and at least one name, which may be that of a verb.
        start = 2
    return next((at for at in range(start, len(words)) if verb(words[at])), None)


def _harm(name: str, rest: Sequence[str]) -> Harm | None:
    if name in HARMS:
        return None if _is_preview(rest) else Harm(name, HARMS[name])
    if name == "update":
        return _update([word(part) for part in rest])
    if name in ("add", "create") and rest:
        what = word(rest[0])
        if what in ("admin", "admins"):
            return Harm("create admin", "makes somebody an administrator")
        if what in ("datatransfer", "datatransfers", "transfer", "transfers"):
            return Harm("transfer", HARMS["transfer"])
    return None


def _update(words: Sequence[str]) -> Harm | None:
    what = words[0].rstrip("s") if words else ""
    inner = next((part for part in words[2:] if part in _IN_UPDATES), None) if what in _LISTS else None
    if inner:
        name = verb(inner) or inner
        return None if _is_preview(words) else Harm(name, HARMS[name])
    if "password" in words:
        return Harm("update password", "changes passwords")
    if what == "user" and not _ADDRESSES.isdisjoint(words):
        return Harm("update email", "changes the addresses that people sign in with")
    for option, value in pairwise(words):
        if option in ("suspended", "archived") and value in _TRUE and what == "user":
            return Harm("suspend", HARMS["suspend"])
        if option == "action" and any(part in value for part in _ACTIONS):
            return Harm("wipe", "wipes or removes devices")
    return None


def _is_preview(rest: Sequence[str]) -> bool:
    """Whether `preview` is among the options, which begin after an object and its name."""
    return word(rest[0]).rstrip("s") in _PREVIEWED and "preview" in map(word, rest[2:]) if rest else False


def _all_users(words: Sequence[str]) -> bool:
    return any(word(first) == "all" and word(second).startswith("users") for first, second in pairwise(words))
