"""An online shop's own server on loopback, which answers postbacks as its script says."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

DROP: Final = 0
"""Take the request and hang up without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postback:
    """One request that reached the shop, and what it answered."""

    delivery: str
    body: dict[str, Any]
    raw: bytes
    answered: int


@dataclass
class ShopServer:
    """What arrived so far; `answer` decides the status of the n-th try of a payment."""

    answer: Callable[[int], int]
    url: str = ""
    received: list[Postback] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, delivery: str, raw: bytes) -> int:
        """Note a request and say what to answer."""
        body = json.loads(raw)
        with self._lock:
            tries = sum(1 for known in self.received if known.body["id"] == body["id"])
            status = self.answer(tries)
            self.received.append(Postback(delivery=delivery, body=body, raw=raw, answered=status))
        return status


@contextmanager
def shop_server(answer: Callable[[int], int]) -> Iterator[ShopServer]:
    """A shop that listens while it is used."""
    shop = ShopServer(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            status = shop.take(self.headers["X-Florin-Delivery"], raw)
            if status == DROP:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """The shop keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shop.url = f"http://127.0.0.1:{server.server_address[1]}/payment_complete"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
