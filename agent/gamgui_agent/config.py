"""What a session is made from: D/config.json, written by whoever creates the session, read by the host.

Unknown fields are ignored, so that a newer app can say more. Sizes are bytes, durations milliseconds; 0 or null: never,
or no limit. Example:

    {"session": "s1abc", "name": "January", "tenant": {"id": "demo", "kind": "demo"}, "run": "/tmp/gamgui-1/s1abc"}
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

CONFIG = "config.json"
_SESSION = re.compile(r"[a-z][a-z0-9]{4,15}")
_MEBI = 1_048_576
_HOUR = 3_600_000
_T = TypeVar("_T")

Object = Mapping[str, object]


class ConfigError(Exception):
    """The configuration cannot be used; the message says why."""


@dataclass(frozen=True)
class Mounted:
    """`mounted`: GAM's files are in a folder that can only be read. GAM must write them: it has a copy in memory."""

    source: str
    """`from`: the folder."""
    memory: str
    """The folder of the copy, in memory. Made if it is not there."""


@dataclass(frozen=True)
class Given:
    """`given`: whoever made the session brings them into memory (the `keys` program), each time that they are gone."""

    memory: str


@dataclass(frozen=True)
class Keyless:
    """`keyless`: there is no key; Google signs for the service account that the container runs as."""

    memory: str
    """A folder in memory for what GAM reads of it. Made if it is not there."""
    address: str
    """The service account's address."""
    client_id: str
    """`clientId`: its unique id."""
    admin: str
    """Whom GAM acts for where it needs an administrator."""
    customer: str
    domain: str


@dataclass(frozen=True)
class Tenant:
    """Whose domain the session works on."""

    id: str
    """Letters, digits and dashes."""
    kind: Literal["demo", "gam"]
    """`demo`: the made-up domain is started with the session. `gam`: the user's own GAM configuration."""
    name: str
    """What the prompt begins with. The id unless set."""
    colour: str
    """The name of the tenant's fill, for the prompt: teal, plum, magenta, rust, olive, bronze, steel, demo."""
    folder: str | None
    """gam: the folder of the tenant's gam.cfg. GAM's own place unless set."""
    section: str | None
    """gam: the section of gam.cfg to be used. GAM's own choice unless set."""
    domain: str = ""
    """gam: what the question before something is taken away calls the domain; what gam.cfg says unless set."""
    credentials: Mounted | Given | Keyless | None = None
    """gam: where they come from, where that is not `folder`."""


@dataclass(frozen=True)
class Gam:
    """How GAM is run."""

    command: list[str]
    """The program and what comes before GAM's own arguments."""
    python: str | None
    """The Python of GAM's environment, which runs the demo domain."""
    version: str | None = None
    """GAM's version as it writes it, such as 7.49.00, where it is known."""


@dataclass(frozen=True)
class Limits:
    """What bounds the session."""

    idle_ms: int = _HOUR
    """`idleMs`: it ends so long after the last thing that happened in it."""
    life_ms: int = 8 * _HOUR
    """`lifeMs`: it ends so long after it was made, once nothing runs."""
    deadline: int | None = None
    """`deadline`: when the backend will end it regardless, in milliseconds since 1970. Told, not kept, by the host."""
    journal_bytes: int = 256 * _MEBI
    """`journalBytes`: the terminal's output that is kept. At least 1 MiB."""
    spool_bytes: int = 64 * _MEBI
    """`spoolBytes`: a command's output, each of stdout and stderr, that is kept before the command must wait."""
    disk_bytes: int = 0
    """`diskBytes`: the size of the session's disk, where it has one of its own."""


@dataclass(frozen=True)
class Config:
    """A session's configuration."""

    session: str
    """The session's id: a lower-case letter, then 4 to 15 letters and digits."""
    name: str
    """What people call it."""
    tenant: Tenant
    work: str
    """The folder of the user's files, where the shell starts. D/work unless set; made if it is not there."""
    run: str
    """A short private folder for the socket and secrets, in memory where there is such a place. D/run unless set."""
    shell: list[str]
    """The shell's command. The user's usual one unless set."""
    gam: Gam | None
    limits: Limits
    timezone: str
    """An IANA name: the clock of the shell and of GAM. The system's own unless set."""
    env: dict[str, str] = field(default_factory=dict)
    """Added to the environment of the shell and of commands."""
    one_shot: bool = False
    """`oneShot`: made for one command. No shell is awaited; it ends by itself when idle, as any session."""
    spare: bool = False
    """`spare`: made ahead of the session that it may become. What bounds that one, its first HELLO says."""


def load(directory: str) -> Config:
    """The configuration of the session in `directory`. @raises ConfigError"""
    path = os.path.join(directory, CONFIG)
    try:
        with open(path, "rb") as file:
            return parse(file.read(), directory)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error


