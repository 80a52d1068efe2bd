"""The session's gam.cfg means to the real GAM what the tenant's does, but for what a session must set."""

import configparser
import os
import re
from pathlib import Path

import pytest
from gam_real import run_gam
from gamgui_agent.gam.bulk import find_bulk
from gamgui_agent.gam.config import TenantError, derive, derive_for_run
from gamgui_agent.gam.rows import rows_of

TENANT = """\
[DEFAULT]
config_dir = creds
customer_id = C0
no_browser = false
num_threads = 7
oauth2_txt = "oauth.txt"
csv_output_row_filter = ''
section = acme

[acme]
config_dir = acme
customer_id = C1
input_dir = in
drive_dir = /nowhere
timezone = +02:00

[beta]
domain = beta.test
config_dir = /abs/beta
cache_dir = 'cache of beta'
charset = latin1
cmdlog = log.txt
"""

# What a session sets itself.
OURS = {"cache_dir", "charset", "drive_dir", "no_browser", "section", "timezone", "todrive_nobrowser"}


def verified(folder: Path, section: str) -> dict[str, str]:
    """All of GAM's variables as it resolves them, by `config verify`."""
    done = run_gam(["select", section, "config", "verify"], {"GAMCFGDIR": str(folder)})
    items = [re.match(r"\s*(\w+) = (.*)", line) for line in done.stdout.splitlines()]
    # A relative value is followed by what it stands for: only that counts.
    found = {item[1]: item[2].split(" ; ")[-1].strip("'\"") for item in items if item}
    return {name: os.path.normpath(value) if value.startswith("/") else value for name, value in found.items()}


@pytest.fixture
def tenant(tmp_path: Path) -> Path:
    folder = tmp_path / "tenant"
    (folder / "gamcache").mkdir(parents=True)
    (folder / "gam.cfg").write_text(TENANT)
    return folder


@pytest.mark.parametrize("section", ["acme", "beta", "DEFAULT"])
def test_every_section_keeps_its_meaning(tmp_path: Path, tenant: Path, section: str) -> None:
    derive(tenant, tmp_path / "session", section="acme", name="t", work=tmp_path / "work", timezone="Europe/Berlin")
    before, after = verified(tenant, section), verified(tmp_path / "session", section)
    assert len(before) > 100
    assert {k: v for k, v in after.items() if k not in OURS} == {k: v for k, v in before.items() if k not in OURS}
    assert (after["drive_dir"], after["charset"], after["no_browser"]) == (str(tmp_path / "work"), "utf-8", "true")
    assert after["timezone"] == ("+02:00" if section == "acme" else "Europe/Berlin")
    assert (tenant / "gam.cfg").read_text() == TENANT


def derive_new(folder: Path, name: str, timezone: str) -> None:
    """From a tenant that has nothing yet, into `folder`/s."""
    (folder / "tenant").mkdir()
    (folder / "work").mkdir()
    derive(folder / "tenant", folder / "s", section=None, name=name, work=folder / "work", timezone=timezone)


def test_a_tenant_without_a_section_gets_one_to_be_pinned_by(tmp_path: Path) -> None:
    (tmp_path / "tenant").mkdir()
    (tmp_path / "work").mkdir()
    derive(
        tmp_path / "tenant", tmp_path / "s", section=None, name="Größe 1", work=tmp_path / "work", timezone="no/such"
    )
    pinned = {"GAMCFGDIR": str(tmp_path / "s"), "GAMCFGSECTION": "Größe 1"}
    done = run_gam(["version", "simple"], pinned)
    assert (done.stdout, done.stderr, done.returncode) == ("7.49.00", "", 0)
    assert run_gam(["select", "DEFAULT", "version"], pinned).returncode == 2
    assert (tmp_path / "s/gam.cfg").stat().st_mode & 0o777 == 0o600
    config = configparser.RawConfigParser()
    config.read(tmp_path / "s/gam.cfg", "utf-8")
    assert config.defaults()["config_dir"] == str(tmp_path / "tenant")
    assert config.defaults()["timezone"] == "utc"


def test_time_zones_are_ones_gam_knows(tmp_path: Path) -> None:
    (tmp_path / "tenant").mkdir()
    (tmp_path / "work").mkdir()
    derive(
        tmp_path / "tenant", tmp_path / "s", section=None, name="x", work=tmp_path / "work", timezone="America/St_Johns"
    )
    done = run_gam(["comment", "hello"], {"GAMCFGDIR": str(tmp_path / "s"), "GAMCFGSECTION": "x"})
    assert (done.stdout.strip(), done.stderr) == ("hello", "")


def test_gams_own_choice_is_pinned_and_what_was_saved_stays(tmp_path: Path, tenant: Path) -> None:
    session = tmp_path / "s"
    assert derive(tenant, session, section=None, name="t", work=tmp_path, timezone="utc") == "acme"
    pinned = {"GAMCFGDIR": str(session), "GAMCFGSECTION": "acme"}
    run_gam(["config", "num_threads", "9", "save"], pinned)
    assert derive(tenant, session, section=None, name="t", work=tmp_path, timezone="utc") == "acme"
    assert verified_value(session, "num_threads") == "9"
    with pytest.raises(TenantError, match="no section “gone”"):
        derive(tenant, session, section="gone", name="t", work=tmp_path, timezone="utc")


def verified_value(folder: Path, name: str) -> str:
    return verified(folder, "acme")[name]


def test_a_run_with_rows_differs_by_its_log_alone(tmp_path: Path, tenant: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    assert derive_for_run(tenant, tmp_path / "run", section="acme", log=log)
    before, after = verified(tenant, "acme"), verified(tmp_path / "run", "acme")
    assert {name for name in before if before[name] != after[name]} == {"cmdlog"}
    assert after["cmdlog"] == str(log)
    # Its own log must not miss anything.
    assert not derive_for_run(tenant, tmp_path / "other", section="beta", log=log)
    assert not (tmp_path / "other").exists()


def test_what_is_saved_is_not_saved_into_a_copy(tmp_path: Path, tenant: Path) -> None:
    env = {"GAMCFGDIR": str(tenant), "GAMCFGSECTION": "acme"}
    bulk = find_bulk(["config", "num_threads", "3", "save", "csv", "f", "gam", "x"])
    assert bulk and bulk.saves
    assert rows_of(bulk, str(tmp_path), env) is None


@pytest.mark.parametrize("text", ["no section", "[a]\n[a]\n", b"\xff\xfe[".decode("latin1")])
def test_a_broken_tenant_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "gam.cfg").write_text(text, "latin1")
    with pytest.raises(TenantError, match=re.escape(str(tmp_path / "gam.cfg"))):
        derive(tmp_path, tmp_path / "s", section=None, name="x", work=tmp_path, timezone="utc")
