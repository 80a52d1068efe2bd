"""Carries the browser's last step of a consent into the session: one GET to the port at which GAM waits for it.

GAM prints an address whose redirect leads to 127.0.0.1:8080 (or the next free port up to 8098) of the computer it runs
on: _waitForHttpClient in its `gam/__init__.py`. Nothing else is ever reached from here.
"""

import http.client
import re
import sys

from gamgui_agent.files.errors import FileError

PORTS = range(8080, 8099)
"""Where GAM listens."""
_TARGET = re.compile(r"/\?[!-~]{1,8190}")
_SECONDS = 10.0


def carry(session: str, port: int, target: str) -> int:
    """Sends GET `target` to `port`, at which a process of `session` listens; the status. @raises FileError"""
    if port not in PORTS or not _TARGET.fullmatch(target):
        raise FileError("outside", "Only the port at which GAM waits for a consent can be reached.")
    if not _listens(session, port):
        raise FileError("not-found", "GAM does not wait for a consent any more.")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    try:
        connection.request("GET", target)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise FileError("not-found", "GAM did not take the consent.") from error
    finally:
        connection.close()


def _listens(session: str, port: int) -> bool:
    if sys.platform != "linux":
        return False
    from gamgui_agent.system.listeners_linux import listens

    return listens(session, port)