def parse(text: bytes, directory: str) -> Config:
    """The configuration in `text`, for the session in `directory`. @raises ConfigError"""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"The configuration is not JSON: {error}") from error
    fields = _object(whole, "The configuration")
    session = _text(fields, "session")
    if not _SESSION.fullmatch(session):
        raise ConfigError("“session” is not the id of a session.")
    shell = _texts(fields, "shell") or default_shell()
    return Config(
        session=session,
        name=_text(fields, "name", session),
        tenant=_tenant(_object(fields.get("tenant"), "“tenant”")),
        work=_folder(fields, "work", os.path.join(directory, "work")),
        run=_folder(fields, "run", os.path.join(directory, "run")),
        shell=shell,
        gam=_optional(fields, "gam", _gam),
        limits=_optional(fields, "limits", _limits) or Limits(),
        timezone=_text(fields, "timezone", ""),
        env=_environment(fields),
        one_shot=_flag(fields, "oneShot"),
        spare=_flag(fields, "spare"),
    )


def default_shell() -> list[str]:
    """bash where it is, else sh; on macOS what the user has chosen, zsh as a rule."""
    usual = os.environ.get("SHELL", "") if os.uname().sysname == "Darwin" else ""
    for shell in (usual, "/bin/bash", "/usr/bin/bash", "/bin/zsh"):
        if os.path.basename(shell) in ("bash", "zsh") and os.access(shell, os.X_OK):
            return [shell]
    return ["/bin/sh"]


def _tenant(fields: Object) -> Tenant:
    kind = _text(fields, "kind")
    if kind not in ("demo", "gam"):
        raise ConfigError("“tenant.kind” is neither “demo” nor “gam”.")
    name = _text(fields, "id")
    return Tenant(
        id=name,
        kind="demo" if kind == "demo" else "gam",
        name=_text(fields, "name", name),
        colour=_text(fields, "colour", "demo" if kind == "demo" else "steel"),
        folder=_text(fields, "folder", "") or None,
        section=_text(fields, "section", "") or None,
        domain=_text(fields, "domain", ""),
        credentials=_optional(fields, "credentials", _credentials),
    )


def _credentials(fields: Object) -> Mounted | Given | Keyless:
    kind = _text(fields, "kind")
    memory = _folder(fields, "memory", "")
    if kind == "mounted":
        return Mounted(_folder(fields, "from", ""), memory)
    if kind == "given":
        return Given(memory)
    if kind != "keyless":
        raise ConfigError("“tenant.credentials.kind” is none of “mounted”, “given” and “keyless”.")
    address, client_id = _text(fields, "address"), _text(fields, "clientId")
    return Keyless(
        memory, address, client_id, _text(fields, "admin"), _text(fields, "customer"), _text(fields, "domain")
    )


def _gam(fields: Object) -> Gam:
    return Gam(
        command=_texts(fields, "command"),
        python=_text(fields, "python", "") or None,
        version=_text(fields, "version", "") or None,
    )


def _limits(fields: Object) -> Limits:
    default = Limits()
    return Limits(
        idle_ms=_number(fields, "idleMs", default.idle_ms),
        life_ms=_number(fields, "lifeMs", default.life_ms),
        deadline=_number(fields, "deadline", 0) or None,
        journal_bytes=max(_MEBI, _number(fields, "journalBytes", default.journal_bytes)),
        spool_bytes=max(_MEBI, _number(fields, "spoolBytes", default.spool_bytes)),
        disk_bytes=_number(fields, "diskBytes", default.disk_bytes),
    )


def _object(value: object, what: str) -> Object:
    if not isinstance(value, dict):
        raise ConfigError(f"{what} is not an object.")
    return value


def _optional(fields: Object, name: str, read: Callable[[Object], _T]) -> _T | None:
    value = fields.get(name)
    return None if value is None else read(_object(value, f"“{name}”"))


def _text(fields: Object, name: str, default: str | None = None) -> str:
    value = fields.get(name)
    value = default if value is None else value
    if not isinstance(value, str) or "\0" in value:
        raise ConfigError(f"“{name}” is not a text.")
    return value


def _texts(fields: Object, name: str) -> list[str]:
    value = fields.get(name)
    value = [] if value is None else value
    if not isinstance(value, list) or not all(isinstance(item, str) and "\0" not in item for item in value):
        raise ConfigError(f"“{name}” is not a list of texts.")
    return value


def _folder(fields: Object, name: str, default: str) -> str:
    path = _text(fields, name, default)
    if not os.path.isabs(path):
        raise ConfigError(f"“{name}” is not an absolute path.")
    return path


def _number(fields: Object, name: str, default: int) -> int:
    """A whole number; null is 0: no limit."""
    value = fields.get(name, default)
    value = 0 if value is None else value
    if type(value) is not int or not 0 <= value < 2**53:
        raise ConfigError(f"“{name}” is not a whole number.")
    return value


def _flag(fields: Object, name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise ConfigError(f"“{name}” is neither true nor false.")
    return value


def _environment(fields: Object) -> dict[str, str]:
    env = _object(fields.get("env", {}), "“env”")
    return {name: _text(env, name) for name in env if name and "=" not in name}
