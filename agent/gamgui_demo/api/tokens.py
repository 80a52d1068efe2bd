"""Access tokens: issued here, known here, worth nothing anywhere else.

https://developers.google.com/identity/protocols/oauth2 has the requests and the error names.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from ..seed.organisation import ADMIN_EMAIL, DOMAIN
from ..state.store import JsonObject, Store
from . import scopes as granted
from .credentials import ACCOUNT_EMAIL, ACCOUNT_ID, CLIENT_ID, TOKEN_URI, Credentials, digest
from .identity import Issuer
from .jwt import InvalidToken, verify_rs256

LIFETIME = 3600  # seconds
_LONGEST_TOKEN = 4096  # characters; ours and the assertions of the service account are far shorter
_SKEW = 60  # seconds a caller's clock may be ahead
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class OAuthError(Exception):
    """A refusal by the token endpoint: its code, its name and the sentence that goes with it."""

    def __init__(self, code: int, error: str, description: str, subtype: str | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.body = {"error": error, "error_description": description}
        if subtype:
            self.body["error_subtype"] = subtype


@dataclass(frozen=True)
class Grant:
    """What a token allows: to whom, until when (seconds since 1970), with which scopes."""

    subject: str
    client: str
    scopes: frozenset[str]
    expires: float


class Tokens:
    """Issues tokens and recognises them. Every method runs inside a store transaction."""

    def __init__(self, store: Store, credentials: Credentials, issuer: Issuer) -> None:
        self._store = store
        self._credentials = credentials
        self._issuer = issuer

    def grant_of(self, token: str, audience: str) -> Grant | None:
        """What the token allows on the host `audience`, or None for any token that is not ours."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        if token.count(".") == 2:
            return self._self_signed(token, audience)
        kept = self._store.get("token", digest(token))
        if kept is None or kept["expires"] <= time.time():
            return None
        return Grant(kept["subject"], kept["client"], frozenset(kept["scopes"]), kept["expires"])

    def issue(self, subject: str, client: str, scopes: frozenset[str]) -> JsonObject:
        """A new access token, as the token endpoint answers it."""
        self._forget_expired()
        token = "demo-" + secrets.token_urlsafe(32)
        kept = {"subject": subject, "client": client, "scopes": sorted(scopes), "expires": time.time() + LIFETIME}
        self._store.put("token", digest(token), kept)
        return {
            "access_token": token,
            "expires_in": LIFETIME - 1,
            "scope": " ".join(sorted(scopes)),
            "token_type": "Bearer",
        }

    def exchange(self, form: Mapping[str, str], *, few: bool = False) -> JsonObject:
        """Answer a POST to the token endpoint; `few`: the administrator gave few permissions. Raises OAuthError."""
        match form.get("grant_type"):
            case "refresh_token":
                return self._refresh(form, frozenset(granted.FEW if few else granted.CLIENT))
            case grant if grant == _JWT_BEARER:
                return self._delegate(form.get("assertion", ""))
            case None:
                raise OAuthError(400, "invalid_request", "Required parameter is missing: grant_type")
        raise OAuthError(400, "unsupported_grant_type", "Invalid grant_type: only the demo domain signs in here")

    def for_admin(self) -> JsonObject:
        """The first token of the administrator, for GAM's own file."""
        return {
            **self.issue(ADMIN_EMAIL, CLIENT_ID, frozenset(granted.CLIENT)),
            "id_token": self._issuer.id_token(),
        }

    def _refresh(self, form: Mapping[str, str], consented: frozenset[str]) -> JsonObject:
        if not self._credentials.is_client(form.get("client_id", ""), form.get("client_secret", "")):
            raise OAuthError(401, "invalid_client", "The OAuth client was not found.")
        if not self._credentials.is_refresh_token(form.get("refresh_token", "")):
            raise OAuthError(400, "invalid_grant", "Token has been expired or revoked.")
        wanted = frozenset(form.get("scope", "").split()) or consented
        if not wanted <= consented:
            raise OAuthError(400, "invalid_scope", "Some requested scopes were never consented to.")
        return {**self.issue(ADMIN_EMAIL, CLIENT_ID, wanted), "id_token": self._issuer.id_token()}

    def _delegate(self, assertion: str) -> JsonObject:
        claims = self._claims(assertion)
        if claims.get("aud") != TOKEN_URI:
            raise OAuthError(400, "invalid_grant", "Invalid JWT: Failed audience check.")
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise OAuthError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        subject = claims.get("sub", ACCOUNT_EMAIL)
        if subject != ACCOUNT_EMAIL and not self._is_active_user(str(subject).lower()):
            raise OAuthError(400, "invalid_grant", "Invalid email or User ID")
        if not scopes <= granted.delegated():
            text = (
                "Client is unauthorized to retrieve access tokens using this method, "
                "or client not authorized for any of the scopes requested."
            )
            raise OAuthError(401, "unauthorized_client", text)
        return self.issue(str(subject), ACCOUNT_ID, scopes)

    def _claims(self, assertion: str) -> JsonObject:
        """The claims of an assertion that our service account signed and that is valid now."""
        if len(assertion) > _LONGEST_TOKEN:
            raise OAuthError(400, "invalid_grant", "Invalid JWT: too long.")
        try:
            claims = verify_rs256(assertion, self._credentials.public_key)
        except InvalidToken as error:
            raise OAuthError(400, "invalid_grant", "Invalid JWT Signature.") from error
        if claims.get("iss") != ACCOUNT_EMAIL:
            raise OAuthError(400, "invalid_grant", "Invalid grant: account not found")
        issued, expires, now = claims.get("iat"), claims.get("exp"), time.time()
        in_time = (
            isinstance(issued, int | float)
            and isinstance(expires, int | float)
            and issued <= now + _SKEW
            and now < expires <= issued + LIFETIME
        )
        if not in_time:
            text = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
            raise OAuthError(400, "invalid_grant", text)
        return claims

    def _self_signed(self, token: str, audience: str) -> Grant | None:
        """A service account may sign its own access token for one API: https://google.aip.dev/auth/4111"""
        try:
            claims = self._claims(token)
        except OAuthError:
            return None
        if claims.get("aud") != f"https://{audience}/" or claims.get("sub") != ACCOUNT_EMAIL:
            return None
        return Grant(ACCOUNT_EMAIL, ACCOUNT_ID, granted.SELF_SIGNED, claims["exp"])

    def _is_active_user(self, email: str) -> bool:
        address = self._store.get("address", email)
        if not email.endswith("@" + DOMAIN) or address is None or address["kind"] != "user":
            return False
        user = self._store.get("user", address["id"])
        return user is not None and not user["suspended"]

    def _forget_expired(self) -> None:
        now = time.time()
        for key in [key for key, kept in self._store.all("token").items() if kept["expires"] <= now]:
            self._store.delete("token", key)
