"""A tenant's credentials where they are not in a folder that GAM can use as it is: brought into memory, once.

GAM must be able to write its files, and takes a lock beside them, while a Secret can only be read. What GAM changes is
in memory, and outlives a crash of the container: a key that was rotated there must not be replaced by the one before.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from gamgui_agent.config import Given, Keyless, Mounted
from gamgui_agent.gam.config import GAM_CFG, TenantError

_NAMES = ("client_secrets.json", "oauth2.txt", "oauth2service.json")
_, _SIGN_IN, _SERVICE = _NAMES
_NOT_GIVEN = (
    "The tenant's credentials are not here: a container has them in memory alone, and it was started again. "
    "GamGUI brings them when it opens the session's window."
)
_KEYS = "client_secrets.json, oauth2.txt, oauth2service.json and, if there is one, gam.cfg"
_TOKENS = "https://oauth2.googleapis.com/token"


class NotGiven(TenantError):
    """They are to be brought, and have not been yet, or not again since the memory was lost."""


def fetch(given: Mounted | Given | Keyless) -> Path:
    """The folder in memory with GAM's files, for its owner alone. They are as GAM left them, if they are there already.

    @raises TenantError, NotGiven
    """
    folder = Path(given.memory, "gam")
    if folder.is_dir():
        return folder
    if isinstance(given, Given):
        raise NotGiven(_NOT_GIVEN)
    if isinstance(given, Mounted):
        return _make(given.memory, lambda new: _copy(given, new))
    return _make(given.memory, lambda new: _write_keyless(given, new))


def take(given: Given, files: Mapping[str, str]) -> None:
    """Keeps what was brought, unless it is there already: GAM may have changed it. @raises TenantError"""
    if Path(given.memory, "gam").is_dir():
        return
    wrong = [name for name in files if name not in (*_NAMES, GAM_CFG)]
    if wrong:
        raise TenantError(f"“{wrong[0]}” is not the name of a file of GAM's.")

    def fill(new: Path) -> None:
        for name, text in files.items():
            _write(new / name, text.encode())

    _make(given.memory, fill)


def _make(memory: str, fill: Callable[[Path], None]) -> Path:
    folder = Path(memory, "gam")
    # Whole or not at all: a half copy would be taken for one that is there.
    new = folder.with_name("gam.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        os.makedirs(new, 0o700)
        os.chmod(memory, 0o700)
        fill(new)
        new.rename(folder)
    except OSError as error:
        raise TenantError(f"The tenant's credentials cannot be had: {error.filename}: {error.strerror}.") from error
    return folder


def _copy(given: Mounted, target: Path) -> None:
    """All files of the Secret: gam.cfg may name others than the usual ones. Kubernetes' own begin with two dots."""
    for path in Path(given.source).iterdir():
        if not path.name.startswith("..") and path.is_file():
            _write(target / path.name, path.read_bytes())
    if not any((target / name).exists() for name in (_SIGN_IN, _SERVICE)):
        raise TenantError(f"The Secret has none of GAM's credentials. Its keys must be named as GAM's files: {_KEYS}.")


def _write_keyless(given: Keyless, target: Path) -> None:
    """What `gam create gcpserviceaccount` would write, and the settings that let GAM do without a sign-in."""
    project = given.address.partition("@")[2].partition(".")[0]
    service = {
        "type": "service_account",
        "key_type": "signjwt",
        "client_email": given.address,
        "client_id": given.client_id,
        "project_id": project,
        "token_uri": _TOKENS,
    }
    _write(target / _SERVICE, json.dumps(service, indent=2).encode())
    settings = {
        "enable_dasa": "true",
        "admin_email": given.admin,
        "customer_id": given.customer,
        "domain": given.domain,
    }
    lines = [f"{name} = {value}" for name, value in settings.items()]
    _write(target / GAM_CFG, "\n".join(["[DEFAULT]", *lines, ""]).encode())


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
