"""Who publishes Florin: signs what is said of versions, and has a place on loopback for it."""

import asyncio
import hashlib
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from Crypto.PublicKey.ECC import EccKey
from Crypto.Signature import eddsa

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

DIGEST = hashlib.sha256(b"an installer").hexdigest()


@dataclass
class Publisher:
    """One publisher; another `seed` is another one."""

    seed: bytes = bytes(range(32))
    asked: list[dict[str, str]] = field(default_factory=list)
    """The headers of each question."""

    @property
    def secret(self) -> EccKey:
        return eddsa.import_private_key(self.seed)

    @property
    def key(self) -> str:
        return self.secret.public_key().export_key(format="raw").hex()

    def word(self, version: str = "0.2.0", date: str = "2026-12-01", **more: object) -> bytes:
        """What lies at the address."""
        said: dict[str, object] = {"version": version, "date": date, "notes": "Faster."}
        said |= {"files": {"florin.deb": DIGEST}} | more
        return self.signed(json.dumps(said))

    def signed(self, text: str) -> bytes:
        """Any text, with this publisher's signature."""
        signature = eddsa.new(self.secret, "rfc8032").sign(text.encode())
        return json.dumps({"signed": text, "signature": signature.hex()}).encode()

    @asynccontextmanager
    async def open(
        self, answer: Answer | bytes, tls: ssl.SSLContext | None = None
    ) -> AsyncIterator[str]:
        """A server that answers everything so; its address."""

        async def told(request: web.Request) -> web.StreamResponse:
            self.asked.append(dict(request.headers))
            if isinstance(answer, bytes):
                return web.Response(body=answer)
            return await answer(request)

        app = web.Application()
        app.router.add_route("*", "/{any:.*}", told)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        host, port = runner.addresses[0]
        try:
            yield f"{'https' if tls else 'http'}://{host}:{port}/update.json"
        finally:
            await runner.cleanup()


async def hang(_: web.Request) -> web.StreamResponse:
    """No answer, as long as the server lives."""
    await asyncio.Event().wait()
    raise AssertionError


async def endless(request: web.Request) -> web.StreamResponse:
    """A body that never ends."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b" " * 16_384)


async def drip(request: web.Request) -> web.StreamResponse:
    """One byte after the other, with pauses that no timeout of a single read would notice."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b" ")
        await asyncio.sleep(0.02)
