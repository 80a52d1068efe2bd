"""Only the demo domain's own tokens open it; nothing else is accepted, kept or written down."""

import json
import subprocess
from typing import Any

import pytest
from demo_domain import ADMIN, Answer, Demo, gam_python

FOREIGN = "ya29.a0AfH6SMforeign-token-of-a-real-account"
SCOPE = "https://www.googleapis.com/auth/admin.directory.group"
GMAIL = "https://mail.google.com/"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# Signs with the session's key, or with one of its own, as the Google library does.
_SIGN = """
import json, sys, time
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives import serialization as s
from google.auth import crypt, jwt
file, own, claims = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
account = json.load(open(file))
pem = account['private_key']
if own == 'own':
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()).decode()
now = int(time.time())
body = {'iss': account['client_email'], 'aud': account['token_uri'], 'iat': now, 'exp': now + 600}
for name, value in claims.items():
    body[name] = now + value if name in ('iat', 'exp') else value
print(jwt.encode(crypt.RSASigner.from_string(pem), body).decode())
"""


def assertion(demo: Demo, *, own_key: bool = False, **claims: Any) -> Answer:
    """Ask for a token as the service account would, with these claims."""
    file = str(demo.folder / "gam" / "oauth2service.json")
    key = "own" if own_key else "session"
    command = [gam_python(), "-c", _SIGN, file, key, json.dumps(claims)]
    signed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return demo.sign_in(grant_type=JWT_BEARER, assertion=signed)


@pytest.mark.parametrize("token", [FOREIGN, "", "a.b.c", "demo-guess", "x" * 5000, "é"])
def test_any_other_token_is_refused(demo: Demo, token: str) -> None:
    answer = demo.directory("GET", "users/admin@demo.example", token=token.encode().decode("latin-1"))
    assert (answer.status, answer.reason) == (401, "authError")
    assert answer.json["error"]["status"] == "UNAUTHENTICATED"
    assert "invalid_token" in answer.headers["WWW-Authenticate"]


def test_no_token_at_all_and_another_scheme(demo: Demo) -> None:
    for value in ("", "Basic YTpi", "Bearer"):
        assert demo.directory("GET", "users/admin@demo.example", headers={"Authorization": value}).status == 401


def test_foreign_secrets_are_refused_and_never_kept(demo: Demo) -> None:
    demo.directory("GET", "users/admin@demo.example", token=FOREIGN)
    answer = demo.refresh(refresh_token="1//foreign-refresh-token")
    assert (answer.status, answer.json["error"]) == (400, "invalid_grant")
    answer = demo.refresh(client_secret="foreign-client-secret")
    assert (answer.status, answer.json["error"]) == (401, "invalid_client")
    kept = b"".join(file.read_bytes() for file in demo.folder.rglob("*") if file.is_file())
    for secret in (FOREIGN, "foreign-refresh-token", "foreign-client-secret"):
        assert secret.encode() not in kept


def test_the_state_holds_no_secret_of_its_own(demo: Demo) -> None:
    token = demo.refresh().json["access_token"]
    state = b"".join(file.read_bytes() for file in demo.folder.glob("state.sqlite3*"))
    for secret in (token, demo.oauth["refresh_token"], demo.oauth["client_secret"], "PRIVATE KEY"):
        assert secret.encode() not in state


def test_a_refreshed_token_works(demo: Demo) -> None:
    fresh = demo.refresh().json
    assert fresh["token_type"] == "Bearer"
    assert demo.directory("GET", "users/admin@demo.example", token=fresh["access_token"]).status == 200


def test_a_scope_that_is_missing(demo: Demo) -> None:
    narrow = demo.refresh(scope=SCOPE).json["access_token"]
    assert demo.directory("GET", "groups/travel@demo.example", token=narrow).status == 200
    answer = demo.directory("GET", "users/admin@demo.example", token=narrow)
    assert (answer.status, answer.reason) == (403, "insufficientPermissions")
    assert answer.json["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    assert "insufficient_scope" in answer.headers["WWW-Authenticate"]


def test_the_token_endpoint(demo: Demo) -> None:
    assert demo.sign_in().json["error"] == "invalid_request"
    assert demo.sign_in(grant_type="password").json["error"] == "unsupported_grant_type"
    assert demo.sign_in(grant_type=JWT_BEARER, assertion="a.b.c").json["error"] == "invalid_grant"


def test_the_service_account(demo: Demo) -> None:
    good = assertion(demo, scope=GMAIL, sub="zuri.wafula@demo.example").json
    answer = demo.call("GET", "/gmail/v1/users/me/profile", host="gmail.googleapis.com", token=good["access_token"])
    assert (answer.status, answer.reason) == (403, "accessNotConfigured")
    assert "switched off in the demo domain" in answer.message


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ({"own_key": True, "scope": GMAIL}, "invalid_grant"),
        ({"scope": GMAIL, "sub": "nobody@demo.example"}, "invalid_grant"),
        ({"scope": GMAIL, "sub": "admin@elsewhere.example"}, "invalid_grant"),
        ({"scope": GMAIL, "iss": "other@example.com"}, "invalid_grant"),
        ({"scope": GMAIL, "aud": "https://elsewhere.example/token"}, "invalid_grant"),
        ({"scope": GMAIL, "exp": -5}, "invalid_grant"),
        ({"scope": GMAIL, "exp": 7200}, "invalid_grant"),
        ({"scope": GMAIL, "iat": 500}, "invalid_grant"),
        ({"scope": "https://www.googleapis.com/auth/cloud-platform"}, "unauthorized_client"),
        ({}, "invalid_scope"),
    ],
)
def test_assertions_that_are_refused(demo: Demo, claims: dict[str, Any], error: str) -> None:
    answer = assertion(demo, **claims)
    assert answer.json["error"] == error, answer.text
    assert answer.status in (400, 401)


def test_gam_refreshes_an_expired_token_by_itself(demo: Demo) -> None:
    file = demo.folder / "gam" / "oauth2.txt"
    old = demo.oauth
    file.write_text(json.dumps({**old, "token_expiry": "2020-01-01T00:00:00Z", "token": FOREIGN}))
    done = demo.gam("info", "user", "admin", "quick")
    assert (done.returncode, done.stderr) == (0, "")
    assert demo.oauth["token"] not in (FOREIGN, old["token"])
    assert demo.oauth["refresh_token"] == old["refresh_token"]


def test_only_this_authority_vouches_for_the_hosts(demo: Demo) -> None:
    connection = demo.connect(ADMIN)
    connection.request("GET", "/$discovery/rest?version=directory_v1")
    assert connection.getresponse().status == 200
    pem = (demo.folder / "ca.pem").read_text()
    assert pem.count("BEGIN CERTIFICATE") == 1
    assert not list(demo.folder.glob("leaf*"))
