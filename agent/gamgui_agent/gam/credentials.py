"""What of a tenant's four files is worth keeping, to tell whether GAM has changed it.

GAM writes a new access token into oauth2.txt now and then, and gam.cfg anew with every `save`: only what lasts counts.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from gamgui_agent.gam.config import TenantError, options_of

# By the name that GAM's configuration has for them.
_OPTIONS = {
    "client_secrets.json": "client_secrets_json",
    "oauth2.txt": "oauth2_txt",
    "oauth2service.json": "oauth2service_json",
}
_CFG = "gam.cfg"
# Of oauth2.txt: refreshed by the hour.
_PASSING = {"token", "token_expiry", "id_token", "decoded_id_token", "_token_expiry"}


def places(folder: str, section: str) -> dict[str, Path]:
    """Where the four files are for the section of `folder`/gam.cfg, by their usual names."""
    found = {_CFG: Path(folder, _CFG)}
    with contextlib.suppress(TenantError):
        options = options_of(Path(folder), section)
        base = Path(options.get("config_dir") or folder).expanduser()
        for name, option in _OPTIONS.items():
            found[name] = base / Path(options.get(option) or name).expanduser()
    return found


def fingerprint(path: Path) -> str:
    """The same for the same lasting content; empty where there is no such file."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    return fingerprint_of(path.name, content)


def fingerprint_of(name: str, content: bytes) -> str:
    """The same of what was read from the file of that name."""
    return hashlib.sha256(_lasting(name, content)).hexdigest()


def _lasting(name: str, content: bytes) -> bytes:
    if name == _CFG:
        return _sorted(_sections(content))
    with contextlib.suppress(ValueError):
        fields = json.loads(content)
        if isinstance(fields, dict):
            return _sorted({key: value for key, value in fields.items() if key not in _PASSING})
    return content


def _sections(content: bytes) -> dict[str, dict[str, str]]:
    import configparser

    parser = configparser.RawConfigParser()
    with contextlib.suppress(configparser.Error, UnicodeError):
        parser.read_string(content.decode())
    return {name: dict(parser.items(name)) for name in [*parser.sections()]} | {"": dict(parser.defaults())}


def _sorted(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True).encode()
