"""The configuration of a session."""

import json

import pytest
from gamgui_agent.config import ConfigError, parse
from gamgui_agent.terminal.shell import environment

LEAST = {"session": "abc12", "tenant": {"id": "demo", "kind": "demo"}}


def read(**more):
    return parse(json.dumps({**LEAST, **more}).encode(), "/d")


def test_the_least_is_enough():
    config = read(unknown={"a": 1})
    assert (config.name, config.work, config.run) == ("abc12", "/d/work", "/d/run")
    assert config.limits.journal_bytes == 256 * 1_048_576
    assert (config.tenant.name, config.tenant.colour) == ("demo", "demo")
    assert config.gam is None
    assert not config.one_shot


def test_null_is_no_limit():
    limits = read(limits={"idleMs": None, "lifeMs": 0, "deadline": None}).limits
    assert (limits.idle_ms, limits.life_ms, limits.deadline) == (0, 0, None)


@pytest.mark.parametrize(
    "more",
    [
        {"session": "../x"},
        {"session": "x" * 17},
        {"session": None},
        {"tenant": None},
        {"tenant": {"id": "x", "kind": "other"}},
        {"work": "relative"},
        {"run": "a\0b"},
        {"shell": "bash"},
        {"shell": ["bash", 1]},
        {"gam": []},
        {"limits": {"idleMs": -1}},
        {"limits": {"idleMs": 1.5}},
        {"limits": {"idleMs": True}},
        {"env": {"A": 1}},
        {"oneShot": 1},
    ],
)
def test_what_does_not_fit_is_refused(more):
    with pytest.raises(ConfigError):
        read(**more)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(ConfigError):
        parse(text, "/d")


def test_the_environment_of_the_shell():
    config = read(env={"A": "1"}, timezone="Europe/Lisbon", shell=["/bin/zsh"])
    inherited = {"PATH": "/usr/bin", "HOME": "/h", "GAMGUI_CONFIG": "x", "LC_ALL": "POSIX", "TMUX": "y"}
    env = environment(config, inherited)
    assert env["PATH"] == "/d/run/bin:/usr/bin"
    assert (env["HOME"], env["A"], env["TZ"], env["SHELL"]) == ("/h", "1", "Europe/Lisbon", "/bin/zsh")
    assert env["LANG"].upper().endswith("UTF-8")
    assert not {"GAMGUI_CONFIG", "LC_ALL", "TMUX"} & env.keys()
    assert (env["GAMGUI_SESSION"], env["GAMGUI_RUN"]) == ("abc12", "/d/run")
    assert environment(config, {**inherited, "LC_ALL": "de_DE.UTF-8"})["LC_ALL"] == "de_DE.UTF-8"
