"""HTTP with one of Monero's programs: questions in, typed answers out, accidents as Trouble."""

import asyncio
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec
from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    DigestAuthMiddleware,
    ServerDisconnectedError,
)

from pos.domain.errors import Refused, Trouble

_OK: Final = 200
_DENIED: Final = 401
_NO_NODE: Final = -38
"""What wallet-rpc answers, often without a word, while its node is away."""
_NEAR: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SCHEMES: Final = frozenset({"http", "https"})

_Shape = TypeVar("_Shape")


class Declined(Trouble):
    """The program understood the question and answers that it cannot be."""

    def __init__(self, name: str, code: int, words: str) -> None:
        meaning = "has no connection to its node" if code == _NO_NODE else words
        super().__init__(f"{name}: {meaning or f'refuses (error {code})'}")
        self.code = code
        self.words = words


class Silent(Trouble):
    """The program took the question and never answered: it is busy, or hangs."""


class _Fault(msgspec.Struct, frozen=True):
    code: int
    message: str = ""


class _Answer(msgspec.Struct, frozen=True):
    result: msgspec.Raw = msgspec.Raw(b"{}")
    error: _Fault | None = None


class Door:
    """One program by its address, `http://user:password@host:port`; a login is kept to itself."""

    def __init__(self, url: str, timeout_s: float, kind: str) -> None:
        """Raises Refused for an address of another kind. `kind` is the program's name.

        `is_strangers` says that it is neither on this machine nor on a private network.
        """
        parts = _split(url)
        self.host_port = f"{_bracketed(parts)}:{parts.port}"
        self.name = f"{kind} {self.host_port}"
        self.trouble = ""
        self._url = f"{parts.scheme}://{self.host_port}"
        self._is_near = parts.hostname in _NEAR
        self.is_strangers = not self._is_near and not _is_private(parts.hostname or "")
        self._login = (unquote(parts.username or ""), unquote(parts.password or ""))
        self._timeout_s = timeout_s
        self._session: ClientSession | None = None

    async def ask(
        self,
        method: str,
        shape: type[_Shape],
        params: Mapping[str, object] | None = None,
        timeout_s: float | None = None,
    ) -> _Shape:
        """The result of a JSON-RPC call; raises Declined for an error, Trouble if there is none."""
        question = {"jsonrpc": "2.0", "id": "0", "method": method, "params": params or {}}
        answer = await self.post("/json_rpc", _Answer, question, timeout_s)
        if answer.error is not None:
            raise Declined(self.name, answer.error.code, answer.error.message)
        return self._read(bytes(answer.result), shape)

    async def post(
        self, path: str, shape: type[_Shape], body: object, timeout_s: float | None = None
    ) -> _Shape:
        """The answer of any other door of the program."""
        wait_s = timeout_s or self._timeout_s
        try:
            async with asyncio.timeout(wait_s):
                content = await self._twice(path, msgspec.json.encode(body))
        except TimeoutError as why:
            raise Silent(f"{self.name}: no answer within {wait_s:g} s") from why
        except (ClientError, OSError) as why:
            raise Trouble(f"{self.name}: cannot be reached ({type(why).__name__})") from why
        return self._read(content, shape)

    def as_node(self) -> dict[str, object]:
        """How wallet-rpc is told to ask this node; one on this machine it may trust."""
        user, password = self._login
        return {
            "address": self.host_port,
            "trusted": self._is_near,
            "ssl_support": "enabled" if self._url.startswith("https:") else "disabled",
            "username": user,
            "password": password,
        }

    async def close(self) -> None:
        """Let go of the connection; the next question opens it again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _twice(self, path: str, body: bytes) -> bytes:
        """A connection that was kept open may have been closed meanwhile; that costs one retry."""
        try:
            return await self._once(path, body)
        except ServerDisconnectedError:
            return await self._once(path, body)

    async def _once(self, path: str, body: bytes) -> bytes:
        async with self._opened().post(self._url + path, data=body) as response:
            content = await response.read()
            if response.status == _DENIED:
                raise Trouble(f"{self.name}: wants another user name or password")
            if response.status != _OK:
                raise Trouble(f"{self.name}: answers HTTP {response.status}")
            return content

    def _opened(self) -> ClientSession:
        if self._session is None:
            user, password = self._login
            digest = (DigestAuthMiddleware(user, password),) if user else ()
            self._session = ClientSession(
                timeout=ClientTimeout(total=None),  # each question has its own
                headers={"Content-Type": "application/json"},
                middlewares=digest,
            )
        return self._session

    def _read(self, content: bytes, shape: type[_Shape]) -> _Shape:
        try:
            return msgspec.json.decode(content, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
            raise Trouble(f"{self.name}: the answer is not what Monero's programs say") from why


def _split(url: str) -> SplitResult:
    """Never repeats the address: it may hold a password."""
    try:
        parts = urlsplit(url.strip())
        (parts.hostname or "").encode("idna")  # as it is looked up: without empty or endless parts
        is_door = parts.scheme in _SCHEMES and parts.hostname and parts.port
        if is_door and ":" not in unquote(parts.username or ""):  # RFC 7616 parts them by it
            return parts
    except ValueError:
        pass  # what is no address at all is refused like one of another kind
    raise Refused("invalid_address", "A Monero program's address is like http://host:18081")


def _bracketed(parts: SplitResult) -> str:
    """The host as an address needs it: IPv6 in brackets."""
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _is_private(host: str) -> bool:
    """Whether this is an address of a network of one's own; a name may lead anywhere."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
