"""Where a server is, out of its URL."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pos.domain.errors import Refused


class Scheme(StrEnum):
    """How a server is spoken to: lines over TCP, or WebSocket; the longer names are with TLS."""

    TCP = "tcp"
    SSL = "ssl"
    WS = "ws"
    WSS = "wss"

    @property
    def is_secure(self) -> bool:
        """Whether it is spoken to with TLS."""
        return self in {Scheme.SSL, Scheme.WSS}

    @property
    def is_websocket(self) -> bool:
        """Whether it is spoken to by WebSocket."""
        return self in {Scheme.WS, Scheme.WSS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One server's place. `path` is only used by WebSocket."""

    scheme: Scheme
    host: str
    port: int
    path: str = "/"

    @property
    def name(self) -> str:
        """How people know it: `host:port`."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.name}{self.path}"


def site_of(url: str) -> Site:
    """A server's place from `ssl://host:port`, `tcp://…`, `ws://…` or `wss://…`.

    Raises Refused for anything else, without repeating what may be a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = parts = None
    if parts is None or parts.scheme not in set(Scheme) or not host or not port:
        raise Refused(
            "electrum_server",
            "An Electrum server is written as ssl://host:port (or tcp://, ws://, wss://)",
        )
    if parts.username or parts.password:
        raise Refused("electrum_server", f"The Electrum server {host}:{port} takes no password")
    return Site(scheme=Scheme(parts.scheme), host=host, port=port, path=parts.path or "/")
