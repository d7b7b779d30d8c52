"""Who may knock at which door: pure decisions over addresses and headers, no I/O.

The original gateway trusted forwarded headers from any private network and answered any web page
in a browser on the merchant's own machine. Neither may happen here.
"""

from collections import OrderedDict
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final, NamedTuple

from pos.domain.errors import Refused

Ip = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

HOME_NAMES: Final = ("localhost", "127.0.0.1", "::1")
MAX_CLIENTS: Final = 10_000


class Knock(NamedTuple):
    """What a request says of its sender.

    `peer` is the socket's other end, `local` our end; `forwarded` is every X-Forwarded-For joined
    with commas, None without any.
    """

    peer: str
    local: str
    forwarded: str | None
    origin: str | None
    host: str | None


class Guard:
    """The shop's rules about callers, read once from its settings."""

    def __init__(
        self,
        *,
        allow: tuple[str, ...],
        trusted_proxies: tuple[str, ...],
        origins: tuple[str, ...],
        hosts: tuple[str, ...],
    ) -> None:
        self._allow = networks(allow)
        self._proxies = networks(trusted_proxies)
        self._origins = frozenset(origins)
        self._hosts = frozenset(host.lower() for host in (*HOME_NAMES, *hosts))
        self._known_peers: dict[str, bool] = {}

    def refusal(self, knock: Knock) -> str | None:
        """Why this caller may not use the private doors, in words for the log; None if it may."""
        if not self.is_known(knock):
            return "the address is not on the allow-list"
        if knock.origin is not None and knock.origin not in self._origins:
            return "a web page of another origin asks"
        if not self._is_ours(host_name(knock.host or ""), knock.local):
            return "the host name is not one of ours"
        return None

    def is_known(self, knock: Knock) -> bool:
        """Whether the sender is on the allow-list, or a program on this very machine."""
        if not knock.forwarded:
            return self.is_ours(knock.peer)
        peer = read_ip(knock.peer)
        if peer is None or self._is_home(peer):
            return False
        return self._is_welcome(self._client(peer, knock.forwarded))

    def is_ours(self, peer: str | None) -> bool:
        """Whether a sender without a forwarded header is known; asked often, so remembered."""
        if peer is None:
            return False
        known = self._known_peers.get(peer)
        if known is None:
            if len(self._known_peers) >= MAX_CLIENTS:
                self._known_peers.clear()
            known = self._known_peers[peer] = self._is_welcome(read_ip(peer))
        return known

    def client(self, knock: Knock) -> str:
        """Whom to count a public request against; one IPv6 customer has a whole /64."""
        peer = read_ip(knock.peer)
        if peer is None:
            return ""
        hops = knock.forwarded
        if self._is_home(peer) and hops:  # a proxy on this machine that nobody configured
            found = read_ip(hops.rpartition(",")[2])
        else:
            found = self._client(peer, hops)
        if isinstance(found, IPv6Address):
            return str(IPv6Address(int(found) >> 64 << 64))
        return str(found)

    def _is_ours(self, name: str, local: str) -> bool:
        """One of our names, or the very address that the request came in on."""
        if name in self._hosts:
            return True
        ip = read_ip(f"[{name}]")
        return ip is not None and ip == read_ip(f"[{local}]")

    def _is_welcome(self, client: Ip | None) -> bool:
        return client is not None and (self._is_home(client) or _is_in(client, self._allow))

    def _is_home(self, ip: Ip) -> bool:
        """Loopback is trusted until a proxy is configured: then it may be the proxy's end."""
        return ip.is_loopback and not self._proxies

    def _client(self, peer: Ip, forwarded: str | None) -> Ip | None:
        """The nearest hop that is not one of our own proxies; None if that cannot be read."""
        client: Ip | None = peer
        hops = forwarded.split(",") if forwarded else []
        while client is not None and hops and _is_in(client, self._proxies):
            client = read_ip(hops.pop())
        return client


class Throttle:
    """Bounds how often one client may ask; remembers a bounded number of clients.

    Time is counted in requests: `per_s` of them pass each second, whether used or not. A client
    may run ahead of it by `burst`.
    """

    def __init__(self, *, per_s: int, burst: int) -> None:
        self._per_s = per_s
        self._burst = burst
        self._used_up_to: OrderedDict[str, int] = OrderedDict()

    def wait_s(self, client: str, now: int) -> int:
        """Seconds until this client may ask again; 0 means that it just did."""
        passed = now * self._per_s
        used = max(passed, self._used_up_to.pop(client, passed))
        if used > passed + self._burst:  # the clock was set back
            used = passed
        excess = used + 1 - passed - self._burst
        self._used_up_to[client] = used if excess > 0 else used + 1
        if len(self._used_up_to) > MAX_CLIENTS:
            self._used_up_to.popitem(last=False)
        return -(-excess // self._per_s) if excess > 0 else 0


def networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    """Addresses and CIDR ranges from settings. Raises Refused for anything else."""
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as why:
        raise Refused("invalid_network", f"Not an address or CIDR range: {why}") from why


@lru_cache(maxsize=4096)
def read_ip(text: str) -> Ip | None:
    """An address from a socket or a header, without port and zone; v4 in v6 is v4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        ip = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(ip, IPv6Address) and ip.ipv4_mapped) or ip


def host_name(header: str) -> str:
    """The name in a Host header, without the port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _is_in(ip: Ip, ranges: tuple[Network, ...]) -> bool:
    return any(ip in each for each in ranges)
