"""Where a message may go: the open internet, and what the merchant allowed by name or range.

A shop names the address that we call; without a rule it could make this machine call its own
router, its cloud's metadata service, or another program on loopback.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

from pos.domain.errors import Refused

Ip = IPv4Address | IPv6Address

_UNICAST: Final = IPv6Network("2000::/3")  # all that IANA has given out (RFC 4291)
_NAT64: Final = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address (RFC 6052)
_CLOSED: Final = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890); a cloud's metadata is here
    IPv4Network("168.63.129.16/32"),  # a cloud's own, in the middle of the open range
)


class Forbidden(OSError):  # noqa: N818 - it is an answer: the merchant did not allow it
    """The address that would be connected to is not one a shop may name."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The rule; `allow` has addresses, CIDR ranges, and host names that may stand anywhere.

    Raises Refused for an entry that looks like a range and is none.
    """

    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for entry in self.allow:
            if "/" in entry and not _is_network(entry):
                raise Refused("invalid_network", f"Not a CIDR range: {entry}")

    def permits_host(self, host: str) -> bool:
        """Whether the merchant allowed this name, wherever it points to."""
        return host.lower().rstrip(".") in {entry.lower() for entry in self.allow}

    def permits_ip(self, text: str) -> bool:
        """Whether a connection may be made to this address."""
        ip = _plain(ip_address(text.partition("%")[0]))
        allowed = (ip_network(entry, strict=False) for entry in self.allow if _is_network(entry))
        return any(ip in network for network in allowed) or _is_open(ip)


class CheckedResolver(AbstractResolver):
    """Looks names up and hands on only addresses that may be connected to.

    What it answers is what is connected to: there is no second look-up that could say otherwise.
    """

    def __init__(self, targets: Targets, resolver: AbstractResolver) -> None:
        self._targets = targets
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises Forbidden if none of them may be used, OSError for none.

        aiohttp takes an empty answer for a bug of its own.
        """
        found = await self._resolver.resolve(host, port, family)
        if not found:
            raise OSError("the name has no address")
        if self._targets.permits_host(host):
            return found
        permitted = [each for each in found if self._targets.permits_ip(each["host"])]
        if not permitted:
            raise Forbidden(f"{host} is at a private address")
        return permitted

    async def close(self) -> None:
        """Let go of the resolver inside."""
        await self._resolver.close()


def is_literal(host: str) -> bool:
    """Whether a host is an address itself, which nobody looks up."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_open(ip: Ip) -> bool:
    """On the open internet: not private, shared, local, multicast, reserved or a cloud's own."""
    if isinstance(ip, IPv6Address) and ip not in _UNICAST:
        return False
    if any(ip in network for network in _CLOSED):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _plain(ip: Ip) -> Ip:
    """The IPv4 address inside an IPv6 one, where there is one: that is where it really goes."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
