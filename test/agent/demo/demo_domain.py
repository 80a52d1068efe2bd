"""Starts the demo domain as a session does, and talks to it: by the real GAM, or by plain HTTPS."""

import http.client
import json
import os
import ssl
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

AGENT = Path(__file__).parents[3] / "agent"
ADMIN = "admin.googleapis.com"
SIGN_IN = "oauth2.googleapis.com"
LICENSING = "licensing.googleapis.com"
WWW = "www.googleapis.com"
_PATIENCE = 60  # seconds


def gam_python() -> str:
    """The Python that has GAM. Fails with a clear message when there is none."""
    python = os.environ.get("GAMGUI_GAM_PYTHON")
    assert python, "Set GAMGUI_GAM_PYTHON to a Python that has gam7: these tests run the real GAM."
    assert Path(python).exists(), f"GAMGUI_GAM_PYTHON is {python}, which does not exist."
    return python


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def reason(self) -> str:
        """Google's word for an error."""
        return str(self.json["error"]["errors"][0]["reason"])

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


class Demo:
    """One server; a context that ends it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.work = folder.parent / "work"
        self.work.mkdir(exist_ok=True)
        self._options = options

    def __enter__(self) -> "Demo":
        self.process = start(self.folder, "--work", str(self.work), *self._options)
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        self.env: dict[str, str] = json.loads(line)["env"]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self) -> tuple[int, str, str]:
        """End standard input; answers exit code, the rest of stdout, and stderr."""
        out, err = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, out, err

    @property
    def proxy(self) -> tuple[str, int]:
        parts = urlsplit(self.env["HTTPS_PROXY"])
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port

    @property
    def oauth(self) -> dict[str, Any]:
        """GAM's own sign-in file."""
        parsed: dict[str, Any] = json.loads((self.folder / "gam" / "oauth2.txt").read_text())
        return parsed

    def gam(self, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run the real GAM to its end."""
        return subprocess.run(
            [gam_python(), "-m", "gam", *arguments],
            env={"PATH": os.environ["PATH"], "HOME": str(self.work), **self.env, **(env or {})},
            cwd=self.work,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    def connect(self, host: str = ADMIN) -> http.client.HTTPSConnection:
        """A TLS connection through the proxy that trusts the demo domain's authority only."""
        context = ssl.create_default_context(cafile=self.env["GAM_CA_FILE"])
        connection = http.client.HTTPSConnection(*self.proxy, context=context, timeout=_PATIENCE)
        connection.set_tunnel(host, 443)
        return connection

    def call(
        self,
        verb: str,
        path: str,
        body: Any = None,
        *,
        host: str = ADMIN,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call with the administrator's token, or another one."""
        sent = {"Authorization": f"Bearer {self.oauth['token'] if token is None else token}", **(headers or {})}
        data = body if isinstance(body, bytes | str | None) else json.dumps(body)
        connection = self.connect(host)
        try:
            connection.request(verb, path, data, sent)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def directory(self, verb: str, path: str, body: Any = None, **more: Any) -> Answer:
        """A call of the Directory API."""
        return self.call(verb, f"/admin/directory/v1/{path}", body, **more)

    def sign_in(self, **form: str) -> Answer:
        """A POST to the token endpoint."""
        return self.call("POST", "/token", urlencode(form), host=SIGN_IN)

    def refresh(self, **more: str) -> Answer:
        """A new token from the refresh token."""
        names = ("client_id", "client_secret", "refresh_token")
        kept = {name: str(self.oauth[name]) for name in names}
        return self.sign_in(**{"grant_type": "refresh_token", **kept, **more})


def start(folder: Path, *options: str) -> "subprocess.Popen[str]":
    """Start the server as the agent does."""
    return subprocess.Popen(
        [gam_python(), "-I", str(AGENT), "demo", "--dir", str(folder), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def person(mailbox: str, /, **more: Any) -> dict[str, Any]:
    """The body of a new person."""
    return {
        "primaryEmail": f"{mailbox}@demo.example",
        "name": {"givenName": "Test", "familyName": mailbox.capitalize()},
        "password": "correct horse",
        **more,
    }
