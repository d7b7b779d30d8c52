"""Which callers may do what: the shop's own secret, its keys, and the addresses on its list.

Nothing tells a stranger how near a guess was: secrets are compared in constant time, and a wrong
one is answered late.
"""

import hmac
import math
from typing import Final

from aiohttp import hdrs, web

from pos.api.doors import Doors
from pos.api.gate import Gate, TooMany
from pos.domain.errors import Refused
from pos.domain.ports.shops import ApiKey, Scope

WRONG_PAUSE_S: Final = 1.2
MAX_WAITING: Final = 64
"""So many wrong guesses wait at once; further ones are told to come back."""

_BEARER: Final = "bearer "


class Callers:
    """Asks who is calling."""

    def __init__(self, doors: Doors, gate: Gate) -> None:
        self._access = doors.access
        self._clock = doors.clock
        self._secret = doors.settings.librepay.secret.encode()
        self._gate = gate
        self._waiting = 0

    async def admit_shop(self, request: web.Request) -> None:
        """Let in who may ask for an invoice of the LibrePay protocol.

        Raises Refused: "no_secret" for a stranger without one, "wrong_secret", or TooMany.
        """
        secret = request.query.get("secret") or bearer_of(request)
        if not secret:
            if not self._gate.is_welcome(request):
                raise Refused("no_secret", "secret parameter is missing")
        elif not self._is_ours(secret):
            await self._checked(secret, Scope.CREATE)

    async def key_for(self, request: web.Request, scope: Scope) -> ApiKey:
        """The caller's key, given as a Bearer token or in the header `token`. Raises alike."""
        secret = bearer_of(request) or request.headers.get("token")
        if not secret:
            raise Refused("no_secret", "Token not specified")
        return await self._checked(secret, scope)

    def _is_ours(self, secret: str) -> bool:
        told = secret.encode(errors="surrogatepass")  # a header may hold any bytes
        return bool(self._secret) and hmac.compare_digest(told, self._secret)

    async def _checked(self, secret: str, scope: Scope) -> ApiKey:
        key = None if self._access is None else self._access.allowed(secret, scope)
        if key is None:
            await self._pause()
            raise Refused("wrong_secret", "This key is unknown, revoked, or does not allow that")
        return key

    async def _pause(self) -> None:
        """A wrong secret costs time, so that guessing does not pay."""
        if self._waiting >= MAX_WAITING:
            raise TooMany(math.ceil(WRONG_PAUSE_S))
        self._waiting += 1
        try:
            await self._clock.sleep(WRONG_PAUSE_S)
        finally:
            self._waiting -= 1


def bearer_of(request: web.Request) -> str | None:
    """The token of the Authorization header (RFC 6750)."""
    said = request.headers.get(hdrs.AUTHORIZATION, "")
    return said[len(_BEARER) :].strip() if said.lower().startswith(_BEARER) else None
