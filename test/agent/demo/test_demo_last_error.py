"""What the real GAM says of a thing that it could not do is told as its last error."""

import pytest
from demo_domain import Demo
from gamgui_agent.gam.last_error import last_error


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("info user nobody", "User: nobody@demo.example, Does not exist"),
        ("update users nobody,no.one suspended on", "User: no.one@demo.example, Does not exist (2/2)"),
        ("info user ann@other.example", "User: ann@other.example, Service not applicable/Does not exist"),
        ("update user admin org /Nowhere", "User: admin@demo.example, Update Failed: Invalid Organizational Unit"),
        ("create group admin", "Group: admin@demo.example, Create Failed: Duplicate, User: admin@demo.example"),
    ],
)
def test_it_is_told(demo: Demo, command: str, expected: str) -> None:
    done = demo.gam(*command.split(" "))
    assert done.returncode != 0
    assert last_error(done.stderr) == expected
