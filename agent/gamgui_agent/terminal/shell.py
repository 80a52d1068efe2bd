"""What the shell and the commands of a session find: their environment, the `gam` program, the prompt."""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from gamgui_agent.config import Config
from gamgui_agent.place import agent_program

# The fills of PROTOCOL.md's tenants; the terminal makes them readable on its own ground.
_COLOURS = {
    "teal": "11;122;117",
    "plum": "132;64;192",
    "magenta": "184;38;127",
    "rust": "168;70;28",
    "olive": "92;107;18",
    "bronze": "128;88;15",
    "steel": "76;96;118",
}
_DEMO = "98;104;112"
_UTF8 = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
# What a host that was itself started from a terminal must not hand on.
_FOREIGN = ("STY", "TMUX", "TMUX_PANE", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLUMNS", "LINES", "OLDPWD", "PS1")


def environment(config: Config, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of the shell and of commands."""
    env = {name: value for name, value in inherited.items() if not name.startswith("GAMGUI_") and name not in _FOREIGN}
    env.update(config.env)
    env.setdefault("HOME", config.work)
    if not _is_utf8(env):
        env.pop("LC_ALL", None)
        env["LANG"] = _UTF8
    if config.timezone:
        env["TZ"] = config.timezone
    path = env.get("PATH") or os.defpath
    env |= {
        "PATH": f"{_bin(config)}:{path}",
        "PWD": config.work,
        "SHELL": config.shell[0],
        "GAMGUI_SESSION": config.session,
        "GAMGUI_RUN": config.run,
    }
    return env


def terminal_environment(env: Mapping[str, str]) -> dict[str, str]:
    """The same in the terminal."""
    return {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def install(config: Config) -> None:
    """Writes the `gam` program, and what the shell reads first, into the run folder."""
    os.makedirs(_bin(config), 0o700, exist_ok=True)
    gam = [sys.executable, "-I", agent_program(), "gam"]
    _write(Path(_bin(config), "gam"), f'#!/bin/sh\nexec {shlex.join(gam)} "$@"\n', 0o700)
    for name, text in (("bashrc", _bashrc(config)), (".zshenv", _ZSHENV), (".zshrc", _zshrc(config))):
        _write(Path(config.run, name), text)


def shell_command(config: Config, env: dict[str, str]) -> list[str]:
    """The shell's arguments; what it needs besides is put into `env`."""
    kind = os.path.basename(config.shell[0])
    if len(config.shell) > 1:
        return config.shell
    if kind == "bash":
        return [config.shell[0], "--rcfile", os.path.join(config.run, "bashrc"), "-i"]
    if kind == "zsh":
        if "ZDOTDIR" in env:
            env["GAMGUI_ZDOTDIR"] = env["ZDOTDIR"]
        env["ZDOTDIR"] = config.run
    else:
        env["PS1"] = f"{_visible(config.tenant.name)} $ "
    return [config.shell[0], "-i"]


def _bashrc(config: Config) -> str:
    """The user's own first; then `gam` goes first in PATH, and the prompt is the session's.

    The name is in a variable: in PS1 itself it would be expanded. PROMPT_COMMAND is what would change PS1 again.
    The working folder's own place is long and says nothing: it is called `work`.
    """
    return f"""\
[ -f ~/.bashrc ] && . ~/.bashrc
PATH={shlex.quote(_bin(config))}:$PATH
gamgui_tenant={shlex.quote(_visible(config.tenant.name))}
gamgui_work={shlex.quote(config.work)}
unset PROMPT_COMMAND
PS1='\\[\\e[1;38;2;{_colour(config)}m\\]$gamgui_tenant\\[\\e[0m\\] ${{PWD/#$gamgui_work/work}} $ '
"""


# zsh looks for its files in ZDOTDIR, which is the run folder until they are read.
_ZSHENV = """\
[ -f "${GAMGUI_ZDOTDIR:-$HOME}/.zshenv" ] && . "${GAMGUI_ZDOTDIR:-$HOME}/.zshenv"
"""


def _zshrc(config: Config) -> str:
    red, green, blue = map(int, _colour(config).split(";"))
    name = _visible(config.tenant.name).replace("%", "%%")
    prompt = f"%B%F{{#{red:02x}{green:02x}{blue:02x}}}{name}%f%b %~ $ "
    return f"""\
ZDOTDIR=${{GAMGUI_ZDOTDIR:-$HOME}}
[ -f "$ZDOTDIR/.zshrc" ] && . "$ZDOTDIR/.zshrc"
PATH={shlex.quote(_bin(config))}:$PATH
hash -d work={shlex.quote(config.work)}
PS1={shlex.quote(prompt)}
"""


def _colour(config: Config) -> str:
    return _COLOURS.get(config.tenant.colour, _DEMO)


def _bin(config: Config) -> str:
    return os.path.join(config.run, "bin")


def _is_utf8(env: Mapping[str, str]) -> bool:
    """Whether the locale in force speaks UTF-8."""
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    return locale.upper().replace("-", "").endswith("UTF8")


def _visible(name: str) -> str:
    """A name without what would move the cursor."""
    return "".join(letter for letter in name if letter.isprintable())[:40]


def _write(path: Path, text: str, mode: int = 0o600) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    new.chmod(mode)
    new.replace(path)
