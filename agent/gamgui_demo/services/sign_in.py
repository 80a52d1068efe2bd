"""oauth2 and iam: what GAM asks about its own credentials."""

import time
from typing import Any

from ..api.credentials import ACCOUNT_EMAIL, ACCOUNT_ID, PROJECT, load
from ..api.errors import GoogleError, invalid
from ..api.router import Call, Handler
from ..state.directory import find
from ..state.store import JsonObject

_EMAIL_SCOPE = "https://www.googleapis.com/auth/userinfo.email"


def token_info(call: Call) -> JsonObject:
    """What an access token is good for."""
    grant = call.tokens.grant_of(call.params.get("access_token") or "", call.method.host)
    if grant is None:
        raise invalid("Invalid Value")
    info: JsonObject = {
        "issued_to": grant.client,
        "audience": grant.client,
        "scope": " ".join(sorted(grant.scopes)),
        "expires_in": max(0, int(grant.expires - time.time())),
        "access_type": "offline",
    }
    if _EMAIL_SCOPE in grant.scopes:
        info |= {"email": grant.subject, "verified_email": True}
    return info


def user_info(call: Call) -> JsonObject:
    """Who the token belongs to."""
    user = find(call.store, "user", call.grant.subject)
    name: dict[str, Any] = user["name"] if user else {}
    return {
        "id": user["id"] if user else ACCOUNT_ID,
        "email": call.grant.subject,
        "verified_email": True,
        "name": name.get("fullName", "Demo domain"),
    }


def service_account_key(call: Call) -> JsonObject:
    """The one key of the one service account."""
    kept = load(call.store)
    names = {f"projects/{PROJECT}/serviceAccounts/{who}" for who in (ACCOUNT_EMAIL, ACCOUNT_ID)}
    account, _, key = call.params["name"].rpartition("/keys/")
    if kept is None or account not in names or key != kept.key_id:
        raise GoogleError(404, "notFound", f"Service account key {key[:60]} does not exist.", status="NOT_FOUND")
    return {
        "name": call.params["name"],
        "validAfterTime": kept.key_created,
        "validBeforeTime": "9999-12-31T23:59:59Z",
        "keyAlgorithm": "KEY_ALG_RSA_2048",
        "keyOrigin": "GOOGLE_PROVIDED",
        "keyType": "USER_MANAGED",
    }


HANDLERS: dict[str, Handler] = {
    "oauth2.tokeninfo": token_info,
    "oauth2.userinfo.get": user_info,
    "oauth2.userinfo.v2.me.get": user_info,
    "iam.projects.serviceAccounts.keys.get": service_account_key,
}
