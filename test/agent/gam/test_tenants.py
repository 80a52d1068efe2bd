"""The demo domain's server as the host keeps it, and a user's own tenant; with the real GAM."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from files_client import make_session
from gam_real import PYTHON
from gam_session import GAM, FakeHost
from gamgui_agent import config
from gamgui_agent.gam.rows import sweep
from gamgui_agent.gam.settings import (
    CannotRun,
    GamSettings,
    read_settings,
    write_failure,
    write_settings,
    write_waiting,
)
from gamgui_agent.tenants import tenants
from gamgui_agent.tenants.demo import Demo, DemoFailed


def begin(demo: Demo) -> None:
    """Starts it, and waits until it is ready or has failed, as the host does beside other things."""
    demo.start()
    while demo.state == "starting":
        assert select.select([demo.fd], [], [], 30)[0]
        demo.attend()


class DemoSession:
    """A demo session without a host: its folder, its server, and how to run `gam` in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = make_session(
            folder,
            run=str(folder / "run"),
            gam={"command": [str(PYTHON), "-I", "-m", "gam"], "python": str(PYTHON)},
            timezone="Europe/Lisbon",
        )
        (folder / "run").mkdir(mode=0o700)
        self.config = config.load(str(folder))
        self.demo = tenants.demo_of(self.config, str(folder))
        begin(self.demo)
        self.host = FakeHost(folder / "run")

    def gam(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GAMGUI_RUN": self.config.run}
        return subprocess.run([*GAM, *arguments], env=env, cwd=self.config.work, capture_output=True, text=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSession]:
    session = DemoSession(tmp_path_factory.mktemp("demo") / "s")
    yield session
    session.demo.stop()
    session.host.close()


def test_gam_works_on_the_demo_domain(demo: DemoSession) -> None:
    done = demo.gam("print", "users")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1201)
    assert demo.gam("select", "DEFAULT", "version").returncode == 2
    settings = Path(demo.config.run, "gam.json")
    assert settings.stat().st_mode & 0o777 == 0o600


def test_a_relative_output_lands_in_the_working_folder(demo: DemoSession) -> None:
    demo.gam("redirect", "csv", "out.csv", "print", "groups")
    assert (Path(demo.config.work) / "out.csv").exists()


def users(demo: DemoSession, *emails: str) -> None:
    (Path(demo.config.work) / "rows.csv").write_text("Email\n" + "".join(f"{email}\n" for email in emails))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("csv", {"done": 4, "failed": 1, "total": 4}),
        # GAM's loop goes on after a failure of one row's own, such as “no such user”.
        ("loop", {"done": 4, "failed": 1, "total": 4}),
        ("batch", {"done": 4, "failed": 1, "total": 4}),
        ("tbatch", {"done": 4, "failed": 1, "total": 4}),
    ],
)
def test_rows_of_a_bulk_job(demo: DemoSession, word: str, expected: dict[str, int]) -> None:
    listed = demo.gam("print", "users", "maxresults", "3").stdout.split()[1:4]
    users(demo, *listed, "nobody@demo.example")
    if word in ("csv", "loop"):
        done = demo.gam(word, "rows.csv", "gam", "info", "user", "~Email", "quick")
    else:
        lines = [f"gam info user {email} quick\n" for email in [*listed, "nobody@demo.example"]]
        (Path(demo.config.work) / "rows.txt").write_text("# rows\n" + "".join(lines))
        done = demo.gam(word, "rows.txt")
    assert "cmdlog" not in done.stdout + done.stderr
    drain_to(demo, f"gam {word}")
    last = {}
    while (message := demo.host.said.get(timeout=10))["internal"] != "gam-end":
        last = message
    assert {name: last[name] for name in expected} == expected
    assert leftovers(demo) == []


def test_a_bulk_job_killed_leaves_its_log_to_the_sweep(demo: DemoSession) -> None:
    if sys.platform != "linux":
        pytest.skip("There is no folder in memory here, so there is no log of rows.")
    env = {"PATH": os.environ["PATH"], "HOME": str(demo.folder), "GAMGUI_RUN": demo.config.run}
    users(demo, *["nobody@demo.example"] * 50)
    command = [*GAM, "loop", "rows.csv", "gam", "info", "user", "~Email"]
    with subprocess.Popen(
        command, env=env, cwd=demo.config.work, stdout=subprocess.PIPE, start_new_session=True
    ) as running:
        demo.host.next("gam-start")
        assert [os.stat(path).st_mode & 0o777 for path in leftovers(demo)] == [0o700]
        os.killpg(running.pid, signal.SIGKILL)
    assert len(leftovers(demo)) == 1
    sweep(demo.config.run + "-another")
    assert len(leftovers(demo)) == 1
    sweep(demo.config.run)
    assert leftovers(demo) == []


def drain_to(demo: DemoSession, command: str) -> None:
    """Reads what the host was told up to the start of `command`."""
    while not " ".join(demo.host.next("gam-start")["argv"]).startswith(command):
        pass


