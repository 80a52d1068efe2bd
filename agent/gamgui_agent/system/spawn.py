"""Starts programs. By fork, not subprocess: the host reaps all children itself, of its own and others' making."""

import fcntl
import os
import signal
import sys
import termios
from collections.abc import Mapping, Sequence
from typing import NoReturn

_RESET = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)


def spawn(
    argv: Sequence[str], env: Mapping[str, str], cwd: str, fds: tuple[int, int, int], *, terminal: bool = False
) -> int:
    """Starts `argv` in a session of its own and returns its process. @raises OSError as exec, or chdir, does

    `fds` become its standard streams; `terminal`: the first of them becomes its controlling terminal.
    """
    told, tell = os.pipe()
    # Printed twice otherwise, should the child fail.
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _become(argv, env, cwd, fds, terminal, tell)
    os.close(tell)
    with open(told, "rb") as pipe:
        error = pipe.read()
    if error:
        os.waitpid(pid, 0)
        raise OSError(int(error), os.strerror(int(error)), argv[0])
    return pid


def _become(
    argv: Sequence[str], env: Mapping[str, str], cwd: str, fds: tuple[int, int, int], terminal: bool, tell: int
) -> NoReturn:
    """In the child: never returns, whatever happens."""
    try:
        os.setsid()
        # Above 2 first: they may be one another's targets.
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 3) for fd in fds]
        for number, fd in enumerate(high):
            os.dup2(fd, number)
        if terminal:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.set_wakeup_fd(-1)
        for number in _RESET:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.chdir(cwd)
        os.execvpe(argv[0], list(argv), dict(env))
    except OSError as error:
        os.write(tell, str(error.errno).encode())
    except BaseException:
        os.write(tell, b"22")
    finally:
        os._exit(127)
