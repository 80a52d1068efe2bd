"""Runs something in the background, for whoever wants to know whether it began to."""

import os
import sys
from collections.abc import Callable

_LONGEST_LOG = 1_048_576
_READY = b"\0"


def daemonize(log: str, serve: Callable[[Callable[[], None]], int]) -> int:
    """Runs `serve` in a session of its own. Returns 0 when it calls what it is given, or its exit code if it ends
    before. Its stderr goes to the file `log`, and, until then, here."""
    told, tell = os.pipe()
    sys.stderr.flush()
    if os.fork() == 0:
        os.close(told)
        os.setsid()
        if os.fork():
            os._exit(0)
        os._exit(_serve(log, serve, tell))
    os.close(tell)
    os.wait()
    with open(told, "rb") as pipe:
        words = pipe.read()
    if words.endswith(_READY):
        return 0
    sys.stderr.write(words.decode(errors="replace"))
    return 1


def _serve(log: str, serve: Callable[[Callable[[], None]], int], tell: int) -> int:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.dup2(tell, 2)

    def ready() -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        if os.path.exists(log) and os.stat(log).st_size > _LONGEST_LOG:
            flags |= os.O_TRUNC
        fd = os.open(log, flags, 0o600)
        os.dup2(fd, 2)
        os.close(fd)
        os.write(tell, _READY)
        os.close(tell)

    try:
        return serve(ready)
    except BaseException as error:
        # This is a child of a program whose own endings must not run here.
        print(f"host: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return 70
