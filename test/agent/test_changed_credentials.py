"""What GAM changes of a tenant's credentials is noticed, what it merely refreshes is not."""

import json
import subprocess
from pathlib import Path

import pytest
from agent_client import agent
from agent_session import AGENT, wait_until
from gam_real import PYTHON
from gamgui_agent.gam.credentials import fingerprint, places
from hypothesis import given
from hypothesis import strategies as st

OTHER = "d" * 32
TOKEN = {
    "client_id": "c",
    "client_secret": "s",
    "refresh_token": "1//first",
    "scopes": ["a", "b"],
    "token": "ya29.one",
    "token_expiry": "2030-01-01T00:00:00Z",
    "decoded_id_token": {"iat": 1},
    "id_token": "",
}
SERVICE = {"type": "service_account", "private_key_id": "k1", "private_key": "first"}


@pytest.fixture
def tenant(tmp_path: Path) -> Path:
    (tmp_path / "oauth2.txt").write_text(json.dumps(TOKEN))
    (tmp_path / "oauth2service.json").write_text(json.dumps(SERVICE))
    (tmp_path / "gam.cfg").write_text("[DEFAULT]\n")
    return tmp_path


def changes(path: Path, **fields: object) -> bool:
    before = fingerprint(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}, indent=4))
    return fingerprint(path) != before


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"token": "ya29.two", "token_expiry": "2031-01-01T00:00:00Z", "decoded_id_token": {"iat": 2}}, False),
        ({"refresh_token": "1//second"}, True),
        ({"scopes": ["a"]}, True),
        ({"client_id": "d"}, True),
        ({}, False),
    ],
)
def test_a_refreshed_token_is_no_change(tenant: Path, fields: dict[str, object], counts: bool) -> None:
    assert changes(tenant / "oauth2.txt", **fields) == counts


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)), st.binary(max_size=40))
def test_any_content_has_a_fingerprint(tmp_path_factory, fields: dict[str, str], content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "oauth2service.json"
    path.write_text(json.dumps(fields))
    first = fingerprint(path)
    path.write_text(json.dumps(dict(reversed(fields.items())), indent=2))
    assert fingerprint(path) == first
    for name in ("oauth2.txt", "gam.cfg"):
        (path.parent / name).write_bytes(content)
        assert len(fingerprint(path.parent / name)) == 64


def test_the_files_are_where_gam_finds_them(tmp_path: Path) -> None:
    (tmp_path / "gam.cfg").write_text(
        "[DEFAULT]\nconfig_dir = /keys\noauth2service_json = /sa/key.json\n[a]\nconfig_dir = /keys/a\n"
    )
    assert places(str(tmp_path), "a") == {
        "gam.cfg": tmp_path / "gam.cfg",
        "client_secrets.json": Path("/keys/a/client_secrets.json"),
        "oauth2.txt": Path("/keys/a/oauth2.txt"),
        "oauth2service.json": Path("/sa/key.json"),
    }


def rotates(tenant: Path, key: str) -> list[str]:
    """As `gam rotate sakey` does, told as a run of `gam`."""
    service = json.dumps({**SERVICE, "private_key_id": key})
    return ["sh", "-c", f"echo '{service}' > {tenant}/oauth2service.json", "gam"]


def test_a_run_of_gam_that_changes_them_is_told(sessions, tenant: Path) -> None:
    session = sessions(
        tenant={"id": "acme", "kind": "gam", "folder": str(tenant)}, gam={"command": rotates(tenant, "k2")}
    )
    watcher = session.open(role="watch", client=OTHER)
    assert watcher.welcome["snapshot"]["credentials"] == []
    session.job(["gam", "info", "user"]).wait_exited()
    assert watcher.wait_event("credentials")["changed"] == ["oauth2service.json"]
    # A host that is started again still knows how it was at first.
    session.kill_host()
    session.start()
    again = session.open(role="watch", client=OTHER)
    assert again.welcome["snapshot"]["credentials"] == ["oauth2service.json"]
    # Put back as it was, there is nothing to save.
    (tenant / "oauth2service.json").write_text(json.dumps(SERVICE, indent=2))
    (tenant / "oauth2.txt").unlink()
    session.job(["true"]).wait_exited()
    assert again.wait_event("credentials")["changed"] == ["oauth2.txt"]


def test_a_session_goes_on_without_those_that_are_to_be_brought(sessions, tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    session = sessions(
        tenant={"id": "acme", "kind": "gam", "credentials": {"kind": "given", "memory": str(memory)}},
        gam={"command": rotates(memory / "gam", "k2")},
    )
    watcher = session.open(role="watch", client=OTHER)
    early = session.job(["gam", "delete", "user", "x"])
    assert early.wait_exited()["exit"] == {"code": 127}
    assert b"credentials are not here" in early.output[1] + early.output[2]
    files = {"oauth2.txt": json.dumps(TOKEN), "oauth2service.json": json.dumps(SERVICE)}
    keys = agent(AGENT, "keys", "--dir", session.dir)
    subprocess.run(keys, input=json.dumps({"files": files}).encode(), check=True, timeout=60)
    wait_until((session.state / "credentials.json").exists)
    session.job(["gam", "info", "user"]).wait_exited()
    assert watcher.wait_event("credentials")["changed"] == ["oauth2service.json"]


def test_what_the_real_gam_saves_is_told(sessions, tenant: Path) -> None:
    session = sessions(
        tenant={"id": "acme", "kind": "gam", "folder": str(tenant)}, gam={"command": [str(PYTHON), "-I", "-m", "gam"]}
    )
    watcher = session.open(role="watch", client=OTHER)
    job = session.job(["gam", "config", "num_threads", "7", "save"])
    assert job.wait_exited()["exit"] == {"code": 0}, job.output
    assert watcher.wait_event("credentials")["changed"] == ["gam.cfg"]
    assert "num_threads = 7" in (session.state / "gam/gam.cfg").read_text()
    assert "num_threads" not in (tenant / "gam.cfg").read_text()


def test_no_secret_is_written_down(sessions, tenant: Path) -> None:
    session = sessions(tenant={"id": "acme", "kind": "gam", "folder": str(tenant)})
    wait_until((session.state / "credentials.json").exists)
    kept = (session.state / "credentials.json").read_text()
    assert "1//first" not in kept
    assert "private" not in kept


def test_what_changed_is_given_to_be_saved_and_is_no_change_then(sessions, tenant: Path) -> None:
    session = sessions(
        tenant={"id": "acme", "kind": "gam", "folder": str(tenant)}, gam={"command": rotates(tenant, "k2")}
    )
    first = fingerprint(tenant / "oauth2service.json")
    watcher = session.open(role="watch", client=OTHER)
    assert watcher.call("credentials", 1) == {"call": 1, "ok": {"files": []}}
    session.job(["gam", "info", "user"]).wait_exited()
    [file] = watcher.call("credentials", 2)["ok"]["files"]
    assert (file["name"], file["first"]) == ("oauth2service.json", first)
    assert json.loads(file["text"])["private_key_id"] == "k2"
    # What GAM changes between is not what was saved.
    assert watcher.call("saved", 3, files={"oauth2service.json": "0" * 64})["ok"] == {}
    assert watcher.call("credentials", 4)["ok"]["files"] != []
    assert watcher.call("saved", 5, files={"oauth2service.json": file["now"]})["ok"] == {}
    assert watcher.call("credentials", 6)["ok"]["files"] == []
    # A host that is started again still knows that it was saved.
    session.kill_host()
    session.start()
    assert session.open(role="watch", client=OTHER).welcome["snapshot"]["credentials"] == []


def test_only_what_can_be_one_of_gams_files_is_given(sessions, tenant: Path) -> None:
    session = sessions(tenant={"id": "acme", "kind": "gam", "folder": str(tenant)})
    watcher = session.open(role="watch", client=OTHER)
    wait_until((session.state / "credentials.json").exists)
    for content in (b"\xff\xfe", b"x" * 200_000):
        (tenant / "oauth2.txt").write_bytes(content)
        assert watcher.call("credentials", 1)["error"]["code"] == "not-read"
    (tenant / "oauth2.txt").unlink()
    assert watcher.call("credentials", 3)["ok"]["files"] == []
