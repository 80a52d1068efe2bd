"""GAM's own folder: its configuration and the made-up credentials of the session."""

import json
from pathlib import Path

from .api import scopes
from .api.credentials import ACCOUNT_EMAIL, ACCOUNT_ID, CLIENT_ID, PROJECT, TOKEN_URI, NewCredentials
from .api.identity import Issuer
from .api.tokens import Tokens
from .state.store import JsonObject

# A section that is named in the environment pins the tenant: GAM then refuses `gam select`.
SECTION = "demo"
_AUTH_URI = "https://accounts.google.com/o/oauth2/auth"
_CERTIFICATES = "https://www.googleapis.com/oauth2/v1/certs"


def write_private(file: Path, text: str) -> None:
    """Write a file nobody else may read, whole or not at all."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def write_credentials(folder: Path, new: NewCredentials, tokens: Tokens, issuer: Issuer, expires: str) -> None:
    """The three files GAM signs in with. `expires` is when the first access token ends."""
    write_private(folder / "client_secrets.json", json.dumps({"installed": _client(new)}, indent=2))
    write_private(folder / "oauth2service.json", json.dumps(_service_account(new), indent=2))
    first = tokens.for_admin()
    oauth = {
        "client_id": CLIENT_ID,
        "client_secret": new.client_secret,
        "decoded_id_token": issuer.claims(),
        "id_token": first["id_token"],
        "refresh_token": new.refresh_token,
        "scopes": sorted(scopes.CLIENT),
        "token": first["access_token"],
        "token_expiry": expires,
        "token_uri": TOKEN_URI,
    }
    write_private(folder / "oauth2.txt", json.dumps(oauth, indent=2))


def write_config(folder: Path, work: Path, authority: Path, timezone: str) -> None:
    """gam.cfg, so that a first run has nothing to say about making one. One that is there stays.

    GAM takes GAM_CA_FILE and its like from the environment only when there is no gam.cfg.
    """
    if (folder / "gam.cfg").exists():
        return
    lines = [
        "[DEFAULT]",
        f"cacerts_pem = {_quoted(authority)}",
        f"drive_dir = {_quoted(work)}",
        "input_dir = .",
        f"timezone = {timezone}",
        "charset = utf-8",
        "no_browser = true",
        "num_threads = 5",
        "",
        f"[{SECTION}]",
        "domain = demo.example",
        "",
    ]
    write_private(folder / "gam.cfg", "\n".join(lines))


def _quoted(path: Path) -> str:
    """A path as gam.cfg can hold it, spaces at the ends included. No path has a line break here."""
    if any(ord(letter) < 32 for letter in str(path)):
        raise ValueError(f"{str(path)!r} cannot be written into gam.cfg")
    return f'"{path}"'


def _client(new: NewCredentials) -> JsonObject:
    return {
        "client_id": CLIENT_ID,
        "project_id": PROJECT,
        "auth_uri": _AUTH_URI,
        "token_uri": TOKEN_URI,
        "auth_provider_x509_cert_url": _CERTIFICATES,
        "client_secret": new.client_secret,
        "redirect_uris": ["http://127.0.0.1"],
    }


def _service_account(new: NewCredentials) -> JsonObject:
    return {
        "type": "service_account",
        "project_id": PROJECT,
        "private_key_id": new.key_id,
        "private_key": new.private_key,
        "client_email": ACCOUNT_EMAIL,
        "client_id": ACCOUNT_ID,
        "auth_uri": _AUTH_URI,
        "token_uri": TOKEN_URI,
        "auth_provider_x509_cert_url": _CERTIFICATES,
        "us_scopes": scopes.DELEGATED,
    }
