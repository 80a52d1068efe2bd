"""Credentials that are brought to a session: into memory, once, whole, and as the real GAM takes them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from files_client import make_session
from gam_real import PYTHON, run_gam
from gamgui_agent import config
from gamgui_agent.config import ConfigError
from gamgui_agent.gam.rows import sweep
from gamgui_agent.gam.settings import CannotRun, GamSettings, read_settings
from gamgui_agent.tenants import tenants
from gamgui_agent.tenants.tenants import TenantError

AGENT = Path(config.__file__).parents[1]

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


def keys(session: Session, text: str) -> subprocess.CompletedProcess[str]:
    """The `keys` program, with `text` on its standard input."""
    program = [sys.executable, "-I", str(AGENT), "keys", "--dir", str(session.folder)]
    return subprocess.run(program, input=text, capture_output=True, text=True, check=False, timeout=60)


def given(folder: Path, **tenant: object) -> Session:
    """A session that nobody has brought credentials yet."""
    session = Session(folder, {"kind": "given"}, **tenant)
    tenants.prepare(session.config, str(session.folder))
    return session


def test_what_is_brought_is_taken_by_gam_wherever_the_files_were_before(tmp_path: Path) -> None:
    session = given(tmp_path, section="nord")
    with pytest.raises(CannotRun, match="GamGUI brings them"):
        read_settings(session.config.run, patience=0)
    cfg = "[DEFAULT]\nconfig_dir = /home/lena/.gam\n[nord]\nconfig_dir = nord\noauth2_txt = mine.txt\n"
    files = {"gam.cfg": cfg, "oauth2.txt": json.dumps(_SIGN_IN)}
    done = keys(session, json.dumps({"files": files}))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    settings = read_settings(session.config.run, patience=0)
    assert settings
    shown = run_gam(["config", "verify", "variables", "^oauth2_txt"], {**settings.env, "HOME": str(tmp_path)})
    assert "Section: nord" in shown.stdout
    assert f"{session.memory}/gam/oauth2.txt" in shown.stdout
    # Brought again, it stays as GAM left it.
    (session.memory / "gam" / "oauth2.txt").write_text("rotated")
    assert keys(session, json.dumps({"files": files})).returncode == 0
    assert (session.memory / "gam" / "oauth2.txt").read_text() == "rotated"


@pytest.mark.parametrize("text", ["planted", '{"files": {"../planted": "x"}}', '{"files": {"oauth2.txt": 1}}', "{}"])
def test_what_is_no_credentials_is_not_taken_and_not_repeated(tmp_path: Path, text: str) -> None:
    session = given(tmp_path)
    done = keys(session, text)
    assert done.returncode == 1
    assert "planted" not in done.stderr or text.startswith('{"files": {"../')
    assert not (session.memory / "gam").exists()


def test_a_session_with_its_own_is_given_none(tmp_path: Path) -> None:
    session = mounted(tmp_path, {"oauth2.txt": json.dumps(_SIGN_IN)})
    session.prepare()
    assert "is given no credentials" in keys(session, '{"files": {}}').stderr


def test_a_password_in_a_folder_of_the_user_is_written_to_no_disk(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "gam.cfg").write_text("[DEFAULT]\nsmtp_password = planted\n")
    (tmp_path / "run").mkdir(mode=0o700)
    folder = make_session(
        tmp_path / "s", run=str(tmp_path / "run"), tenant={"id": "x", "kind": "gam", "folder": str(mine)}
    )
    session = config.load(str(folder))
    tenants.prepare(session, str(folder))
    settings = read_settings(session.run, patience=0)
    assert settings
    derived = Path(settings.env["GAMCFGDIR"])
    if sys.platform == "linux":
        assert not derived.is_relative_to(tmp_path)
    assert "planted" in (derived / "gam.cfg").read_text()
    assert (derived / "gam.cfg").stat().st_mode & 0o777 == 0o600
    sweep(session.run)
    assert not derived.exists() or sys.platform != "linux"
