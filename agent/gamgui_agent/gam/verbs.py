"""GAM's verbs, as its dispatch tables have them (the end of its `gam/__init__.py`), by what they do to a domain."""

READS = frozenset(
    {
        "check",
        "checkconn",
        "checkconnection",
        "comment",
        "csvtest",
        "download",
        "export",
        "get",
        "getcommand",
        "help",
        "info",
        "list",
        "print",
        "printacl",
        "printevents",
        "report",
        "show",
        "showacl",
        "version",
        "watch",
        "waitformailbox",
        "whatis",
    }
)
"""They change nothing in the domain."""

HARMS = {
    "clear": "clears",
    "dedup": "deletes duplicates",
    "delete": "deletes",
    "deleteevent": "deletes events",
    "deprovision": "deprovisions",
    "empty": "empties",
    "issuecommand": "sends devices a command, which may wipe them,",
    "obliterate": "obliterates",
    "purge": "purges",
    "remove": "removes",
    "replacedomain": "replaces the domain of addresses",
    "revoke": "revokes",
    "rotate": "replaces keys",
    "suspend": "suspends",
    "sync": "removes what is not in the list",
    "transfer": "transfers what users own",
    "trash": "moves to the trash",
    "turnoff2sv": "turns 2-step verification off",
    "wipe": "wipes",
}
"""They take something away from somebody; with the words for it, which follow “This”."""

OTHERS = frozenset(
    {
        "accept",
        "add",
        "addevent",
        "append",
        "approve",
        "archive",
        "block",
        "cancel",
        "cancelwipe",
        "claim",
        "close",
        "collect",
        "copy",
        "create",
        "delegate",
        "disable",
        "draft",
        "draftemail",
        "enable",
        "filter",
        "forward",
        "hide",
        "imap",
        "import",
        "importemail",
        "insert",
        "insertemail",
        "label",
        "language",
        "modify",
        "move",
        "moveevent",
        "pop",
        "process",
        "profile",
        "refresh",
        "reopen",
        "replace",
        "send",
        "sendas",
        "sendemail",
        "sendreply",
        "setup",
        "signature",
        "signout",
        "spam",
        "undelete",
        "unhide",
        "unsuspend",
        "untrash",
        "update",
        "updateevent",
        "upload",
        "use",
        "vacation",
    }
)
"""The other ones. `end` is not here: it is also a word of the selections before a verb."""

_ALIASES = {
    "del": "delete",
    "delegates": "delegate",
    "deprov": "deprovision",
    "imap4": "imap",
    "pop3": "pop",
    "sig": "signature",
}
_VERBS = READS | OTHERS | frozenset(HARMS)


def word(argument: str) -> str:
    """An argument as GAM compares it with its words."""
    return argument.strip().lower().replace("_", "").replace("-", "")


def verb(argument: str) -> str | None:
    """The verb that an argument is, without GAM's other names for it; None if it is none."""
    name = word(argument)
    name = _ALIASES.get(name, name)
    return name if name in _VERBS else None
