"""Hides secrets in a command line, before it is shown, kept or sent anywhere.

GAM takes passwords, tokens and recovery data as plain arguments: `KEYWORD VALUE`. The words below are those of
GAM's own grammar and of its configuration (`config smtp_password X`). What is hidden in vain costs a reader
little, what is shown in vain cannot be taken back: a doubtful word counts as a secret's.
"""

import re
from collections.abc import Iterable, Sequence

MASK = "•••"

# Compared after GAM's own normalisation: lower case, without `_`, and here without `-` and `.` too.
_CONTAINS = (
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "recoverycode",
    "recoveryemail",
    "recoveryphone",
    "secret",
    "verificationcode",
)
_ENDS = ("apikey", "authcode", "backupcode", "credential", "encryptionkey", "token", "verifier")
_EXACT = {
    "accesskey",
    "authorization",
    "backupcodes",
    "credentials",
    "json",
    "key",
    "otp",
    "pass",
    "pin",
    "psk",
    "pwd",
    "recoverycodes",
    "sharedkey",
    "sig",
    "signature",
    "yubikeypin",
}
# Switches that stand alone: what follows them is the next keyword.
_ALONE = {
    "changepassword",
    "changepasswordatnextlogin",
    "changepasswordurl",
    "ignorenullpassword",
    "lograndompassword",
    "setchangepasswordoncreate",
    "showsecret",
}
# Words of GAM between a keyword and its secret: `json file NAME`, `config smtp_password = X`.
_BETWEEN = {"="}

# Secrets that give themselves away wherever they stand: Google's tokens and keys, and any PEM block.
_KNOWN = re.compile(
    r"ya29\.[\w.-]+|1//[\w-]{8,}|GOCSPX-[\w-]+|AIza[\w-]{20,}|eyJ[\w-]{8,}\.[\w.-]+"
    r"|-----BEGIN [^-]*-----.*?(?:-----END [^-]*-----|\Z)",
    re.DOTALL,
)
_ASSIGNED = re.compile(r"\A(?P<word>[-\w.]+)=(?P<value>.+)\Z", re.DOTALL)
# Words of a shell's line, with quotes and escapes in them, or the space between them.
_TOKEN = re.compile(r"\s+|(?:\\.|\"[^\"]*\"?|'[^']*'?|[^\s\"'\\]|\\\Z)+", re.DOTALL)
# A shorter secret is not looked for in other arguments: it would be found by chance.
_REPEATED = 6


def mask(argv: Sequence[str]) -> list[str]:
    """The same arguments with every secret replaced by `MASK`. Their number and order stay."""
    secrets: set[str] = set()
    shown = _mask_words(argv, secrets)
    return [_hide_repeated(_KNOWN.sub(MASK, word), secrets) for word in shown]


def _mask_words(argv: Iterable[str], secrets: set[str]) -> list[str]:
    """Replaces the values that follow a secret's keyword, and adds them to `secrets`."""
    result: list[str] = []
    expecting = False
    for word in argv:
        if expecting and word not in _BETWEEN:
            secrets.add(word)
            result.append(MASK)
            expecting = False
        elif expecting:
            result.append(word)
        else:
            result.append(_mask_inside(word, secrets))
            expecting = _is_keyword(word)
    return result


def _mask_inside(word: str, secrets: set[str]) -> str:
    """A word that carries its value (`--password=X`), or a whole line for a shell (`sh -c 'gam …'`)."""
    assigned = _ASSIGNED.match(word)
    if assigned and _is_keyword(assigned["word"]):
        secrets.add(assigned["value"])
        return f"{assigned['word']}={MASK}"
    if not re.search(r"\s", word):
        return word
    tokens: list[str] = _TOKEN.findall(word)
    words = [token for token in tokens if not token.isspace()]
    if len(words) < 2:
        return word
    masked = iter(_mask_words([token.strip("\"'") for token in words], secrets))
    return "".join(token if token.isspace() else _unless_masked(token, next(masked)) for token in tokens)


def _unless_masked(token: str, shown: str) -> str:
    """The token as it was typed, quotes included, where nothing was hidden in it."""
    return token if shown == token.strip("\"'") else shown


def _is_keyword(word: str) -> bool:
    name = re.sub(r"[-_.]", "", word.strip().lower())
    if name in _ALONE or not name.isascii() or not name.isalnum():
        return False
    return name in _EXACT or name.endswith(_ENDS) or any(part in name for part in _CONTAINS)


def _hide_repeated(word: str, secrets: set[str]) -> str:
    for secret in secrets:
        if len(secret) >= _REPEATED and secret in word:
            word = word.replace(secret, MASK)
    return word
