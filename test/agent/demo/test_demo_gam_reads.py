"""The real GAM reads the demo domain: exit code 0, the right number of lines, nothing odd on stderr."""

import csv
import io
import re

import pytest
from demo_domain import Demo

# What GAM says while it reads pages.
_PROGRESS = re.compile(r"(Getting|Got) .*")


def quiet(stderr: str) -> bool:
    """Whether there is nothing but progress."""
    return all(_PROGRESS.fullmatch(line) for line in re.split(r"[\r\n]+", stderr) if line.strip())


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("print users", 1201),
        ("print users allfields", 1201),
        ("print users query orgUnitPath='/Support/Night_shift'", 1),
        ("print groups", 41),
        ("print groups name members managers owners settings", 41),
        ("print orgs", 13),
        ("print aliases", 149),
        ("print admins", 5),
        ("print mobile", 91),
        ("print cros", 121),
        ("print cros allfields", 121),
        ("print domains", 2),
        ("print buildings", 7),
        ("report users", 1201),
    ],
)
def test_tables(demo: Demo, command: str, lines: int) -> None:
    done = demo.gam(*command.replace("'", "").split())
    assert (done.returncode, done.stdout.count("\n")) == (0, lines), done.stderr
    assert quiet(done.stderr), done.stderr


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        ("version", "GAM 7."),
        ("info domain", "Primary Domain: demo.example"),
        ("info user zuri.wafula", "Primary email: zuri.wafula@demo.example|User: zuri.wafula@demo.example"),
        ("info group all-staff", "Group: all-staff@demo.example"),
        ("info org Engineering/Platform nousers", "Organizational Unit: /Engineering/Platform"),
        ("info cros demo0000-cros-4000-8000-000000000001", "CrOS Device: demo0000"),
        ("info mobile DEMOmobile00001", "Mobile Device: DEMOmobile00001"),
        ("oauth info", "Client ID: gam.demo.example"),
        ("user admin print tokens", "user,clientId"),
        ("user zuri.wafula show groups", "office-nairobi@demo.example"),
        ("report login start -3d", "login_success"),
        ("report admin", "CHANGE_PASSWORD"),
        ("report customer", "accounts:num_users,1200"),
    ],
)
def test_details(demo: Demo, command: str, shows: str) -> None:
    done = demo.gam(*command.split())
    assert done.returncode == 0, done.stderr
    assert any(text in done.stdout for text in shows.split("|")), done.stdout
    assert quiet(done.stderr), done.stderr


def test_licences_cover_every_person_but_none_twice_in_a_product(demo: Demo) -> None:
    done = demo.gam("print", "licenses")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0
    assert len({row["userId"] for row in rows}) == 1200
    assert len({(row["userId"], row["productId"]) for row in rows}) == len(rows) > 1400
    assert quiet(done.stderr), done.stderr


def test_members_of_every_group(demo: Demo) -> None:
    done = demo.gam("print", "group-members")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0
    assert len({row["group"] for row in rows}) == 40
    assert {row["role"] for row in rows} == {"OWNER", "MANAGER", "MEMBER"}
    assert sum(row["type"] == "GROUP" for row in rows) == 12
    nested = demo.gam("print", "group-members", "group", "all-staff", "recursive")
    assert nested.stdout.count("\n") == 1201


def test_the_service_account_passes_every_check(demo: Demo) -> None:
    done = demo.gam("user", "admin", "check", "serviceaccount")
    assert done.returncode == 0, done.stdout
    assert "FAIL" not in done.stdout
    assert "WARN" not in done.stdout
    assert done.stderr == ""


def test_an_api_that_is_not_played_says_so(demo: Demo) -> None:
    done = demo.gam("user", "admin", "print", "signature")
    assert done.returncode == 9
    assert "Gmail API is switched off in the demo domain (demo.example)" in done.stderr


def test_the_tenant_is_pinned(demo: Demo) -> None:
    done = demo.gam("select", "other", "print", "users")
    assert done.returncode == 2
    assert "Not Allowed" in done.stderr
