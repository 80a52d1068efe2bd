"""Derives a session's own gam.cfg from the tenant's, so that GAM in a session neither asks, prints nor strays.

The tenant's file is read, never written: its sections stay, its credential files are used where they are. What
`gam … save` changes lands in the session's file. A missing gam.cfg would make GAM print two lines on stdout, in
the middle of the first command's CSV. How GAM reads the file: SetGlobalVariables in its `gam/__init__.py`.
"""

import configparser
import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

GAM_CFG = "gam.cfg"
# Folders that may be unset; `.` is the folder GAM is started in, and stays.
_OPTIONAL = ("input_dir", "gmail_cse_incert_dir", "gmail_cse_inkey_dir")
_CREDENTIALS = {
    "client_secrets_json": "client_secrets.json",
    "oauth2_txt": "oauth2.txt",
    "oauth2service_json": "oauth2service.json",
}
_TRUE = ("true", "on", "yes", "enabled", "1")
_UNSET_ZONES = ("", "utc", "z")


class TenantError(Exception):
    """The tenant's configuration cannot be used; the message says why and where."""


def derive(
    source: Path,
    target: Path,
    *,
    section: str | None,
    name: str,
    work: Path,
    timezone: str,
    gathered: bool = False,
) -> str:
    """Writes `target`/gam.cfg from `source`/gam.cfg, unless it is there already; the section to be pinned.

    `source` is the tenant's folder (GAMCFGDIR), which may have no gam.cfg yet. Without `section` it is the one GAM
    would choose; GAM cannot pin its DEFAULT, so a section `name` is made for that, which inherits everything.
    `timezone` is an IANA name or `local`; a tenant's own is kept. `gathered`: the section's credential files have been
    brought together in `source`, under GAM's own names, wherever gam.cfg has them.
    """
    derivation = _Derivation(_read(source / GAM_CFG), _read(source / GAM_CFG), source, target)
    if section and not derivation.original.has_section(section):
        raise TenantError(f"GAM's configuration {source / GAM_CFG} has no section “{section}”.")
    chosen = section or derivation.value(configparser.DEFAULTSECT, "section")
    if not derivation.original.has_section(chosen):
        chosen = name
        derivation.add(chosen)
    if not (target / GAM_CFG).exists():
        for each in derivation.sections():
            derivation.place(each)
            derivation.settle(each, work, timezone)
        if gathered:
            derivation.gather(chosen)
        _write(derivation.derived, target / GAM_CFG)
    return chosen


def options_of(source: Path, section: str) -> dict[str, str]:
    """What the section of `source`/gam.cfg says, as GAM sees it. @raises TenantError"""
    original = _read(source / GAM_CFG)
    derivation = _Derivation(original, original, source, source)
    names = original.options(section) if original.has_section(section) else original.defaults()
    return {name: derivation.value(section, name) for name in names}


def holds_password(source: Path) -> bool:
    """Whether `source`/gam.cfg has the password of a mail server: nothing else in it is secret. @raises TenantError"""
    original = _read(source / GAM_CFG)
    sections = [configparser.DEFAULTSECT, *original.sections()]
    return any(original.get(section, "smtp_password", fallback="") not in ("", "''") for section in sections)


def derive_for_run(source: Path, target: Path, *, section: str, log: Path) -> bool:
    """Writes `target`/gam.cfg that differs from the session's in `source` only by its command log.

    False, and nothing is written, if the tenant keeps a command log of its own: it must not miss what is run.
    """
    derivation = _Derivation(_read(source / GAM_CFG), _read(source / GAM_CFG), source, target)
    if derivation.value(section, "cmdlog"):
        return False
    for name in derivation.sections():
        derivation.place(name)
    for option, value in {"cmdlog": str(log), "cmdlog_max_backups": "5", "cmdlog_max_kilo_bytes": "1000"}.items():
        derivation.derived.set(section, option, value)
    _write(derivation.derived, target / GAM_CFG)
    return True


