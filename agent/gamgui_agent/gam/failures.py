"""Which commands of a bulk job failed, by digests: no secret in a command outlives the job here."""

import hashlib
from dataclasses import dataclass, field

# Beyond so many the job as a whole has failed, and its file is as good as a list of them.
_MOST = 100_000
_LONGEST_COMMAND = 1_048_576


def digest(command: bytes) -> bytes:
    """Stands for a command; its first word, the way to GAM, is left out before."""
    return hashlib.blake2b(command, digest_size=16).digest()


def without_gam(command: bytes) -> bytes:
    """A logged command without its first word: `gam`, or the way to it where a program of its own ran the row."""
    if command.startswith(b'"'):
        return command[1:].partition(b'" ')[2]
    return command.partition(b" ")[2]


@dataclass
class Failures:
    """`codes`: how each command that failed ended, as often as it did."""

    codes: dict[bytes, list[int]] = field(default_factory=dict)
    count: int = 0
    """All of them, those beyond the most that are kept too."""
    _code: int = 0
    _command: bytearray | None = None

    def begin(self, code: int, command: bytes) -> None:
        """A command failed; `command` is the first line of it."""
        self._code, self._command = code, bytearray(command)
        self.count += 1

    def goes_on(self, line: bytes) -> None:
        """One more line of a command that has newlines in it."""
        if self._command is not None and len(self._command) < _LONGEST_COMMAND:
            self._command += b"\n" + line

    def close(self) -> None:
        """The command has no more lines. May be called twice."""
        command, self._command = self._command, None
        if command is not None and self.count <= _MOST:
            self.codes.setdefault(digest(without_gam(bytes(command))), []).append(self._code)
