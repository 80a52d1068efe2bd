"""How the server starts, keeps its state, and ends."""

import json
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from demo_domain import Demo, person, start


def test_ready_in_a_second_with_one_line(tmp_path: Path) -> None:
    began = time.monotonic()
    with Demo(tmp_path / "s") as demo:
        # Making an RSA key takes a different time each run, and the machine may be busy.
        assert time.monotonic() - began < 5
        assert demo.stop() == (0, "", "")


def test_the_files_are_private(tmp_path: Path) -> None:
    with Demo(tmp_path / "s") as demo:
        demo.directory("GET", "users/admin@demo.example")
        for path in [demo.folder, *demo.folder.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        assert stat.S_IMODE(demo.folder.stat().st_mode) == 0o700


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    with Demo(tmp_path / "s") as demo:
        demo.directory("POST", "users", person("stays"))
        demo.directory("DELETE", "users/zuri.wafula@demo.example")
        token = demo.oauth["token"]
        (demo.folder / "gam" / "gam.cfg").write_text((demo.folder / "gam" / "gam.cfg").read_text() + "# mine\n")
    with Demo(tmp_path / "s") as again:
        assert again.directory("GET", "users/stays@demo.example", token=token).status == 200
        assert again.directory("GET", "users/zuri.wafula@demo.example").status == 404
        assert again.gam("info", "user", "stays", "quick").returncode == 0
        assert "# mine" in (again.folder / "gam" / "gam.cfg").read_text()


def test_a_killed_server_loses_nothing_it_answered(tmp_path: Path) -> None:
    with Demo(tmp_path / "s") as demo:
        for number in range(20):
            assert demo.directory("POST", "users", person(f"kept{number}")).status == 200
        demo.process.kill()
        demo.process.wait()
    with Demo(tmp_path / "s") as again:
        found = again.directory("GET", "users?customer=my_customer&query=email:kept*").json["users"]
        assert len(found) == 20


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: int) -> None:
    with Demo(tmp_path / "s") as demo:
        demo.process.send_signal(number)
        assert demo.process.wait(10) == 0
        assert demo.process.stderr
        assert demo.process.stderr.read() == ""


def test_one_folder_one_server(tmp_path: Path) -> None:
    with Demo(tmp_path / "s"):
        second = start(tmp_path / "s")
        out, err = second.communicate(timeout=20)
        assert (second.returncode, out) == (1, "")
        assert err == "The demo domain cannot start: it already runs in this folder\n"


def test_a_broken_state_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "state.sqlite3").write_bytes(b"not a database" * 100)
    server = start(tmp_path / "s")
    _, err = server.communicate(timeout=20)
    assert server.returncode == 1
    assert "cannot start" in err
    assert "Traceback" not in err
    assert (tmp_path / "s" / "state.sqlite3").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize(
    "options",
    [["--fault", "418:1"], ["--fault", "429"], ["--timezone", "Mars/Olympus"], ["--colour", "red"]],
)
def test_wrong_options_make_nothing(tmp_path: Path, options: list[str]) -> None:
    server = start(tmp_path / "s", *options)
    out, err = server.communicate(timeout=20)
    assert (server.returncode, out) == (2, "")
    assert options[0] in err
    assert not (tmp_path / "s").exists()


def test_options(tmp_path: Path) -> None:
    with Demo(tmp_path / "odd ' \" name", "--timezone", "Asia/Kathmandu", "--fault", "503:1") as demo:
        assert demo.directory("GET", "users/admin@demo.example").status == 503
        done = demo.gam("info", "user", "admin", "quick")
        assert done.returncode == 0, done.stderr
        assert "+05:45" in done.stdout
        made = demo.gam("redirect", "csv", "people.csv", "print", "users", "query", "email:admin*")
        assert made.returncode == 0, made.stderr
        assert (demo.work / "people.csv").read_text() == "primaryEmail\nadmin@demo.example\n"


def test_the_same_people_every_time(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        with Demo(tmp_path / name):
            pass
        rows = sqlite3.connect(tmp_path / name / "state.sqlite3").execute(
            "SELECT kind, key, body FROM documents WHERE kind NOT IN ('token', 'credentials') ORDER BY kind, key"
        )
        found.append(rows.fetchall())
    assert found[0] == found[1]
    people = [json.loads(body) for kind, _, body in found[0] if kind == "user"]
    assert len({user["primaryEmail"] for user in people}) == len({user["id"] for user in people}) == 1200
    assert all(user["primaryEmail"].endswith("@demo.example") for user in people)
    assert len({user["orgUnitPath"] for user in people} - {"/"}) == 12


def test_the_environment_is_for_gam_alone_and_leads_nowhere_else(tmp_path: Path) -> None:
    with Demo(tmp_path / "s") as demo:
        assert all(demo.env[name].startswith("http://127.0.0.1:") for name in ("HTTPS_PROXY", "https_proxy"))
        assert demo.env["NO_PROXY"] == ""
        # Whatever the shell says, GAM must not reach real credentials.
        real = {"OAUTHFILE": "/real/oauth2.txt", "OAUTHSERVICEFILE": "/real/sa.json", "GAM_CA_FILE": "/real/ca.pem"}
        done = demo.gam("info", "user", "admin", "quick", env=real)
        assert done.returncode == 0, done.stderr


def test_closed_standard_input_is_an_end(tmp_path: Path) -> None:
    command = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL).returncode)"
    with Demo(tmp_path / "s") as demo:
        arguments = demo.process.args
        demo.stop()
    assert isinstance(arguments, list)
    done = subprocess.run([sys.executable, "-c", command, *arguments], capture_output=True, timeout=20, check=False)
    assert done.returncode == 0
