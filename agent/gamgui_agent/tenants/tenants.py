"""The tenant of a session: its gam.cfg, how `gam` is run for it, and the demo domain's server if it is the demo.

For the host, before the shell starts: `prepare` for any tenant but the demo, `start_demo` for the demo, whose `fd` the
host polls. Both write RUN/gam.json, which each run of the `gam` program reads.
"""

import os
from pathlib import Path

from gamgui_agent.config import Config
from gamgui_agent.gam.config import TenantError, derive
from gamgui_agent.gam.settings import GamSettings, write_settings
from gamgui_agent.tenants.demo import Demo, DemoFailed

__all__ = ["Demo", "DemoFailed", "TenantError", "prepare", "start_demo"]

# What a person waits for at most until a demo session is there; in seconds.
_DEMO_START = 30.0
_AGENT = Path(__file__).parents[2]


def prepare(config: Config, directory: str) -> None:
    """Derives the session's own gam.cfg, below the session's folder `directory`. @raises TenantError

    A host that is started again keeps the one that is there: `gam … save` may have changed it.
    """
    folder = Path(directory, "state", "gam")
    tenant = config.tenant
    source = tenant.folder or os.environ.get("GAMCFGDIR") or "~/.gam"
    section = derive(
        Path(source).expanduser(),
        folder,
        section=tenant.section,
        name=tenant.id,
        work=Path(config.work),
        timezone=_timezone(config),
    )
    command = config.gam.command if config.gam else []
    env = {"GAMCFGDIR": str(folder), "GAMCFGSECTION": section}
    write_settings(config.run, GamSettings(command, env))


def start_demo(config: Config, directory: str) -> Demo:
    """Starts the demo domain and waits until it is ready. @raises DemoFailed

    The host calls `attend` when `fd` is readable, which starts a server that died again, and `stop` at the end.
    """
    gam = config.gam
    if gam is None or gam.python is None:
        raise DemoFailed("The demo domain needs GAM's own Python, which was not found.")
    state = Path(directory, "state", "demo")
    server = [gam.python, "-I", str(_AGENT), "demo", "--dir", str(state), "--work", config.work]
    command = gam.command
    demo = Demo(
        [*server, "--timezone", _timezone(config)],
        lambda env: write_settings(config.run, GamSettings(command, env)),
    )
    demo.wait_ready(_DEMO_START)
    return demo


def _timezone(config: Config) -> str:
    return config.timezone or "local"
