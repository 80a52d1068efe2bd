"""The real GAM's consent in the browser: its answer is carried to the port in the session at which GAM waits."""

import re
import socket
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from agent_session import Session
from files_client import FilesClient, Refusal
from gam_real import PYTHON
from gamgui_agent.files.errors import FileError
from gamgui_agent.files.redirect import carry
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only places with Linux inside are not this computer")

SCOPE = "https://www.googleapis.com/auth/admin.directory.user"
PORT = 8098


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Something at one of GAM's ports that is not the session's."""
    with socket.create_server(("127.0.0.1", PORT)) as server:
        yield server


def test_the_real_gam_gets_the_answer(sessions) -> None:
    gam = {"command": [str(PYTHON), "-I", "-m", "gam"], "python": str(PYTHON)}
    session: Session = sessions(tenant={"id": "demo", "kind": "demo"}, gam=gam)
    client = session.open(size={"cols": 1000, "rows": 50})
    client.type(f"gam oauth create admin admin@demo.example scope {SCOPE}\r".encode(), 0)
    client.wait_output(b"paste", seconds=60)
    found = re.search(rb"https://accounts\.google\.com/[!-~]+", bytes(client.output[0]))
    assert found
    asked = parse_qs(urlsplit(found[0].decode()).query)
    back = urlsplit(asked["redirect_uri"][0])
    assert back.hostname == "127.0.0.1"
    assert back.port in range(8080, 8099)
    with FilesClient(session.dir) as files:
        assert "redirect" in files.welcome["capabilities"]
        target = f"/?state={asked['state'][0]}&code=4/code&scope={SCOPE}"
        assert files.call("redirect", port=back.port, target=target) == {"status": 200}
        # GAM has the code and wants to exchange it: the answer of the demo domain to that is no.
        client.wait_output(b"unsupported_grant_type", seconds=60)
        # It waits no longer.
        client.wait_output(b"$ ", seconds=60)
        with pytest.raises(Refusal) as refused:
            files.call("redirect", port=back.port, target=target)
        assert refused.value.code == "not-found"


def test_another_programs_port_is_not_reached(session: Session, listener: socket.socket) -> None:
    listener.setblocking(False)
    with FilesClient(session.dir) as files, pytest.raises(Refusal) as refused:
        files.call("redirect", port=PORT, target="/?code=x")
    assert refused.value.code == "not-found"
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_what_does_not_answer_like_gam_is_refused(session: Session) -> None:
    """A program of the session's own, which may be hostile: it gets a request it could make itself, and no more."""
    program = (
        "import socket,time; s=socket.create_server(('127.0.0.1',8098)); print('up',flush=True); s.accept()[0].close()"
    )
    job = session.job([sys.executable, "-c", program])
    job.wait_output(b"up", stream=1)
    with FilesClient(session.dir) as files, pytest.raises(Refusal) as refused:
        files.call("redirect", port=PORT, target="/?code=x")
    assert refused.value.code == "not-found"


@given(st.integers(0, 65_535), st.text(max_size=40) | st.from_regex(r"/\?[!-~]{1,40}", fullmatch=True))
def test_nothing_else_is_asked_for(port: int, target: str) -> None:
    with pytest.raises(FileError) as refused:
        carry("nosuchsession", port, target)
    allowed = port in range(8080, 8099) and re.fullmatch(r"/\?[!-~]{1,8190}", target)
    assert refused.value.code == ("not-found" if allowed else "outside")
