"""Secrets never survive `mask`, whatever stands around them."""

import pytest
from gamgui_agent.gam.mask import MASK, mask
from hypothesis import given
from hypothesis import strategies as st

KEYWORDS = [
    "password",
    "Password",
    "notifypassword",
    "notfoundpassword",
    "smtp_password",
    "smtpmsa.password",
    "clientsecret",
    "client_secret",
    "recoveryemail",
    "recovery_phone",
    "signature",
    "accesstoken",
    "idtoken",
    "transfertoken",
    "customerauthtoken",
    "yubikeypin",
    "developer_preview_api_key",
    "verifier",
    "key",
    "passphrase",
    "json",
]

# Unlike any word of the templates, so that finding it means it leaked.
secrets = st.text(min_size=6, max_size=30).filter(lambda s: s.strip() and s not in MASK).map(lambda s: f"Zq7{s}")
plain = st.lists(st.sampled_from(["gam", "create", "user", "a@demo.test", "org", "/", "on", "~Email", ""]))


@given(plain, st.sampled_from(KEYWORDS), secrets, plain)
def test_the_value_after_a_keyword_is_gone(before: list[str], word: str, secret: str, after: list[str]) -> None:
    shown = mask([*before, word, secret, *after])
    assert shown == [*before, word, MASK, *after]


@given(st.sampled_from(KEYWORDS), secrets, plain)
def test_it_is_gone_where_it_is_repeated(word: str, secret: str, after: list[str]) -> None:
    shown = mask(["gam", word, secret, "message", f"It is {secret}.", *after])
    assert not any(secret in argument for argument in shown)


@given(
    st.sampled_from(KEYWORDS), st.from_regex(r"\AZq7[\w!%&*+./:@-]{6,20}\Z"), st.sampled_from(["'{}'", '"{}"', "{}"])
)
def test_it_is_gone_in_a_line_for_a_shell(word: str, secret: str, quotes: str) -> None:
    shown = mask(["sh", "-c", f"cd /x && gam update user a@demo.test {word} {quotes.format(secret)} && echo  done"])
    assert secret not in shown[2]
    assert shown[2].startswith("cd /x && gam update user a@demo.test ")
    assert shown[2].endswith(" && echo  done")


@given(st.lists(st.text()))
def test_any_arguments_are_taken_and_counted(argv: list[str]) -> None:
    assert len(mask(argv)) == len(argv)


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        (["config", "smtp_password", "=", "hunter22", "save"], ["config", "smtp_password", "=", MASK, "save"]),
        (["--password=hunter22"], [f"--password={MASK}"]),
        (["client_secret=GOCSPX-x"], [f"client_secret={MASK}"]),
        (["print", "x", "ya29.a0AfB_by"], ["print", "x", MASK]),
        (["a", "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n"], ["a", f"{MASK}\n"]),
        (["password"], ["password"]),
        (["sh", "-c", "gam x password 'it'\\''s' org /"], ["sh", "-c", f"gam x password {MASK} org /"]),
        (["sh", "-c", 'gam x password "two words" org /'], ["sh", "-c", f"gam x password {MASK} org /"]),
    ],
)
def test_by_example(argv: list[str], shown: list[str]) -> None:
    assert mask(argv) == shown


@pytest.mark.parametrize(
    "argv",
    [
        ["print", "users", "fields", "primaryemail,suspended"],
        ["update", "user", "a@demo.test", "changepassword", "on", "org", "/Sales"],
        ["user", "a@demo.test", "print", "tokens", "clientid", "7.apps"],
        ["create", "user", "a b", "lograndompassword", "log.csv", "firstname", "O'Neil"],
        ["sh", "-c", "for i in 1 2; do echo \"$i\" 'x y'; done"],
        ["rotate", "sakey", "retain_none"],
    ],
)
def test_the_rest_stays_readable(argv: list[str]) -> None:
    assert mask(argv) == argv
