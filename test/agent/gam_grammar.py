"""GAM's own grammar: the comment lines `# gam …` above the functions of the installed package, as command lines."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from gam_real import PYTHON

_PLACE = "import importlib.util; print(importlib.util.find_spec('gam').origin)"
# What would have to be chosen or may be left out, innermost first.
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
# Who is meant, before the verb. (Two forms leave out the word before the name.)
_MEANT = {
    "<User(Type|)Entity>": "user anna@lumen.example",
    "<UserItem>": "user anna@lumen.example",
    "<CrOSTypeEntity>": "cros 123",
    "<CalendarEntity>": "calendar anna@lumen.example",
}
_CHOICE = re.compile(r"\(([^()]*)\)[*+]?")


def source() -> str:
    """The text of GAM's main file. Fails clearly where there is no GAM."""
    assert PYTHON.exists(), f"No GAM at {PYTHON}: set GAMGUI_GAM_PYTHON to a Python that has gam7."
    found = subprocess.run([PYTHON, "-I", "-c", _PLACE], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip()).read_text("utf-8")


def commands() -> Iterator[str]:
    """The 1,004 forms, each on one line."""
    for form in re.findall(r"^# (gam .*(?:\n#\t.*)*)", source(), re.MULTILINE):
        yield re.sub(r"\s*\n#\t\s*", " ", form)


def example(form: str, pick: int) -> list[str]:
    """A command line of that form, without `gam`: with the word `pick` of each choice, and nothing optional."""
    line = form.removeprefix("gam ").replace("[<UserTypeEntity>]", "<UserTypeEntity>")
    for place, meant in _MEANT.items():
        line = re.sub(rf"^{place}", meant, line)
    for pattern, kept in ((_OPTIONAL, ""), (_CHOICE, r" \1 ")):
        while (shorter := pattern.sub(kept, line)) != line:
            line = shorter
    return [_chosen(word, pick) for word in line.split()]


def _chosen(word: str, pick: int) -> str:
    choices = [choice for choice in word.split("|") if choice]
    return re.sub(r"<\w+>[*+]?", "x1", choices[pick % len(choices)]) if choices else "x1"
