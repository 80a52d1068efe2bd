"""The last error that GAM told of (lines copied in form from real runs of 7.49)."""

import pytest
from gamgui_agent.gam.last_error import last_error
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "$ gam prnt users\n\nCommand: /opt/gam prnt >>>users<<<\n\n"
            "ERROR: Invalid argument: Expected <print|show>\nHelp: Syntax in file GamCommands.txt\n",
            "Invalid argument: Expected <print|show>",
        ),
        ("ERROR: first\nGot 5 Users\nERROR: second\n$ ", "second"),
        ("ERROR: one\nUser: a@x.example, Show Failed: it is gone\n", "User: a@x.example, Show Failed: it is gone"),
        ("  ERROR: User: a@x.example, Does not exist\n$ ", "User: a@x.example, Does not exist"),
        ("User: a@x.example, Does not exist\nGot 5 Users\n", "User: a@x.example, Does not exist"),
        ("  User: a@x.example, Does not exist (2/3)\n", "User: a@x.example, Does not exist (2/3)"),
        (
            "User: a@y.example, Service not applicable/Does not exist\n",
            "User: a@y.example, Service not applicable/Does not exist",
        ),
        (
            "User: a@x.example, Contact Delegate Service/App not enabled\n",
            "User: a@x.example, Contact Delegate Service/App not enabled",
        ),
        (
            "Either User: a, Does not exist or Group: a, Does not exist\n",
            "Either User: a, Does not exist or Group: a, Does not exist",
        ),
        ("Group: g@x.example, Not Updated: Use add\n", "Group: g@x.example, Not Updated: Use add"),
        ("User: a@x.example, Email Not Sent: no\n", "User: a@x.example, Email Not Sent: no"),
        ("Device: 1, ERROR: Invalid query\n", "Device: 1, ERROR: Invalid query"),
        # Of what GAM shows or does only the end of a line is its own words.
        ("User: a@x.example, Created\n  Description: It does not exist\n", None),
        ("Group: Does not exist@x.example, Created\n", None),
        ("a@x.example,Ana,Does not exist\n", None),
        ("Got 500 Users: a@x.example - m@x.example\n$ ", None),
        ("MY ERROR: no\n", None),
        ("ERROR: \n", None),
    ],
)
def test_the_last_one_counts(text: str, expected: str | None) -> None:
    assert last_error(text) == expected


def test_its_secrets_are_hidden_before_it_is_cut() -> None:
    said = last_error(f"ERROR: {'x' * 285} password hunter2hunter2 refused ya29.{'a' * 40}")
    assert said is not None and "hunter2" not in said and "ya29" not in said and len(said) <= 300


@given(st.text(max_size=400), st.sampled_from(["", "ERROR: ", "A: b Failed: ", "ERROR: x password "]))
def test_whatever_is_printed_it_is_one_short_line(text: str, head: str) -> None:
    said = last_error(f"{head}{text}")
    assert said is None or (0 < len(said) <= 300 and "\n" not in said)
