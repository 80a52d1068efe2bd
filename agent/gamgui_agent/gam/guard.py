"""Asks before a command takes something away from a real domain: each kind of harm once in a session.

The person is asked on the terminal, whatever GAM's streams are. Where there is none it was asked before, by whoever
started the job (GAMGUI_CONFIRMED, which the host sets), or GAM is not run.
"""

import contextlib
import fcntl
import os
import signal
import sys
import termios
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from gamgui_agent.gam.batch import read_batch
from gamgui_agent.gam.destructive import Harm, find_harms
from gamgui_agent.gam.settings import Guard

CONFIRMED = "GAMGUI_CONFIRMED"
"""In the environment of a job whose harm a person has confirmed."""

_EXIT_UNASKED = 2
_EXIT_DECLINED = 8
# A whole line of any terminal: what is left of one would be the shell's.
_LONGEST_ANSWER = 4_096
_SHOWN = 200
_NO_TERMINAL = """\
gam: not run: {question}
Nobody can be asked here, as there is no terminal. Run it once in the session's terminal, or start it with `--yes`.
"""


def judge(argv: Sequence[str], harms: Sequence[Harm], guard: Guard) -> int | None:
    """None: GAM may be run with `argv`, which does `harms`. Else the exit code; a signal's number is negative."""
    if os.environ.get(CONFIRMED):
        return None
    try:
        # One question at a time: others of the same kind, run beside this one, need none then.
        with _memory(guard) as memory:
            known = memory.read().splitlines()
            new = [harm for harm in harms if harm.kind not in known]
            refused = _ask(argv, guard, new) if new else None
            if refused is None:
                _remember(memory, new)
            return refused
    except KeyboardInterrupt:
        # As a program that Ctrl-C ends: a loop in the shell ends too.
        return -signal.SIGINT


def unconfirmed(argv: Sequence[str], guard: Guard, folder: str) -> str | None:
    """For who starts a job in `folder`: the sentence to be confirmed first. `argv` begins with its program."""
    if os.path.basename(argv[0]) != "gam":
        return None
    harms = find_harms(argv[1:], lambda name: read_batch(name, folder))
    with _memory(guard, wait=False) as memory:
        known = memory.read().splitlines()
    new = [harm for harm in harms if harm.kind not in known]
    return _sentence(new, guard) if new else None


def confirm(argv: Sequence[str], guard: Guard, folder: str) -> None:
    """The same command was confirmed: it counts for the session."""
    if os.path.basename(argv[0]) == "gam":
        harms = find_harms(argv[1:], lambda name: read_batch(name, folder))
        with _memory(guard, wait=False) as memory:
            _remember(memory, harms)


@contextlib.contextmanager
def _memory(guard: Guard, *, wait: bool = True) -> Iterator[TextIO]:
    """What was confirmed, a kind in each line; what is written goes to its end. Where there can be no file: nothing."""
    can_be = os.access(os.path.dirname(guard.memory), os.W_OK)
    with open(guard.memory if can_be else os.devnull, "a+", encoding="utf-8") as file:
        if wait:
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file


def _remember(memory: TextIO, harms: Iterable[Harm]) -> None:
    """On a full disk it is asked again."""
    with contextlib.suppress(OSError):
        os.write(memory.fileno(), "".join(f"{harm.kind}\n" for harm in harms).encode())


def _sentence(harms: Sequence[Harm], guard: Guard) -> str:
    what = " and ".join(dict.fromkeys(harm.words for harm in harms))
    return f"This {what} in {_plain(guard.name)} ({_plain(guard.domain)})."


def _ask(argv: Sequence[str], guard: Guard, harms: Sequence[Harm]) -> int | None:
    sentence = _sentence(harms, guard)
    try:
        with open("/dev/tty", "rb+", buffering=0) as terminal:
            # What was typed before the question is no answer to it.
            termios.tcflush(terminal, termios.TCIFLUSH)
            terminal.write(f"{_shown(argv)}\n{sentence} Run it? [y/N] ".encode())
            answer = terminal.read(_LONGEST_ANSWER)
            if not answer:
                terminal.write(b"\n")
    except (OSError, termios.error):
        sys.stderr.write(_NO_TERMINAL.format(question=sentence))
        return _EXIT_UNASKED
    if answer and answer.strip().lower() in (b"y", b"yes"):
        return None
    sys.stderr.write("gam: not run.\n")
    return _EXIT_DECLINED


def _shown(argv: Sequence[str]) -> str:
    from gamgui_agent.gam.mask import mask

    line = _plain(" ".join(["gam", *mask(argv)]))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _plain(text: str) -> str:
    """Without what would move the cursor."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
