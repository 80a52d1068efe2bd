"""A tenant's credentials where they are not in a folder that GAM can use as it is: brought into memory, once.

GAM must be able to write its files, and takes a lock beside them, while a Secret can only be read. What GAM changes is
in memory, and outlives a crash of the container: a key that was rotated there must not be replaced by the one before.
"""

import json
import os
import shutil
from pathlib import Path

from gamgui_agent.config import Keyless, Mounted
from gamgui_agent.gam.config import GAM_CFG, TenantError

_SIGN_IN, _SERVICE = "oauth2.txt", "oauth2service.json"
_KEYS = "client_secrets.json, oauth2.txt, oauth2service.json and, if there is one, gam.cfg"
_TOKENS = "https://oauth2.googleapis.com/token"


def fetch(given: Mounted | Keyless) -> Path:
    """The folder in memory with GAM's files, for its owner alone. They are as GAM left them, if they are there already.

    @raises TenantError
    """
    folder = Path(given.memory, "gam")
    if folder.is_dir():
        return folder
    # Whole or not at all: a half copy would be taken for one that is there.
    new = folder.with_name("gam.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        os.makedirs(new, 0o700)
        os.chmod(given.memory, 0o700)
        if isinstance(given, Mounted):
            _copy(Path(given.source), new)
        else:
            _write_keyless(given, new)
        new.rename(folder)
    except OSError as error:
        raise TenantError(f"The tenant's credentials cannot be had: {error.filename}: {error.strerror}.") from error
    return folder


def _copy(source: Path, target: Path) -> None:
    """All files of the Secret: gam.cfg may name others than the usual ones. Kubernetes' own begin with two dots."""
    for path in source.iterdir():
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
