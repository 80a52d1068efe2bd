"""The real GAM changes the demo domain, and later reads show it."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from demo_domain import Demo


def ok(demo: Demo, *arguments: str) -> str:
    """Run GAM; it must succeed. Answers what it printed."""
    done = demo.gam(*arguments)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert "WARNING" not in done.stderr, done.stderr
    return done.stdout


def user(demo: Demo, name: str) -> dict[str, Any]:
    """A person as the API has it now: quicker than another GAM."""
    found: dict[str, Any] = demo.directory("GET", f"users/{name}@demo.example").json
    return found


def test_the_life_of_a_person(demo: Demo) -> None:
    ok(demo, "create", "user", "ada.one", "firstname", "Ada", "lastname", "One", "password", "random", "org", "/Sales")
    assert user(demo, "ada.one")["orgUnitPath"] == "/Sales"
    ok(demo, "update", "user", "ada.one", "org", "/Engineering/Platform", "lastname", "Öne", "phone", "type", "work",
       "value", "+15550100", "primary")  # fmt: skip
    changed = user(demo, "ada.one")
    assert (changed["orgUnitPath"], changed["name"]["fullName"]) == ("/Engineering/Platform", "Ada Öne")
    assert changed["phones"] == [{"type": "work", "value": "+15550100", "primary": True}]
    ok(demo, "suspend", "user", "ada.one")
    assert "Account Suspended: True" in ok(demo, "info", "user", "ada.one")
    ok(demo, "unsuspend", "user", "ada.one")
    assert user(demo, "ada.one")["suspended"] is False
    ok(demo, "create", "alias", "ada.alias", "user", "ada.one")
    assert user(demo, "ada.alias")["primaryEmail"] == "ada.one@demo.example"
    ok(demo, "update", "user", "ada.one", "email", "ada.two")
    assert user(demo, "ada.two")["aliases"] == ["ada.alias@demo.example", "ada.one@demo.example"]
    ok(demo, "delete", "user", "ada.two")
    assert demo.gam("info", "user", "ada.two").returncode == 56
    ok(demo, "undelete", "user", "ada.two")
    assert user(demo, "ada.one")["primaryEmail"] == "ada.two@demo.example"
    log = ok(demo, "report", "admin", "start", "-1d")
    assert {"CREATE_USER", "SUSPEND_USER", "DELETE_USER", "UNDELETE_USER"} <= set(re.findall(r"^\w+", log, re.M))


def test_the_life_of_a_group(demo: Demo) -> None:
    def members() -> set[str]:
        found = demo.directory("GET", "groups/crew@demo.example/members").json["members"]
        return {member["email"].partition("@")[0] for member in found}

    ok(demo, "create", "group", "crew", "name", "Crew", "description", "On board")
    ok(demo, "update", "group", "crew", "add", "owner", "user", "admin")
    ok(demo, "update", "group", "crew", "add", "member", "travel@demo.example")
    assert members() == {"admin", "travel"}
    ok(demo, "update", "group", "crew", "sync", "member", "users", "zuri.wafula,amara.uche")
    assert members() == {"admin", "zuri.wafula", "amara.uche"}
    ok(demo, "update", "group", "crew", "remove", "user", "amara.uche")
    assert members() == {"admin", "zuri.wafula"}
    ok(demo, "update", "group", "crew", "whocanjoin", "invited_can_join", "name", "The crew")
    shown = ok(demo, "info", "group", "crew")
    assert "whoCanJoin: INVITED_CAN_JOIN" in shown
    assert "name: The crew" in shown
    ok(demo, "delete", "group", "crew")
    assert demo.directory("GET", "groups/crew@demo.example").status == 404


def test_many_members_go_in_batches(demo: Demo) -> None:
    ok(demo, "create", "group", "crowd")
    added = ok(demo, "update", "group", "crowd", "add", "member", "ou", "/Finance")
    people = int(re.findall(r"Add (\d+) Members", added)[0])
    assert people > 50  # GAM puts more than 50 into multipart batches
    assert added.count("Added: Role: MEMBER") == people
    assert ok(demo, "print", "group-members", "group", "crowd").count("\n") == people + 1
    again = demo.gam("update", "group", "crowd", "add", "member", "ou", "/Finance")
    assert again.stderr.count("Duplicate, already a Member") == people
    removed = ok(demo, "update", "group", "crowd", "remove", "member", "ou", "/Finance")
    assert removed.count("Removed") == people


def test_the_life_of_a_unit(demo: Demo) -> None:
    ok(demo, "create", "org", "/Sales/Asia & Pacific", "description", "East")
    ok(demo, "create", "user", "ou.one", "firstname", "Ou", "lastname", "One", "password", "random",
       "org", "/Sales/Asia & Pacific")  # fmt: skip
    refused = demo.gam("delete", "org", "/Sales/Asia & Pacific")
    assert refused.returncode == 50
    assert "cannot be deleted" in refused.stderr
    ok(demo, "update", "org", "/Sales/Asia & Pacific", "name", "Asia", "parent", "/Support")
    assert user(demo, "ou.one")["orgUnitPath"] == "/Support/Asia"
    ok(demo, "update", "org", "/Finance", "move", "user", "ou.one")
    ok(demo, "delete", "org", "/Support/Asia")
    assert "Asia" not in ok(demo, "print", "orgs")


def test_licences(demo: Demo) -> None:
    ok(demo, "create", "user", "lic.one", "firstname", "Li", "lastname", "Cence", "password", "random")
    ok(demo, "user", "lic.one", "add", "license", "1010020020")
    again = demo.gam("user", "lic.one", "add", "license", "1010020020")
    assert again.returncode == 50
    assert "User already has a license" in again.stderr
    ok(demo, "user", "lic.one", "update", "license", "1010020030", "from", "1010020020")
    assert "lic.one@demo.example" in ok(demo, "print", "licenses", "sku", "1010020030")
    ok(demo, "user", "lic.one", "delete", "license", "1010020030")
    assert "lic.one@demo.example" not in ok(demo, "print", "licenses", "sku", "1010020030")


def test_devices(demo: Demo) -> None:
    device = "demo0000-cros-4000-8000-000000000003"
    ok(demo, "update", "cros", device, "notes", "On loan", "ou", "/Finance")
    shown = ok(demo, "info", "cros", device)
    assert "notes: On loan" in shown
    assert "orgUnitPath: /Finance" in shown
    ok(demo, "update", "mobile", "DEMOmobile00003", "action", "block")
    assert "status: BLOCKED" in ok(demo, "info", "mobile", "DEMOmobile00003")


def test_a_csv_job_and_a_batch(demo: Demo) -> None:
    rows = "".join(f"csv{n}@demo.example,Row {n}\n" for n in range(4))
    (demo.work / "new.csv").write_text("Email,Last\n" + rows)
    create = "gam create user ~Email firstname Csv lastname ~Last password random org /Contractors"
    done = demo.gam("csv", "new.csv", *create.split())
    assert (done.returncode, done.stdout.count("Created")) == (0, 4), done.stderr
    lines = [f"gam update user csv{n} suspended on\n" for n in range(2)]
    (demo.work / "jobs.txt").write_text("".join([*lines, "gam delete user csv3\n"]))
    done = demo.gam("batch", "jobs.txt")
    assert (done.returncode, done.stdout.count("Updated"), done.stdout.count("Deleted")) == (0, 2, 1), done.stderr
    people = ok(demo, "print", "users", "query", "givenName=Csv", "suspended")
    assert people.count("csv") == 3
    assert people.count("True") == 2


def test_many_gam_processes_at_once_lose_nothing(demo: Demo) -> None:
    with ThreadPoolExecutor(10) as pool:
        names = [f"par{n}" for n in range(10)]
        create = [
            pool.submit(demo.gam, "create", "user", name, "firstname", "P", "lastname", name, "password", "random")
            for name in names
        ]
        assert [job.result().returncode for job in create] == [0] * 10
    assert ok(demo, "print", "users", "query", "givenName=P").count("par") == 10


def test_busy_google_makes_gam_wait_and_go_on(demo: Demo) -> None:
    (demo.folder / "faults").write_text("429:1\n")
    assert "User: zuri.wafula@demo.example" in ok(demo, "info", "user", "zuri.wafula", "quick")
    assert not (demo.folder / "faults").exists()


def test_a_refused_scope_is_reported(demo: Demo) -> None:
    file = demo.folder / "gam" / "oauth2.txt"
    kept = file.read_text()
    token = demo.refresh(scope="https://www.googleapis.com/auth/admin.directory.group.readonly").json
    assert token["error"] == "invalid_scope"  # never consented to
    narrow = demo.refresh(scope="https://www.googleapis.com/auth/admin.directory.group").json["access_token"]
    try:
        file.write_text(kept.replace(demo.oauth["token"], narrow))
        done = demo.gam("print", "users")
        assert done.returncode != 0
        assert "insufficient authentication scopes" in done.stderr or "Denied" in done.stderr
        assert ok(demo, "print", "groups").count("\n") > 40
    finally:
        file.write_text(kept)
