"""A terminal in which a session's shell runs."""

import os
import pty
import select
import signal

from gam_session import GamSession


class Terminal:
    """A shell with job control on a terminal of its own."""

    def __init__(self, session: GamSession) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = {**session.env, "PS1": "$ ", "TERM": "dumb"}
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "--noediting", "-i"], env)
        self.seen = b""

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def until(self, text: str) -> bytes:
        """What is printed up to and with `text`."""
        while text.encode() not in self.seen:
            assert select.select([self.fd], [], [], 30)[0], self.seen
            self.seen += os.read(self.fd, 4096)
        before, _, self.seen = self.seen.partition(text.encode())
        return before

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