def csv_input(folder: Path, section: str) -> dict[str, str]:
    """How GAM's configuration in `folder` says that CSV files are read. @raises TenantError"""
    derivation = _Derivation(_read(folder / GAM_CFG), _read(folder / GAM_CFG), folder, folder)
    options = ("csv_input_column_delimiter", "csv_input_quote_char", "csv_input_no_escape_char")
    return {option: value for option in options if (value := derivation.value(section, option))}


def _read(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser()
    try:
        if path.exists():
            parser.read_string(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeError, configparser.Error) as error:
        raise TenantError(f"GAM's configuration {path} cannot be read: {error}") from error
    return parser


@dataclass(frozen=True)
class _Derivation:
    """The tenant's configuration, and the session's as it comes into being."""

    original: configparser.RawConfigParser
    derived: configparser.RawConfigParser
    source: Path
    target: Path

    def add(self, section: str) -> None:
        for parser in (self.original, self.derived):
            if not parser.has_section(section):
                parser.add_section(section)

    def sections(self) -> list[str]:
        return [configparser.DEFAULTSECT, *self.derived.sections()]

    def place(self, section: str) -> None:
        """Makes the folders absolute as GAM would have resolved them from the file's first place."""
        self._set(section, "config_dir", self._folder(section, "config_dir") or str(self.source))
        cache = self._folder(section, "cache_dir") or str(self.source / "gamcache")
        if not os.path.isdir(cache):
            # GAM makes it only when it makes gam.cfg, and complains on stderr ever after.
            cache = str(self.target / "gamcache")
            os.makedirs(cache, 0o700, exist_ok=True)
        self._set(section, "cache_dir", cache)
        for option in _OPTIONAL:
            if folder := self._folder(section, option):
                self._set(section, option, folder)

    def settle(self, section: str, work: Path, timezone: str) -> None:
        """Sets what depends on the session: where files go, the clock, and that no browser can be opened."""
        if self.value(section, "todrive_noemail") == "":
            # GAM derives this from no_browser, which changes here: an e-mail per sheet would be new.
            self._set(section, "todrive_noemail", str(self.value(section, "no_browser").lower() not in _TRUE).lower())
        self._set(section, "no_browser", "true")
        self._set(section, "todrive_nobrowser", "true")
        self._set(section, "drive_dir", str(work))
        self._set(section, "charset", "utf-8")
        if self.value(section, "timezone").lower() in _UNSET_ZONES:
            self._set(section, "timezone", timezone if _is_zone(timezone) else "utc")

    def gather(self, section: str) -> None:
        """Has GAM look for the section's files beside gam.cfg."""
        self._set(section, "config_dir", str(self.source))
        for option, file in _CREDENTIALS.items():
            self._set(section, option, file)

    def _folder(self, section: str, option: str) -> str:
        """A folder as GAM's _getCfgDirectory finds it, or empty: a section's relative one starts at the default's."""
        folder = os.path.expanduser(self.value(section, option))
        if os.path.isabs(folder) or folder in ("", "."):
            return folder
        if section != configparser.DEFAULTSECT:
            default = os.path.expanduser(self.value(configparser.DEFAULTSECT, option))
            folder = os.path.join(default, folder)
        return os.path.join(self.source, folder)

    def value(self, section: str, option: str) -> str:
        """As GAM sees it: inherited if need be, without the quotes it allows."""
        value = self.original.get(section, option, fallback="")
        return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value

    def _set(self, section: str, option: str, value: str) -> None:
        """Sets an option, but not in a section that inherits the same value."""
        if section == configparser.DEFAULTSECT or self.derived.get(section, option, fallback=None) != value:
            self.derived.set(section, option, value)


def _is_zone(name: str) -> bool:
    if name == "local":
        return True
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _write(parser: configparser.RawConfigParser, path: Path) -> None:
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        parser.write(file)
    os.replace(temporary, path)
