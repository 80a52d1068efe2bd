"""The tenant of a session: its gam.cfg, how `gam` is run for it, and the demo domain's server if it is the demo.

For the host, before the shell starts: `prepare` for any tenant but the demo, `demo_of` for the demo, which the host
starts when it has time, and whose `fd` it polls. Both write RUN/gam.json, which each run of the `gam` program reads.
"""

import os
import shutil
from pathlib import Path

from gamgui_agent.config import Config, Given
from gamgui_agent.gam.config import TenantError, derive, holds_password, options_of
from gamgui_agent.gam.settings import GamSettings, Guard, write_failure, write_settings, write_waiting
from gamgui_agent.place import agent_program, state_folder
from gamgui_agent.tenants import credentials
from gamgui_agent.tenants.demo import Demo, DemoFailed

__all__ = ["Demo", "DemoFailed", "TenantError", "demo_of", "forget", "prepare"]


def prepare(config: Config, directory: str) -> None:
    """Derives the session's own gam.cfg, below the session's folder `directory`. @raises TenantError

    A host that is started again keeps the one that is there: `gam … save` may have changed it.
    """
    tenant = config.tenant
    given = tenant.credentials
    if given:
        # gam.cfg may hold the password of a mail server: then it is in memory too.
        folder = Path(given.memory, "session")
        try:
            source = credentials.fetch(given)
        except credentials.NotGiven as why:
            # The session goes on without them: its files are there, and they may come.
            write_failure(config.run, str(why))
            return
    else:
        source = Path(tenant.folder or os.environ.get("GAMCFGDIR") or "~/.gam").expanduser()
        folder = _derived_folder(config, directory, source)
    section = derive(
        source,
        folder,
        section=tenant.section,
        name=tenant.id,
        work=Path(config.work),
        timezone=_timezone(config),
        gathered=isinstance(given, Given),
    )
    command = config.gam.command if config.gam else []
    env = {"GAMCFGDIR": str(folder), "GAMCFGSECTION": section}
    # Not in the run folder, which a host that begins again empties.
    memory = os.path.join(state_folder(directory), "confirmed")
    domain = tenant.domain or options_of(folder, section).get("domain") or section
    guard = Guard(tenant.name, domain, memory)
    write_settings(config.run, GamSettings(command, env, guard))


def _derived_folder(config: Config, directory: str, source: Path) -> Path:
    """Where the session's gam.cfg goes: a mail server's password to no disk, where there is memory for it."""
    on_disk = Path(directory, "state", "gam")
    if not holds_password(source):
        return on_disk
    from gamgui_agent.gam.rows import private_folder

    return private_folder(config.run) or on_disk


def forget(config: Config) -> None:
    """Leaves nothing of credentials in memory: the session is over."""
    if config.tenant.credentials:
        shutil.rmtree(config.tenant.credentials.memory, ignore_errors=True)


def demo_of(config: Config, directory: str) -> Demo:
    """The demo domain, not started yet: until it is ready, `gam` waits for it. @raises DemoFailed where it never can be

    The host calls `attend` when `fd` is readable, which starts a server that died again, and `stop` at the end.
    """
    gam = config.gam
    if gam is None or gam.python is None:
        raise DemoFailed("The demo domain needs GAM's own Python, which was not found.")
    state = Path(directory, "state", "demo")
    server = [gam.python, "-I", agent_program(), "demo", "--dir", str(state), "--work", config.work]
    command = gam.command
    write_waiting(config.run)
    return Demo(
        [*server, "--timezone", _timezone(config)],
        lambda env: write_settings(config.run, GamSettings(command, env)),
        lambda words: write_failure(config.run, f"The demo domain does not start. {words}"),
    )


def _timezone(config: Config) -> str:
    return config.timezone or "local"
