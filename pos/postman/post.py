"""Sending one request to an address that somebody else named, safely.

Redirects are never followed, proxies of the environment never used, connections never kept, and
private addresses only called where the merchant allowed them.
"""

import asyncio
import ssl
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from pos.domain.errors import Refused
from pos.domain.ports.outbox import Delivered, GivenUp, Outcome, TryAgain
from pos.postman.names import SystemNames
from pos.postman.targets import CheckedResolver, Forbidden, Targets, is_literal

CONNECT_S: Final = 10.0
READ_S: Final = 60.0
"""Shops answer slowly while they book, and a second try would reach them twice: wait long."""

MAX_ANSWER_BYTES: Final = 4096
UNCALLABLE: Final = "the address is not one that can be called"
PRIVATE: Final = "private addresses must be allowed in the settings"

_REQUEST_TIMEOUT: Final = 408
_TOO_MANY: Final = 429
_SERVER_FAULTS: Final = range(500, 600)
_SUCCESS: Final = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSettings:
    """How postbacks are signed, where messages may go, and how long one try waits, in seconds.

    `allow` has addresses, CIDR ranges and host names besides the open internet; `read_s` is the
    wait for each piece of the answer.
    """

    secret: str = field(repr=False)
    user_agent: str
    allow: tuple[str, ...] = ()
    connect_s: float = CONNECT_S
    read_s: float = READ_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One request to send; `url` may name a user, who is told in a header (RFC 7617)."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None = None


class Post:
    """The way outside. Close it at the end."""

    def __init__(
        self,
        settings: PostSettings,
        *,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._targets = Targets(settings.allow)
        self._names = resolver or SystemNames(settings.connect_s)
        self._tls = tls
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Let go of all connections, and of the name service."""
        if self._session is not None:
            await self._session.close()
            self._session = None
        await self._names.close()

    async def send(self, letter: Letter) -> Outcome:
        """Try once. The answer is what the other side said, in words that hold no secret."""
        try:
            url = _callable(letter.url, self._targets)
            return await self._request(url, letter)
        except Refused as why:
            return GivenUp(note=why.text)
        except aiohttp.InvalidURL:
            return GivenUp(note=UNCALLABLE)
        except (aiohttp.ClientError, OSError) as why:
            return TryAgain(note=_words(why))
        except ValueError:  # last: a certificate's error is one, too, and may be mended
            return GivenUp(note=UNCALLABLE)

    async def _request(self, url: URL, letter: Letter) -> Outcome:
        agent = {"Accept": "*/*", "User-Agent": self._settings.user_agent}
        async with self._opened().request(
            letter.method,
            url.with_user(None),
            data=letter.body,
            headers={**agent, **letter.headers, **_authorization(url)},
            allow_redirects=False,
        ) as answer:
            outcome = _outcome(answer.status)
            await _hear_out(answer)
            return outcome

    def _opened(self) -> aiohttp.ClientSession:
        """The session, made on first use because it belongs to the running loop."""
        if self._session is None:
            patience = self._settings
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=CheckedResolver(self._targets, self._names),
                    use_dns_cache=False,
                    force_close=True,
                    ssl=self._tls or True,
                    limit=0,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(
                    total=patience.connect_s + 2 * patience.read_s,
                    sock_connect=patience.connect_s,
                    sock_read=patience.read_s,
                ),
                auto_decompress=False,
            )
        return self._session


def _callable(text: str, targets: Targets) -> URL:
    """The address to post to. Raises Refused if it can never be; names are judged when found."""
    if not text.isascii() or not text.isprintable() or " " in text:
        raise Refused("invalid_url", UNCALLABLE)
    try:
        url = URL(text, encoded=True)
        host = url.host
    except ValueError as why:
        raise Refused("invalid_url", UNCALLABLE) from why
    if url.scheme not in {"http", "https"} or not host:
        raise Refused("invalid_url", "only http and https addresses can be called")
    if is_literal(host) and not targets.permits_ip(host):
        raise Refused("private", PRIVATE)
    return url


def _authorization(url: URL) -> dict[str, str]:
    """The user that an address names, as a header (RFC 7617). Raises ValueError if none can be."""
    if url.raw_user is None and url.raw_password is None:
        return {}
    return {"Authorization": aiohttp.encode_basic_auth(url.user or "", url.password or "")}


async def _hear_out(answer: aiohttp.ClientResponse) -> None:
    """Let the shop finish speaking, within bounds; its status has already decided."""
    try:
        async with asyncio.timeout(1.0):
            await answer.content.read(MAX_ANSWER_BYTES)
    except (aiohttp.ClientError, OSError):
        return


def _outcome(status: int) -> Outcome:
    note = f"answered {status}"
    if status in _SUCCESS:
        return Delivered(note=note)
    if status in _SERVER_FAULTS or status in {_REQUEST_TIMEOUT, _TOO_MANY}:
        return TryAgain(note=note)
    return GivenUp(note=note)


def _words(why: Exception) -> str:
    """What went wrong, by kind alone: the text of an error may repeat what was sent."""
    match why:
        case aiohttp.ClientConnectorDNSError(os_error=Forbidden()):
            return PRIVATE  # the name may stand for another address tomorrow
        case aiohttp.ClientConnectorDNSError():
            return "the name of the shop's server is not known"
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return "the shop's certificate was not accepted"
        case aiohttp.ConnectionTimeoutError():
            return "the shop's server could not be reached in time"
        case TimeoutError():
            return "the shop did not answer in time"
        case aiohttp.ClientConnectorError():
            return "the shop's server could not be reached"
        case _:
            return "the connection broke before an answer came"
