"""`demo --dir DIR`: start the demo domain, say how to reach it, and stay until standard input ends."""

import argparse
import fcntl
import json
import os
import signal
import sqlite3
import sys
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .api import credentials
from .api.discovery import documents_folder
from .api.identity import Issuer
from .api.network import load_network
from .api.router import Router
from .api.tokens import LIFETIME, Tokens
from .faults import Faults, InvalidFault, parse_fault
from .seed import first_day
from .seed.moments import now
from .services.registry import HANDLERS
from .state.store import Store
from .wire.certificates import Authority
from .wire.proxy import Proxy
from .workspace import SECTION, write_config, write_credentials, write_private


def _fault(text: str) -> tuple[str, int]:
    try:
        return parse_fault(text)
    except InvalidFault as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _timezone(text: str) -> str:
    if text.lower() in ("utc", "local"):
        return text.lower()
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a time zone such as Europe/Lisbon") from error


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="agent demo", description="Play the Google APIs of a made-up domain.")
    parser.add_argument("--dir", type=Path, required=True, help="private folder of the session; made when missing")
    parser.add_argument("--work", type=Path, help="GAM's folder for files (default: DIR)")
    parser.add_argument("--timezone", type=_timezone, default="utc", help="time zone of what GAM prints")
    parser.add_argument("--fault", type=_fault, action="append", default=[], help="429:N or 503:N")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Run until standard input ends or a SIGTERM or SIGINT comes. Answers the exit code."""
    arguments = _parse(argv)
    os.umask(0o077)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        folder = _private_folder(arguments.dir)
        lock = _lock(folder)
        store = Store(folder / "state.sqlite3")
        proxy = _start(arguments, folder, store)
    except (OSError, ValueError, sqlite3.Error) as error:
        print(f"The demo domain cannot start: {error}", file=sys.stderr)
        return 1
    serving = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    serving.start()
    print(json.dumps({"env": _environment(folder, proxy)}), flush=True)
    threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
    stop.wait()
    proxy.shutdown()
    proxy.server_close()
    with store.transaction():
        store.close()
    os.close(lock)
    return 0


def _wait_for_end_of_input(stop: threading.Event) -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass  # It was closed from the start, or its terminal is gone: that is an end too.
    stop.set()


def _private_folder(folder: Path) -> Path:
    folder = folder.absolute()
    for part in (folder, folder / "gam", folder / "gam" / "gamcache"):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.chmod(0o700)
    return folder


def _lock(folder: Path) -> int:
    """Two servers on one folder would each overwrite what the other knows."""
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise OSError("it already runs in this folder") from error
    return lock


def _start(arguments: argparse.Namespace, folder: Path, store: Store) -> Proxy:
    network = load_network(documents_folder())
    issuer = Issuer()
    authority = Authority(folder)
    write_private(_ca_file(folder), authority.pem.decode())
    with store.transaction():
        tokens = _prepare(folder / "gam", store, issuer)
    work = (arguments.work or folder).absolute()
    write_config(folder / "gam", work, _ca_file(folder), arguments.timezone)
    faults = Faults(folder / "faults", arguments.fault)
    router = Router(network, HANDLERS, store, tokens, issuer, faults)
    return Proxy(authority, network.hosts, router.answer)


def _prepare(gam: Path, store: Store, issuer: Issuer) -> Tokens:
    """Fill a new store and write GAM's credentials; find those of an old one."""
    known = credentials.load(store)
    if known is not None:
        return Tokens(store, known, issuer)
    first_day.fill(store)
    new = credentials.create(store, now())
    known = credentials.load(store)
    if known is None:
        raise ValueError("the credentials were not stored")
    tokens = Tokens(store, known, issuer)
    expires = datetime.now(timezone.utc) + timedelta(seconds=LIFETIME - 60)
    write_credentials(gam, new, tokens, issuer, expires.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return tokens


def _environment(folder: Path, proxy: Proxy) -> dict[str, str]:
    """Variables for GAM alone. Both spellings, so that no proxy of the machine takes precedence."""
    variables = {
        "GAMCFGDIR": str(folder / "gam"),
        "GAMCFGSECTION": SECTION,
        "GAM_CA_FILE": str(_ca_file(folder)),
    }
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        variables[name] = variables[name.lower()] = proxy.url
    variables["NO_PROXY"] = variables["no_proxy"] = ""
    return variables


def _ca_file(folder: Path) -> Path:
    return folder / "ca.pem"
