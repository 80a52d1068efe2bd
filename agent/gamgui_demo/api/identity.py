"""Says who signed in: the id token and the certificate it can be checked with.

The key lives in memory and changes when the server starts again.
"""

import datetime
import secrets
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ..seed.organisation import ADMIN_EMAIL, ADMIN_ID, DOMAIN
from ..state.store import JsonObject
from .credentials import CLIENT_ID
from .jwt import sign_es256

_LIFETIME = 3600  # seconds


class Issuer:
    """Stands in for accounts.google.com."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._key_id = secrets.token_hex(20)
        self._certificate = self._make_certificate()

    def certificates(self) -> JsonObject:
        """What the certificate endpoint answers: key id to certificate."""
        return {self._key_id: self._certificate}

    def id_token(self) -> str:
        """A signed statement that the administrator has signed in."""
        return sign_es256(self.claims(), self._key, self._key_id)

    def claims(self) -> JsonObject:
        """What the id token says. GAM accepts it only from Google's own issuer name."""
        now = int(time.time())
        return {
            "iss": "https://accounts.google.com",
            "azp": CLIENT_ID,
            "aud": CLIENT_ID,
            "sub": ADMIN_ID,
            "hd": DOMAIN,
            "email": ADMIN_EMAIL,
            "email_verified": True,
            "iat": now,
            "exp": now + _LIFETIME,
        }

    def _make_certificate(self) -> str:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Demo domain sign-in")])
        now = datetime.datetime.now(datetime.timezone.utc)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=365))
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM).decode()
