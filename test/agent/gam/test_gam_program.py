"""`gam` is GAM: its streams, its terminal, its signals, its end; the host only hears of it."""

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gam_session import GAM, GamSession
from gam_terminal import Terminal
from gamgui_agent.gam.mask import MASK
from gamgui_agent.gam.settings import write_waiting

PYTHON = [sys.executable, "-I", "-c"]
# Says what it sees, so that it can be compared with a run without the wrapper.
SEES = """
import os, signal, sys
print(sys.argv[1:], [os.isatty(fd) for fd in range(3)], os.getpgrp(), os.environ.get("EXTRA"), sys.stdin.read())
print([signal.getsignal(n) for n in (2, 3, 13, 15, 20)], signal.pthread_sigmask(signal.SIG_BLOCK, []))
print("error", file=sys.stderr)
sys.exit(3)
"""
SLEEPS = "import os, sys, time; print('up', os.getpid(), flush=True); time.sleep(60)"


def test_nothing_differs_from_gam_itself(gam_session: GamSession) -> None:
    host = gam_session.with_host()
    gam_session.set([*PYTHON, SEES], {"EXTRA": "for gam alone"})
    arguments = ["a b", "", "ü", "'\"\n"]
    bare = subprocess.run(
        [*PYTHON, SEES, *arguments], input=b"in", capture_output=True, env={**gam_session.env, "EXTRA": "for gam alone"}
    )
    ours = subprocess.run([*GAM, *arguments], input=b"in", capture_output=True, env=gam_session.env)
    assert (ours.returncode, ours.stdout, ours.stderr) == (3, bare.stdout, bare.stderr)
    assert ours.returncode == 3
    assert host.next("gam-start")["argv"] == ["gam", *arguments]
    assert host.next("gam-end")["exit"] == {"code": 3}


def test_the_host_hears_no_secret_and_whose_job_it_is(gam_session: GamSession) -> None:
    host = gam_session.with_host()
    gam_session.set(["true"])
    subprocess.run([*GAM, "create", "user", "a", "password", "hunter22"], env={**gam_session.env, "GAMGUI_JOB": "ab12"})
    started = host.next("gam-start")
    assert started["argv"] == ["gam", "create", "user", "a", "password", MASK]
    assert started["parent"] == "ab12"


@pytest.mark.parametrize("host", ["none", "gone", "silent"])
def test_without_a_host_gam_runs_all_the_same(gam_session: GamSession, host: str) -> None:
    gam_session.set([*PYTHON, "print('out')"])
    if host == "gone":
        gam_session.with_host().close()
    elif host == "silent":
        # Takes connections and never answers: at most a second each for the beginning and the end is lost.
        import socket

        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(gam_session.run / "s"))
        listener.listen()
    done = subprocess.run(GAM, capture_output=True, env=gam_session.env, timeout=20)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"out\n", b"")


@pytest.mark.parametrize("settings", ["none", "empty", "gone"])
def test_without_gam_it_says_how_to_get_it(gam_session: GamSession, settings: str) -> None:
    if settings != "none":
        gam_session.set([] if settings == "empty" else ["/no/such/gam"])
    done = subprocess.run([*GAM, "version"], capture_output=True, env=gam_session.env)
    assert (done.returncode, done.stdout) == (127, b"")
    assert (b"/no/such/gam" if settings == "gone" else b"github.com/GAM-team/GAM") in done.stderr


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGPIPE])
def test_it_dies_as_gam_dies(gam_session: GamSession, number: signal.Signals, tmp_path: Path) -> None:
    host = gam_session.with_host()
    gam_session.set([*PYTHON, f"import os, signal; signal.signal({int(number)}, 0) if {int(number)} != 9 else 0\n"
                     f"os.kill(os.getpid(), {int(number)})"])  # fmt: skip
    done = subprocess.run(GAM, env=gam_session.env, cwd=tmp_path)
    assert done.returncode == -number
    assert host.next("gam-end")["exit"] == {"signal": number.name.removeprefix("SIG")}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_for_it_reaches_gam(gam_session: GamSession, number: signal.Signals) -> None:
    gam_session.set([*PYTHON, f"import signal; signal.signal({int(number)}, lambda *_: exit(7))\n" + SLEEPS])
    with subprocess.Popen(GAM, stdout=subprocess.PIPE, env=gam_session.env) as running:
        assert running.stdout
        running.stdout.readline()
        running.send_signal(number)
        assert running.wait(20) == 7


