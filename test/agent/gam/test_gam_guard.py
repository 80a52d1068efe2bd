"""The question before something is taken away from a real domain."""

import os
import subprocess
from pathlib import Path

import pytest
from gam_session import GAM, GamSession
from gam_terminal import Terminal
from gamgui_agent.gam import guard as guarding
from gamgui_agent.gam.settings import Guard

ASKS = "This deletes in Lumen Foods (lumen.example). Run it? [y/N] "
ECHO = ["sh", "-c", 'echo "<ran $*>"', "gam"]


@pytest.fixture
def guard(gam_session: GamSession, tmp_path: Path) -> Guard:
    made = Guard("Lumen Foods", "lumen.example", str(tmp_path / "confirmed"))
    gam_session.set(ECHO, guard=made)
    return made


@pytest.mark.usefixtures("guard")
@pytest.mark.parametrize("answer", ["y\n", "YES\n"])
def test_it_is_asked_once(terminal: Terminal, answer: str) -> None:
    terminal.type("gam delete user anna\n")
    assert b"gam delete user anna" in terminal.until(ASKS)
    terminal.type(answer)
    terminal.until("<ran delete user anna>")
    terminal.type("gam delete user max\n")
    assert b"[y/N]" not in terminal.until("<ran delete user max>")
    # Another kind is another question, and so are many at once.
    terminal.type("gam suspend user max\n")
    terminal.until("This suspends in Lumen Foods (lumen.example). Run it? [y/N] ")
    terminal.type("\n")
    terminal.until("not run")
    terminal.type("gam csv x.csv gam delete user '~a'\n")
    terminal.until("This deletes, for each row, in Lumen Foods")


@pytest.mark.usefixtures("guard")
@pytest.mark.parametrize(
    ("answer", "code"), [("\n", 8), ("n\n", 8), ("yess\n", 8), ("\x04", 8), ("\x03", 130), ("x" * 3_000 + "\n", 8)]
)
def test_everything_else_is_no(terminal: Terminal, answer: str, code: int) -> None:
    for _ in range(2):
        terminal.type("gam delete user anna\n")
        terminal.until(ASKS)
        terminal.type(answer)
        terminal.until("$ ")
        terminal.type("echo code=$?.\n")
        assert b"<ran" not in terminal.until(f"code={code}.")


@pytest.mark.usefixtures("guard")
def test_ctrl_c_ends_the_loop_it_is_in(terminal: Terminal) -> None:
    terminal.type("for u in a b c; do gam delete user $u; done; echo left.\n")
    terminal.until(ASKS)
    terminal.type("\x03")
    assert b"[y/N]" not in terminal.until("$ ")


@pytest.mark.usefixtures("guard")
def test_streams_are_gams_and_the_question_is_the_terminals(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type(f"echo y | gam delete user anna > {tmp_path}/out 2> {tmp_path}/err\n")
    terminal.until(ASKS)
    terminal.type("y\n")
    terminal.until("$ ")
    terminal.type("echo done.\n")
    terminal.until("done.")
    assert (tmp_path / "out").read_text() == "<ran delete user anna>\n"
    assert (tmp_path / "err").read_text() == ""


@pytest.mark.usefixtures("guard")
def test_what_was_typed_before_is_no_answer(terminal: Terminal, gam_session: GamSession) -> None:
    # The shell holds the line until the keys after it are there.
    (gam_session.work / "go").write_text("read -r first\ngam delete user anna\n")
    terminal.type(f". {gam_session.work}/go\nfirst\ny\n")
    terminal.until(ASKS)
    terminal.type("\n")
    assert b"<ran" not in terminal.until("not run")


@pytest.mark.usefixtures("guard")
def test_at_once_is_one_question(terminal: Terminal) -> None:
    terminal.type("(gam delete user a & gam delete user b & wait)\n")
    terminal.until(ASKS)
    terminal.type("y\n")
    seen = terminal.until("<ran") + terminal.until("<ran")
    assert b"[y/N]" not in seen


def without_terminal(session: GamSession, *argv: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*GAM, *argv], env={**session.env, **env}, capture_output=True, text=True, start_new_session=True
    )


@pytest.mark.usefixtures("guard")
def test_without_a_terminal_it_is_refused(gam_session: GamSession) -> None:
    done = without_terminal(gam_session, "delete", "user", "anna")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not run: This deletes in Lumen Foods (lumen.example)." in done.stderr
    assert "--yes" in done.stderr
    assert without_terminal(gam_session, "info", "user", "anna").stdout == "<ran info user anna>\n"
    confirmed = without_terminal(gam_session, "delete", "user", "anna", GAMGUI_CONFIRMED="1")
    assert confirmed.stdout == "<ran delete user anna>\n"


def test_the_demo_domain_asks_nothing(gam_session: GamSession) -> None:
    gam_session.set(ECHO)
    assert without_terminal(gam_session, "delete", "user", "anna").stdout == "<ran delete user anna>\n"


def test_no_secret_and_nothing_that_moves_the_cursor_is_shown(terminal: Terminal, gam_session: GamSession) -> None:
    gam_session.set(ECHO, guard=Guard("A\x1b[2J", "b", os.devnull))
    terminal.type("gam update user anna password hunter22\n")
    terminal.until("hunter22")
    shown = terminal.until("Run it?")
    assert b"hunter22" not in shown
    assert "This changes passwords in A�[2J (b).".encode() in shown


def test_who_starts_a_job_can_ask_first(guard: Guard, tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("# x\ngam delete user a\n")
    delete = ["gam", "delete", "user", "a"]
    assert guarding.unconfirmed(delete, guard, str(tmp_path)) == "This deletes in Lumen Foods (lumen.example)."
    assert guarding.unconfirmed(["gam", "info", "user", "a"], guard, str(tmp_path)) is None
    assert guarding.unconfirmed(["sh", "-c", "gam delete user a"], guard, str(tmp_path)) is None
    batch = guarding.unconfirmed(["/x/gam", "batch", "lines"], guard, str(tmp_path))
    assert batch == "This deletes, for its lines, in Lumen Foods (lumen.example)."
    guarding.confirm(delete, guard, str(tmp_path))
    assert guarding.unconfirmed(delete, guard, str(tmp_path)) is None


def test_a_batch_that_is_no_plain_file_is_not_read(guard: Guard, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    asked = guarding.unconfirmed(["gam", "batch", "fifo"], guard, str(tmp_path))
    assert asked is not None
    assert "cannot be told" in asked
