"""Connections to servers: through a proxy where one is wanted, and to nobody but the one meant.

A certificate is good if an authority vouches for it, or if it is the one that this server showed
when it was first met. Once an authority has vouched for a server it always has to: else whoever is
on the way could show any certificate, and be believed.
"""

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from aiorpcx import SOCKS5, NetAddress, SOCKSProxy

from pos.chains.bitcoin.electrum.pins import VOUCHED, Pins
from pos.chains.bitcoin.electrum.site import Site
from pos.chains.bitcoin.electrum.wire import Frames, Lines, Wire
from pos.domain.errors import Refused, Trouble

Make = Callable[[], Wire]

_ANY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Takes any certificate: it is compared afterwards, before a word is said."""
_ANY.check_hostname = False
_ANY.verify_mode = ssl.CERT_NONE


class CertificateChanged(Trouble):
    """A server is not the one it was when it was first met, or somebody is in between."""


class Trust:
    """Opens connections, and knows whom to believe that they are who they say."""

    def __init__(self, pins: Pins, proxy: str = "") -> None:
        """`proxy` is `socks5://host:port`, "" for none; raises Refused for anything else."""
        self._pins = pins
        self._proxy = _proxy_of(proxy) if proxy else None
        self._system: ssl.SSLContext | None = None

    async def connect(self, site: Site, hear: Callable[[bytes], None]) -> Wire:
        """An open connection.

        Raises CertificateChanged, and OSError or SOCKSError where it cannot be had.
        """

        def make() -> Wire:
            return Frames(hear, site.url) if site.scheme.is_websocket else Lines(hear)

        if not site.scheme.is_secure:
            return await self._open(site, make, None)
        pin = self._pins.known(site.name)
        if pin is None:
            return await self._first(site, make)
        if pin == VOUCHED:
            return await self._vouched_for(site, make)
        wire = await self._open(site, make, _ANY)
        if _fingerprint(wire) == pin:
            return wire
        await wire.close()
        return await self._vouched_for(site, make)

    async def _first(self, site: Site, make: Make) -> Wire:
        try:
            wire, pin = await self._open(site, make, await self._authorities()), VOUCHED
        except ssl.SSLCertVerificationError:
            wire = await self._open(site, make, _ANY)
            pin = _fingerprint(wire)
        self._pins.pin(site.name, pin)
        return wire

    async def _vouched_for(self, site: Site, make: Make) -> Wire:
        """Another certificate than the pinned one is good only if an authority vouches for it."""
        try:
            wire = await self._open(site, make, await self._authorities())
        except ssl.SSLCertVerificationError as why:
            raise CertificateChanged(
                f"the certificate of {site.name} changed: if its owner says so, remove its line "
                "from the pinned certificates"
            ) from why
        if self._pins.known(site.name) != VOUCHED:
            self._pins.pin(site.name, VOUCHED)
        return wire

    async def _open(self, site: Site, make: Make, tls: ssl.SSLContext | None) -> Wire:
        loop = asyncio.get_running_loop()
        if self._proxy is not None:
            _, wire = await self._proxy.create_connection(make, site.host, site.port, ssl=tls)
        else:
            _, wire = await loop.create_connection(make, site.host, site.port, ssl=tls)
        assert isinstance(wire, Wire)
        try:
            await wire.opened
        except BaseException:
            wire.drop()
            raise
        return wire

    async def _authorities(self) -> ssl.SSLContext:
        """Those of this system; loading them takes some 20 ms."""
        if self._system is None:
            self._system = await asyncio.to_thread(ssl.create_default_context)
        return self._system


def _fingerprint(wire: Wire) -> str:
    assert wire.certificate is not None
    return hashlib.sha256(wire.certificate).hexdigest()


def _proxy_of(url: str) -> SOCKSProxy:
    parts = urlsplit(url if "://" in url else f"socks5://{url}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme != "socks5" or not host or not port or parts.username:
        raise Refused("proxy", "The proxy is written as socks5://host:port")
    return SOCKSProxy(NetAddress(host, port), SOCKS5, None)