def test_killed_it_counts_as_ended(gam_session: GamSession) -> None:
    host = gam_session.with_host()
    gam_session.set([*PYTHON, SLEEPS])
    with subprocess.Popen(GAM, stdout=subprocess.PIPE, env=gam_session.env) as running:
        assert running.stdout
        gam = int(running.stdout.readline().split()[1])
        assert host.next("gam-start")["pid"] == gam
        running.kill()
        host.next("closed")
        os.kill(gam, signal.SIGKILL)


HANDLES = """
import os, signal, sys, time
signal.signal(signal.SIGINT, lambda *_: (os.write(1, b"interrupted\\n"), sys.exit(8)))
signal.signal(signal.SIGCONT, lambda *_: os.write(1, b"continued\\n"))
print("up", os.getpid(), [os.isatty(fd) for fd in range(3)], flush=True)
while True:
    time.sleep(60)
"""


def test_ctrl_c_is_gams_to_handle(gam_session: GamSession, terminal: Terminal) -> None:
    host = gam_session.with_host()
    gam_session.set([*PYTHON, HANDLES])
    terminal.type("gam\n")
    terminal.until("[True, True, True]")
    terminal.type("\x03")
    terminal.until("interrupted")
    terminal.until("$ ")
    terminal.type("echo code=$?.\n")
    terminal.until("code=8.")
    assert host.next("gam-end")["exit"] == {"code": 8}


def test_that_it_waits_for_its_domain_is_told_and_leaves_no_line(gam_session: GamSession, terminal: Terminal) -> None:
    write_waiting(str(gam_session.run))
    terminal.type("gam\n")
    terminal.until("waiting for the demo domain …")
    gam_session.set([*PYTHON, "print('GAM prints')"])
    assert terminal.until("GAM prints") == b"\r\x1b[2K"


def test_ctrl_c_ends_the_wait(gam_session: GamSession, terminal: Terminal) -> None:
    write_waiting(str(gam_session.run))
    terminal.type("gam\n")
    terminal.until("waiting for the demo domain …")
    terminal.type("\x03")
    assert terminal.until("$ ").replace(b"^C", b"").split() == [b"\x1b[2K"]
    terminal.type("echo code=$?.\n")
    terminal.until("code=130.")


@pytest.mark.parametrize("how", ["ctrl-z", "gam alone"])
def test_stopped_and_continued_with_the_shell(gam_session: GamSession, terminal: Terminal, how: str) -> None:
    gam_session.set([*PYTHON, HANDLES])
    terminal.type("gam\n")
    terminal.until("up ")
    gam = int(terminal.until(" "))
    terminal.until("]")
    for _ in range(3):
        if how == "ctrl-z":
            terminal.type("\x1a")
        else:
            os.kill(gam, signal.SIGSTOP)
        terminal.until("Stopped")
        terminal.type("fg\n")
        terminal.until("continued")
    terminal.type("\x03")
    terminal.until("interrupted")


def test_ignored_signals_stay_ignored(gam_session: GamSession) -> None:
    gam_session.set([*PYTHON, "import signal; print([signal.getsignal(n) is signal.SIG_IGN for n in (1, 2, 15)])"])
    line = "trap '' HUP INT; exec gam"
    done = subprocess.run(["sh", "-c", line], capture_output=True, env=gam_session.env)
    assert done.stdout == b"[True, True, False]\n"


def test_it_costs_little_to_begin(gam_session: GamSession, capsys: pytest.CaptureFixture[str]) -> None:
    """From the start of `gam` to GAM's first instruction: no more than Python's own start and a little."""
    gam_session.set(["/bin/true"])
    gam_session.with_host()
    took: dict[str, list[float]] = {"bare": [], "gam": []}
    for _ in range(15):
        for name, command in {"bare": [sys.executable, "-I", "-S", "-c", ""], "gam": GAM}.items():
            begin = time.perf_counter()
            subprocess.run(command, env=gam_session.env, check=True)
            took[name].append(time.perf_counter() - begin)
    bare, ours = (statistics.median(took[name]) * 1000 for name in ("bare", "gam"))
    with capsys.disabled():
        print(f"[gam: {ours:.0f} ms around a program that does nothing, Python alone {bare:.0f} ms]", end=" ")
    assert ours - bare < 100
