"""Whatever a program sends to others over HTTP, written down on the way."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

_HOP: Final = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})
PATIENCE_S: Final = 60.0


@dataclass
class Recorder:
    """Stands in front of a server, or answers `status` itself; `sent` is all that came."""

    upstream: str = ""
    status: int = 200
    url: str = ""
    sent: list[bytes] = field(default_factory=list)

    @property
    def everything(self) -> bytes:
        """All requests with their headers, one after the other."""
        return b"\n\n".join(self.sent)


@contextmanager
def recorder(
    upstream: str = "", *, status: int = 200, keeps_path: bool = False
) -> Iterator[Recorder]:
    """A recorder that listens while it is used; `keeps_path` asks upstream for the same path."""
    made = Recorder(upstream, status)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            head = f"{self.command} {self.path}\n{self.headers}".encode()
            made.sent.append(head + body)
            if not made.upstream:
                self._answer(made.status, [], b"{}")
                return
            status, headers, answer = _forwarded(self, made.upstream, body, keeps_path=keeps_path)
            self._answer(status, headers, answer)

        do_GET = do_POST = do_HEAD = handle_any  # noqa: N815 - the names that it is called by

        def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """It keeps quiet."""

    server = _Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(ThreadingHTTPServer):
    """Clients may hang up whenever they like."""

    def handle_error(self, request: object, client_address: object) -> None:
        return


def _forwarded(
    asked: BaseHTTPRequestHandler, upstream: str, body: bytes, *, keeps_path: bool
) -> tuple[int, list[tuple[str, str]], bytes]:
    place = urlsplit(upstream)
    path = asked.path if keeps_path else "/"
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in _HOP}
    there = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE_S)
    try:
        there.request(asked.command, path, body, headers)
        answer = there.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    except OSError:
        return 502, [], b""
    finally:
        there.close()
