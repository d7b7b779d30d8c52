"""Where the publisher's word lies: read over TLS, bounded in time and size, led on by TLS only."""

import asyncio
import ssl
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from yarl import URL

from pos.domain.errors import Trouble
from pos.updates.address import is_safe

MOST_BYTES: Final = 64 * 1024
REQUEST_S: Final = 15.0
MOST_HOPS: Final = 4
"""So often may one place point to the next, as shelves of releases do."""

_OK: Final = 200
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address; `tls` is for a server that the system's roots do not vouch for."""

    url: str
    request_s: float = REQUEST_S
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    async def fetched(self) -> bytes:
        """What lies there now. Raises Trouble, in words without the address.

        Nothing is told but that somebody asks: no cookie, no version, no name of the shop.
        """
        try:
            async with (
                asyncio.timeout(self.request_s),
                aiohttp.ClientSession(
                    # packed answers could grow without bound, so none is asked for or unpacked
                    headers={"Accept-Encoding": "identity", "User-Agent": "florin"},
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                ) as session,
            ):
                return await self._followed(session)
        except TimeoutError as why:
            raise Trouble("the place of updates is too slow") from why
        except (aiohttp.ClientError, OSError, ValueError) as why:
            raise Trouble("the place of updates does not answer") from why

    async def _followed(self, session: aiohttp.ClientSession) -> bytes:
        url = URL(self.url)
        if not is_safe(self.url):
            raise Trouble("the place of updates is not one with https")
        for _ in range(MOST_HOPS):
            tls = self.tls or True
            async with session.get(url, allow_redirects=False, ssl=tls) as answer:
                if answer.status == _OK:
                    return await _bounded(answer)
                if answer.status not in _ELSEWHERE:
                    raise Trouble(f"the place of updates answered {answer.status}")
                url = url.join(URL(answer.headers.get("Location", "")))
            if url.scheme != "https":
                raise Trouble("the place of updates leads away from https")
        raise Trouble("the place of updates leads in circles")


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > MOST_BYTES:
            raise Trouble("the place of updates answers without end")
    return bytes(body)
