"""The identities of the demo domain: one OAuth client with one administrator, one service account.

Only what is needed to recognise them is kept: digests of the secrets and a public key.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ..state.store import JsonObject, Store

CLIENT_ID = "gam.demo.example"
PROJECT = "demo-domain"
ACCOUNT_EMAIL = "gam@demo-domain.iam.demo.example"
ACCOUNT_ID = "100000000000000000001"
TOKEN_URI = "https://oauth2.googleapis.com/token"


def digest(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class NewCredentials:
    """The secrets of a new session, to be written into GAM's files and nowhere else."""

    client_secret: str
    refresh_token: str
    key_id: str
    private_key: str


@dataclass(frozen=True)
class Credentials:
    """What recognises them."""

    client_secret_digest: str
    refresh_token_digest: str
    key_id: str
    key_created: str
    public_key: rsa.RSAPublicKey

    def is_client(self, client_id: str, client_secret: str) -> bool:
        """Whether this is our OAuth client."""
        secret_ok = hmac.compare_digest(digest(client_secret), self.client_secret_digest)
        return client_id == CLIENT_ID and secret_ok

    def is_refresh_token(self, token: str) -> bool:
        """Whether this is the administrator's refresh token."""
        return hmac.compare_digest(digest(token), self.refresh_token_digest)


def create(store: Store, now: str) -> NewCredentials:
    """Make new identities and keep what recognises them. `now` is an RFC 3339 time."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    new = NewCredentials(
        client_secret="demo-" + secrets.token_urlsafe(24),
        refresh_token="1//demo-" + secrets.token_urlsafe(40),
        key_id=secrets.token_hex(20),
        private_key=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    kept: JsonObject = {
        "clientSecret": digest(new.client_secret),
        "refreshToken": digest(new.refresh_token),
        "keyId": new.key_id,
        "keyCreated": now,
        "publicKey": public.decode(),
    }
    store.put("credentials", "session", kept)
    return new


def load(store: Store) -> Credentials | None:
    """The identities of this session, or None before they were made."""
    kept = store.get("credentials", "session")
    if kept is None:
        return None
    public = serialization.load_pem_public_key(kept["publicKey"].encode())
    if not isinstance(public, rsa.RSAPublicKey):
        raise ValueError("the stored service account key is not an RSA key")
    return Credentials(kept["clientSecret"], kept["refreshToken"], kept["keyId"], kept["keyCreated"], public)
