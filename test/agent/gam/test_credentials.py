"""Credentials that are brought to a session: into memory, once, whole, and as the real GAM takes them."""

import json
import os
from pathlib import Path

import pytest
from files_client import make_session
from gam_real import PYTHON, run_gam
from gamgui_agent import config
from gamgui_agent.config import ConfigError
from gamgui_agent.gam.settings import GamSettings, read_settings
from gamgui_agent.tenants import tenants
from gamgui_agent.tenants.tenants import TenantError

_SIGN_IN = {
    "client_id": "1234-abc.apps.googleusercontent.com",
    "client_secret": "GOCSPX-planted",
    "decoded_id_token": {"email": "admin@larkfield.example", "hd": "larkfield.example", "sub": "1"},
    "id_token": "",
    "refresh_token": "1//planted-refresh-token",
    "scopes": ["email"],
    "token": "ya29.planted",
    "token_expiry": "2030-01-01T00:00:00Z",
    "token_uri": "https://oauth2.googleapis.com/token",
}
_KEYLESS = {
    "kind": "keyless",
    "address": "gam-larkfield@gam-project.iam.gserviceaccount.com",
    "clientId": "123456789012345678901",
    "admin": "admin@larkfield.example",
    "customer": "C01abc234",
    "domain": "larkfield.example",
}


class Session:
    """A session whose tenant's credentials are brought to it, without a host."""

    def __init__(self, folder: Path, credentials: dict[str, object], **tenant: object) -> None:
        self.folder = folder / "s"
        self.memory = folder / "keys"
        given = {**credentials, "memory": str(self.memory)}
        make_session(
            self.folder,
            run=str(folder / "run"),
            gam={"command": [str(PYTHON), "-I", "-m", "gam"]},
            tenant={"id": "larkfield", "kind": "gam", "credentials": given, **tenant},
        )
        (folder / "run").mkdir(mode=0o700)
        self.config = config.load(str(self.folder))

    def prepare(self) -> GamSettings:
        tenants.prepare(self.config, str(self.folder))
        settings = read_settings(self.config.run, patience=0)
        assert settings
        return settings


def mounted(folder: Path, files: dict[str, str]) -> Session:
    """As Kubernetes mounts a Secret: files are links into a folder that is changed whole."""
    secret = folder / "secret"
    (secret / "..2026").mkdir(parents=True)
    (secret / "..data").symlink_to("..2026")
    for name, text in files.items():
        (secret / "..2026" / name).write_text(text)
        (secret / "..2026" / name).chmod(0o440)
        (secret / name).symlink_to(f"..data/{name}")
    return Session(folder, {"kind": "mounted", "from": str(secret)})


def test_a_secret_is_copied_for_its_owner_alone_and_gam_takes_it(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"oauth2.txt": json.dumps(_SIGN_IN), "gam.cfg": "[DEFAULT]\nsmtp_password = planted\n"})
    settings = session.prepare()
    copy = session.memory / "gam"
    assert sorted(os.listdir(copy)) == ["gam.cfg", "oauth2.txt"]
    assert {path.stat().st_mode & 0o777 for path in copy.iterdir()} == {0o600}
    assert session.memory.stat().st_mode & 0o777 == 0o700
    # Nothing of it is on the session's disk.
    for path in session.folder.rglob("*"):
        assert not path.is_file() or b"planted" not in path.read_bytes(), path
    done = run_gam(["config", "verify", "variables", "^oauth2_txt"], {**settings.env, "HOME": str(tmp_path)})
    assert done.returncode == 0
    assert f"{copy}/oauth2.txt" in done.stdout
    assert "Need Read/Write" not in done.stderr


def test_what_gam_changed_outlives_a_crash(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"oauth2.txt": json.dumps(_SIGN_IN)})
    session.prepare()
    (session.memory / "gam" / "oauth2.txt").write_text("rotated")
    session.prepare()
    assert (session.memory / "gam" / "oauth2.txt").read_text() == "rotated"


def test_a_copy_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"oauth2.txt": json.dumps(_SIGN_IN)})
    (session.memory / "gam.new").mkdir(parents=True)
    (session.memory / "gam.new" / "oauth2.txt").write_text("half")
    session.prepare()
    assert json.loads((session.memory / "gam" / "oauth2.txt").read_text()) == _SIGN_IN


def test_a_secret_of_something_else_is_refused_by_name(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"password": "x"})
    with pytest.raises(TenantError, match=r"none of GAM's credentials.*oauth2service\.json"):
        session.prepare()
    assert not (session.memory / "gam").exists()


def test_a_secret_that_is_not_there_says_where(tmp_path: Path) -> None:
    session = Session(tmp_path, {"kind": "mounted", "from": str(tmp_path / "none")})
    with pytest.raises(TenantError, match="none: No such file"):
        session.prepare()


def test_without_a_key_there_is_none_and_gam_knows_whom_to_ask(tmp_path: Path) -> None:
    session = Session(tmp_path, _KEYLESS)
    settings = session.prepare()
    service = json.loads((session.memory / "gam" / "oauth2service.json").read_text())
    assert (service["key_type"], service["project_id"]) == ("signjwt", "gam-project")
    assert "private_key" not in service
    shown = run_gam(["config", "verify", "variables", "enable_dasa|admin_email|customer_id|^domain"], settings.env)
    assert "enable_dasa = true" in shown.stdout
    assert "domain = larkfield.example" in shown.stdout
    # It gets as far as asking Google's metadata server who it is, which nothing here answers.
    env = {**settings.env, "NO_GCE_CHECK": "true", "HOME": str(tmp_path), "GCE_METADATA_HOST": "127.0.0.1:9"}
    asked = run_gam(["info", "domain"], env)
    assert asked.returncode not in (0, 2, 13)
    assert "oauth2service.json" not in asked.stderr


def test_at_the_end_nothing_is_left(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"oauth2.txt": json.dumps(_SIGN_IN)})
    session.prepare()
    tenants.forget(session.config)
    assert not session.memory.exists()


@pytest.mark.parametrize("credentials", [{"kind": "typed"}, {"kind": "mounted", "from": "x"}, _KEYLESS])
def test_what_cannot_be_is_refused(tmp_path: Path, credentials: dict[str, object]) -> None:
    folder = make_session(tmp_path / "s", tenant={"id": "x", "kind": "gam", "credentials": credentials})
    with pytest.raises(ConfigError):
        config.load(str(folder))
