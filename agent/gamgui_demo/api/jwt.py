"""JSON Web Tokens: just the part Google's sign-in needs. https://www.rfc-editor.org/rfc/rfc7519"""

import base64
import binascii
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from ..state.store import JsonObject


class InvalidToken(ValueError):
    """Not a token, or not one signed by the expected key."""


def verify_rs256(token: str, key: rsa.RSAPublicKey) -> JsonObject:
    """The claims of a token that `key` has signed. Raises InvalidToken."""
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_decode(head)), json.loads(_decode(body))
    except (ValueError, RecursionError) as error:
        raise InvalidToken("not a JSON Web Token") from error
    if not isinstance(header, dict) or not isinstance(claims, dict) or header.get("alg") != "RS256":
        raise InvalidToken("not an RS256 token")
    try:
        key.verify(_decode(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError) as error:
        raise InvalidToken("wrong signature") from error
    return claims


def sign_es256(claims: JsonObject, key: ec.EllipticCurvePrivateKey, key_id: str) -> str:
    """A token with these claims, signed by a P-256 key."""
    header = {"alg": "ES256", "kid": key_id, "typ": "JWT"}
    signed = f"{_encode(json.dumps(header).encode())}.{_encode(json.dumps(claims).encode())}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{_encode(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise InvalidToken("not base64url") from error
