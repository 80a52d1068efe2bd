"""Which lines of a text that is about to be pasted take something away: by the rule that asks before a command runs."""

import os
import shlex
from collections.abc import Iterator, Sequence

from gamgui_agent.gam.batch import read_batch
from gamgui_agent.gam.destructive import find_harms

# What a shell reads between two commands.
_BETWEEN = frozenset("();<>|&")


def harm_of(line: str, folder: str) -> str | None:
    """What the commands of a shell's line take away, as people read it after “This”; None: nothing.

    A line that is not understood in full counts by its words: what spans several lines is judged line by line.
    `folder` is where it would run.
    """
    harms: list[str] = []
    for command in _commands(line):
        # Behind others, such as `sudo` or `do`; the gam of a `gam csv` is part of it.
        at = next((at for at, word in enumerate(command) if os.path.basename(word) == "gam"), len(command))
        harms += [harm.words for harm in find_harms(command[at + 1 :], lambda name: read_batch(name, folder))]
    return " and ".join(dict.fromkeys(harms)) or None


def _commands(line: str) -> Iterator[Sequence[str]]:
    command: list[str] = []
    for word in _words(line):
        if word.startswith("#"):
            break
        if word and _BETWEEN.issuperset(word):
            yield command
            command = []
        else:
            command.append(word)
    yield command


def _words(line: str) -> list[str]:
    shell = shlex.shlex(line, posix=True, punctuation_chars=True)
    shell.whitespace_split = True
    shell.commenters = ""
    try:
        return list(shell)
    except ValueError:
        return line.replace('"', " ").replace("'", " ").split()
