"""A CONNECT proxy that goes nowhere: it ends TLS itself and hands each request to the demo domain.

Hosts that are not played are refused. There is no code here that opens a connection.
"""

import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from .certificates import Authority
from .exchange import InvalidRequest, Request, Response, make_request, text_response

_IDLE = 75.0  # seconds without a byte before a connection is closed
_HANDSHAKE = 15.0  # seconds
_LONGEST_BODY = 8 * 1024 * 1024  # bytes
_MOST_CONNECTIONS = 256

Answer = Callable[[Request], Response]


class _Handler(BaseHTTPRequestHandler):
    """What the proxy and the tunnel share: quiet, bounded, and plain words for broken requests."""

    protocol_version = "HTTP/1.1"
    server_version = "DemoDomain"
    sys_version = ""
    timeout = _IDLE

    def log_message(self, format: str, *args: Any) -> None:
        """Requests may hold secrets: nothing is logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Called for requests that cannot be parsed."""
        self.close_connection = True
        self.reply(text_response(code, f"Demo domain: {message or 'this request cannot be read'}."))

    def reply(self, response: Response) -> None:
        """Send an answer."""
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status not in (204, 304):
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


class _ProxyHandler(_Handler):
    """Serves one connection to the proxy."""

    server: "Proxy"

    def handle_one_request(self) -> None:
        """A tunnel needs its own socket, so one connection makes one request."""
        super().handle_one_request()
        self.close_connection = True

    def do_CONNECT(self) -> None:
        """Open a tunnel to a played host, or say that there is none."""
        host, _, port = self.path.rpartition(":")
        host = host.lower()
        self.close_connection = True
        if port != "443" or host not in self.server.hosts:
            sentence = "Demo domain: this proxy only plays the Google APIs of demo.example and forwards nothing."
            self.reply(text_response(403, sentence))
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        self.connection.settimeout(_HANDSHAKE)
        context = self.server.authority.context(host)
        with context.wrap_socket(self.connection, server_side=True, suppress_ragged_eofs=True) as tunnel:
            _TunnelHandler(tunnel, self.client_address, self.server, host)

    def _refuse(self) -> None:
        self.close_connection = True
        self.reply(text_response(403, "Demo domain: this is a proxy for HTTPS only, and it forwards nothing."))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse


class _TunnelHandler(_Handler):
    """Serves the requests inside one tunnel."""

    server: "Proxy"
    wbufsize = -1  # one packet for headers and body

    def __init__(self, tunnel: ssl.SSLSocket, address: Any, server: "Proxy", host: str) -> None:
        self.host = host
        super().__init__(tunnel, address, server)

    def _serve(self) -> None:
        body = self._read_body()
        if body is None:
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        if headers.get("host", self.host).lower().removesuffix(":443") != self.host:
            self.reply(text_response(421, "Demo domain: this tunnel is for another host."))
            return
        try:
            request = make_request(self.command, self.host, self.path, headers, body)
        except InvalidRequest as error:
            self.reply(text_response(400, f"Demo domain: {error}."))
            return
        self.reply(self.server.answer(request))

    def _read_body(self) -> bytes | None:
        """The body, or None when it was refused and an answer was sent."""
        length = self.headers.get("content-length", "0")
        refusal = self._refusal(length)
        if refusal is None:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                return body
            refusal = 400, "the body ended early"
        status, why = refusal
        self.close_connection = True
        self.reply(text_response(status, f"Demo domain: {why}."))
        return None

    def _refusal(self, length: str) -> tuple[int, str] | None:
        """Why a body is not even read, if it is not."""
        if "transfer-encoding" in self.headers:
            return 411, "a body needs a Content-Length"
        if not (length.isascii() and length.isdigit()):
            return 400, "the Content-Length is not a number"
        if len(length) > 9 or int(length) > _LONGEST_BODY:
            return 413, "this body is too large"
        return None

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _serve


class Proxy(HTTPServer):
    """Listens on a free port of 127.0.0.1; a thread for each connection."""

    request_queue_size = 128

    def __init__(self, authority: Authority, hosts: frozenset[str], answer: Answer) -> None:
        self.authority = authority
        self.hosts = hosts
        self.answer = answer
        self._slots = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        super().__init__(("127.0.0.1", 0), _ProxyHandler)

    @property
    def url(self) -> str:
        """What HTTPS_PROXY must say."""
        return f"http://127.0.0.1:{self.server_port}"

    def server_bind(self) -> None:
        """Bind without looking up the name of the address, which can take seconds."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for the connection, unless there are too many."""
        if not self._slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        threading.Thread(target=self._serve, args=(request, client_address), daemon=True).start()

    def _serve(self, request: socket.socket, client_address: Any) -> None:
        try:
            request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.finish_request(request, client_address)
        except (OSError, ValueError):
            pass  # The other end went away or broke TLS; there is nobody left to tell.
        finally:
            self._slots.release()
            self.shutdown_request(request)