def leftovers(demo: DemoSession) -> list[str]:
    """Logs of rows that are still there, of this run folder or of one beside it."""
    from gamgui_agent.gam import rows as gam_rows

    prefix = gam_rows._prefix(demo.config.run)
    memory = gam_rows._memory_folder(demo.config.run)
    return [entry.path for entry in os.scandir(memory) if entry.name.startswith(prefix)] if memory else []


def test_the_server_is_started_again_when_it_dies(demo: DemoSession) -> None:
    before = Path(demo.config.run, "gam.json").read_text()
    first = demo.demo.pid
    os.kill(first, signal.SIGKILL)
    while demo.demo.pid == first or demo.demo.state != "ready":
        assert select.select([demo.demo.fd], [], [], 30)[0]
        demo.demo.attend()
    assert Path(demo.config.run, "gam.json").read_text() != before
    assert demo.gam("info", "domain").returncode == 0


def stand_in(text: str) -> list[str]:
    return [sys.executable, "-I", "-c", text]


READY = 'import sys; print(\'{"env":{"A":"b"}}\', flush=True); '


def test_one_that_always_dies_is_given_up(tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []
    said: list[str] = []
    demo = Demo(stand_in(READY + "print('so sorry', file=sys.stderr)"), lambda env: seen.append(dict(env)), said.append)
    demo.start()
    while demo.state != "failed":
        assert select.select([demo.fd], [], [], 30)[0]
        demo.attend()
    assert seen == [{"A": "b"}] * 3
    assert "so sorry" in said[-1]
    assert (demo.pid, demo.fd) == (0, -1)
    demo.stop()


@pytest.mark.parametrize(
    ("program", "words"),
    [("raise SystemExit('no port')", "no port"), ("print('not json', flush=True); import sys; sys.stdin.read()", "")],
)
def test_what_does_not_start_says_why(program: str, words: str) -> None:
    said: list[str] = []
    demo = Demo(stand_in(program), lambda _: None, said.append)
    begin(demo)
    assert demo.state == "failed"
    assert len(said) == 1 and words in said[0]
    assert demo.pid == 0


def test_what_is_not_ready_in_time_is_given_up() -> None:
    said: list[str] = []
    demo = Demo(stand_in("import sys; sys.stdin.read()"), lambda _: None, said.append)
    demo.start()
    demo.late()
    assert demo.state == "failed"
    assert said == ["It was not ready in time."]
    assert demo.pid == 0


def test_a_program_that_is_not_there_says_so() -> None:
    said: list[str] = []
    demo = Demo(["/no/such"], lambda _: None, said.append)
    demo.start()
    assert demo.state == "failed"
    assert "/no/such" in said[0]


@pytest.mark.parametrize("program", [READY + "sys.stdin.read()", READY + "import time; time.sleep(60)"])
def test_stop_ends_it(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gamgui_agent.tenants.demo._END", 0.5)
    demo = Demo(stand_in(program), lambda _: None, lambda _: None)
    begin(demo)
    pid = demo.pid
    begin_at = time.monotonic()
    demo.stop()
    assert time.monotonic() - begin_at < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_without_gams_python_there_is_no_demo(tmp_path: Path) -> None:
    session = make_session(tmp_path / "s")
    with pytest.raises(DemoFailed, match="GAM's own Python"):
        tenants.demo_of(config.load(str(session)), str(session))


def test_gam_waits_for_the_demo_domain_and_says_why_it_cannot_be_had(tmp_path: Path) -> None:
    write_waiting(str(tmp_path))
    with pytest.raises(CannotRun, match="not ready after 0 s"):
        read_settings(str(tmp_path), 0.1)
    threading.Timer(0.2, lambda: write_settings(str(tmp_path), GamSettings(["gam"], {"A": "b"}))).start()
    found = read_settings(str(tmp_path), 30)
    assert found is not None
    assert (found.command, found.env) == (["gam"], {"A": "b"})
    write_failure(str(tmp_path), "The demo domain does not start. no port")
    done = subprocess.run([*GAM, "version"], env={"GAMGUI_RUN": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (127, "gam: The demo domain does not start. no port\n")


def test_a_tenant_of_the_user_is_prepared(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/gam.cfg").write_text("[DEFAULT]\nsection = acme\n[acme]\ncustomer_id = C1\n")
    (tmp_path / "run").mkdir()
    session = make_session(
        tmp_path / "s",
        run=str(tmp_path / "run"),
        tenant={"id": "t1", "kind": "gam", "folder": str(tmp_path / "mine")},
        gam={"command": [str(PYTHON), "-I", "-m", "gam"]},
    )
    tenants.prepare(config.load(str(session)), str(session))
    settings = json.loads((tmp_path / "run/gam.json").read_text())
    assert settings["env"] == {"GAMCFGDIR": str(session / "state/gam"), "GAMCFGSECTION": "acme"}
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GAMGUI_RUN": str(tmp_path / "run")}
    done = subprocess.run(
        [*GAM, "config", "verify", "variables", "customer_id"], env=env, capture_output=True, text=True
    )
    assert "customer_id = C1" in done.stdout
